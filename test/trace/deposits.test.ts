import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import { sweptDeposit } from '../../src/heuristics/bitcoin/sweptDeposit.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { renderResult } from '../../src/report/renderResult.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { type Paid, type Paying, script, spend } from '../heuristics/spend.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { chain, from, out } from './mixTrace.js'

const COIN = 100_000_000n
/** The account in question, the labelled wallet of the service, and one that no label names. */
const [A, COLD, UNNAMED] = [500, 9_000, 9_500]
const SERVICE = 'Some Exchange'
const labels = labelBookOf([[script(COLD), SERVICE]])
const serviceOf = (account: string): string | null => (account === script(COLD) ? SERVICE : null)

let made = 0
/** Inputs of `count` further accounts, each of which others paid once. */
const others = (count: number, first = 1): Paying[] =>
	Array.from({ length: count }, (_, i) => [first + i, COIN, `${BITCOIN}/${(++made).toString(16).padStart(64, 'e')}:0`])

/** A payment to the account in question by somebody of no concern. */
const paying = (name: string, sats = COIN, payer = 7_000): UtxoTransaction =>
	spend(name, [[payer, sats, `${BITCOIN}/${(++made).toString(16).padStart(64, 'd')}:0`]], [[A, sats]])

/** The account in question as input 3, among others; all into one payment. */
const sweeping = (name: string, paid: UtxoTransaction, beside: readonly Paying[], to = COLD): UtxoTransaction => {
	const inputs = [...beside.slice(0, 2), from(paid, 0), ...beside.slice(2)]
	const sum = inputs.reduce((total, [, sats]) => total + sats, 0n)
	return spend(name, inputs, [[to, sum - 1_000n]])
}

function find(transactions: readonly UtxoTransaction[], of = serviceOf) {
	const graph = new TransactionGraph()
	graph.add({ transactions: chain(...transactions) })
	return sweptDeposit(script(A), graph.view, of)
}

const paid = paying('paid')
const golden = [paid, sweeping('sweep', paid, others(59))]
const later = ['b', 'c', 'd'].flatMap((name) => {
	const next = paying(`paid ${name}`, 2n * COIN, 7_100)
	return [next, sweeping(`sweep ${name}`, next, others(59))]
})

describe('sweptDeposit', () => {
	it('golden E1: input 3 of 60 in a sweep to a labelled wallet', () => {
		const found = find(golden)
		expect(found).toMatchObject({ kind: 'found', service: SERVICE, reached: [script(COLD)], reaching: 1 })
		expect(found.kind === 'found' && found.confidence).toBeCloseTo(0.5373, 4)
		const four = find([...golden, ...later])
		expect(four.kind === 'found' && four.confidence).toBeCloseTo(0.8344, 4)
	})

	it('says less where not every sweep reaches the service', () => {
		const next = paying('next')
		const half = find([...golden, next, sweeping('elsewhere', next, others(59), UNNAMED)])
		expect(half).toMatchObject({ kind: 'found', reaching: 1 })
		expect(half.kind === 'found' && half.confidence).toBeCloseTo(0.85 * 0.5 * (1 - Math.exp(-2)), 12)
	})

	it('takes ten others where it was swept more than once, fifty where it was swept once', () => {
		const [one, two] = [paying('one'), paying('two')]
		const twice = (count: number) => [
			one,
			sweeping('first', one, others(count)),
			two,
			sweeping('second', two, others(count)),
		]
		expect(find(twice(10)).kind).toBe('found')
		expect(find(twice(9)).kind).toBe('absent')
		expect(find([one, sweeping('once', one, others(50))]).kind).toBe('found')
		expect(find([one, sweeping('once', one, others(49))]).kind).toBe('absent')
	})

	it('is fooled by somebody who empties fifty accounts at once into a labelled one', () => {
		expect(find([paid, sweeping('move', paid, others(50))]).kind).toBe('found')
	})

	it.each<[string, () => UtxoTransaction[]]>([
		['a merchant who gathers in an own account', () => [paid, sweeping('gather', paid, others(59), UNNAMED)]],
		[
			'a merchant who pays suppliers and keeps the rest',
			() => [
				paid,
				{
					...spend(
						'pay',
						[from(paid, 0), ...others(59)],
						[
							[COLD, COIN],
							[UNNAMED, 58n * COIN],
						],
					),
				},
			],
		],
		['a personal wallet that sends a few coins', () => [paid, sweeping('few', paid, others(11))]],
		['a personal wallet that spends alone', () => [paid, spend('alone', [from(paid, 0)], [[COLD, COIN - 1n]])]],
		[
			'a wallet that pays its own change there',
			() => [paid, paying('change', COIN, 3), sweeping('sweep', paid, others(59))],
		],
		[
			'an account that once spent otherwise',
			() => {
				const again = paying('again')
				return [...golden, again, spend('alone', [from(again, 0)], [[UNNAMED, COIN - 1n]])]
			},
		],
		[
			'a mix',
			() => {
				const outputs = Array.from({ length: 60 }, (_, i): Paid => [i === 0 ? COLD : 2_000 + i, COIN - 10n])
				return [paid, spend('mix', [from(paid, 0), ...others(59)], outputs)]
			},
		],
		['an account that pays itself', () => [paid, sweeping('self', paid, others(59), A)]],
		['an account that never spent', () => [paid]],
	])('is not: %s', (_, transactions) => {
		expect(find(transactions()).kind).toBe('absent')
	})

	it('is not where labels name two services, or another one among those who sign', () => {
		const next = paying('next')
		const both = [...golden, next, sweeping('elsewhere', next, others(59), UNNAMED)]
		const two = (account: string) => (account === script(UNNAMED) ? 'Another' : serviceOf(account))
		expect(find(both, two).kind).toBe('absent')
		const signer = (account: string) => (account === script(7) ? 'Another' : serviceOf(account))
		expect(find(golden, signer).kind).toBe('absent')
	})

	it('does not know where it does not know who paid', () => {
		const hidden = spend('hidden', [[null, 0n]], [[A, COIN]])
		expect(find([hidden, sweeping('sweep', hidden, others(59))])).toEqual({
			kind: 'unknown',
			missing: ['who paid this account'],
		})
	})
})

async function run(transactions: readonly UtxoTransaction[], options: Partial<Parameters<typeof trace>[0]> = {}) {
	const facts = chain(...transactions)
	const result = await trace({
		labels,
		seeds: [{ account: script(7_000) }],
		sources: [memoryAdapter(facts, { scope: 'complete' })],
		budget: { minShare: 0 },
		...options,
	})
	const places = new Map(facts.flatMap(({ outputs, height }) => outputs.map(({ id }) => [id, height ?? 0])))
	checkResult(result, (id) => places.get(id) ?? 0)
	return result
}

const accounts = ({ endpoints }: TraceResult) =>
	endpoints.flatMap((endpoint) => endpoint.accounts.map(({ account }) => account))

describe('a trace that reaches a deposit address', () => {
	it('ends there, with the account that the service can act on, and says what the name rests on', async () => {
		const result = await run(golden)
		const [endpoint] = result.endpoints
		expect(endpoint).toMatchObject({
			entity: SERVICE,
			category: 'exchange',
			totals: { amount: COIN, lower: COIN, upper: COIN },
			inferred: true,
			confidence: { grade: 'low', weakest: expect.stringContaining('by how it is swept') },
			accounts: [{ account: script(A), inferred: [`sweptDeposit ${script(A)}`], hops: 1 }],
			attributions: [{ account: script(COLD) }],
		})
		expect(result.flows[0]).toMatchObject({ account: script(A), evidence: [`sweptDeposit ${script(A)}`] })
		expect(result.flows[0]?.hops.at(-1)).toMatchObject({ transfer: out(paid, 0) })
		const [evidence] = result.evidence.filter(({ claim }) => claim === 'depositAddress')
		expect(evidence).toMatchObject({
			confidence: 'low',
			transactions: [golden[1]?.id],
			heuristic: { id: 'sweptDeposit', card: null, params: { entity: SERVICE } },
		})
		expect(evidence?.note).toContain('consistent with')
		expect(evidence?.note).not.toMatch(/belongs to/)
		expect(result.headline[0]?.text).toContain('1 of these has no label of its own')
		expect(result.status).toBe('complete')
		const text = await renderResult(result)
		expect(text).toContain('inferred, no label of its own')
		expect(text).toContain(`inferred from: ${script(COLD)}`)
	})

	it('is surer with each sweep', async () => {
		expect((await run([...golden, ...later])).endpoints[0]?.confidence.grade).toBe('moderate')
	})

	it('says of a labelled account beside it what rests on which', async () => {
		const direct = spend('direct', [[7_000, COIN, `${BITCOIN}/${'a1'.repeat(32)}:0`]], [[COLD, COIN]])
		const result = await run([...golden, direct])
		expect(result.endpoints).toHaveLength(1)
		expect(result.endpoints[0]?.accounts).toMatchObject([
			{ account: script(A), inferred: [`sweptDeposit ${script(A)}`] },
			{ account: script(COLD) },
		])
		expect(result.endpoints[0]?.totals.amount).toBe(2n * COIN)
	})

	it('ends every payment to it there, also one that is not swept yet', async () => {
		const waiting = spend('waiting', [[7_000, 3n * COIN, `${BITCOIN}/${'a2'.repeat(32)}:0`]], [[A, 3n * COIN]])
		const result = await run([waiting, ...golden])
		expect(accounts(result)).toEqual([script(A)])
		expect(result.endpoints[0]?.totals.amount).toBe(4n * COIN)
		expect(result.looseEnds).toEqual([])
	})

	it('goes on through the sweep where the account is none', async () => {
		const result = await run([...golden, paying('change', COIN, 3)])
		expect(accounts(result)).toEqual([script(COLD)])
		expect(result.endpoints[0]).toMatchObject({ inferred: false })
		expect(result.evidence.filter(({ claim }) => claim === 'depositAddress')).toEqual([])
	})

	it.each([
		['a label that is no service', labelBookOf([[script(COLD), 'Some Shop', 'organization']])],
		['a mixing service', labelBookOf([[script(COLD), 'Some Mixer', 'mixing_service']])],
		['no label', labelBookOf([])],
	])('names nobody with %s', async (_, book) => {
		const result = await run(golden, { labels: book })
		expect(result.endpoints).toEqual([])
		expect(result.evidence.filter(({ claim }) => claim === 'depositAddress')).toEqual([])
	})

	it('leaves an account alone that a label or the seed names', async () => {
		const named = labelBookOf([
			[script(COLD), SERVICE],
			[script(A), 'Some Shop', 'organization'],
		])
		expect(accounts(await run(golden, { labels: named }))).toEqual([script(COLD)])
		expect(accounts(await run(golden, { seeds: [{ account: script(A) }] }))).toEqual([script(COLD)])
		expect(accounts(await run(golden, { seeds: [out(paid, 0)] }))).toEqual([script(COLD)])
	})

	it('says nothing where the source does not tell all that the account did', async () => {
		const source = memoryAdapter(chain(...golden), { scope: 'complete' })
		const failing: typeof source = {
			...source,
			async *fetch(queries) {
				for await (const page of source.fetch(queries)) {
					const silent = page.query.kind === 'account' && page.query.subject === script(A)
					const coverage = { ...page.coverage, status: 'unavailable', reasons: ['C_HUB'] } as const
					yield silent ? { ...page, transactions: [], coverage: { ...coverage, reasons: [...coverage.reasons] } } : page
				}
			},
		}
		const result = await run(golden, { sources: [failing] })
		expect(accounts(result)).toEqual([script(COLD)])
		expect(result.status).toBe('partial')
	})
})
