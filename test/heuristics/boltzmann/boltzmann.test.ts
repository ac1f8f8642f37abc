import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Boltzmann, boltzmann, deterministicLinks, equalInterpretations } from '../../../src/heuristics/index.js'
import { payees, payers, rising, spend, times } from '../spend.js'
import { everyInterpretation } from './everyInterpretation.js'

const of = (inputs: readonly bigint[], outputs: readonly bigint[]): Boltzmann =>
	boltzmann(spend('b', payers(...inputs), payees(...outputs)))
const exact = (inputs: readonly bigint[], outputs: readonly bigint[]) => {
	const counted = of(inputs, outputs)
	if (counted.kind !== 'exact') throw new Error(counted.missing.join())
	return counted
}

describe('interpretations', () => {
	it.each([
		[2, 3n, 1.585, 0.666666667],
		[3, 16n, 4, 0.5],
		[4, 131n, 7.0334, 0.404580153],
		[5, 1496n, 10.5469, 0.342245989],
	])('of %i equal inputs and outputs', (n, interpretations, entropyBits, link) => {
		const counted = exact(times(n, 10n), times(n, 10n))
		expect(counted.interpretations).toBe(interpretations)
		expect(counted.entropyBits).toBeCloseTo(entropyBits, 4)
		expect(new Set(counted.linkProbability.flat())).toEqual(new Set([link]))
		expect(equalInterpretations(n)).toBe(interpretations)
	})

	it('of the worked examples', () => {
		const even = exact([10n, 10n], [8n, 8n, 2n, 2n])
		expect(even).toMatchObject({ interpretations: 5n, entropyBits: 2.321928095 })
		expect(new Set(even.linkProbability.flat())).toEqual(new Set([0.6]))
		const uneven = exact([10n, 10n], [8n, 2n, 7n, 3n])
		expect(uneven.interpretations).toBe(3n)
		expect(new Set(uneven.linkProbability.flat())).toEqual(new Set([0.666666667]))
		const change = exact([10n, 5n], [8n, 2n, 5n])
		expect(change).toMatchObject({ interpretations: 2n, entropyBits: 1 })
		expect(change.linkProbability).toEqual([
			[1, 1, 0.5],
			[0.5, 0.5, 1],
		])
	})

	it('of a round of JoinMarket kind: two changes have one payer, the third equals the common value', () => {
		const round = exact([10n, 9n, 12n], [6n, 6n, 6n, 4n, 3n, 6n])
		expect(round.interpretations).toBe(27n)
		expect(round.linkProbability.map((row) => row[3])).toEqual([1, expect.any(Number), expect.any(Number)])
		expect(deterministicLinks(round)).toEqual([
			{ output: round.outputs[3], inputs: [0] },
			{ output: round.outputs[4], inputs: [1] },
		])
	})

	it('count entrants that pay the fee like the others', () => {
		const counted = exact([1_000_300n, 1_000_450n, ...times(3, 1_000_000n)], times(5, 1_000_000n))
		expect(counted.interpretations).toBe(1496n)
		expect(new Set(counted.linkProbability.flat())).toEqual(new Set([0.342245989]))
	})

	it('are those that trying out every one gives', () => {
		const values = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
		fc.assert(
			fc.property(values, values, fc.integer({ min: 0, max: 5 }), (ins, outs, fee) => {
				const rest = ins.reduce((a, b) => a + b, 0) - outs.reduce((a, b) => a + b, 0) - fee
				// The difference goes to one more output or input, so that the fee is as drawn.
				const inputs = rest < 0 ? [...ins, -rest] : ins
				const outputs = rest > 0 ? [...outs, rest] : outs
				const counted = exact(inputs.map(BigInt), outputs.map(BigInt))
				const every = everyInterpretation(inputs, outputs)
				expect(counted.interpretations).toBe(BigInt(every.count))
				expect(counted.together).toEqual(every.together.map((row) => row.map(BigInt)))
			}),
			{ numRuns: 300, seed: 1 },
		)
	})

	it('are exact for twelve and twelve, equal or not', () => {
		expect(exact(times(12, 10n), times(12, 10n)).interpretations).toBe(equalInterpretations(12))
		// Inputs that differ by less than the fee count as equal ones.
		const near = exact(rising(12, 1_000_000n, 29n), times(12, 999_950n))
		expect(near.interpretations).toBe(equalInterpretations(12))
		const mixed = exact(rising(12, 5_000_000n, 123_457n), [
			...rising(11, 4_000_000n, 98_765n),
			68_148_162n - 44_000_000n - 55n * 98_765n - 1_000n,
		])
		expect(mixed.interpretations).toBeGreaterThanOrEqual(1n)
	})

	it('are unknown beyond twelve, with a bound, unless all are equal', () => {
		const large = of(rising(13, 1_000n), times(12, 1_000n))
		expect(large).toMatchObject({ kind: 'unknown', missing: [expect.stringContaining('here 13 and 12')] })
		expect(large.kind === 'unknown' && large.mostEntropyBits).toBeCloseTo(65.1, 1)
		expect(exact(times(40, 7n), times(40, 7n)).interpretations).toBe(equalInterpretations(40))
	})

	it.each([40, 150, 300])('have an entropy that is a number, also where they are more than 2^1024 (%i)', (n) => {
		const { interpretations, entropyBits } = exact(times(n, 7n), times(n, 7n))
		const digits = interpretations.toString()
		const decimal = digits.length - 15 + Math.log10(Number(digits.slice(0, 15)))
		expect(entropyBits).toBeCloseTo(decimal / Math.log10(2), 6)
	})

	it('are unknown where the balances are too many to count, and say so', () => {
		const ramp = rising(12, 1n, 1n)
		expect(of(ramp, [...ramp].reverse())).toMatchObject({
			kind: 'unknown',
			missing: [expect.stringContaining('too many ways')],
		})
	})

	it('are unknown where previous outputs are missing', () => {
		expect(
			boltzmann(
				spend(
					'b',
					[
						[1, 5n],
						[null, 0n],
					],
					payees(5n),
				),
			),
		).toEqual({
			kind: 'unknown',
			missing: ['1 previous outputs'],
			mostEntropyBits: null,
		})
	})

	it('count inputs under one control as one', () => {
		const transaction = spend('b', payers(6n, 4n, 5n), payees(8n, 2n, 5n))
		const merged = boltzmann(transaction, (account) => (account.endsWith('3') ? 'b' : 'a'))
		expect(merged).toMatchObject({ kind: 'exact', interpretations: 2n, inputs: [{ places: [0, 1] }, { places: [2] }] })
		expect(deterministicLinks(merged)).toEqual([
			{ output: transaction.outputs[0]?.id, inputs: [0, 1] },
			{ output: transaction.outputs[1]?.id, inputs: [0, 1] },
			{ output: transaction.outputs[2]?.id, inputs: [2] },
		])
		const same = spend(
			'b',
			[
				[1, 6n],
				[1, 4n],
				[2, 5n],
			],
			payees(8n, 2n, 5n),
		)
		expect(boltzmann(same)).toMatchObject({ interpretations: 2n })
	})

	it('link nothing where there is one way to read it all', () => {
		expect(exact([10n, 7n], [9n, 8n]).interpretations).toBe(1n)
		expect(deterministicLinks(exact([10n, 7n], [9n, 8n]))).toEqual([])
	})
})
