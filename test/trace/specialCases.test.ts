import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { LabelBook } from '../../src/labels/labelBook.js'
import { RULE_IDS } from '../../src/model/method.js'
import type { Seed } from '../../src/model/seed.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { account, ETHER, paymentSource, payments, TOKEN, transaction } from '../support/payments.js'
import { orderRows, type Row } from '../support/reference/orderRows.js'

const CONSERVING = RULE_IDS.filter((rule) => rule !== 'poison')
const nameOf = (id: string | null): string =>
	id === null ? '-' : Buffer.from(id.slice(-40), 'hex').toString().replaceAll('\0', '')

type Options = Partial<Omit<TraceOptions, 'seeds' | 'sources'>>

async function run(
	texts: readonly string[],
	seeds: readonly (Seed | string)[],
	options: Options = {},
): Promise<TraceResult> {
	return runRows(payments(...texts), seeds, options)
}

/** A trace whose result is held against everything that must hold of any. */
async function runRows(
	rows: readonly Row[],
	seeds: readonly (Seed | string)[],
	options: Options = {},
): Promise<TraceResult> {
	const labels = labelBookOf(['X', 'Y'].map((name) => [account(name), name] as const))
	const budget = { minShare: 0, hops: 100 }
	const result = await trace({ labels, budget, ...options, seeds, sources: [await paymentSource(rows)] })
	const places = new Map(orderRows(rows).map(({ chain, txid, index }, i) => [`${chain}/${txid}#row:${index}`, i]))
	checkResult(result, (id) => places.get(id)!)
	return result
}

const arrived = ({ endpoints }: TraceResult): string[] =>
	endpoints
		.map(({ entity, totals, accounts }) => `${entity ?? nameOf(accounts[0]!.account)} ${totals.seedAmount}`)
		.sort()
const loose = ({ looseEnds }: TraceResult): string[] =>
	looseEnds.map(({ account: at, stop, amount }) => `${nameOf(at)} ${stop} ${amount}`).sort()

describe('a seed', () => {
	it.each([
		['that only receives', ['N>S 5']],
		['that the source does not know', ['N>A 5']],
		['that sends another asset than the one asked for', ['S>X 5 T']],
		['that sends outside the time asked for', ['S>X 5@9']],
	])('%s gives a row of zeros and one loose end', async (_text, texts) => {
		const seed = { account: account('S'), asset: ETHER, until: { height: 5 } }
		const result = await run(texts, [seed])
		expect(result.status).toBe('complete')
		expect(result.ledger).toMatchObject([
			{ seed: account('S'), asset: ETHER, seeded: 0n, arrived: 0n, loose: 0n, fees: 0n, difference: 0n },
		])
		expect(result.looseEnds).toMatchObject([
			{ at: account('S'), account: account('S'), amount: 0n, stop: 'endOfSource', hops: 0 },
		])
		expect([result.endpoints, result.flows]).toEqual([[], []])
	})

	it('that moved in one asset of two has one row for each that it sent', async () => {
		const result = await run(['S>X 5', 'S>Y 7 T', 'N>S 9'], [account('S')])
		expect(result.ledger.map(({ asset, seeded }) => [asset, seeded])).toEqual([
			[TOKEN, 7n],
			[ETHER, 5n],
		])
		expect(result.endpoints.map(({ rank, seedAsset }) => [rank, seedAsset])).toEqual([
			[1, TOKEN],
			[1, ETHER],
		])
	})

	it.each([
		['transaction', { transaction: transaction(77) }, 'no source knows this transaction'],
		['transfer', { transaction: transaction(1), index: 4 }, 'moves nothing that this seed names'],
		['recipient', { transaction: transaction(1), to: account('B') }, 'moves nothing that this seed names'],
	])('with an unknown %s is refused', async (_what, seed, text) => {
		const running = run(['S>A 5'], [account('S'), seed])
		await expect(running).rejects.toMatchObject({ name: 'InputError', code: 'E_INPUT', details: { field: 'seeds[1]' } })
		await expect(running).rejects.toThrow(text)
	})

	it('on a chain that no source holds, or an output on an account ledger, is refused', async () => {
		for (const seed of ['polygon:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', `ethereum/0x${'0'.repeat(64)}:0`])
			await expect(run(['S>A 5'], [seed])).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'seeds[0]' } })
	})

	it('that is wrong is refused before any source is asked', async () => {
		const untouched = new Proxy({} as ChainAdapter, {
			get: () => {
				throw new Error('asked')
			},
		})
		for (const seed of ['0x00', 'ethereum:0x12', { account: account('S'), amount: '0' }] as const)
			await expect(trace({ seeds: [seed], sources: [untouched] })).rejects.toMatchObject({ name: 'InputError' })
		await expect(trace({ seeds: [], sources: [untouched] })).rejects.toMatchObject({ name: 'InputError' })
	})

	it('labelled as an exchange names nobody there', async () => {
		const labels = labelBookOf([[account('S'), 'Some exchange']])
		const result = await run(['S>A 5', 'A>S 2'], [account('S')], { labels })
		expect(result.endpoints).toEqual([])
		expect(
			result.looseEnds.map(({ at, stop, amount, entity, category }) => [at, stop, amount, entity, category]),
		).toEqual([
			[account('A'), 'endOfSource', 3n, null, null],
			[account('S'), 'ambiguous', 2n, null, null],
		])
		expect(result.coverage.map(({ subject, status, reasons }) => [subject.account, status, reasons])).toEqual([
			[account('S'), 'complete', ['C_LABEL_CONFLICT']],
			[account('A'), 'complete', []],
		])
		expect(result.warnings.map(({ code }) => code)).toContain('labelConflict')
		expect(result.attributions).toMatchObject([{ label: 'Some exchange', source: 'made up' }])
		expect(result.looseEnds[1]?.attributions).toEqual(result.attributions)
		expect(result.status).toBe('complete')
		const idle = await run(['A>S 5'], [account('S')], { labels })
		expect(idle.looseEnds).toMatchObject([
			{ amount: 0n, entity: null, category: null, attributions: [{ label: 'Some exchange' }] },
		])
	})
})

describe('labels that contradict each other', () => {
	const packs = (...kinds: [string, string][]): LabelBook =>
		kinds.reduce((book, [entity, category], i) => {
			const other = labelBookOf([[account('A'), entity, category]], `pack ${i}`)
			const pack = {
				title: `pack ${i}`,
				source: null,
				date: null,
				licence: null,
				redistribute: null,
				actors: [],
				skipped: [],
			}
			const tags = other.attributions(account('A')).map((tag) => ({ ...tag, entityText: entity, actor: null }))
			return book.with({ ...pack, tags })
		}, new LabelBook())

	it.each([
		[
			[
				['One', 'exchange'],
				['Two', 'exchange'],
			],
		],
		[
			[
				['One', 'exchange'],
				['One', 'defi_dex'],
			],
		],
		[
			[
				['One', 'mixing_service'],
				['Two', 'exchange'],
			],
		],
	] as [[string, string][]][])('stop as ambiguous: %j', async (kinds) => {
		const result = await run(['S>A 5', 'A>X 5'], [account('S')], { labels: packs(...kinds) })
		expect(result.endpoints).toEqual([])
		expect(result.looseEnds).toMatchObject([{ at: account('A'), stop: 'ambiguous', entity: null, amount: 5n }])
		expect(result.looseEnds[0]?.attributions.map(({ entity }) => entity).sort()).toEqual(
			kinds.map(([entity]) => entity).sort(),
		)
		expect(result.coverage.at(-1)).toMatchObject({ subject: { account: account('A') }, reasons: ['C_LABEL_CONFLICT'] })
		expect(result.status).toBe('complete')
	})

	it('but not where none of them stops, or two kinds of one party do', async () => {
		const walked = await run(['S>A 5', 'A>X 5'], [account('S')], {
			labels: packs(['One', 'phishing'], ['Two', 'hack']),
		})
		expect(loose(walked)).toEqual(['X endOfSource 5'])
		const stopped = await run(['S>A 5', 'A>X 5'], [account('S')], {
			labels: packs(['One', 'exchange'], ['One', 'custody']),
		})
		expect(stopped.endpoints[0]).toBeUndefined()
		expect(stopped.looseEnds).toMatchObject([{ entity: 'One', category: 'custody', stop: 'service' }])
	})
})

describe('burns', () => {
	it('end value, at nobody and at addresses that nobody can spend from', async () => {
		const dead = 'eip155:1:0x000000000000000000000000000000000000dead'
		const zero = `eip155:1:0x${'0'.repeat(40)}`
		const rows = payments('S>A 10', 'A>- 3', 'A>D 2', 'A>Z 1').map((row) => ({
			...row,
			to: row.to === account('D') ? dead : row.to === account('Z') ? zero : row.to,
		}))
		const result = await runRows(rows, [account('S')])
		expect(result.looseEnds.map(({ at, stop, amount }) => [at, stop, amount])).toEqual([
			[account('A'), 'endOfSource', 4n],
			[account('A'), 'burn', 3n],
			[dead, 'burn', 2n],
			[zero, 'burn', 1n],
		])
		// Without an address it ends at its sender, by no further step; what came to the sender did not come to the burn.
		expect(result.looseEnds.map(({ hops, inflow }) => [hops, inflow])).toEqual([
			[1, [{ asset: ETHER, amount: 10n }]],
			[1, []],
			[2, [{ asset: ETHER, amount: 2n }]],
			[2, [{ asset: ETHER, amount: 1n }]],
		])
	})

	it('end value in an output that cannot be spent', async () => {
		const out = (txid: string, vout: number, amount: bigint, burn?: true) => ({
			id: `${BITCOIN}/${txid}:${vout}`,
			account: `${BITCOIN}:script-${String(vout).repeat(64)}`,
			amount,
			...(burn === undefined ? {} : { burn }),
		})
		const [first, second] = ['11'.repeat(32), '22'.repeat(32)]
		const head = { kind: 'utxo', chain: BITCOIN, height: 1, atSeconds: 1 } as const
		const transactions: UtxoTransaction[] = [
			{
				...head,
				...{ id: `${BITCOIN}/${first}`, txid: first, order: [1, 0, 0], coinbase: true },
				inputs: [{ spends: null, account: null, amount: null }],
				outputs: [out(first, 0, 10n)],
			},
			{
				...head,
				...{ id: `${BITCOIN}/${second}`, txid: second, order: [1, 1, 0], coinbase: false },
				inputs: [{ spends: `${BITCOIN}/${first}:0`, account: out(first, 0, 10n).account, amount: 10n }],
				outputs: [out(second, 0, 4n, true), out(second, 1, 5n)],
			},
		]
		const result = await trace({
			seeds: [`${BITCOIN}/${first}:0`],
			sources: [memoryAdapter(transactions)],
			budget: { minShare: 0 },
		})
		expect(result.looseEnds.map(({ at, stop, amount }) => [at.slice(-2), stop, amount])).toEqual([
			[':1', 'endOfSource', 5n],
			[':0', 'burn', 4n],
		])
		expect(result.ledger).toMatchObject([{ fees: 1n, difference: 0n }])
	})
})

describe('circles and ties', () => {
	it.each(CONSERVING)('value that comes back is not seeded again under %s', async (method) => {
		const result = await run(['S>A 10', 'A>S 10', 'S>X 10'], [account('S')], { method })
		expect(result.ledger).toMatchObject([{ seeded: 10n, arrived: 10n, loose: 0n, difference: 0n }])
		expect(result.flows.map(({ hops }) => hops.map(({ to }) => nameOf(to)))).toEqual([['A', 'S', 'X']])
	})

	it.each(CONSERVING)('a payment to oneself keeps the value under %s', async (method) => {
		const result = await run(['S>A 10', 'A>A 10', 'A>A 4', 'A>X 10'], [account('S')], { method })
		expect(arrived(result)).toEqual(['X 10'])
		const selfSeeding = await run(['S>S 4', 'S>X 4'], [account('S')], { method })
		expect(selfSeeding.ledger).toMatchObject([{ seeded: 4n, arrived: 4n, difference: 0n }])
	})

	it.each(CONSERVING)('two seeds on one path are kept apart under %s', async (method) => {
		const result = await run(['S>T 10', 'T>A 15', 'A>X 15'], [account('S'), account('T')], { method })
		// T re-sends what came from S under its old label; only the rest is new.
		expect(result.ledger.map(({ seed, seeded, arrived: at }) => [nameOf(seed), seeded, at])).toEqual([
			['S', 10n, 10n],
			['T', 5n, 5n],
		])
		expect(arrived(result)).toEqual(['X 15'])
	})

	it('payments of one second or block follow what they pay on', async () => {
		const rows = payments('S>A 10@5', 'A>B 10@5', 'B>X 10@5')
		const names = ['c', 'b', 'a']
		const reversed = rows.map((row, i) => ({ ...row, txid: `0x${names[i]!.repeat(64)}` }))
		const result = await runRows(reversed, [account('S')])
		expect(arrived(result)).toEqual(['X 10'])
		expect(result.warnings.map(({ code }) => code)).toContain('orderNotTold')
	})

	it('of four payments in turn the first payee gets nothing that came later', async () => {
		const texts = ['S>A 10@100', 'S>A 10@200', 'A>X 10@150', 'A>Y 10@250']
		for (const method of RULE_IDS) {
			const both = await run(texts, [account('S')], { method })
			expect(arrived(both).map((row) => row.split(' ')[0])).toEqual(['X', 'Y'])
			if (method !== 'poison') expect(arrived(both)).toEqual(['X 10', 'Y 10'])
			const late = await run(texts, [{ account: account('S'), since: { height: 200 } }], { method })
			expect(arrived(late)).toEqual(['Y 10'])
			const early = await run(texts, [{ account: account('S'), until: { height: 100 } }], { method })
			expect(early.endpoints.find(({ entity }) => entity === 'X')?.totals.seedAmount).toBe(10n)
			if (method !== 'poison') expect(arrived(early)).toEqual(['X 10'])
		}
	})
})

describe('amounts', () => {
	const MAX = 2n ** 256n - 1n

	it.each(RULE_IDS)('near and beyond 2^256 are exact under %s', async (method) => {
		const texts = [`S>A ${MAX}`, `S>A ${MAX}`, `N>A ${MAX}`, `A>X ${MAX}`, `A>B ${MAX - 1n}`]
		const result = await run(texts, [account('S')], { method })
		expect(result.ledger[0]?.seeded).toBe(2n * MAX)
		expect(result.endpoints[0]?.accounts[0]?.inflow).toEqual([{ asset: ETHER, amount: MAX }])
	})

	it.each(RULE_IDS)('add up beyond 2^256 to any size under %s', async (method) => {
		const texts = [...Array.from({ length: 20 }, () => `S>A ${MAX}`), `A>X ${MAX}`]
		const result = await run(texts, [account('S')], { method })
		expect(result.ledger[0]?.seeded).toBe(20n * MAX)
		expect(result.endpoints[0]?.totals.amount).toBe(MAX)
	})

	it('out of an account beyond what came in enter clean, last or first', async () => {
		const result = await run(['N>A 2', 'S>A 5', 'A>X 10', 'N>A 3'], [account('S')])
		expect(result.endpoints[0]?.totals).toMatchObject({ amount: 5n, lower: 5n, upper: 5n })
		const split = await run(['S>A 5', 'A>X 4', 'A>Y 4'], [account('S')])
		expect(arrived(split)).toEqual(['X 4', 'Y 1'])
		expect(split.endpoints.map(({ entity, totals }) => [entity, totals.lower, totals.upper])).toEqual([
			['X', 1n, 4n],
			['Y', 1n, 4n],
		])
		const opening = split.evidence.find(({ claim }) => claim === 'opening')
		expect(opening?.heuristic.params).toEqual({
			account: account('A'),
			asset: ETHER,
			opening: 'unknown',
			unrecordedInflow: '3',
		})
		expect(split.warnings.map(({ code }) => code)).toContain('openingBalances')
		const [first, second] = [
			split.flows.find(({ entity }) => entity === 'X'),
			split.flows.find(({ entity }) => entity === 'Y'),
		]
		expect(first?.hops.at(-1)).toMatchObject({
			before: { balance: 5n, taint: 5n },
			entered: { balance: 0n, taint: 0n },
		})
		expect(second?.hops.at(-1)).toMatchObject({
			...{ amount: 4n, taint: 1n, before: { balance: 1n, taint: 1n } },
			...{ entered: { balance: 3n, taint: 0n }, after: { balance: 0n, taint: 0n } },
		})
	})

	it('of a seed are used up in order, the payment that crosses them in part', async () => {
		const result = await run(['S>A 4', 'S>X 4', 'S>Y 4', 'A>X 4'], [{ account: account('S'), amount: '6' }])
		expect(result.ledger[0]?.seeded).toBe(6n)
		expect(arrived(result)).toEqual(['X 6'])
		const lot = result.flows.find(({ hops }) => hops.length === 1)?.hops[0]
		expect(lot).toMatchObject({ amount: 4n, taint: 2n, entered: { balance: 4n, taint: 2n } })
	})
})

describe('sources', () => {
	it('of two chains are traced side by side', async () => {
		const other = payments('S>X 3').map((row) => ({
			...row,
			...{ chain: 'eip155:137', asset: 'eip155:137/slip44:966' },
			...{ from: row.from!.replace('eip155:1:', 'eip155:137:'), to: row.to!.replace('eip155:1:', 'eip155:137:') },
		}))
		const rows = [...payments('S>X 5'), ...other]
		const sources = [await openTransferTables([{ name: 'both', bytes: csvOfRows(rows) }])]
		const seeds = [account('S'), account('S').replace('eip155:1:', 'polygon:')]
		const result = await trace({ seeds, sources, labels: labelBookOf([[account('X'), 'X']]) })
		expect(result.ledger.map(({ asset, seeded }) => [asset, seeded])).toEqual([
			[ETHER, 5n],
			['eip155:137/slip44:966', 3n],
		])
		expect(Object.keys(result.asOf)).toEqual(['eip155:1', 'eip155:137'])
	})

	it('that hold a part each are put together where the order of rows is told', async () => {
		const rows = payments('S>A 10', 'N>A 5', 'A>X 6', 'A>Y 9')
		const [left, right] = [await paymentSource(rows.slice(0, 2)), await paymentSource(rows.slice(2))]
		const labels = labelBookOf(['X', 'Y'].map((name) => [account(name), name] as const))
		const split = await trace({ seeds: [account('S')], sources: [left, right], labels, budget: { minShare: 0 } })
		expect(arrived(split)).toEqual(['X 6', 'Y 4'])
		const one = await runRows(rows, [account('S')])
		expect([split.factsHash, split.endpoints[0]?.totals]).toEqual([one.factsHash, one.endpoints[0]?.totals])
	})

	it('that contradict each other are told of, and the first is used', async () => {
		const [first, second] = [await paymentSource(payments('S>A 10')), await paymentSource(payments('S>A 11'))]
		const result = await trace({ seeds: [account('S')], sources: [first, second] })
		expect(loose(result)).toEqual(['A endOfSource 10'])
		expect(result.warnings.find(({ code }) => code === 'disagreement')?.text).toContain(transaction(1))
		expect(result.coverage.map(({ reasons }) => reasons)).toEqual([['C_DISAGREE'], ['C_DISAGREE']])
		expect(result.scope).toBe('excerpt')
	})

	it('that are read by height and by time cannot be put together', async () => {
		const timed = payments('S>A 10').map((row) => ({ ...row, block: null }))
		const sources = [await paymentSource(payments('S>A 10')), await paymentSource(timed)]
		await expect(trace({ seeds: [account('S')], sources })).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { field: 'sources' },
		})
	})

	it('that are declared complete let what stays be held', async () => {
		const sources = [await paymentSource(payments('S>A 10', 'A>X 4'), 'complete')]
		const result = await trace({ seeds: [account('S')], sources, labels: labelBookOf([[account('X'), 'X']]) })
		expect([loose(result), result.scope]).toEqual([['A held 6'], 'complete'])
	})

	it('that are declared complete prove no balance where more went out than came in', async () => {
		const sources = [await paymentSource(payments('A>B 3', 'S>A 10', 'A>B 2', 'B>C 1'), 'complete')]
		const result = await trace({ seeds: [account('S')], sources, budget: { minShare: 0 } })
		expect(loose(result)).toEqual(['A endOfSource 8', 'B held 2'])
		expect(result.warnings.find(({ code }) => code === 'openingBalances')?.text).toContain('not called held')
		// Another asset of the same account is a ledger of its own.
		const other = [await paymentSource(payments('A>B 3 T', 'S>A 10'), 'complete')]
		expect(loose(await trace({ seeds: [account('S')], sources: other }))).toEqual(['A held 10'])
	})

	it('are needed', async () => {
		await expect(trace({ seeds: [account('S')], sources: [] })).rejects.toMatchObject({ code: 'E_INPUT' })
	})
})

describe('a transfer of nothing', () => {
	const texts = ['S>A 10', 'A>Z 0', 'Q>A 0 T', 'A>X 4', 'Z>X 0']
	const ids = [2, 3].map((place) => `${transaction(place)}#row:0`)

	it('is counted, and joins nobody', async () => {
		const result = await run(texts, [account('S')])
		expect(result.excluded).toEqual([{ reason: 'zeroValue', count: 2, examples: ids }])
		expect(result.warnings.find(({ code }) => code === 'zeroValue')?.text).toContain(ids[0])
		const nodes = result.graph?.nodes() ?? []
		expect(nodes).toContain(account('X'))
		for (const stranger of ['Z', 'Q']) expect(nodes).not.toContain(account(stranger))
		expect(JSON.stringify(result.toJSON().looseEnds)).not.toContain(account('Z'))
	})

	it('beside others in one transaction is no edge', async () => {
		const [first, second] = payments('S>A 10', 'S>Z 0')
		const result = await runRows(
			[first!, { ...second!, txid: first!.txid, block: 1, time: first!.time, index: 1 }],
			[account('S')],
		)
		expect(result.excluded).toEqual([{ reason: 'zeroValue', count: 1, examples: [`${transaction(1)}#row:1`] }])
		expect(result.graph?.edges().sort()).toEqual([`${transaction(1)}#row:0:in`, `${transaction(1)}#row:0:out`])
	})

	it('does not make a hub', async () => {
		const poisoned = ['S>A 10', 'A>X 10', ...Array.from({ length: 9 }, (_, i) => `A>N${i} 0@1`)]
		const result = await run(poisoned, [account('S')], { budget: { minShare: 0, maxDegree: 3 } })
		expect([arrived(result), loose(result)]).toEqual([['X 10'], []])
		expect(result.excluded).toMatchObject([{ count: 9, examples: { length: 3 } }])
	})
})
