import { describe, expect, it } from 'vitest'
import { RULE_IDS, type RuleId } from '../../src/model/method.js'
import type { TraceResult } from '../../src/traceResult.js'
import { payees, payers, script, spend, times } from '../heuristics/spend.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { chain, EXCHANGE, from, loose, out, traceMixes } from './mixTrace.js'

const CONSERVING = RULE_IDS.filter((rule) => rule !== 'poison' && rule !== 'libr')

const ends = ({ looseEnds }: TraceResult): [string, string, bigint][] =>
	looseEnds.map(({ at, stop, amount }) => [at, stop, amount])
describe('a Whirlpool mix of five', () => {
	const POOL = 1_000_000n
	const entry = spend('entry', payers(9_000_000n), payees(POOL + 300n))
	const mix = spend('mix', [from(entry, 0), ...payers(POOL + 450n, POOL, POOL, POOL)], payees(...times(5, POOL)))
	const after = spend('after', [from(mix, 2)], [[EXCHANGE, POOL - 1n]])
	const facts = chain(entry, mix, after)
	const seeds = [{ account: entry.outputs[0]?.account ?? '', amount: POOL }]

	it.each(CONSERVING)('keeps what entered, to the last unit, under %s', async (method: RuleId) => {
		const result = await traceMixes(facts, { seeds, method, panel: 'none' })
		expect(result.endpoints).toEqual([])
		expect(loose(result, 'coinjoin') + (result.ledger[0]?.fees ?? 0n)).toBe(POOL)
		expect(result.ledger[0]).toMatchObject({ seeded: POOL, arrived: 0n, difference: 0n, toolLoss: 0n })
	})

	it('ends 1,000,000 at its outputs, with the finding beside it, and the result is complete', async () => {
		const result = await traceMixes(facts, { seeds })
		expect(ends(result)).toEqual([[out(mix, 0), 'coinjoin', POOL]])
		expect(result.looseEnds[0]?.evidence).toEqual([`equalOutputs ${mix.id}`, `whirlpool ${mix.id}`])
		expect(result.status).toBe('complete')
		expect(result.warnings.map(({ code }) => code)).toContain('mixes')
		expect(result.headline.at(-1)?.text).toContain('0.01000000 BTC at a CoinJoin')
	})

	it('names nobody behind it, though an output pays a labelled account at once', async () => {
		const direct = spend(
			'mix',
			[from(entry, 0), ...payers(POOL, POOL, POOL, POOL)],
			[...payees(...times(4, POOL)), [EXCHANGE, POOL]],
		)
		const result = await traceMixes(chain(entry, direct), { seeds: [out(entry, 0)], method: 'lifo' })
		const [end] = result.looseEnds.filter(({ account }) => account === script(EXCHANGE))
		expect(end).toMatchObject({
			stop: 'coinjoin',
			entity: null,
			category: null,
			attributions: [{ entity: 'Exchange' }],
		})
		expect(result.endpoints).toEqual([])
		expect(result.headline.map(({ text }) => text).join()).not.toContain('Exchange')
	})

	it('does not stop a seed that names an output of it', async () => {
		const result = await traceMixes(facts, { seeds: [out(mix, 2)] })
		expect(result.endpoints[0]).toMatchObject({ entity: 'Exchange', totals: { seedAmount: POOL - 1n } })
	})

	it('stops nothing where no heuristic runs', async () => {
		const result = await traceMixes(facts, { seeds: [out(entry, 0)], method: 'haircut', heuristics: [] })
		expect(result.endpoints[0]).toMatchObject({ entity: 'Exchange' })
		expect(loose(result, 'coinjoin')).toBe(0n)
	})

	it('is no mix where one attested entity signs every input', async () => {
		const own = [entry.outputs[0]?.account ?? '', ...[1, 2, 3, 4].map(script)]
		const labels = labelBookOf([
			...own.map((account) => [account, 'Service', 'hack'] as const),
			[script(EXCHANGE), 'Exchange'],
		])
		const result = await traceMixes(facts, { seeds: [out(entry, 0)], method: 'haircut', labels })
		expect(loose(result, 'coinjoin')).toBe(0n)
		expect(result.endpoints[0]).toMatchObject({ entity: 'Exchange' })
	})
})

describe('a round whose amounts leave certain payers', () => {
	// In units of 10,000 sat: each pays 60 and keeps 40, 31 or 65, which no other payer can have kept.
	const U = 10_000n
	const funds = [100n, 91n, 125n].map((units, i) => spend(`fund ${i}`, [[50 + i, units * U]], [[60 + i, units * U]]))
	const round = spend(
		'round',
		funds.map((fund) => from(fund, 0)),
		payees(...[60n, 60n, 60n, 40n, 31n, 65n].map((units) => units * U)),
	)
	const change = spend('change', [from(round, 3)], [[EXCHANGE, 40n * U]])
	const others = spend('others', [from(round, 4)], [[EXCHANGE, 31n * U]])
	const facts = chain(...funds, round, change, others)

	it.each(CONSERVING)('keeps the change of the payer certain, and follows it, under %s', async (method: RuleId) => {
		const first = await traceMixes(facts, { seeds: [out(funds[0], 0)], method })
		expect(first.endpoints.map(({ totals }) => totals.seedAmount)).toEqual([40n * U])
		expect(loose(first, 'coinjoin')).toBe(60n * U)
		const second = await traceMixes(facts, { seeds: [out(funds[1], 0)], method })
		expect(second.endpoints.map(({ totals }) => totals.seedAmount)).toEqual([31n * U])
		expect(loose(second, 'coinjoin')).toBe(60n * U)
		const third = await traceMixes(facts, { seeds: [out(funds[2], 0)], method })
		expect(third.endpoints).toEqual([])
		expect([loose(third, 'coinjoin'), loose(third, 'endOfSource')]).toEqual([60n * U, 65n * U])
	})

	it('shows the hop with its arithmetic and the finding', async () => {
		const result = await traceMixes(facts, { seeds: [out(funds[0], 0)] })
		const [hop] = result.flows[0]?.hops ?? []
		expect(hop).toMatchObject({
			tx: round.id,
			index: 3,
			taint: 40n * U,
			before: { balance: 316n * U, taint: 100n * U },
		})
		expect(hop?.evidence).toContain(`joinMarket ${round.id}`)
	})

	it('follows a fund that is partly of the seed by the rule, within the change', async () => {
		const seeds = [{ account: script(60), amount: 50n * U }]
		const fifo = await traceMixes(facts, { seeds, method: 'fifo' })
		const lifo = await traceMixes(facts, { seeds, method: 'lifo' })
		expect(fifo.endpoints[0]?.totals.seedAmount).toBe(40n * U)
		// The clean rest of the fund is the newer: it is taken first.
		expect(lifo.endpoints.map(({ totals }) => totals.seedAmount)).toEqual([0n])
		expect([loose(fifo, 'coinjoin'), loose(lifo, 'coinjoin')]).toEqual([10n * U, 50n * U])
	})

	it('says the same whatever the order in which it is read', async () => {
		const seeds = funds.map((fund) => out(fund, 0))
		const [one, other] = [await traceMixes(facts, { seeds }), await traceMixes([...facts].reverse(), { seeds })]
		expect(other.resultHash).toBe(one.resultHash)
	})
})

describe('entries and fees', () => {
	it('a Tx0 is followed through: fee, change and premix are ordinary outputs', async () => {
		const fund = spend('fund', payers(9n), payees(6_000_000n))
		const entry = spend(
			'tx0',
			[from(fund, 0)],
			[
				[-1, 0n],
				[2_000, 1_000_300n],
				[2_001, 1_000_300n],
				[EXCHANGE, 3_900_000n],
				[2_003, 50_000n],
			],
		)
		const result = await traceMixes(chain(fund, entry), { seeds: [out(fund, 0)] })
		expect(result.endpoints[0]?.totals.seedAmount).toBe(3_900_000n)
		expect(loose(result, 'endOfSource')).toBe(2_050_600n)
		expect(result.evidence.map(({ claim }) => claim)).toContain('mixEntry')
	})

	it('the coordinator’s fee of a round is an ordinary output', async () => {
		const account = 'bip122:000000000019d6689c085ae165831e93:bc1qs604c7jv6amk4cxqlnvuxv26hv3e48cds4m0ew'
		const fund = spend('fund', payers(9n), payees(20_000_000n))
		const made = spend(
			'wasabi',
			[from(fund, 0), ...payers(...times(13, 11_000_000n))],
			payees(...times(6, 9_950_000n), 40_000n),
		)
		const round = { ...made, outputs: made.outputs.map((o) => (o.amount === 40_000n ? { ...o, account } : o)) }
		const facts = chain(fund, round).map((one, i) => ({
			...one,
			height: 540_000 + i,
			order: [540_000 + i, 0, 0] as const,
		}))
		const result = await traceMixes(facts, { seeds: [out(fund, 0)], method: 'haircut' })
		const [fee, ...mixed] = [...result.looseEnds].sort((a, b) => Number(a.amount - b.amount))
		expect(fee).toMatchObject({ stop: 'endOfSource', account })
		expect(mixed.map(({ stop }) => stop)).toEqual(times(6, 0n).map(() => 'coinjoin'))
	})
})
