import { describe, expect, it } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import { coSpend, equalOutputs, type Heuristic, judge, standard } from '../../src/heuristics/index.js'
import type { Transaction, UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from '../support/memoryAdapter.js'
import { times } from './spend.js'

const view = new FactIndex()
const script = (n: number): string => `${BITCOIN}:script-${n.toString(16).padStart(64, '0')}`

/** Inputs by account number (null: previous output unknown), outputs by value. */
function transaction(payers: readonly (number | null)[], values: readonly bigint[], coinbase = false): UtxoTransaction {
	const id = `${BITCOIN}/${'ab'.repeat(32)}`
	return {
		...{ kind: 'utxo', id, chain: BITCOIN, txid: 'ab'.repeat(32), height: 1, atSeconds: 1, order: [1, 1, 0], coinbase },
		inputs: payers.map((payer, i) => ({
			spends: coinbase ? null : `${BITCOIN}/${'cd'.repeat(32)}:${i}`,
			account: payer === null ? null : script(payer),
			amount: payer === null ? null : 100n,
		})),
		outputs: values.map((amount, vout) => ({ id: `${id}:${vout}`, account: script(1000 + vout), amount })),
	}
}
const transfers: Transaction = {
	kind: 'account',
	id: 'eip155:1/0x1',
	chain: 'eip155:1',
	txid: '0x1',
	height: 1,
	atSeconds: 1,
	transfers: [],
}

describe('co-spend', () => {
	it('finds two accounts that sign one transaction', () => {
		expect(coSpend.inspect(transaction([1, 2, 1], [5n]), view)).toMatchObject({
			kind: 'found',
			accounts: [script(1), script(2)],
		})
	})

	it.each([
		['one input', transaction([1], [5n])],
		['inputs of one account', transaction([1, 1], [5n])],
		['a coinbase', transaction([1, 2], [5n], true)],
		['an account ledger', transfers],
		['a single unknown input', transaction([null], [5n])],
	])('rejects %s', (_what, given) => {
		expect(coSpend.inspect(given, view)).toEqual({ kind: 'absent' })
	})

	it('does not know where previous outputs are missing, and says what is missing', () => {
		expect(coSpend.inspect(transaction([1, null, null], [5n]), view)).toEqual({
			kind: 'unknown',
			missing: ['2 previous outputs'],
		})
		expect(coSpend.inspect(transaction([1, 2, null], [5n]), view)).toMatchObject({ kind: 'found' })
	})

	it('is fooled by a payment to which payee and payer both add inputs', () => {
		// Two parties sign; the shape is that of an ordinary payment, so that nothing vetoes the claim.
		const payJoin = transaction([1, 2], [70n, 120n])
		expect(judge(standard, payJoin, view).map(({ evidence }) => evidence.claim)).toEqual(['sameControl'])
	})

	it('speaks in words that accuse nobody', () => {
		const found = coSpend.inspect(transaction([1, 2], [5n]), view)
		expect(found.kind === 'found' && found.note).toMatch(/consistent with/)
		expect(found.kind === 'found' && found.confidence > 0 && found.confidence < 1).toBe(true)
	})
})

describe('equal outputs', () => {
	it('finds the shape of a mix: as many equal outputs as parties, at most one of change each', () => {
		for (const values of [
			[50n, 50n, 7n],
			[50n, 50n, 7n, 8n],
			[50n, 50n, 50n, 7n, 8n],
			[50n, 50n, 50n, 7n, 8n, 9n],
		]) {
			const parties = Math.floor((values.length + 1) / 2)
			const payers = Array.from({ length: parties }, (_, i) => i)
			expect(equalOutputs.inspect(transaction(payers, values), view).kind).toBe('found')
			expect(equalOutputs.inspect(transaction(payers.slice(1).concat(1), values), view).kind).toBe('absent')
		}
	})

	it('finds rounds in which some or all get no change', () => {
		for (const values of [[...times(6, 50n)], [...times(6, 50n), 7n], [...times(3, 50n)]]) {
			const parties = values.filter((value) => value === 50n).length
			const payers = Array.from({ length: parties }, (_, i) => i)
			const given = transaction(payers, values)
			expect(equalOutputs.inspect(given, view).kind).toBe('found')
			expect(judge(standard, given, view).map(({ evidence }) => evidence.claim)).not.toContain('sameControl')
			expect(equalOutputs.inspect(transaction(payers.slice(1).concat(1), values), view).kind).toBe('absent')
		}
	})

	it.each([
		['one input', transaction([1], [50n, 50n, 7n])],
		['two outputs', transaction([1, 2], [50n, 50n])],
		['outputs that all differ', transaction([1, 2], [50n, 51n, 7n])],
		['more equal outputs than parties', transaction([1, 2], [50n, 50n, 50n])],
		['equal markers', transaction([1, 2], [546n, 546n, 7n])],
		['other equal markers', transaction([1, 2], [2730n, 2730n, 7n])],
		['an account ledger', transfers],
	])('rejects %s', (_what, given) => {
		expect(equalOutputs.inspect(given, view)).toEqual({ kind: 'absent' })
	})

	it('does not know where a missing payer could make it one', () => {
		expect(equalOutputs.inspect(transaction([1, null], [50n, 50n, 7n]), view)).toEqual({
			kind: 'unknown',
			missing: ['1 previous outputs'],
		})
		expect(equalOutputs.inspect(transaction([1, 1, null], [50n, 50n, 50n, 7n, 8n]), view)).toEqual({ kind: 'absent' })
	})

	it('is fooled by a service that pays equal sums from several addresses', () => {
		expect(equalOutputs.inspect(transaction([1, 2, 3], [50n, 50n, 7n]), view).kind).toBe('found')
	})
})

describe('judging', () => {
	it('lets a mix, or the possibility of one, void a co-spend', () => {
		expect(judge(standard, transaction([1, 2], [50n, 50n, 7n]), view).map(({ evidence }) => evidence.claim)).toEqual([
			'mixLike',
		])
		// Three parties needed, two known and one unknown: perhaps a mix.
		const perhaps = transaction([1, 2, null], [50n, 50n, 50n, 7n, 8n])
		expect(judge(standard, perhaps, view)).toEqual([])
		expect(judge([coSpend], perhaps, view)).toHaveLength(1)
	})

	it('gives evidence with its source and an id of its own', () => {
		const [judgement] = judge(standard, transaction([1, 2], [5n]), view)
		expect(judgement?.evidence).toEqual({
			id: `coSpend ${BITCOIN}/${'ab'.repeat(32)}`,
			claim: 'sameControl',
			heuristic: { id: 'coSpend', version: '3', params: {}, card: expect.objectContaining({ id: 'coSpend/3' }) },
			confidence: 'high',
			transactions: [`${BITCOIN}/${'ab'.repeat(32)}`],
			note: expect.any(String),
		})
		expect(judgement?.accounts).toEqual([script(1), script(2)])
	})

	it('lowers the confidence of a claim where another says so, and hands on the outputs of a finding', () => {
		const pays = transaction([1, 2], [5n])
		const outputs = pays.outputs.map(({ id }) => id)
		const doubt: Heuristic = {
			...{ id: 'doubt', version: '1', claim: 'doubt', vetoedBy: [], looksAhead: false, params: {} },
			inspect: () => ({ kind: 'found', accounts: [], outputs, confidence: 0.5, note: 'consistent with doubt' }),
		}
		const capped = { ...coSpend, cappedBy: { doubt: 0.6, other: 0.1 } }
		const [control, doubted] = judge([capped, doubt], pays, view)
		expect([control?.confidence, control?.outputs]).toEqual([0.6, []])
		expect([doubted?.confidence, doubted?.outputs]).toEqual([0.5, outputs])
		// What cannot be judged is no reason for doubt.
		const unknown: Heuristic = { ...doubt, inspect: () => ({ kind: 'unknown', missing: ['facts'] }) }
		expect(judge([capped, unknown], pays, view)[0]?.confidence).toBe(0.97)
		expect([control?.evidence.confidence, doubted?.evidence.confidence]).toEqual(['low', 'low'])
	})
})
