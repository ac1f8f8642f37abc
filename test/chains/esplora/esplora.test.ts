import { networks } from 'bitcoinjs-lib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChainAdapter, Query } from '../../../src/chains/adapter.js'
import { type EsploraOptions, esplora, httpTransport, openBlocks } from '../../../src/chains/bitcoin/index.js'
import type { Coverage } from '../../../src/model/coverage.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'
import { adapterExam } from '../../conformance/adapterExam.js'
import { type EsploraServer, type Fault, startEsploraServer } from '../../support/esploraServer.js'
import { regtestBlocks, regtestFolder, regtestTold } from '../../support/regtestFiles.js'

const REGTEST = 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'
const tip = regtestTold.at(-1)!.height
let server: EsploraServer
/** Milliseconds that the source waited. */
let waits: number[] = []

beforeAll(async () => {
	server = await startEsploraServer(regtestBlocks(), networks.regtest)
})
afterAll(() => server.close())
beforeEach(() => {
	server.faults = () => undefined
	waits = []
})

const patience = {
	attempts: 3,
	firstWaitMs: 500,
	longestWaitMs: 10_000,
	sleep: async (delayMs: number) => void waits.push(delayMs),
}

function open(
	options: Partial<EsploraOptions> = {},
	limits: { timeoutMs?: number; maxBytes?: number } = {},
): ChainAdapter {
	const transport = httpTransport({ url: server.url, allowPrivate: true, ...limits })
	return esplora({ transport, chain: REGTEST, patience, ...options })
}

interface Answer {
	readonly transactions: UtxoTransaction[]
	readonly coverage: Coverage
}

async function answer(adapter: ChainAdapter, query: Query): Promise<Answer> {
	const transactions: UtxoTransaction[] = []
	let coverage: Coverage | undefined
	for await (const page of adapter.fetch([query])) {
		for (const tx of page.transactions) if (tx.kind === 'utxo') transactions.push(tx)
		coverage = page.coverage
	}
	return { transactions, coverage: coverage as Coverage }
}

const accountsOf = (transactions: readonly UtxoTransaction[]) => [
	...new Set(
		transactions
			.flatMap((tx) => [...tx.inputs, ...tx.outputs])
			.flatMap(({ account }) => (account === null ? [] : [account])),
	),
]

/** The account that did most: its history takes several pages. */
let busiest = ''
let whole: UtxoTransaction[] = []
const all: UtxoTransaction[] = []

beforeAll(async () => {
	const blocks = await openBlocks([{ path: regtestFolder }])
	for (const { txid } of regtestTold) {
		all.push(...(await answer(blocks, { kind: 'transaction', subject: `${REGTEST}/${txid}` })).transactions)
	}
	for (const subject of accountsOf(all)) {
		const { transactions } = await answer(blocks, { kind: 'account', subject })
		if (transactions.length > whole.length) [busiest, whole] = [subject, transactions]
	}
})

describe('an Esplora server', () => {
	it('tells the same as the blocks: every transaction, account and spend', { timeout: 60_000 }, async () => {
		const blocks = await openBlocks([{ path: regtestFolder }])
		const source = open()
		const outputs = all.flatMap((tx) => tx.outputs.map(({ id }) => id))
		const queries: Query[] = [
			...all.map(({ id }): Query => ({ kind: 'transaction', subject: id })),
			...accountsOf(all).map((subject): Query => ({ kind: 'account', subject })),
			...outputs.map((subject): Query => ({ kind: 'spend', subject })),
		]
		const told = async (adapter: ChainAdapter) => {
			const found = new Map<Query, unknown[]>(queries.map((query) => [query, []]))
			for await (const page of adapter.fetch(queries)) {
				expect(page.coverage.status).toBe('complete')
				found.get(page.query)?.push(...page.transactions)
			}
			return [...found.values()]
		}
		expect(queries.length).toBeGreaterThan(500)
		expect(whole.length).toBeGreaterThan(50)
		const [ours, theirs] = [await told(source), await told(blocks)]
		const plain = accountsOf(all).filter((account) =>
			all.every((tx) => tx.outputs.every((o) => o.sameKeyAs !== account)),
		)
		for (const [i, query] of queries.entries()) {
			// The key behind a key hash is not known to a server: outputs to the bare key are not found by the address.
			if (query.kind === 'account' && !plain.includes(query.subject)) continue
			expect(ours[i]).toEqual(theirs[i])
		}
		const proofs = server.asked.filter((path) => path.endsWith('/merkle-proof'))
		expect(new Set(proofs).size).toBe(proofs.length)
	})

	it('is read up to a height, and says which block that is', async () => {
		const height = tip - 3
		const { chains, warnings } = await open({ height }).describe()
		const { blockHash } = regtestTold.find((row) => row.height === height)!
		expect(chains).toMatchObject([{ chain: REGTEST, clock: 'height', scope: 'complete', height, blockHash }])
		expect(warnings).toEqual([])
		const { transactions } = await answer(open({ height }), { kind: 'account', subject: busiest })
		expect(transactions).toEqual(whole.filter((tx) => tx.height! <= height))
		const late = all.find((tx) => tx.height! > height && !tx.coinbase)!
		const asked = { kind: 'spend', subject: late.inputs[0]!.spends! } as const
		expect((await answer(open({ height }), asked)).transactions).toEqual([])
		expect((await answer(open(), asked)).transactions).toEqual([late])
	})

	it('of another chain is refused before anything is read of it', async () => {
		const source = open({ chain: 'bitcoin' })
		await expect(source.describe()).rejects.toMatchObject({ code: 'E_CHAIN_MISMATCH' })
		const subject = 'bip122:000000000019d6689c085ae165831e93:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'
		const { transactions, coverage } = await answer(source, { kind: 'account', subject })
		expect([transactions, coverage.status, coverage.reasons]).toEqual([[], 'unavailable', ['C_NOT_FETCHED']])
	})

	it('without the block that was asked for says so', async () => {
		await expect(open({ height: tip + 1 }).describe()).rejects.toMatchObject({ code: 'E_NOT_FOUND', retryable: true })
	})

	it('with an account of too many transactions is not asked for them', async () => {
		const { transactions, coverage } = await answer(open({ maxTransactions: 10 }), {
			kind: 'account',
			subject: busiest,
		})
		expect([transactions, coverage.status, coverage.reasons]).toEqual([[], 'unavailable', ['C_HUB']])
		expect(server.asked.at(-1)).not.toContain('/txs/')
	})

	it.each([
		['height', { height: -1 }],
		['maxTransactions', { maxTransactions: 0 }],
		['parallel', { parallel: 1.5 }],
		['transport', { transport: {} as EsploraOptions['transport'] }],
		['chain', { chain: 'ethereum' }],
	])('has its options checked: %s', (field, options) => {
		expect(() => open(options)).toThrow(
			expect.objectContaining({ code: 'E_INPUT', details: expect.objectContaining({ field }) }),
		)
	})

	adapterExam('an Esplora server', async () => {
		const paid = all.find((tx) => !tx.coinbase)!
		return {
			adapter: open(),
			account: busiest,
			transaction: paid.id,
			output: paid.inputs[0]!.spends!,
			unknownAccount: `${REGTEST}:script-${'ab'.repeat(32)}`,
		}
	})
})

describe('replies that are none', () => {
	const PASSING: readonly Fault[] = [
		'refuse',
		'cut',
		'cutGzip',
		'cutChunks',
		'unframed',
		'html',
		'gone',
		'tooMany',
		'empty',
		'halfJson',
	]

	it.each(PASSING)('%s: asked for again, and the answer is that without a fault', async (fault) => {
		const asked = server.asked.length
		const even = new Map<string, number>()
		server.faults = (path) => {
			const times = (even.get(path) ?? 0) + 1
			even.set(path, times)
			return times === 1 ? fault : undefined
		}
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage).toMatchObject({ status: 'complete', reasons: [] })
		expect(transactions).toEqual(whole)
		expect(server.asked.length - asked).toBe(2 * even.size)
		expect(Math.min(...waits)).toBe(fault === 'tooMany' ? 2000 : 500)
	})

	it.each([...PASSING, 'bomb', 'elsewhere', 'busy'] as const)(
		'%s for good: coverage that says so, and never an empty list',
		async (fault) => {
			server.faults = (path) => (path.includes('/txs/chain/') ? fault : undefined)
			const limits = { maxBytes: 2 ** 20 }
			const { transactions, coverage } = await answer(open({}, limits), { kind: 'account', subject: busiest })
			expect(coverage.status).toBe('incomplete')
			expect(coverage.reasons).toEqual([fault === 'busy' ? 'C_WINDOW' : 'C_NOT_FETCHED'])
			expect(transactions).toEqual(whole.slice(-25))
			server.faults = (path) => (path.startsWith('/address') || path.startsWith('/tx') ? fault : undefined)
			for (const query of [
				{ kind: 'account', subject: busiest },
				{ kind: 'transaction', subject: whole[0]!.id },
				{ kind: 'spend', subject: whole[0]!.outputs[0]!.id },
			] as const) {
				const none = await answer(open({}, limits), query)
				expect([none.transactions, none.coverage.status]).toEqual([[], 'unavailable'])
				expect(none.coverage.reasons).toHaveLength(1)
			}
		},
	)

	it.each(['slow', 'drip'] as const)('%s: given up when the time is over', async (fault) => {
		server.faults = (path) => (path.startsWith('/tx') ? fault : undefined)
		const source = open({ patience: { ...patience, attempts: 1 } }, { timeoutMs: 150 })
		await source.describe()
		const start = performance.now()
		const { coverage } = await answer(source, { kind: 'transaction', subject: whole[0]!.id })
		expect(performance.now() - start).toBeLessThan(1000)
		expect(coverage).toMatchObject({ status: 'unavailable', reasons: ['C_NOT_FETCHED'] })
	})

	it('does not wait longer than it may, and waits as long as it is asked to', async () => {
		server.faults = () => 'tooMany'
		await expect(open({ patience: { ...patience, longestWaitMs: 1000 } }).describe()).rejects.toMatchObject({
			code: 'E_BAD_RESPONSE',
			retryable: true,
			details: { status: 429 },
		})
		expect(waits).toEqual([])
		await expect(open().describe()).rejects.toMatchObject({ code: 'E_BAD_RESPONSE' })
		expect(waits).toEqual([2000, 2000])
	})

	it('a redirect is not followed', async () => {
		const other = await startEsploraServer(regtestBlocks(), networks.regtest)
		server.elsewhere = `${other.url}/blocks/tip/hash`
		server.faults = () => 'elsewhere'
		await expect(open().describe()).rejects.toMatchObject({ code: 'E_REDIRECT', retryable: false })
		expect(other.asked).toEqual([])
		await other.close()
	})

	it('an error shows a part of the reply, made inert, and not the address of the provider', async () => {
		server.faults = () => 'html'
		const error = await open()
			.describe()
			.catch((thrown) => thrown)
		expect(error.message).toContain('<html><body>One moment please \\u{202e}')
		expect(JSON.stringify([error.message, error.details, error.stack])).not.toContain('127.0.0.1')
	})

	it('an abort ends every request at once', async () => {
		server.faults = (path) => (path.startsWith('/tx') ? 'slow' : undefined)
		const source = open()
		await source.describe()
		const reason = new Error('enough')
		const controller = new AbortController()
		const queries = all.slice(0, 40).map(({ id }): Query => ({ kind: 'transaction', subject: id }))
		const iterate = async () => {
			for await (const _ of source.fetch(queries, { signal: controller.signal })) throw new Error('a page came')
		}
		setTimeout(() => controller.abort(reason), 100)
		await expect(iterate()).rejects.toBe(reason)
	})
})

type Path = readonly (string | number)[]

/** The same answer with another value at a place, or without what stands there. */
function forged(path: Path, value?: unknown): Fault {
	return (told) => {
		const copy = structuredClone(told) as Record<string | number, unknown>
		const last = path.at(-1) as string
		const place = path.slice(0, -1).reduce<Record<string | number, unknown>>((at, key) => at[key] as typeof at, copy)
		if (Array.isArray(place) && value === undefined) place.splice(Number(last), 1)
		else if (value === undefined) delete place[last]
		else place[last] = value
		return copy
	}
}

describe('replies that are not true', () => {
	const query = () => ({ kind: 'transaction', subject: all.find((tx) => !tx.coinbase)!.id }) as const
	const onTransaction = (fault: Fault) => {
		server.faults = (path) => (/^\/tx\/[0-9a-f]+$/.test(path) ? fault : undefined)
	}

	it.each<[string, Path, unknown?]>([
		['a value', ['vout', 0, 'value'], 1],
		['a script', ['vout', 0, 'scriptpubkey'], '51'],
		['a spent output', ['vin', 0, 'vout'], 7],
		['a sequence', ['vin', 0, 'sequence'], 7],
		['the lock time', ['locktime'], 7],
		['a missing output', ['vout', 0]],
	])('%s that its id does not cover is refused', async (_, path, value) => {
		onTransaction(forged(path, value))
		await expect(answer(open(), query())).rejects.toMatchObject({ code: 'E_VERIFY' })
	})

	it('inputs worth less than the outputs are refused', async () => {
		onTransaction(forged(['vin', 0, 'prevout', 'value'], 1))
		await expect(answer(open(), query())).rejects.toMatchObject({ code: 'E_VERIFY' })
	})

	it.each<[string, Path, unknown?]>([
		['a value as text', ['vout', 0, 'value'], '1'],
		['a value with a fraction', ['vout', 0, 'value'], 1.5],
		['a value below zero', ['vout', 0, 'value'], -1],
		['more than there are coins', ['vout', 0, 'value'], 2_100_000_000_000_001],
		['no inputs', ['vin'], []],
		['no status', ['status']],
		['a script that is no hex', ['vout', 0, 'scriptpubkey'], 'zz'],
	])('%s is no answer', async (_, path, value) => {
		onTransaction(forged(path, value))
		const { transactions, coverage } = await answer(open(), query())
		expect([transactions, coverage.status]).toEqual([[], 'unavailable'])
	})

	it('another transaction than the one asked for is refused', async () => {
		const [one, two] = all.filter((tx) => !tx.coinbase)
		let told: unknown
		onTransaction((json) => {
			told = json
			return json
		})
		await answer(open(), { kind: 'transaction', subject: two!.id })
		onTransaction(() => told)
		const { transactions, coverage } = await answer(open(), { kind: 'transaction', subject: one!.id })
		expect([transactions, coverage.status, coverage.reasons]).toEqual([[], 'unavailable', ['C_NOT_FETCHED']])
	})

	it('rows of another account in a history are left out and said', async () => {
		const foreign = all.find((tx) => !accountsOf([tx]).includes(busiest))!
		let told: unknown
		onTransaction((json) => {
			told = json
			return json
		})
		await answer(open(), { kind: 'transaction', subject: foreign.id })
		server.faults = (path) =>
			path.endsWith('/txs/chain') ? (rows) => [told, ...(rows as unknown[]).slice(1)] : undefined
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage).toMatchObject({ status: 'incomplete', reasons: ['C_NOT_FETCHED'] })
		expect(transactions).toEqual(whole.slice(0, -1))
	})

	it('a history that lacks rows shows in the count', async () => {
		server.faults = (path) => (path.includes('/txs/chain/') ? (rows) => (rows as unknown[]).slice(1) : undefined)
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage).toMatchObject({ status: 'incomplete', reasons: ['C_WINDOW'] })
		expect(transactions.length).toBeLessThan(whole.length)
		for (const tx of transactions) expect(whole).toContainEqual(tx)
	})

	it('a history that ends too early shows in the count', async () => {
		server.faults = (path) => (path.includes('/txs/chain/') ? () => [] : undefined)
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage).toMatchObject({ status: 'incomplete', reasons: ['C_WINDOW'] })
		expect(transactions).toEqual(whole.slice(-25))
	})

	it('a history whose pages overlap is read once', async () => {
		server.faults = (path) =>
			path.endsWith('/txs/chain') ? (rows) => [...(rows as unknown[]), (rows as unknown[])[0]] : undefined
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect([transactions, coverage.status]).toEqual([whole, 'complete'])
	})

	it('a history whose pages are the first again and again ends, and shows in the count', async () => {
		let first: unknown
		server.faults = (path) => (path.includes('/txs/chain') ? (rows) => (first ??= rows) : undefined)
		const asked = server.asked.length
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect([transactions, coverage.status, coverage.reasons]).toEqual([whole.slice(-25), 'incomplete', ['C_WINDOW']])
		expect(server.asked.length - asked).toBeLessThan(40)
	})

	it('a part of a history is counted like the whole', async () => {
		const from = whole.at(-10)!.height!
		const query = { kind: 'account', subject: busiest, from } as const
		expect(await answer(open(), query)).toMatchObject({
			transactions: whole.filter(({ height }) => height! >= from),
			coverage: { status: 'complete' },
		})
		server.faults = (path) => (path.endsWith('/txs/chain') ? (rows) => (rows as unknown[]).slice(1) : undefined)
		expect((await answer(open(), query)).coverage).toMatchObject({ status: 'incomplete', reasons: ['C_WINDOW'] })
	})

	it('a new block during the walk is met by a second walk', async () => {
		let asked = 0
		server.faults = (path) => {
			if (!path.startsWith('/address') || path.includes('/txs/')) return undefined
			return asked++ === 0
				? (stats) => ({
						chain_stats: { tx_count: (stats as { chain_stats: { tx_count: number } }).chain_stats.tx_count - 1 },
					})
				: undefined
		}
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage.status).toBe('complete')
		expect(transactions).toEqual(whole)
	})

	it('a transaction in two blocks is left out and said', async () => {
		const wrong = whole[5]!.txid
		server.faults = (path) =>
			path === `/tx/${wrong}/merkle-proof` ? () => ({ block_height: 1, merkle: [], pos: 0 }) : undefined
		const { transactions, coverage } = await answer(open(), { kind: 'account', subject: busiest })
		expect(coverage).toMatchObject({ status: 'incomplete', reasons: ['C_NOT_FETCHED'] })
		expect(transactions).toEqual(whole.filter(({ txid }) => txid !== wrong))
	})

	it('a reply without the hash of its block is completed', async () => {
		onTransaction(forged(['status', 'block_hash']))
		const expected = all.find((tx) => !tx.coinbase)!
		expect(await answer(open(), query())).toMatchObject({ transactions: [expected] })
	})

	it('a spender that does not spend is none', async () => {
		const [one, two] = all.filter((tx) => !tx.coinbase)
		server.faults = (path) =>
			path.endsWith('/outspends')
				? (rows) =>
						(rows as object[]).map((row) => ({
							...row,
							spent: true,
							txid: two!.txid,
							vin: 0,
							status: { confirmed: true, block_height: two!.height, block_hash: two!.blockHash, block_time: 0 },
						}))
				: undefined
		const { transactions, coverage } = await answer(open(), { kind: 'spend', subject: one!.inputs[0]!.spends! })
		expect([transactions, coverage.status, coverage.reasons]).toEqual([[], 'unavailable', ['C_NOT_FETCHED']])
	})

	it('a transaction that is not confirmed does not count', async () => {
		onTransaction(forged(['status'], { confirmed: false }))
		expect(await answer(open(), query())).toMatchObject({ transactions: [], coverage: { status: 'complete' } })
	})
})
