import { describe, expect, it } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import { judge, standard, whirlpool, whirlpoolTx0 } from '../../src/heuristics/index.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { type Paid, type Paying, payees, payers, spend, times } from './spend.js'

const POOL = 1_000_000n
const PREMIX = POOL + 300n
const empty = new FactIndex()

/** A Tx0 of the pool: an OP_RETURN, the fee, premix outputs, change. */
const tx0 = (name: string, premix = 3, rest: readonly bigint[] = [50_000n, 777_777n]): UtxoTransaction =>
	spend(name, payers(9_000_000n, 8_000_000n), [[-1, 0n], ...payees(...times(premix, PREMIX), ...rest)])

/** A mix whose inputs spend given outputs, or outputs that nobody has read. */
const mix = (name: string, inputs: readonly Paying[], sats = POOL): UtxoTransaction =>
	spend(
		name,
		inputs,
		inputs.map((_, i): Paid => [2000 + i, sats]),
	)
const entrants = (n: number, of = 5): Paying[] =>
	Array.from({ length: of }, (_, i): Paying => [i + 1, i < n ? PREMIX : POOL])
const spending = (n: number, outputs: readonly [string, bigint][]): Paying[] =>
	outputs.map(([spends, sats], i): Paying => [n + i, sats, spends])

describe('Whirlpool mix', () => {
	it('finds five to eight equal outputs with one to four entrants, in every pool', () => {
		for (const size of [5, 8])
			for (const n of [1, 4]) expect(whirlpool.inspect(mix('m', entrants(n, size)), empty).kind).toBe('found')
		for (const pool of [100_000n, 5_000_000n, 50_000_000n]) {
			const inputs = entrants(2).map(([account, sats]): Paying => [account, sats - POOL + pool])
			expect(whirlpool.inspect(mix('m', inputs, pool), empty).kind).toBe('found')
		}
	})

	it.each([
		['four inputs', mix('m', entrants(2, 4))],
		['nine inputs', mix('m', entrants(2, 9))],
		['no entrant', mix('m', entrants(0))],
		['entrants only', mix('m', entrants(5))],
		['another denomination', mix('m', entrants(2), 1_000_001n)],
		['too small a surplus', mix('m', [...entrants(1, 4), [9, POOL + 99n]])],
		['too great a surplus', mix('m', [...entrants(1, 4), [9, POOL + 110_001n]])],
		['one account that pays twice', mix('m', [...entrants(1, 4), [1, POOL]])],
		['an output more than inputs', spend('m', entrants(2), payees(...times(6, POOL)))],
		['an OP_RETURN', spend('m', entrants(2), [...payees(...times(5, POOL)), [-1, 0n]])],
	])('rejects %s', (_what, transaction) => {
		expect(whirlpool.inspect(transaction, empty).kind).toBe('absent')
	})

	it('does not know where an input is missing, unless nothing could make it fit', () => {
		expect(whirlpool.inspect(mix('m', [...entrants(1, 4), [null, 0n]]), empty).kind).toBe('unknown')
		expect(whirlpool.inspect(mix('m', [...entrants(0, 4), [null, 0n]]), empty).kind).toBe('unknown')
		expect(whirlpool.inspect(mix('m', [...entrants(0, 4), [9, 1n]]), empty).kind).toBe('absent')
	})

	it('is surer of a lineage that fits, through mixes before it', () => {
		const [a, b] = [tx0('a', 6), tx0('b', 6)]
		const out = (transaction: UtxoTransaction, vout: number): string => transaction.outputs[vout]?.id ?? ''
		// The first mix has entrants only, as a pool must begin; it is no shape of a later one.
		const first = mix('first', [
			...spending(
				1,
				[1, 2, 3, 4].map((vout) => [out(a, vout), PREMIX]),
			),
			[9, POOL, out(spend('genesis', payers(5n), payees(POOL)), 0)],
		])
		const second = mix('second', [
			...spending(
				1,
				[1, 2, 3].map((vout) => [out(b, vout), PREMIX]),
			),
			...spending(
				10,
				[0, 1].map((vout) => [out(first, vout), POOL]),
			),
		])
		const confidence = (...read: UtxoTransaction[]): unknown => {
			const view = new FactIndex()
			for (const transaction of read) view.add(transaction)
			const finding = whirlpool.inspect(second, view)
			return finding.kind === 'found' && [finding.confidence, /lineage: [^:]*/.exec(finding.note)?.[0]]
		}
		expect(confidence()).toEqual([0.6, 'lineage: 0 inputs fit, 0 do not, 5 not read'])
		expect(confidence(a, b, first)).toEqual([0.6, 'lineage: 9 inputs fit, 0 do not, 1 not read'])
		const genesis = spend('genesis', payers(5n), payees(POOL))
		expect(confidence(a, b, first, genesis)).toEqual([0.3, 'lineage: 9 inputs fit, 1 do not, 0 not read'])
		const early = {
			...first,
			inputs: first.inputs.map((input, i) => (i === 4 ? { ...input, spends: out(a, 5), amount: PREMIX } : input)),
		}
		// All five are entrants now: the first mix is none of the shape, so what comes from it does not fit.
		expect(confidence(a, b, early)).toEqual([0.3, 'lineage: 3 inputs fit, 2 do not, 0 not read'])
	})

	it('walks a chain of twenty thousand mixes behind it without a stack', () => {
		const view = new FactIndex()
		let last = mix('mix 0', entrants(1))
		for (let i = 1; i <= 20_000; i++) {
			view.add(last)
			last = mix(`mix ${i}`, [...entrants(1, 4), [9, POOL, last.outputs[0]?.id ?? '']])
		}
		expect(whirlpool.inspect(last, view)).toMatchObject({ kind: 'found', confidence: 0.6 })
	})

	it('is fooled by one party that splits coins into these values', () => {
		expect(whirlpool.inspect(mix('own', entrants(1)), empty).kind).toBe('found')
	})
})

describe('Whirlpool Tx0', () => {
	it('finds premix outputs, and is surer once one of them is mixed', () => {
		const entry = tx0('entry')
		expect(whirlpoolTx0.inspect(entry, empty)).toMatchObject({
			kind: 'found',
			confidence: 0.6,
			outputs: entry.outputs.slice(1, 4).map(({ id }) => id),
		})
		const view = new FactIndex()
		view.add(mix('mix', [[9, PREMIX, entry.outputs[2]?.id ?? ''], ...entrants(1, 4)]))
		expect(whirlpoolTx0.inspect(entry, view)).toMatchObject({ confidence: 0.9 })
		expect(whirlpoolTx0.looksAhead).toBe(true)
	})

	it('finds fees from half to three times the listed one', () => {
		for (const fee of [25_000n, 150_000n]) expect(whirlpoolTx0.inspect(tx0('fee', 1, [fee]), empty).kind).toBe('found')
	})

	it.each([
		['no OP_RETURN', spend('t', payers(9n), payees(PREMIX, 50_000n))],
		['two OP_RETURNs', spend('t', payers(9n), [[-1, 0n], [-1, 0n], ...payees(PREMIX, 50_000n)])],
		['no fee', tx0('t', 3, [777_777n])],
		['two fees', tx0('t', 3, [50_000n, 51_000n])],
		['a fee too small', tx0('t', 3, [24_999n])],
		['a fee too great', tx0('t', 3, [150_001n])],
		['three other outputs', tx0('t', 3, [50_000n, 777_777n, 888_888n])],
		['71 premix outputs', tx0('t', 71)],
		['no premix output', spend('t', payers(9n), [[-1, 0n], ...payees(POOL, 50_000n)])],
	])('rejects %s', (_what, transaction) => {
		expect(whirlpoolTx0.inspect(transaction, empty).kind).toBe('absent')
	})

	it('is of one party: its inputs are joined, and it stops nothing', () => {
		expect(judge(standard, tx0('one'), empty).map(({ evidence }) => evidence.claim)).toEqual([
			'sameControl',
			'mixEntry',
		])
		expect(whirlpoolTx0.stops).toBeUndefined()
	})

	it('of many payers is no mix either, whose inputs are of one party', () => {
		const many = spend('many', payers(...times(6, 2_000_000n)), [
			[-1, 0n],
			...payees(...times(6, PREMIX), 50_000n, 777_777n),
		])
		expect(judge(standard, many, empty).map(({ evidence }) => evidence.claim)).toEqual(['sameControl', 'mixEntry'])
	})

	it('is fooled by a payment of just these values', () => {
		expect(whirlpoolTx0.inspect(tx0('payment', 1, [50_000n]), empty).kind).toBe('found')
	})
})
