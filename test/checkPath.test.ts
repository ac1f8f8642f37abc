import { describe, expect, it } from 'vitest'
import { openCase, parseClaimedPath } from '../src/cases.js'
import type { ChainAdapter } from '../src/chains/adapter.js'
import { openTransferTables } from '../src/chains/table/index.js'
import { checkPath } from '../src/checkPath.js'
import type { Hop } from '../src/model/hop.js'
import type { Transaction } from '../src/model/transaction.js'
import type { ClaimedHop } from '../src/paths/claimedHop.js'
import type { PathCheck } from '../src/paths/pathCheck.js'
import { unfoldHops } from '../src/paths/unfoldHops.js'
import { trace } from '../src/trace.js'
import { labelBookOf } from './support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from './support/memoryAdapter.js'
import { repoRoot } from './support/repoRoot.js'
import { utxoTransactions } from './support/utxoTransactions.js'

const traced = async (folder: string) => {
	const { options } = await openCase(`${repoRoot}fixtures/${folder}`)
	const { flows } = await trace(options)
	return { flows, sources: options.sources }
}

/** Our own hop as another tool would write it: text, and nothing but what can be claimed. */
const claimOf = ({ chain, tx, index, from, to, asset, amount, at, height, ...hop }: Hop): ClaimedHop => ({
	...('folded' in hop ? { folded: hop.folded } : {}),
	chain,
	tx,
	index,
	from,
	to,
	asset,
	amount: amount.toString(),
	at,
	height,
})

/** `place:code` of everything that keeps a path from holding. */
const wrong = ({ hops }: PathCheck): string[] =>
	hops.flatMap(({ place, findings }) =>
		findings.filter(({ severity }) => severity !== 'note').map(({ code, severity }) => `${place}:${severity}:${code}`),
	)
const notes = ({ hops }: PathCheck): string[] =>
	hops.flatMap(({ place, findings }) =>
		findings.filter(({ severity }) => severity === 'note').map(({ code }) => `${place}:${code}`),
	)

const altered = (path: readonly ClaimedHop[], place: number, change: Partial<ClaimedHop>): ClaimedHop[] =>
	path.map((hop, i) => (i === place ? { ...hop, ...change } : hop))

const more = (amount: ClaimedHop['amount'], by: bigint): string => (BigInt(amount ?? 0) + by).toString()

const account = (digit: string): string => `0x${digit.repeat(40)}`
const txid = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`
const ETH = 'eip155:1/slip44:60'
const TOKEN = `eip155:1/erc20:${account('7')}`

/** A table of `[txid, from, to, amount, asset?, block?]`; one block for each row unless told. */
async function tableOf(
	rows: readonly (readonly [number, string, string, number, string?, number?])[],
	scope: 'complete' | 'excerpt' = 'complete',
): Promise<ChainAdapter[]> {
	const lines = rows.map(([tx, from, to, amount, asset = ETH, block = 1000 + tx], i) =>
		['eip155:1', txid(tx), i, block, block * 12, from && account(from), to && account(to), asset, amount].join(','),
	)
	const text = ['chain,txid,index,block,time,from,to,asset,amount', ...lines].join('\n')
	return [await openTransferTables([{ name: 'made.csv', bytes: new TextEncoder().encode(text), scope }])]
}

const hop = (tx: number, from: string, to: string, amount?: number, rest: Partial<ClaimedHop> = {}): ClaimedHop => ({
	chain: 'ethereum',
	tx: txid(tx),
	from: account(from),
	to: account(to),
	...(amount === undefined ? {} : { amount: String(amount) }),
	...rest,
})

describe('paths of our own traces', () => {
	it.each(['worked-w1', 'worked-a1', 'time-order', 'worked-u4', 'mainnet-2015'])('hold: %s', async (name) => {
		const { flows, sources } = await traced(name)
		expect(flows.length).toBeGreaterThan(0)
		for (const { hops } of flows) {
			const asTheyAre = await checkPath(hops, { sources })
			expect(wrong(asTheyAre)).toEqual([])
			expect(asTheyAre).toMatchObject({ holds: true, status: 'holds' })
			expect(asTheyAre.hops.map(({ place, transfer }) => [place, transfer])).toEqual(
				hops.map(({ transfer }, place) => [place, transfer]),
			)
			expect((await checkPath(hops.map(claimOf), { sources })).holds).toBe(true)
		}
	})

	it('give the same check twice', async () => {
		const { flows, sources } = await traced('mainnet-2015')
		const hops = flows[0]?.hops ?? []
		const first = await checkPath(hops, { sources })
		expect(JSON.stringify(await checkPath(hops, { sources }))).toBe(JSON.stringify(first))
	})
})

describe('a doctored path over outputs', async () => {
	// Thirty spends in a row, traced to the account at their end as if a label named it.
	const { options } = await openCase(`${repoRoot}fixtures/mainnet-2015/peel-chain.case.json`)
	const { sources } = options
	const { looseEnds } = await trace(options)
	const [last] = [...looseEnds].sort((a, b) => (b.hops ?? 0) - (a.hops ?? 0))
	const labels = labelBookOf([[last?.account ?? '', 'END']])
	const { flows } = await trace({ ...options, labels })
	const folded = (flows[0]?.hops ?? []).map(claimOf)
	const path = unfoldHops(folded) as ClaimedHop[]
	const check = async (doctored: readonly ClaimedHop[]): Promise<string[]> =>
		wrong(await checkPath(doctored, { sources }))

	it('holds as a trace tells it, a peel chain folded into one hop', async () => {
		expect(folded.length).toBeLessThan(5)
		expect(await check(folded)).toEqual([])
	})

	it('holds before', async () => {
		expect(path.length).toBeGreaterThan(20)
		expect(await check(path)).toEqual([])
	})

	it('with an amount changed by one', async () => {
		expect(await check(altered(path, 2, { amount: more(path[2]?.amount, 1n) }))).toEqual(['2:broken:amount'])
		expect(await check(altered(path, 2, { amount: more(path[2]?.amount, -1n), index: null }))).toEqual([
			'2:broken:amount',
		])
	})

	it('with another payee', async () => {
		expect(await check(altered(path, 1, { to: path[3]?.to ?? null }))).toEqual(['1:broken:payee'])
	})

	it('with a payer that pays nothing there', async () => {
		expect(await check(altered(path, 3, { from: path[0]?.to ?? null }))).toEqual(['3:broken:payer'])
	})

	it('with an asset that the chain does not have', async () => {
		expect(await check(altered(path, 1, { asset: 'usd' }))).toEqual(['1:broken:asset'])
	})

	it('with another time or height', async () => {
		expect(await check(altered(path, 2, { at: (path[2]?.at ?? 0) + 1 }))).toEqual(['2:broken:time'])
		expect(await check(altered(path, 2, { height: (path[2]?.height ?? 0) + 1 }))).toEqual(['2:broken:height'])
	})

	it('with an output that the transaction does not have', async () => {
		const found = await checkPath(altered(path, 2, { index: 4_000_000 }), { sources })
		expect(wrong(found)).toEqual(['2:broken:transferMissing', '3:broken:outputNotSpent'])
		expect(found.hops[2]?.transfer).toBeNull()
		expect(found.hops[3]?.findings[0]?.text).toContain(`it spends output ${path[2]?.index}`)
	})

	it('with a hop left out', async () => {
		expect(await check(path.filter((_, i) => i !== 2))).toEqual(['2:broken:outputNotSpent'])
	})

	it('with two hops changed over', async () => {
		const [a, b, c, d, ...rest] = path as [ClaimedHop, ClaimedHop, ClaimedHop, ClaimedHop]
		const found = await check([a, c, b, d, ...rest])
		expect(found).toContain('1:broken:outputNotSpent')
		expect(found).toContain('2:broken:timeOrder')
		expect(found.filter((text) => text.startsWith('0:') || Number(text[0]) > 3)).toEqual([])
	})

	it('with a transaction that an excerpt does not hold: unknown, for the link after it too', async () => {
		const doctored = altered(path, 2, { tx: `bitcoin/${'ab'.repeat(32)}` })
		expect(await check(doctored)).toEqual([
			'2:unknown:transactionUnread',
			'2:unknown:linkUnread',
			'3:broken:outputNotSpent',
		])
	})
})

describe('outputs', () => {
	const transactions = utxoTransactions([
		{
			txid: '0a'.repeat(32),
			height: 1,
			txIndex: 0,
			coinbase: true,
			inputs: [],
			outputs: outputs(['a', 50], ['a', 50]),
		},
		{
			txid: '0b'.repeat(32),
			height: 2,
			txIndex: 0,
			coinbase: false,
			inputs: [
				{ txid: '0a'.repeat(32), vout: 0 },
				{ txid: 'ff'.repeat(32), vout: 0 },
			],
			outputs: outputs(['b', 70], ['c', 30]),
		},
	])
	const sources = [memoryAdapter(transactions)]
	function outputs(...list: readonly (readonly [string, number])[]) {
		return list.map(([name, amount]) => ({ account: `${BITCOIN}:script-${name.repeat(64)}`, amount: BigInt(amount) }))
	}
	const first = { tx: `bitcoin/${'0a'.repeat(32)}` }
	const second = { tx: `bitcoin/${'0b'.repeat(32)}`, index: 0 }

	it('alike in all that is claimed need an index', async () => {
		const found = await checkPath([{ ...first, amount: 50n }, second], { sources })
		expect(wrong(found)).toEqual(['0:unknown:ambiguous', '1:unknown:linkUnread'])
		expect(found.hops[0]?.findings[0]?.text).toContain('(0, 1)')
		expect((await checkPath([{ ...first, index: 0 }, second], { sources })).holds).toBe(true)
	})

	it('that another output of the transaction is claimed to be: the spend names the right one', async () => {
		const found = await checkPath([{ ...first, index: 1 }, second], { sources })
		expect(wrong(found)).toEqual(['1:broken:outputNotSpent'])
	})

	it('paid in part by an unknown input leave a payer open', async () => {
		const from = `${BITCOIN}:script-${'d'.repeat(64)}`
		expect(wrong(await checkPath([{ ...second, from }], { sources }))).toEqual(['0:unknown:payer'])
	})

	it('of a bare key are claimed by the address of the key as well', async () => {
		const [key, address] = [`${BITCOIN}:script-${'e'.repeat(64)}`, `${BITCOIN}:1BoatSLRHtKNngkdXEeobR76b53LETtpyT`]
		const [coinbase, spend] = utxoTransactions([
			{ txid: '0c'.repeat(32), height: 1, txIndex: 0, coinbase: true, inputs: [], outputs: outputs(['e', 50]) },
			{
				txid: '0d'.repeat(32),
				height: 2,
				txIndex: 0,
				coinbase: false,
				inputs: [{ txid: '0c'.repeat(32), vout: 0 }],
				outputs: outputs(['a', 50]),
			},
		])
		if (coinbase === undefined || spend === undefined) throw new Error('two transactions are needed')
		const keyed = [
			{ ...coinbase, outputs: coinbase.outputs.map((output) => ({ ...output, sameKeyAs: address })) },
			{ ...spend, inputs: spend.inputs.map((input) => ({ ...input, sameKeyAs: address })) },
		]
		for (const account of [key, address]) {
			const path = [
				{ tx: coinbase.id, index: 0, to: account },
				{ tx: spend.id, index: 0, from: account },
			]
			const found = await checkPath(path, { sources: [memoryAdapter(keyed)] })
			expect([found.holds, notes(found)]).toEqual([true, []])
		}
	})

	it('paid by several name the one that spends what was brought', async () => {
		const joining = utxoTransactions([
			{
				txid: '0a'.repeat(32),
				height: 1,
				txIndex: 0,
				coinbase: true,
				inputs: [],
				outputs: outputs(['a', 50], ['b', 9]),
			},
			{
				txid: '0b'.repeat(32),
				height: 2,
				txIndex: 0,
				coinbase: false,
				inputs: [0, 1].map((vout) => ({ txid: '0a'.repeat(32), vout })),
				outputs: outputs(['c', 50]),
			},
		])
		const path = (name: string) => [
			{ ...first, index: 0 },
			{ ...second, from: `${BITCOIN}:script-${name.repeat(64)}` },
		]
		const check = (name: string) => checkPath(path(name), { sources: [memoryAdapter(joining)] })
		expect(notes(await check('a'))).toEqual([])
		const other = await check('b')
		expect([other.holds, notes(other)]).toEqual([true, ['1:otherInput']])
	})

	it('greater than what was brought say so and hold', async () => {
		const found = await checkPath([{ ...first, index: 0 }, second], { sources })
		expect(notes(found)).toEqual(['1:valueAdded'])
		expect(found.hops[1]?.findings[0]?.text).toContain('at least 20 is other value')
	})
})

describe('a doctored path over accounts', async () => {
	const { sources } = await traced('worked-w1')
	const SEED = '0x5eed000000000000000000000000000000000002'
	const [B, C, EX] = [
		'0xacc0000000000000000000000000000000000002',
		'0xacc0000000000000000000000000000000000003',
		'0xe100000000000000000000000000000000000002',
	]
	const row = (number: number, from: string, to: string, amount: string): ClaimedHop => ({
		chain: 'ethereum',
		tx: `0xb1${number.toString().padStart(62, '0')}`,
		from,
		to,
		amount,
	})
	const check = async (path: readonly ClaimedHop[]): Promise<string[]> => wrong(await checkPath(path, { sources }))

	it('holds as it was', async () => {
		expect(await check([row(1, SEED, B, '10'), row(2, B, EX, '7')])).toEqual([])
	})

	it('with a payment that came too late', async () => {
		const found = await checkPath([row(1, SEED, B, '10'), row(5, B, C, '3'), row(4, C, EX, '5')], { sources })
		expect(wrong(found)).toEqual(['2:broken:timeOrder'])
		expect(found.hops.map(({ status }) => status)).toEqual(['holds', 'holds', 'broken'])
		expect(found).toMatchObject({ holds: false, status: 'broken' })
	})

	it('with a gap between accounts', async () => {
		expect(await check([row(1, SEED, B, '10'), row(4, C, EX, '5')])).toEqual(['1:broken:accountBreak'])
	})

	it('with an amount, a payee or a payer of its own', async () => {
		expect(await check([row(1, SEED, B, '11'), row(2, B, EX, '7')])).toEqual(['0:broken:amount'])
		expect(await check([row(1, SEED, C, '10'), row(2, B, EX, '7')])).toEqual(['0:broken:payee'])
		expect(await check([row(1, SEED, B, '10'), row(2, C, EX, '7')])).toEqual(['1:broken:payer'])
		expect(await check([row(1, SEED, B, '10'), { ...row(2, B, EX, '7'), asset: 'usd' }])).toEqual(['1:broken:asset'])
	})

	it('with the same transfer twice', async () => {
		expect(await check([row(1, SEED, B, '10'), row(1, SEED, B, '10')])).toEqual([
			'1:broken:accountBreak',
			'1:broken:timeOrder',
		])
	})

	it('with a transaction that an excerpt does not hold', async () => {
		const found = await checkPath([row(1, SEED, B, '10'), row(9, B, EX, '7')], { sources })
		expect(wrong(found)).toEqual(['1:unknown:transactionUnread', '1:unknown:linkUnread'])
		expect(found).toMatchObject({ holds: false, status: 'unknown' })
	})

	it('on a chain that no source holds', async () => {
		const elsewhere = { ...row(2, B, EX, '7'), chain: 'bsc' }
		const open = ['1:unknown:transactionUnread', '1:unknown:chainChange']
		expect(await check([elsewhere])).toEqual(['0:unknown:transactionUnread'])
		expect(await check([row(1, SEED, B, '10'), elsewhere])).toEqual(open)
		// Clocks of two chains may differ by hours, not by days.
		const day = 86_400
		const started = row(1, SEED, B, '10')
		expect(await check([started, { ...elsewhere, at: 1_600_000_000 - day }])).toEqual(open)
		expect(await check([started, { ...elsewhere, at: 1_600_000_000 - day - 1 }])).toEqual([
			...open,
			'1:broken:timeOrder',
		])
	})
})

describe('a table that holds everything of its accounts', () => {
	it('contradicts a transaction among them, and says nothing of one among others', async () => {
		const sources = await tableOf([[1, 'a', 'b', 5]])
		expect(wrong(await checkPath([hop(9, 'a', 'b', 5)], { sources }))).toEqual(['0:broken:transactionMissing'])
		expect(wrong(await checkPath([hop(9, 'd', 'e', 5)], { sources }))).toEqual(['0:unknown:transactionUnread'])
		const excerpt = await tableOf([[1, 'a', 'b', 5]], 'excerpt')
		expect(wrong(await checkPath([hop(9, 'a', 'b', 5)], { sources: excerpt }))).toEqual(['0:unknown:transactionUnread'])
	})

	it('contradicts a transfer that its transaction does not make; an excerpt does not', async () => {
		const rows = [
			[1, 'a', 'b', 5],
			[1, 'a', 'c', 6],
		] as const
		const claim = [hop(1, 'd', 'e', 5)]
		expect(wrong(await checkPath(claim, { sources: await tableOf(rows) }))).toEqual(['0:broken:transferMissing'])
		expect(wrong(await checkPath(claim, { sources: await tableOf(rows, 'excerpt') }))).toEqual([
			'0:unknown:transferMissing',
		])
	})

	it('tells transfers of one transaction apart by what is claimed, or by their index', async () => {
		const sources = await tableOf([
			[1, 'a', 'b', 5],
			[1, 'a', 'b', 5],
			[1, 'a', 'c', 5],
		])
		expect(wrong(await checkPath([hop(1, 'a', 'b', 5)], { sources }))).toEqual(['0:unknown:ambiguous'])
		for (const index of [1, '1', 'row:1']) {
			const found = await checkPath([hop(1, 'a', 'b', 5, { index })], { sources })
			expect(found.hops[0]?.transfer).toBe(`eip155:1/${txid(1)}#row:1`)
		}
		expect(wrong(await checkPath([hop(1, 'a', 'b', 5, { index: 'log:1' })], { sources }))).toEqual([
			'0:broken:transferMissing',
		])
		expect((await checkPath([hop(1, 'a', 'c', 5)], { sources })).holds).toBe(true)
	})

	it('takes the nearest transfer for the one meant only where more than one thing is claimed', async () => {
		const sources = await tableOf([[1, 'a', 'b', 5]])
		const claim = { chain: 'ethereum', tx: txid(1), amount: '6' }
		expect(wrong(await checkPath([claim], { sources }))).toEqual(['0:broken:transferMissing'])
		expect(wrong(await checkPath([{ ...claim, to: account('b') }], { sources }))).toEqual(['0:broken:amount'])
	})

	it('does not order payments of one block', async () => {
		const sources = await tableOf([
			[1, 'a', 'b', 5, ETH, 1000],
			[2, 'b', 'c', 5, ETH, 1000],
		])
		expect(wrong(await checkPath([hop(1, 'a', 'b', 5), hop(2, 'b', 'c', 5)], { sources }))).toEqual([
			'1:unknown:orderNotTold',
		])
	})

	it('orders a block only where one source tells the place of both', async () => {
		const placed = (tx: number, from: string, to: string, place: number): Transaction => ({
			kind: 'account',
			id: `eip155:1/${txid(tx)}`,
			chain: 'eip155:1',
			txid: txid(tx),
			height: 1000,
			atSeconds: 12_000,
			transfers: [
				{
					id: `eip155:1/${txid(tx)}#log:0`,
					from: `eip155:1:${account(from)}`,
					to: `eip155:1:${account(to)}`,
					asset: ETH,
					amount: 5n,
					order: [1000, place, 0],
					orderTold: true,
				},
			],
		})
		const check = async (first: number, second: number): Promise<string[]> => {
			const transactions = [placed(1, 'a', 'b', first), placed(2, 'b', 'c', second)]
			const sources = [memoryAdapter(transactions, { chain: 'eip155:1', ledger: 'account' })]
			return wrong(await checkPath([hop(1, 'a', 'b', 5), hop(2, 'b', 'c', 5)], { sources }))
		}
		expect(await check(3, 4)).toEqual([])
		expect(await check(4, 3)).toEqual(['1:broken:timeOrder'])
		expect(await check(-1, 4)).toEqual(['1:unknown:orderNotTold'])
		expect(await check(4, -1)).toEqual(['1:unknown:orderNotTold'])
	})

	it('takes a change of asset only where a transaction converts', async () => {
		const rows = [
			[1, 'a', 'b', 5],
			[2, 'b', 'd', 5],
			[2, 'd', 'b', 90, TOKEN],
			[3, 'b', 'c', 90, TOKEN],
		] as const
		const sources = await tableOf(rows)
		const [paid, gives, takes, on] = [
			hop(1, 'a', 'b', 5, { asset: 'ETH' }),
			hop(2, 'b', 'd', 5),
			hop(2, 'd', 'b', 90, { asset: account('7') }),
			hop(3, 'b', 'c', 90),
		]
		expect(wrong(await checkPath([paid, on], { sources }))).toEqual(['1:broken:assetBreak'])
		const inFull = await checkPath([paid, gives, takes, on], { sources })
		// Rows of one transaction have no order in a table; that the asset changes there is a conversion.
		expect(wrong(inFull)).toEqual(['2:unknown:orderNotTold'])
		expect(notes(inFull)).toEqual(['2:conversion'])
		const swapAndPay = await tableOf([...rows.slice(0, 3), [2, 'b', 'c', 90, TOKEN]] as Parameters<typeof tableOf>[0])
		const short = await checkPath([paid, hop(2, 'b', 'c', 90)], { sources: swapAndPay })
		expect(wrong(short)).toEqual([])
		expect(notes(short)).toEqual(['1:conversion'])
	})

	it('holds the claimed part against what the hop before brings', async () => {
		const sources = await tableOf([
			[1, 'a', 'b', 5],
			[2, 'f', 'b', 9],
			[3, 'b', 'c', 8],
		])
		const path = (first: string | null, second: string | null) => [
			hop(1, 'a', 'b', 5, { part: first }),
			hop(3, 'b', 'c', 8, { part: second }),
		]
		expect(wrong(await checkPath(path('4', '4'), { sources }))).toEqual([])
		expect(wrong(await checkPath(path('4', '5'), { sources }))).toEqual(['1:broken:valueBreak'])
		expect(wrong(await checkPath(path(null, '6'), { sources }))).toEqual(['1:broken:valueBreak'])
		expect(wrong(await checkPath(path('6', null), { sources }))).toEqual(['0:broken:valueBreak'])
		expect(notes(await checkPath(path(null, null), { sources }))).toEqual(['1:valueAdded'])
	})

	it('knows an account that had passed everything on before', async () => {
		const rows = [
			[1, 'a', 'b', 5],
			[2, 'b', 'd', 5],
			[3, 'f', 'b', 9],
			[4, 'b', 'c', 5],
		] as const
		const path = [hop(1, 'a', 'b', 5), hop(4, 'b', 'c', 5)]
		expect(wrong(await checkPath(path, { sources: await tableOf(rows) }))).toEqual(['1:broken:emptied'])
		expect(wrong(await checkPath(path, { sources: await tableOf(rows, 'excerpt') }))).toEqual(['1:unknown:emptied'])
		// Where arrivals do not cover payments, or rows have no order, or sources differ, it had or may have had more.
		const uncovered = [[5, 'b', 'f', 1, ETH, 1000], ...rows] as const
		const untold = [...rows.slice(0, 2), [5, 'f', 'b', 1, ETH, 1002], ...rows.slice(2)] as Parameters<typeof tableOf>[0]
		const contradicting = await tableOf([
			[8, 'f', 'd', 1],
			[9, 'f', 'd', 1],
			[3, 'f', 'b', 1],
		])
		const others = [
			await tableOf(uncovered),
			await tableOf([...untold, [6, 'b', 'f', 1, ETH, 1002]]),
			[...(await tableOf(rows)), ...contradicting],
		]
		for (const [i, sources] of others.entries()) {
			expect([i, wrong(await checkPath(path, { sources }))]).toEqual([i, ['1:unknown:emptied']])
		}
		const half = [rows[0], [2, 'b', 'd', 3], rows[2], rows[3]] as const
		const parts = (part: string) => [path[0] as ClaimedHop, { ...(path[1] as ClaimedHop), part }]
		expect(wrong(await checkPath(parts('2'), { sources: await tableOf(half) }))).toEqual([])
		expect(wrong(await checkPath(parts('3'), { sources: await tableOf(half) }))).toEqual(['1:broken:emptied'])
	})

	it('notes a payment that recorded arrivals do not cover', async () => {
		const sources = await tableOf([
			[1, 'a', 'b', 5],
			[2, 'b', 'c', 6],
		])
		const found = await checkPath([hop(1, 'a', 'b', 5), hop(2, 'b', 'c', 6)], { sources })
		expect(found.holds).toBe(true)
		expect(notes(found)).toEqual(['1:valueAdded', '1:shortfall'])
	})

	it('finds nothing carried by a transfer of zero, and nothing after a burn', async () => {
		const sources = await tableOf([
			[1, 'a', 'b', 0],
			[2, 'b', '', 1],
			[3, 'b', 'c', 1],
		])
		expect(wrong(await checkPath([hop(1, 'a', 'b', 0)], { sources }))).toEqual(['0:broken:noValue'])
		const burnt = { chain: 'ethereum', tx: txid(2) }
		expect(wrong(await checkPath([{ ...burnt, index: 1 }, hop(3, 'b', 'c', 1)], { sources }))).toEqual([
			'1:broken:accountBreak',
		])
	})
})

describe('sources', () => {
	it('that tell a transaction differently leave it open', async () => {
		const one = await tableOf([[1, 'a', 'b', 5]])
		const other = await tableOf([[1, 'a', 'b', 6]])
		expect(wrong(await checkPath([hop(1, 'a', 'b')], { sources: [...one, ...other] }))).toEqual([
			'0:unknown:sourcesDisagree',
		])
	})

	it('are asked for all hops at once, each transaction once', async () => {
		const [table] = await tableOf([
			[1, 'a', 'b', 5],
			[2, 'b', 'c', 5],
		])
		const asked: string[][] = []
		const counting: ChainAdapter = {
			describe: (options) => (table as ChainAdapter).describe(options),
			fetch: (queries, options) => {
				asked.push(queries.map(({ kind, subject }) => `${kind} ${subject}`))
				return (table as ChainAdapter).fetch(queries, options)
			},
		}
		await checkPath([hop(1, 'a', 'b', 5), hop(2, 'b', 'c', 5), hop(2, 'b', 'c', 5)], { sources: [counting] })
		expect(asked).toEqual([
			[`transaction eip155:1/${txid(1)}`, `transaction eip155:1/${txid(2)}`],
			[`account eip155:1:${account('b')}`],
		])
	})

	it('that cannot tell the ledger between two hops leave a note', async () => {
		const [table] = await tableOf([
			[1, 'a', 'b', 5],
			[2, 'b', 'c', 5],
		])
		const transactions: Transaction[] = []
		const queries = [1, 2].map((tx) => ({ kind: 'transaction' as const, subject: `eip155:1/${txid(tx)}` }))
		for await (const page of (table as ChainAdapter).fetch(queries)) transactions.push(...page.transactions)
		const silent = memoryAdapter(transactions, { chain: 'eip155:1', ledger: 'account', scope: 'complete' })
		const onlyTransactions: ChainAdapter = {
			describe: () => silent.describe(),
			fetch: (all) => silent.fetch(all.filter(({ kind }) => kind === 'transaction')),
		}
		const found = await checkPath([hop(1, 'a', 'b', 5), hop(2, 'b', 'c', 5)], { sources: [onlyTransactions] })
		expect([found.holds, notes(found)]).toEqual([true, ['1:balanceUnread']])
	})

	it('that never answer are left at an abort, with its reason', async () => {
		const stuck: ChainAdapter = {
			describe: async () => (await tableOf([[1, 'a', 'b', 5]]))[0]!.describe(),
			async *fetch() {
				await new Promise(() => undefined)
			},
		}
		const stop = new AbortController()
		const check = checkPath([hop(1, 'a', 'b', 5)], { sources: [stuck], signal: stop.signal })
		setTimeout(() => stop.abort(new Error('enough')), 10)
		await expect(check).rejects.toThrow('enough')
		await expect(
			checkPath([hop(1, 'a', 'b', 5)], { sources: [stuck], signal: AbortSignal.abort(new Error('before')) }),
		).rejects.toThrow('before')
	})
})

describe('claims that are refused', () => {
	const good = hop(1, 'a', 'b', 5)
	it.each<[string, ClaimedHop, string, string]>([
		['no chain', { tx: txid(1) }, 'E_INPUT', 'path[1].chain'],
		['two chains', { ...good, chain: 'bsc', tx: `ethereum/${txid(1)}` }, 'E_INPUT', 'path[1].chain'],
		['a short hash', { ...good, tx: '0x12' }, 'E_INPUT', 'path[1].tx'],
		['an account of another chain', { ...good, to: `bsc:${account('b')}` }, 'E_INPUT', 'path[1].to'],
		['a symbol that names no asset', { ...good, asset: 'USDT' }, 'E_INPUT', 'path[1].asset'],
		['display units', { ...good, amount: '1.5' }, 'E_BAD_AMOUNT', 'path[1].amount'],
		['a negative amount', { ...good, amount: -1n }, 'E_BAD_AMOUNT', 'path[1].amount'],
		['milliseconds', { ...good, at: 1_600_000_000_000_000 }, 'E_INPUT', 'path[1].at'],
		['half a height', { ...good, height: 1.5 }, 'E_INPUT', 'path[1].height'],
		['an index of words', { ...good, index: '=1+1' }, 'E_INPUT', 'path[1].index'],
	])('%s', async (_, claim, code, field) => {
		await expect(checkPath([good, claim], { sources: [] })).rejects.toMatchObject({ code, details: { field } })
	})

	it('no hop at all', async () => {
		await expect(checkPath([], { sources: [] })).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'path' } })
	})

	it('with foreign text made inert', async () => {
		const hostile = { ...good, to: '\u202e\u001b[31m=cmd' }
		const error = await checkPath([hostile], { sources: [] }).catch((thrown: Error) => thrown)
		expect((error as Error).message).not.toMatch(/[\u202e\u001b]/)
	})
})

describe('reading a path', () => {
	const HASH = txid(1)
	const read = {
		chain: 'eip155:1',
		tx: `eip155:1/${HASH}`,
		index: '3',
		from: `eip155:1:${account('a')}`,
		to: `eip155:1:${account('b')}`,
		asset: ETH,
		amount: 5n,
		part: null,
		at: 1_600_000_000,
		height: 7,
	}

	it.each([
		[
			'plain names',
			`chain,tx,index,from,to,asset,amount,at,height\nethereum,${HASH},3,${account('a')},${account('b')},${ETH},5,1600000000,7\n`,
		],
		[
			'other names, a byte order mark, CRLF, a column more',
			`\ufeffblockchain,Transaction Hash,Log Index,Sender,Receiver,Token,Value,Timestamp,Block Number,Remark\r\neth,${HASH.toUpperCase().replace('0X', '0x')},3,${account('A')},ethereum:${account('b')},eth,5,2020-09-13T12:26:40Z,7,"=SUM(A1)"\r\n`,
		],
	])('CSV with %s', (_, text) => {
		expect(parseClaimedPath(text)).toEqual([read])
	})

	it('CSV with columns and chain told', () => {
		const text = `Deposit,Amt,value\n${HASH},5,17.20 USD\n`
		const found = parseClaimedPath(text, { chain: 'ethereum', columns: { tx: 'Deposit', amount: 'Amt' } })
		expect(found).toMatchObject([{ tx: `eip155:1/${HASH}`, amount: 5n, from: null, at: null }])
	})

	it('JSON, as an array and as a flow', () => {
		const { part, ...claimed } = read
		const item = { ...claimed, amount: '5', index: 3, note: 'not read' }
		expect(parseClaimedPath(JSON.stringify([item]))).toEqual([read])
		expect(parseClaimedPath(JSON.stringify({ id: 'flow', hops: [item] }))).toEqual([read])
	})

	it('a flow of a written result is a path that holds', async () => {
		const { options } = await openCase(`${repoRoot}fixtures/mainnet-2015`)
		const written = JSON.parse(JSON.stringify(await trace(options)))
		const path = parseClaimedPath(JSON.stringify(written.flows[0]))
		expect(path.length).toBe(written.flows[0].hops.length)
		expect((await checkPath(path, { sources: options.sources })).holds).toBe(true)
	})

	it.each([
		['display units', 'chain,tx,amount', `eth,${HASH},5`, `eth,${HASH},0.5`, 'E_BAD_AMOUNT', 'row.amount'],
		['a sign', 'chain,tx,amount', `eth,${HASH},5`, `eth,${HASH},-5`, 'E_BAD_AMOUNT', 'row.amount'],
		['thousands', 'chain,tx,amount', `eth,${HASH},5`, `eth,${HASH},"1,000"`, 'E_BAD_AMOUNT', 'row.amount'],
		['an exponent', 'chain,tx,amount', `eth,${HASH},5`, `eth,${HASH},1e18`, 'E_BAD_AMOUNT', 'row.amount'],
		['a day that is none', 'chain,tx,time', `eth,${HASH},5`, `eth,${HASH},2020-02-31T00:00:00Z`, 'E_INPUT', 'row.at'],
		['no hash', 'chain,tx,amount', `eth,${HASH},5`, 'eth,,5', 'E_INPUT', 'row.tx'],
		['too few cells', 'chain,tx,amount', `eth,${HASH},5`, `eth,${HASH}`, 'E_INPUT', 'row'],
	])('refuses %s, with file and line', (_, header, good, bad, code, field) => {
		expect(parseClaimedPath([header, good].join('\n'))).toHaveLength(1)
		const error = refusal(() => parseClaimedPath([header, good, bad].join('\n'), { file: 'other-tool.csv' }))
		expect(error).toMatchObject({ code, details: { file: 'other-tool.csv', line: 3, field } })
		expect(error.message).toContain('other-tool.csv, line 3: ')
	})

	it.each([
		['two columns of one meaning', `chain,tx,hash\neth,${HASH},${HASH}`, 'tx'],
		['a column twice', `chain,tx,tx\neth,${HASH},${HASH}`, 'header'],
		['no column of the transaction', 'chain,amount\neth,5', 'tx'],
	])('refuses %s', (_, text, field) => {
		expect(refusal(() => parseClaimedPath(text))).toMatchObject({ code: 'E_INPUT', details: { line: 1, field } })
	})

	it('refuses what maps nothing', () => {
		const text = `chain,tx\neth,${HASH}`
		expect(refusal(() => parseClaimedPath(text, { columns: { amount: 'Amt' } }))).toMatchObject({ code: 'E_INPUT' })
		expect(refusal(() => parseClaimedPath(text, { columns: { hash: 'tx' } }))).toMatchObject({ code: 'E_INPUT' })
		const json = JSON.stringify([{ chain: 'eth', tx: HASH }])
		expect(refusal(() => parseClaimedPath(json, { columns: { amount: 'Amt' } }))).toMatchObject({ code: 'E_INPUT' })
	})

	it.each([
		['an amount as number', [{ chain: 'eth', tx: HASH, amount: 5 }], 'E_BAD_AMOUNT', 'hops[0].amount'],
		['a hop that is none', [{ chain: 'eth', tx: HASH }, 'x'], 'E_INPUT', 'hops[1]'],
		['a hash as number', [{ chain: 'eth', tx: 5 }], 'E_INPUT', 'hops[0].tx'],
	])('refuses %s in JSON', (_, value, code, field) => {
		expect(refusal(() => parseClaimedPath(JSON.stringify(value)))).toMatchObject({ code, details: { field } })
	})

	it.each(['', 'chain,tx\n', '[]', '{"hops":{}}', '{}', 'chain,tx\n"eth'])('refuses %j', (text) => {
		expect(refusal(() => parseClaimedPath(text))).toMatchObject({ code: 'E_INPUT' })
	})

	it('shows hostile text only made inert', () => {
		const hostile = '\u202e\u001b]0;x\u0007=HYPERLINK(1)'
		const rows = [`${hostile},${HASH},1`, `eth,${hostile},1`, `eth,${HASH},${hostile}`]
		const texts = [
			...rows.map((row) => `chain,tx,amount\n${row}`),
			...rows.map((row) =>
				JSON.stringify([Object.fromEntries(row.split(',').map((c, i) => [['chain', 'tx', 'amount'][i], c]))]),
			),
			`chain,tx,value,amount${hostile}\n`,
			`${hostile},${hostile}\n`,
		]
		for (const text of texts) {
			const { message } = refusal(() => parseClaimedPath(text, { file: `${hostile}.csv` }))
			expect(message).not.toMatch(/[\u0000-\u001f\u202e]/)
			expect(message.startsWith('=')).toBe(false)
		}
	})
})

function refusal(read: () => unknown): Error {
	try {
		read()
	} catch (error) {
		if (error instanceof Error) return error
	}
	throw new Error('nothing was refused')
}
