import { describe, expect, it } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import {
	chipMixer,
	type Heuristic,
	joinMarket,
	judge,
	standard,
	stonewall,
	wabiSabi,
	wasabi10,
	wasabi11,
	wasabiCoordinator,
	wasabiCoordinators,
} from '../../src/heuristics/index.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { payees, payers, rising, script, spend, times } from './spend.js'

const view = new FactIndex()
const kindOf = (heuristic: Heuristic, transaction: UtxoTransaction): string => heuristic.inspect(transaction, view).kind
const found = (heuristic: Heuristic, transaction: UtxoTransaction) => {
	const finding = heuristic.inspect(transaction, view)
	if (finding.kind !== 'found') throw new Error(`${heuristic.id} does not find it: ${JSON.stringify(finding)}`)
	return finding
}

/** Numbers accounts anew so that inputs are of `accounts` accounts in turn. */
const shared = (accounts: number, sats: readonly bigint[]) =>
	sats.map((amount, i) => [1 + (i % accounts), amount] as const)
const unknown = (sats: readonly bigint[]) => sats.map((amount) => [null, amount] as const)

describe('JoinMarket', () => {
	const round = [...times(3, 50_000n), 1_000n, 2_000n]

	it('finds rounds of three and more, up to as many equal outputs as payers', () => {
		for (const parties of [3, 4, 10]) {
			const made = spend('round', payers(...times(parties, 60_000n)), payees(...times(parties, 50_000n), 7_000n))
			expect(found(joinMarket, made)).toMatchObject({ confidence: 0.49, outputs: made.outputs.map(({ id }) => id) })
		}
		expect(kindOf(joinMarket, spend('half', payers(...times(3, 60_000n)), payees(...round, 3_000n)))).toBe('found')
	})

	it.each([
		['two parties', payers(1n, 2n), payees(50_000n, 50_000n, 7n)],
		['fewer payers than equal outputs', shared(2, times(4, 60_000n)), payees(...round)],
		['no output of change', payers(...times(3, 60_000n)), payees(...times(3, 50_000n))],
		['equal outputs in the minority', payers(...times(3, 60_000n)), payees(...round, 3_000n, 4_000n)],
		['equal dust', payers(...times(3, 60_000n)), payees(...times(3, 2_730n), 7n)],
		['an account paid twice', payers(...times(3, 60_000n)), [...payees(...round), [1001, 9n]] as const],
		['a large round of 21 inputs a party', payers(...times(63, 60_000n)), payees(...times(3, 50_000n), 1n, 2n, 3n)],
		['a large round without change', payers(...times(50, 60_000n)), payees(...times(10, 50_000n), ...rising(6, 1n))],
	])('rejects %s', (_what, paying, paid) => {
		expect(kindOf(joinMarket, spend('no', paying, paid))).toBe('absent')
	})

	it('keeps large rounds that look like rounds', () => {
		const made = spend('yes', payers(...times(60, 60_000n)), payees(...times(10, 50_000n), ...rising(7, 1n)))
		expect(kindOf(joinMarket, made)).toBe('found')
	})

	it('does not know where missing payers could make it one', () => {
		const inputs = [...payers(1n, 2n), ...unknown([3n])]
		expect(joinMarket.inspect(spend('open', inputs, payees(...round)), view)).toEqual({
			kind: 'unknown',
			missing: ['1 previous outputs'],
		})
	})

	it('is fooled by a service that pays three equal sums from three addresses', () => {
		const payroll = spend('payroll', payers(...times(3, 60_000n)), payees(...times(3, 50_000n), 29_000n))
		expect(kindOf(joinMarket, payroll)).toBe('found')
	})
})

describe('Stonewall', () => {
	it('finds the decoy with three and with four outputs', () => {
		expect(kindOf(stonewall, spend('three', payers(9n, 9n), payees(5_000n, 5_000n, 7n)))).toBe('found')
		expect(kindOf(stonewall, spend('four', payers(9n, 9n), payees(5_000n, 5_000n, 7n, 8n)))).toBe('found')
	})

	it.each([
		['one input', payers(9n), payees(5_000n, 5_000n, 7n)],
		['dust', payers(9n, 9n), payees(4_999n, 4_999n, 7n)],
		['two outputs', payers(9n, 9n), payees(5_000n, 5_000n)],
		['five outputs', payers(9n, 9n), payees(5_000n, 5_000n, 7n, 8n, 9n)],
		['three equal outputs', payers(9n, 9n), payees(5_000n, 5_000n, 5_000n, 7n)],
		['two pairs', payers(9n, 9n), payees(5_000n, 5_000n, 7_000n, 7_000n)],
		['outputs to one account', payers(9n, 9n), [...payees(5_000n, 5_000n), [1001, 7n]] as const],
	])('rejects %s', (_what, paying, paid) => {
		expect(kindOf(stonewall, spend('no', paying, paid))).toBe('absent')
	})

	it('is fooled by a real mix of two, and joins nobody there either', () => {
		const mix = spend('two', payers(60_000n, 60_000n), payees(50_000n, 50_000n, 9_000n, 9_500n))
		expect(judge(standard, mix, view).map(({ evidence }) => evidence.claim)).toEqual(['mixLike', 'decoyMix'])
	})
})

describe('Wasabi 1.0', () => {
	const change = rising(8, 1_000_000n)
	const round = (inputs: number, equal = 10, value = 9_950_000n, rest = change) =>
		spend('wasabi', payers(...times(inputs, 11_000_000n)), payees(...times(equal, value), ...rest))

	it('finds a round near 0.1 BTC', () => {
		for (const value of [9_500_000n, 9_950_000n, 10_500_000n])
			expect(found(wasabi10, round(20, 10, value))).toMatchObject({ confidence: 0.7 })
		expect(kindOf(wasabi10, round(12))).toBe('found')
		// Seven inputs a party at most; change up to the equal outputs and the fee.
		expect(kindOf(wasabi10, round(70))).toBe('found')
		expect(kindOf(wasabi10, round(20, 10, 9_950_000n, rising(11, 1_000_000n)))).toBe('found')
	})

	it.each([
		['another denomination', round(20, 10, 9_499_999n)],
		['another denomination above', round(20, 10, 10_500_001n)],
		['nine inputs', round(9, 9)],
		['fewer payers than parties', round(10, 11)],
		['more than seven inputs a party', round(71)],
		['too much change', round(20, 10, 9_950_000n, rising(12, 1_000_000n))],
		['two equal outputs', round(12, 2, 9_950_000n, rising(3, 1_000_000n))],
		[
			'one payer signing an eighth',
			spend('sweep', shared(8, times(24, 11_000_000n)), payees(...times(8, 10_000_000n))),
		],
		['a small payout of equal sums alone', round(12, 10, 10_000_000n, [])],
		[
			'an account paid twice',
			spend('twice', payers(...times(20, 1n)), [...payees(...times(10, 9_950_000n)), [1001, 7n]]),
		],
	])('rejects %s', (_what, transaction) => {
		expect(kindOf(wasabi10, transaction)).toBe('absent')
	})

	it('does not know where payers are missing', () => {
		const open = spend(
			'open',
			[...payers(...times(9, 1n)), ...unknown([1n])],
			payees(...times(9, 9_950_000n), ...change),
		)
		expect(kindOf(wasabi10, open)).toBe('unknown')
	})

	it('is fooled by a payout near 0.1 BTC from many addresses', () => {
		const payout = spend('payout', payers(...times(20, 6_000_000n)), payees(...times(11, 10_000_000n), 7_654_321n))
		expect(kindOf(wasabi10, payout)).toBe('found')
	})
})

describe('Wasabi 1.1', () => {
	const levels = [...times(10, 10_010_000n), ...times(4, 20_020_000n), ...times(2, 40_040_000n)]
	const round = (inputs: number, values = levels, change = rising(8, 1_000_000n)) =>
		spend('levels', payers(...times(inputs, 20_000_000n)), payees(...values, ...change))

	it('finds levels of 0.1 BTC, and is surer the fewer inputs a party brings', () => {
		expect(found(wasabi11, round(10)).confidence).toBe(1)
		expect(found(wasabi11, round(20)).confidence).toBe(0.7)
		expect(found(wasabi11, round(70)).confidence).toBe(0.5)
		// Much change: only the second of the two conditions on it holds.
		expect(found(wasabi11, round(20, levels, rising(20, 1_000_000n))).confidence).toBe(0.35)
	})

	it.each([
		['a level of one', round(12, [10_000_000n, 20_000_000n, 40_000_000n])],
		['levels of two', round(12, [...times(2, 10_000_000n), ...times(2, 20_000_000n)])],
		['values off the levels', round(20, [...times(9, 10_500_001n), ...times(9, 18_999_999n)])],
		['more than seven inputs a party', round(71)],
		['fewer payers than parties', round(9)],
		['more change than either condition allows', round(12, levels, rising(30, 1_000_000n))],
	])('rejects %s', (_what, transaction) => {
		expect(kindOf(wasabi11, transaction)).toBe('absent')
	})

	it('does not know where the number of payers decides', () => {
		const open = spend(
			'open',
			[...payers(...times(12, 1n)), ...unknown(times(10, 1n))],
			payees(...levels, ...rising(20, 1_000_000n)),
		)
		expect(kindOf(wasabi11, open)).toBe('unknown')
	})

	it('is fooled by a payout of 0.1 and 0.2 BTC from many addresses', () => {
		expect(kindOf(wasabi11, round(25, [...times(12, 10_000_000n), ...times(8, 20_000_000n)], [1n]))).toBe('found')
	})
})

describe('Wasabi by its coordinator', () => {
	const [old] = wasabiCoordinators
	const round = (equal: number, inputs = 6, account = old?.account ?? '') => {
		const made = spend('fee', payers(...times(inputs, 20_000_000n)), payees(...times(equal, 9_950_000n), 40_000n))
		return {
			...made,
			height: 540_000,
			outputs: made.outputs.map((o) => (o.amount === 40_000n ? { ...o, account } : o)),
		}
	}

	it('finds five equal outputs beside a fee, which is no mixed output', () => {
		const made = round(5)
		expect(found(wasabiCoordinator, made).outputs).toEqual(made.outputs.slice(0, 5).map(({ id }) => id))
		expect(found(wasabiCoordinator, made).note).toContain('published as account of a Wasabi 1 coordinator')
		expect(kindOf(wasabiCoordinator, { ...made, height: null })).toBe('found')
	})

	it.each([
		['four equal outputs', round(4)],
		['one payer', spendByOne(round(5))],
		['another account', round(5, 6, script(7))],
		['blocks before the protocol', { ...round(5), height: 530_499 }],
		['blocks after rounds paid elsewhere', { ...round(5), height: 610_000 }],
	])('rejects %s', (_what, transaction) => {
		expect(kindOf(wasabiCoordinator, transaction)).toBe('absent')
	})

	function spendByOne(transaction: UtxoTransaction): UtxoTransaction {
		return { ...transaction, inputs: transaction.inputs.slice(0, 1) }
	}

	it('is fooled by five equal payments and one to the coordinator', () => {
		expect(kindOf(wasabiCoordinator, round(5, 2))).toBe('found')
	})

	it('stands on accounts with a source and a first block each', () => {
		for (const row of wasabiCoordinators) expect(row.source.length > 10 && row.fromHeight > 500_000).toBe(true)
		expect(new Set(wasabiCoordinators.map(({ account }) => account)).size).toBe(wasabiCoordinators.length)
	})
})

describe('WabiSabi', () => {
	const denominations = [...times(2, 5_000n), ...times(2, 8_192n), ...times(2, 10_000n)]
	const round = (inputs: number, values = [...denominations, 7_777n]) =>
		spend('wabi', payers(...times(inputs, 20_000n)), payees(...values))

	it('finds three repeated values and a rest', () => {
		expect(found(wabiSabi, round(20)).confidence).toBe(0.6)
		expect(kindOf(wabiSabi, round(20, [...denominations, ...rising(7, 6_000n)]))).toBe('found')
	})

	it.each([
		['19 inputs', round(19)],
		['two repeated values', round(20, [...times(3, 5_000n), ...times(3, 8_192n), 7_777n])],
		['no other value', round(20, denominations)],
		['a majority of other values', round(20, [...denominations, ...rising(8, 6_000n)])],
		['an output below the least', round(20, [...denominations, 4_999n])],
		['a payer signing an eighth', spend('sweep', shared(8, times(24, 9n)), payees(...denominations, 7_777n))],
		['an account paid twice', spend('twice', payers(...times(20, 9n)), [...payees(...denominations), [1001, 7_777n]])],
	])('rejects %s', (_what, transaction) => {
		expect(kindOf(wabiSabi, transaction)).toBe('absent')
	})

	it('does not know where missing payers could be one', () => {
		const open = spend(
			'open',
			[...payers(...times(19, 9n)), ...unknown(times(2, 9n))],
			payees(...denominations, 7_777n),
		)
		expect(kindOf(wabiSabi, open)).toBe('unknown')
	})

	it('is fooled by payments of a price list from many addresses', () => {
		expect(
			kindOf(wabiSabi, round(25, [...times(9, 10_000n), ...times(9, 20_000n), ...times(9, 50_000n), 123_456n])),
		).toBe('found')
	})
})

describe('ChipMixer', () => {
	const in2020 = 1_600_000_000
	const chips = (values: readonly bigint[], atSeconds = in2020) =>
		spend('chips', payers(...times(3, 90_000_000n)), payees(...values), atSeconds)

	it('finds ten chips and change, which is no chip', () => {
		const made = chips([...times(6, 100_000n), ...times(3, 12_800_000n), 819_200_000n, 7n])
		expect(found(chipMixer, made).outputs).toHaveLength(10)
		expect(chipMixer.stops).toBe('mixer')
	})

	it.each([
		['nine chips', chips(times(9, 100_000n))],
		['two other outputs', chips([...times(10, 100_000n), 7n, 8n])],
		['values between the sizes', chips(times(10, 300_000n))],
		['a size above the greatest', chips(times(10, 1_638_400_000n))],
		['the years before', chips(times(10, 100_000n), 1_483_228_799)],
		['the days after', chips(times(10, 100_000n), 1_678_924_800)],
	])('rejects %s', (_what, transaction) => {
		expect(kindOf(chipMixer, transaction)).toBe('absent')
	})

	it('is fooled by ten payments of 0.001 BTC', () => {
		expect(kindOf(chipMixer, chips([...times(10, 100_000n), 7n]))).toBe('found')
	})
})

describe('strangers', () => {
	const mix = spend('mix', payers(...times(3, 60_000n)), payees(...times(3, 50_000n), 7_000n, 8_000n))
	const claims = (entityOf?: (account: string) => string | null): string[] =>
		judge(standard, mix, view, entityOf).map(({ evidence }) => evidence.claim)

	it('are not claimed where one attested entity signed every input', () => {
		expect(claims()).toEqual(['mixLike', 'mix'])
		expect(claims(() => 'exchange')).toEqual(['sameControl'])
	})

	it('are claimed where the entities differ or one input is nobody’s', () => {
		expect(claims((account) => (account === script(1) ? 'other' : 'exchange'))).toEqual(['mixLike', 'mix'])
		expect(claims((account) => (account === script(1) ? null : 'exchange'))).toEqual(['mixLike', 'mix'])
	})
})
