import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import type { Seed } from '../../src/model/seed.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { payersOf } from '../../src/payersOf.js'
import { trace } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { account, ETHER, paymentSource, payments, seconds, transaction } from '../support/payments.js'
import { utxoTransactions } from '../support/utxoTransactions.js'

type Choice = Partial<Pick<TraceOptions, 'method' | 'panel' | 'direction' | 'budget' | 'from' | 'to'>> & {
	readonly labels?: Readonly<Record<string, string>>
}

const nameOf = (id: string): string => Buffer.from(id.slice(-40), 'hex').toString().replaceAll('\0', '')

async function back(rows: readonly string[], seeds: Seed | readonly Seed[], choice: Choice = {}): Promise<TraceResult> {
	const { labels = {}, ...options } = choice
	const table = payments(...rows)
	const result = await trace({
		seeds: Array.isArray(seeds) ? seeds : [seeds as Seed],
		sources: [await paymentSource(table)],
		labels: labelBookOf(Object.entries(labels).map(([name, entity]) => [account(name), entity] as const)),
		direction: 'backward',
		budget: { minShare: 0 },
		...options,
	})
	const places = new Map(table.map(({ txid, block }) => [`eip155:1/${txid}#row:0`, block as number]))
	checkResult(result, (id) => places.get(id) as number)
	return result
}

const sources = ({ endpoints }: TraceResult): [string | null, bigint | null][] =>
	endpoints.map(({ entity, totals }) => [entity, totals.amount])
const loose = ({ looseEnds }: TraceResult): [string, string, bigint][] =>
	looseEnds.map(({ at, stop, amount }) => [nameOf(at), stop, amount])
const row = ({ ledger }: TraceResult): bigint[] =>
	ledger.flatMap(({ seeded, arrived, loose: rest, fees, difference }) => [seeded, arrived, rest, fees, difference])

describe('where the value of an account came from', () => {
	/** The worked example A1 of the specification: B holds 5, receives 10 from X, pays 6 to S, receives 4 from Y, pays 9 to Z. */
	const A1 = ['O>B 5', 'X>B 10', 'B>S 6', 'Y>B 4', 'B>Z 9']
	const labels = { O: 'Other', X: 'Xchange', Y: 'Ychange' }

	it.each([
		['fifo', 'S', { Other: 5n, Xchange: 1n }],
		['fifo', 'Z', { Xchange: 9n }],
		['lifo', 'S', { Xchange: 6n }],
		['lifo', 'Z', { Ychange: 4n, Xchange: 4n, Other: 1n }],
		['haircut', 'S', { Xchange: 4n, Other: 2n }],
	] as const)('under %s what %s received is of %o', async (method, name, expected) => {
		const result = await back(A1, { account: account(name) }, { method, labels })
		expect(Object.fromEntries(sources(result).filter(([, amount]) => amount !== 0n))).toEqual(expected)
		expect(result.endpoints.every(({ direction }) => direction === 'backward')).toBe(true)
	})

	it('shows each step as it happened, in the order in which it happened', async () => {
		const result = await back(A1, { account: account('S') }, { labels: { X: 'Xchange' } })
		const [flow] = result.flows
		expect(flow).toMatchObject({
			direction: 'backward',
			account: account('X'),
			entity: 'Xchange',
			amount: 1n,
			departedAt: seconds(2),
			arrivedAt: seconds(3),
		})
		expect(
			flow?.hops.map(({ from, to, taint, before, entered, after }) => [from, to, taint, before, entered, after]),
		).toEqual([
			// Of X nothing is known but what it paid: of the 10, one comes to S.
			[
				account('X'),
				account('B'),
				1n,
				{ balance: 0n, taint: 0n },
				{ balance: 10n, taint: 1n },
				{ balance: 0n, taint: 0n },
			],
			[
				account('B'),
				account('S'),
				6n,
				{ balance: 15n, taint: 6n },
				{ balance: 0n, taint: 0n },
				{ balance: 9n, taint: 0n },
			],
		])
		expect(result.headline[0]?.text).toContain('received by 1 account came from 1 account labelled "Xchange"')
		expect(loose(result)).toEqual([['O', 'endOfSource', 5n]])
	})

	it('ends at an account whose payment nothing explains, with the finding that says so', async () => {
		const result = await back(['X>B 4', 'B>S 10'], { account: account('S') }, { labels: { X: 'Xchange' } })
		expect([sources(result), loose(result)]).toEqual([[['Xchange', 4n]], [['B', 'endOfSource', 6n]]])
		expect(result.evidence.map(({ id }) => id)).toEqual([`opening ${account('B')} ${ETHER}`])
		expect(result.flows[0]?.hops[1]).toMatchObject({
			before: { balance: 4n, taint: 4n },
			entered: { balance: 6n, taint: 6n },
			after: { balance: 0n, taint: 0n },
		})
		const [endpoint] = result.endpoints
		// Where the 6 were there before, X comes second: FIFO pays 6 of them and 4 of X either way.
		expect([endpoint?.totals.lower, endpoint?.totals.upper]).toEqual([4n, 4n])
	})

	it('covers the opening balance in its bounds', async () => {
		const rows = ['X>B 4', 'B>S 5', 'X>B 5', 'B>T 8']
		const [endpoint] = (await back(rows, { account: account('S') }, { labels: { X: 'Xchange' } })).endpoints
		// Late, one unit came in unseen with the payment. If four were there from the start, four of the five are not of X.
		expect(endpoint?.totals).toMatchObject({ amount: 4n, lower: 1n, upper: 4n })
		expect([(endpoint?.totals.floor as bigint) <= 1n, (endpoint?.totals.ceiling as bigint) >= 4n]).toEqual([true, true])
	})

	it('takes the latest up to an amount, and of a window what lies in it', async () => {
		const rows = ['P>S 5', 'Q>S 5', 'R>S 5']
		const labels = { P: 'P', Q: 'Q', R: 'R' }
		expect(sources(await back(rows, { account: account('S'), amount: 7n }, { labels }))).toEqual([
			['R', 5n],
			['Q', 2n],
		])
		const until = { account: account('S'), until: { seconds: seconds(2) }, amount: 7n }
		expect(sources(await back(rows, until, { labels }))).toEqual([
			['Q', 5n],
			['P', 2n],
		])
		const since = { account: account('S'), since: { seconds: seconds(3) } }
		expect(sources(await back(rows, since, { labels }))).toEqual([['R', 5n]])
	})

	it('counts value that left the account and came again once', async () => {
		const result = await back(
			['X>S 10', 'S>A 6', 'A>S 6', 'Y>S 1'],
			{ account: account('S') },
			{ labels: { X: 'X', Y: 'Y' } },
		)
		expect([sources(result), row(result)]).toEqual([
			[
				['X', 10n],
				['Y', 1n],
			],
			[11n, 11n, 0n, 0n, 0n],
		])
	})

	it('traces back what a transaction moved, also what was burnt', async () => {
		const labels = { X: 'Xchange' }
		const moved = await back(['X>B 4', 'B>S 3', 'B>- 1'], { transaction: transaction(2) }, { labels })
		expect([sources(moved), moved.flows[0]?.hops.length]).toEqual([[['Xchange', 3n]], 2])
		const burnt = await back(['X>B 4', 'B>S 3', 'B>- 1'], { transaction: transaction(3) }, { labels })
		expect([sources(burnt), burnt.flows[0]?.hops[1]?.to]).toEqual([[['Xchange', 1n]], null])
	})

	it('ends where value was issued, and at the limits of the search', async () => {
		const rows = ['->A 3', 'A>B 3', 'B>S 3']
		const issued = await back(rows, { account: account('S') })
		expect(loose(issued)).toEqual([['A', 'endOfSource', 3n]])
		expect(issued.evidence.map(({ claim }) => claim)).toEqual(['issue'])
		expect(issued.transfersOf(issued.looseEnds[0]?.flows[0]?.path ?? null)).toHaveLength(3)
		const near = await back(rows, { account: account('S') }, { budget: { hops: 0 } })
		expect([loose(near), near.ledger[0]?.toolLoss]).toEqual([[['B', 'hops', 3n]], 3n])
		const few = await back(rows, { account: account('S') }, { budget: { lookups: 2, minShare: 0 } })
		expect([few.status, loose(few)]).toEqual(['partial', [['A', 'budget', 3n]]])
		const late = await back(rows, { account: account('S') }, { from: { height: 2 } })
		expect(loose(late)).toEqual([['A', 'window', 3n]])
	})

	it('refuses rules that serve one seed before all other value, and has no figure of theirs', async () => {
		for (const method of ['pifo', 'tiho', 'libr'] as const)
			await expect(back(A1, { account: account('S') }, { method })).rejects.toThrow(/looking back there are fifo, lifo/)
		const [endpoint] = (await back(A1, { account: account('S') }, { labels, panel: 'all' })).endpoints
		expect(endpoint?.totals.panel).toEqual({ fifo: 5n, lifo: 0n, pifo: null, haircut: 2n, tiho: null, libr: null })
	})

	it('goes both ways in one result, each row saying which', async () => {
		const rows = ['X>B 4', 'B>S 4', 'S>C 4', 'C>Y 4']
		const result = await back(rows, { account: account('S') }, { direction: 'both', labels: { X: 'X', Y: 'Y' } })
		expect(result.endpoints.map(({ direction, entity, rank }) => [direction, entity, rank])).toEqual([
			[undefined, 'Y', 1],
			['backward', 'X', 1],
		])
		expect(result.ledger.map(({ direction, seeded, arrived }) => [direction, seeded, arrived])).toEqual([
			[undefined, 4n, 4n],
			['backward', 4n, 4n],
		])
		// S, B, C: what one direction asked the other does not ask again.
		expect(result.lookups).toBe(3)
		const [forward, backward] = await Promise.all(
			(['forward', 'backward'] as const).map((direction) =>
				back(rows, { account: account('S') }, { direction, labels: { X: 'X', Y: 'Y' } }),
			),
		)
		expect(result.flows).toEqual([...forward!.flows, ...backward!.flows])
	})

	it('continues a search in both directions to the same bytes', async () => {
		const rows = ['X>B 4', 'B>S 4', 'S>C 4', 'C>Y 4']
		const options = {
			seeds: [{ account: account('S') }],
			sources: [await paymentSource(payments(...rows))],
			labels: labelBookOf([[account('X'), 'X']]),
			direction: 'both',
		} as const
		const whole = await trace(options)
		const stopped = await trace({ ...options, budget: { lookups: 2 } })
		expect(stopped.status).toBe('partial')
		const resumed = await trace({ ...options, resume: stopped.resume! })
		expect(resumed.resultHash).toBe(whole.resultHash)
	})

	it('says who else paid a deposit address', async () => {
		const rows = ['P>D 5', 'Q>D 3', 'P>D 2', 'D>H 10', 'Z>P 9']
		const result = await back(
			rows,
			{ account: account('D') },
			{ labels: { H: 'Hot', Q: 'Other' }, budget: { hops: 0 } },
		)
		expect(
			payersOf(result).map((payer) => [nameOf(payer.account as string), payer.amount, payer.transfers.length]),
		).toEqual([
			['P', 7n, 2],
			['Q', 3n, 1],
		])
		expect(result.lookups).toBe(1)
	})
})

const txid = (n: number): string => n.toString(16).padStart(64, '0')
const script = (name: string): string => `${BITCOIN}:script-${Buffer.from(name).toString('hex').padStart(64, '0')}`
const output = (n: number, vout: number): string => `${BITCOIN}/${txid(n)}:${vout}`

/** `1: coinbase > A 50`; its outputs are `1:0` and so on. */
function blocks(...texts: readonly string[]): UtxoTransaction[] {
	return utxoTransactions(
		texts.map((text) => {
			const [, number, from, to] = /^(\d+): (.*) > (.*)$/.exec(text)!
			return {
				txid: txid(Number(number)),
				height: Number(number),
				txIndex: 0,
				coinbase: from === 'coinbase',
				inputs: (from === 'coinbase' ? [] : from!.split(' ')).map((ref) => {
					const [n, vout] = ref.split(':').map(Number)
					return { txid: txid(n!), vout: vout! }
				}),
				outputs: to!.split(', ').map((slot) => {
					const [name, amount] = slot.split(' ')
					return { account: script(name!), amount: BigInt(amount!) }
				}),
			}
		}),
	)
}

async function backOn(
	transactions: readonly UtxoTransaction[],
	seeds: Seed | readonly Seed[],
	options: Partial<TraceOptions> = {},
): Promise<TraceResult> {
	const result = await trace({
		seeds: Array.isArray(seeds) ? seeds : [seeds as Seed],
		sources: [memoryAdapter(transactions)],
		labels: labelBookOf([[script('X'), 'X']]),
		direction: 'backward',
		budget: { minShare: 0 },
		...options,
	})
	const places = new Map(transactions.flatMap(({ outputs }, i) => outputs.map(({ id }) => [id, i] as const)))
	checkResult(result, (id) => places.get(id)!)
	return result
}

describe('where the value of an output came from', () => {
	const spent = ['1: coinbase > X 3', '2: coinbase > M 7', '3: 1:0 2:0 > A 4, S 5'] as const
	const from = ({ flows, looseEnds }: TraceResult): [string, string, bigint][] => [
		...flows.map(({ source, amount }): [string, string, bigint] => ['X', source!, amount]),
		...looseEnds.map(({ stop, at, amount }): [string, string, bigint] => [stop, at, amount]),
	]

	it.each([
		[
			'fifo',
			0,
			[
				['X', 3n],
				['endOfSource', 1n],
			],
		],
		['fifo', 1, [['endOfSource', 5n]]],
		[
			'lifo',
			1,
			[
				['X', 2n],
				['endOfSource', 3n],
			],
		],
		[
			'haircut',
			0,
			[
				['X', 1n],
				['endOfSource', 3n],
			],
		],
	] as const)('under %s, by inputs and outputs as they are listed', async (method, vout, expected) => {
		const result = await backOn(blocks(...spent), { output: output(3, vout) }, { method })
		expect(from(result).map(([why, , amount]) => [why, amount])).toEqual(expected)
		expect(result.ledger[0]).toMatchObject({ seeded: vout === 0 ? 4n : 5n, fees: 0n, difference: 0n })
	})

	it('shows the transaction that created it, and the output that this spent', async () => {
		const result = await backOn(blocks(...spent), { output: output(3, 0) })
		expect(result.flows).toHaveLength(1)
		expect(result.flows[0]).toMatchObject({ source: output(1, 0), account: script('X'), amount: 3n })
		expect(result.flows[0]?.hops).toMatchObject([
			{
				transfer: output(3, 0),
				from: script('X'),
				to: script('A'),
				amount: 4n,
				taint: 4n,
				before: { balance: 10n, taint: 4n },
				entered: { balance: 0n, taint: 0n },
				after: { balance: 6n, taint: 0n },
			},
		])
		const [end] = result.looseEnds
		expect([end?.stop, end?.at, result.transfersOf(end!.flows[0]!.path)]).toEqual([
			'endOfSource',
			output(2, 0),
			[output(3, 0)],
		])
		expect(end?.evidence).toEqual([`issue ${output(2, 0)}`])
	})

	it('asks for each transaction once, and not for one that was read', async () => {
		const chain = blocks('1: coinbase > A 4, B 6', '2: 1:0 1:1 > S 10')
		const result = await backOn(chain, { output: output(2, 0) })
		expect([result.lookups, result.looseEnds.length]).toEqual([2, 2])
	})

	it('stops before an input of unknown value, at the output itself', async () => {
		const result = await backOn(blocks('2: 9:0 > A 5', '3: 2:0 > S 5'), { output: output(3, 0) })
		expect(from(result)).toEqual([['noPrevout', output(2, 0), 5n]])
		const first = await backOn(blocks('2: 9:0 > A 5'), { account: script('A') })
		expect(from(first)).toEqual([['noPrevout', output(2, 0), 5n]])
	})

	it('names no service for what got stuck at a seed of its own', async () => {
		const result = await backOn(blocks('2: 9:0 > X 5'), { account: script('X') })
		expect(result.looseEnds).toMatchObject([{ entity: null, stop: 'noPrevout', amount: 5n }])
		expect(result.warnings.map(({ code }) => code)).not.toContain('labelConflict')
	})

	it('bounds two seeds of which one takes what the other looks back to', async () => {
		const chain = blocks(
			'1: coinbase > X 0, X 1, X 1',
			'2: 1:0 1:1 > X 0, X 1',
			'3: 1:2 2:1 > X 0, X 2',
			'4: 2:0 > X 0',
		)
		const seeds = [{ transaction: `${BITCOIN}/${txid(1)}`, to: script('X') }, { output: output(3, 1) }]
		const { endpoints } = await backOn(chain, seeds, { budget: { minShare: 0, hops: 0 } })
		expect(endpoints.map(({ totals }) => totals)).toMatchObject([{ amount: 1n, lower: 1n, floor: 1n, ceiling: 1n }])
	})

	it('takes what an account received, and what a transaction paid to one account', async () => {
		const chain = blocks('1: coinbase > X 3', '2: coinbase > M 7', '3: 1:0 2:0 > A 4, S 5', '4: 3:0 > S 4')
		expect(from(await backOn(chain, { account: script('S') }))).toEqual([
			['X', output(1, 0), 3n],
			['endOfSource', output(2, 0), 6n],
		])
		expect(from(await backOn(chain, { account: script('S'), amount: 4n }))).toEqual([
			['X', output(1, 0), 3n],
			['endOfSource', output(2, 0), 1n],
		])
		const moved = await backOn(chain, { transaction: `${BITCOIN}/${txid(3)}`, to: script('S') })
		expect(from(moved)).toEqual([['endOfSource', output(2, 0), 5n]])
	})

	it('finds the eight outputs of the shipped case, with the amounts of the forward trace', {
		timeout: 60_000,
	}, async () => {
		const { options } = await openCase(resolve('fixtures', 'mainnet-2015'))
		const forward = await trace(options)
		const accounts = forward.endpoints.flatMap((endpoint) => endpoint.accounts.map((own) => own.account))
		const result = await trace({
			...options,
			seeds: accounts.map((own) => ({ account: own })),
			direction: 'backward',
		})
		const arrived = new Map<string, bigint>()
		for (const { seed, amount } of forward.flows) arrived.set(seed, (arrived.get(seed) ?? 0n) + amount)
		expect(arrived.size).toBe(8)
		for (const [seed, amount] of arrived) {
			const found = result.looseEnds.filter(({ at }) => at === seed)
			expect([seed, found.reduce((sum, end) => sum + end.amount, 0n)]).toEqual([seed, amount])
		}
		// What is left reached Bitstamp by a transaction with an input that the blocks do not hold.
		const others = result.looseEnds.filter(({ at }) => !arrived.has(at))
		expect(others).toMatchObject([{ stop: 'noPrevout', amount: 141_000_000n, entity: null }])
	})
})
