import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import {
	addressReuse,
	changeVoters,
	freshAddress,
	graphSenseChange,
	type Heuristic,
	knownCluster,
	legacyChange,
	oneTimeAddress,
	optimalChange,
	optional,
	peelingChange,
	roundPayment,
	sameFeeRate,
	sameFingerprint,
	sameLocktime,
	sameScriptType,
	shadowAddress,
	unnecessaryInput,
} from '../../src/heuristics/index.js'
import type { LedgerView } from '../../src/model/ledgerView.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { type Extra, madeTransactions, named, names } from '../support/madeTransactions.js'

type Lines = readonly (string | readonly [line: string, extra: Extra])[]

/** What a rule says of one of some transactions: names of accounts, nothing, or what is missing. */
function says(rule: Heuristic, lines: Lines, which = lines.length - 1, more: Partial<LedgerView> = {}): string {
	const all = madeTransactions(lines)
	return saysOf(rule, all, which, more)
}

function saysOf(
	rule: Heuristic,
	all: readonly UtxoTransaction[],
	which: number,
	more: Partial<LedgerView> = {},
): string {
	const graph = new TransactionGraph()
	graph.add({ transactions: all })
	const view = { ...shown(graph.view), ...more }
	const finding = rule.inspect(all[which]!, view)
	if (finding.kind === 'absent') return ''
	if (finding.kind === 'unknown') return `? ${finding.missing.join(', ')}`
	expect(finding.outputs?.length).toBe(finding.accounts.length)
	expect(finding.note).toMatch(/: consistent with change$/)
	return names(finding.accounts)
}

/** A view that can be spread: methods of a class are not own members. */
function shown(view: LedgerView): LedgerView {
	return {
		transaction: (id) => view.transaction(id),
		transactions: () => view.transactions(),
		spender: (id) => view.spender(id),
		output: (id) => view.output(id),
		ledger: (account, asset) => view.ledger(account, asset),
		entriesOf: (id) => view.entriesOf(id),
		assets: (account) => view.assets(account),
		received: (account) => view.received(account),
		spendsOf: (account) => view.spendsOf(account),
		receiptsOf: (account) => view.receiptsOf(account),
	}
}

const week = 604_800
const at = (atSeconds: number): Extra => ({ atSeconds })
const set = (transaction: Partial<UtxoTransaction>): Extra => ({ transaction })

describe('address reuse (C1)', () => {
	it('finds outputs back to payers', () => {
		expect(says(addressReuse, ['a5 b6 > x3 b7'])).toBe('b')
		expect(says(addressReuse, ['a5 b6 > a3 b7'])).toBe('a b')
		expect(says(addressReuse, ['a5 > a4'])).toBe('a')
	})
	it('rejects everything else, and does not know where payers are unknown', () => {
		expect(says(addressReuse, ['a5 b6 > x3 y7'])).toBe('')
		expect(says(addressReuse, ['> x3 y7'])).toBe('')
		expect(says(addressReuse, ['a5 ? > x3 y7'])).toBe('? 1 previous outputs')
		expect(says(addressReuse, ['a5 ? > a3 y7'])).toBe('a')
	})
	it('is fooled by a payer who pays itself', () => {
		expect(says(addressReuse, ['a100 > a90 y9'])).toBe('a')
	})
})

describe('known cluster (C2)', () => {
	const together = (...all: string[]) => ({
		controlOf: (account: string) => (all.map(named).includes(account) ? 7 : undefined),
	})
	it('finds an account that was clustered with a payer before', () => {
		expect(says(knownCluster, ['a5 > x3 y2'], 0, together('a', 'y'))).toBe('y')
	})
	it('rejects payers themselves, all and none, and does not know without clusters', () => {
		expect(says(knownCluster, ['a5 b5 > b3 y2'], 0, together('a', 'b'))).toBe('')
		expect(says(knownCluster, ['a5 > x3 y2'], 0, together('a', 'x', 'y'))).toBe('')
		expect(says(knownCluster, ['a5 > x3 y2'], 0, together())).toBe('')
		expect(says(knownCluster, ['a5 > x3 y2'])).toBe('? clusters as of this transaction')
	})
	it('is fooled by two users of one service', () => {
		// The service holds the accounts of payer and payee alike.
		expect(says(knownCluster, ['a5 > payee3 y2'], 0, together('a', 'payee'))).toBe('payee')
	})
})

describe('fresh address (C3)', () => {
	it('finds accounts that nothing paid before', () => {
		expect(says(freshAddress, ['> x1', 'a5 > x3 y2'])).toBe('y')
		expect(says(freshAddress, ['> x1', 'a5 > x3 y2', 'b5 > y4'], 1)).toBe('y')
	})
	it('rejects where all or none are new', () => {
		expect(says(freshAddress, ['a5 > x3 y2'])).toBe('')
		expect(says(freshAddress, ['> x1 y1', 'a5 > x3 y2'])).toBe('')
	})
	it('is fooled by a new address of the payee', () => {
		expect(says(freshAddress, ['> change1', 'a5 > payee3 change2'])).toBe('payee')
	})
})

describe('one-time address (C4)', () => {
	it('finds the only new account, not paid again within a week', () => {
		expect(says(oneTimeAddress, ['> x1', 'a5 > x3 y2'])).toBe('y')
		expect(
			says(
				oneTimeAddress,
				[
					['> x1', at(0)],
					['a5 > x3 y2', at(10)],
					['b5 > y4', at(11 + week)],
				],
				1,
			),
		).toBe('y')
	})
	it('rejects what is paid again within a week, change back to payers, and several new accounts', () => {
		expect(
			says(
				oneTimeAddress,
				[
					['> x1', at(0)],
					['a5 > x3 y2', at(10)],
					['b5 > y4', at(10 + week)],
				],
				1,
			),
		).toBe('')
		expect(says(oneTimeAddress, ['> x1', 'a5 > x3 y2 a1'])).toBe('')
		expect(says(oneTimeAddress, ['> x1', 'a5 > x3 y2 z1'])).toBe('')
	})
	it('looks ahead, and is fooled by a payee whose address alone is new', () => {
		expect(oneTimeAddress.looksAhead).toBe(true)
		expect(says(oneTimeAddress, ['> change1', 'a5 > payee3 change2'])).toBe('payee')
	})
})

describe('shadow address (C5)', () => {
	it('finds the new one of two accounts', () => {
		expect(says(shadowAddress, ['> x1', 'a5 > x3 y2'])).toBe('y')
	})
	it('rejects three outputs, and two new or two used accounts', () => {
		expect(says(shadowAddress, ['> x1 z1', 'a6 > x3 y2 z1'])).toBe('')
		expect(says(shadowAddress, ['a5 > x3 y2'])).toBe('')
		expect(says(shadowAddress, ['> x1 y1', 'a5 > x3 y2'])).toBe('')
	})
	it('is fooled by a payee whose address alone is new', () => {
		expect(says(shadowAddress, ['> change1', 'a5 > payee3 change2'])).toBe('payee')
	})
})

describe('optimal change (C6)', () => {
	it('finds the only output smaller than every input', () => {
		expect(says(optimalChange, ['a50 b60 > x100 y9'])).toBe('y')
	})
	it('rejects one input, no or several such outputs, and does not know unknown inputs', () => {
		expect(says(optimalChange, ['a110 > x100 y9'])).toBe('')
		expect(says(optimalChange, ['a50 b60 > x54 y55'])).toBe('')
		expect(says(optimalChange, ['a50 b60 > x90 y9 z10'])).toBe('')
		expect(says(optimalChange, ['a50 b60 > x60 y49'])).toBe('y')
		expect(says(optimalChange, ['a50 ? > x100 y9'])).toBe('? 1 previous outputs')
	})
	it('is fooled by a wallet that sweeps its coins while it pays little', () => {
		expect(says(optimalChange, ['a50 b60 > payee9 change100'])).toBe('payee')
	})
})

describe('unnecessary input (C6b)', () => {
	it('finds the output that as a payment would have needed fewer inputs', () => {
		expect(says(unnecessaryInput, ['a50 b60 > x100 y9'])).toBe('y')
		// No output is smaller than every input, and two of five inputs were enough for the lesser one.
		expect(says(unnecessaryInput, ['a10 b10 c10 d10 e10 > x35 y13'])).toBe('y')
		expect(says(optimalChange, ['a10 b10 c10 d10 e10 > x35 y13'])).toBe('')
	})
	it('rejects where the number of inputs tells nothing, and does not know unknown inputs', () => {
		expect(says(unnecessaryInput, ['a50 b60 > x54 y55'])).toBe('')
		expect(says(unnecessaryInput, ['a110 > x100 y9'])).toBe('')
		expect(says(unnecessaryInput, ['a50 b60 > x101 y2 z2'])).toBe('')
		expect(says(unnecessaryInput, ['? > x1 y1'])).toBe('? 1 previous outputs')
	})
	it('is fooled by a wallet that consolidates while it pays little', () => {
		expect(says(unnecessaryInput, ['a50 b60 > payee9 change100'])).toBe('payee')
	})
})

describe('same script type (C7)', () => {
	it('finds the only output with the type of all inputs', () => {
		expect(says(sameScriptType, ['a5:p2wpkh b5:p2wpkh > x3:p2pkh y6:p2wpkh'])).toBe('y')
	})
	it('reads the type off an address where the source does not tell it', () => {
		const [made] = madeTransactions(['a5 > x3 y2'])
		const address = (text: string) => `bip122:000000000019d6689c085ae165831e93:${text}`
		const texts = [
			'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
			'1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
			'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
		]
		const told = {
			...made!,
			inputs: [{ ...made!.inputs[0]!, account: address(texts[0]!) }],
			outputs: made!.outputs.map((output, i) => ({ ...output, account: address(texts[i + 1]!) })),
		}
		const finding = sameScriptType.inspect(told, new TransactionGraph().view)
		expect(finding).toMatchObject({ kind: 'found', outputs: [told.outputs[1]!.id] })
	})
	it('rejects mixed inputs, two or no such outputs, and does not know untold types', () => {
		expect(says(sameScriptType, ['a5:p2wpkh b5:p2pkh > x3:p2pkh y6:p2wpkh'])).toBe('')
		expect(says(sameScriptType, ['a5:p2pkh > x3:p2pkh y1:p2pkh'])).toBe('')
		expect(says(sameScriptType, ['a5:p2pkh > x3:p2sh y1:p2tr'])).toBe('')
		expect(says(sameScriptType, ['a5:p2pkh > x3:p2sh y1'])).toBe('? 1 script types')
		expect(says(sameScriptType, ['a5 > x3 y1'])).toBe('? 3 script types')
	})
	it('is fooled by a wallet that moves to a new type', () => {
		expect(says(sameScriptType, ['a5:p2wpkh > payee3:p2wpkh change1:p2tr'])).toBe('payee')
	})
})

describe('round payment (C8)', () => {
	it('finds the only output that is no round sum', () => {
		expect(says(roundPayment, ['a9 > x5000000 y1234567'])).toBe('y')
		expect(says(roundPayment, ['a9 > x5000000 z7000000 y1'])).toBe('y')
	})
	it('rejects all or several round sums', () => {
		expect(says(roundPayment, ['a9 > x5000000 y6000000'])).toBe('')
		expect(says(roundPayment, ['a9 > x5000001 y6000001'])).toBe('')
		expect(says(roundPayment, ['a9 > x5000000 y1 z2'])).toBe('')
	})
	it('is fooled by sums that are round in another currency, where the rest happens to be round', () => {
		expect(says(roundPayment, ['a9 > payee1234567 change5000000'])).toBe('payee')
	})
})

describe('same locktime habit (C9)', () => {
	const spends = (y: number, x = 0): Lines => [
		['a9 > x5 y3', set({ locktime: 100 })],
		['y3 > v2', set({ locktime: y })],
		...(x === 0 ? [] : [['x5 > w4', set({ locktime: x })] as const]),
	]
	it('finds what keeps the habit, with what nobody spent', () => {
		expect(
			says(
				sameLocktime,
				[
					['a9 > x5 y3', set({ locktime: 0 })],
					['y3 > v2', set({ locktime: 7 })],
				],
				0,
			),
		).toBe('x')
		expect(says(sameLocktime, [...spends(9), ['x5 > w4', set({ locktime: 0 })]], 0)).toBe('y')
	})
	it('rejects where all stay possible or none, and does not know untold locktimes', () => {
		expect(says(sameLocktime, spends(9, 8), 0)).toBe('')
		expect(says(sameLocktime, spends(9), 0)).toBe('')
		expect(says(sameLocktime, ['a9 > x5 y3'])).toBe('? 1 locktimes')
		expect(says(sameLocktime, [['a9 > x5 y3', set({ locktime: 1 })], 'y3 > v2'], 0)).toBe('? 1 locktimes')
	})
	it('looks ahead, and is fooled by a wallet that changes its habit', () => {
		expect(sameLocktime.looksAhead).toBe(true)
		expect(
			says(
				sameLocktime,
				[
					['a9 > payee5 change3', set({ locktime: 100 })],
					['change3 > v2', set({ locktime: 0 })],
				],
				0,
			),
		).toBe('payee')
	})
})

describe('same fee rate (C10)', () => {
	const sized = (vsize: number) => set({ vsize })
	it('finds the output whose spender pays the same rate', () => {
		expect(
			says(
				sameFeeRate,
				[
					['a90 > x50 y30', sized(5)],
					['y30 > v20', sized(5)],
					['x50 > w49', sized(5)],
				],
				0,
			),
		).toBe('y')
		// The rate counts, rounded down to satoshi per 1,000 bytes, not the fee.
		expect(
			says(
				sameFeeRate,
				[
					['a90 > x50 y30', sized(5)],
					['y30 > v26', sized(2)],
					['x50 > w49', sized(5)],
				],
				0,
			),
		).toBe('y')
	})
	it('rejects where all spenders or none pay it, and does not know what lacks a size or an input', () => {
		expect(
			says(
				sameFeeRate,
				[
					['a90 > x50 y30', sized(5)],
					['y30 > v20', sized(5)],
					['x50 > w40', sized(5)],
				],
				0,
			),
		).toBe('')
		expect(says(sameFeeRate, [['a90 > x50 y30', sized(5)]], 0)).toBe('')
		expect(says(sameFeeRate, ['a90 > x50 y30'])).toBe('? 1 fee rates')
		expect(says(sameFeeRate, [['? > x50 y30', sized(5)]])).toBe('? 1 fee rates')
		expect(says(sameFeeRate, [['a90 > x50 y30', sized(5)], 'y30 > v20'], 0)).toBe('? 1 fee rates')
	})
	it('looks ahead, and is fooled by a customary rate', () => {
		expect(sameFeeRate.looksAhead).toBe(true)
		expect(
			says(
				sameFeeRate,
				[
					['a90 > payee50 change30', sized(5)],
					['payee50 > w40', sized(5)],
				],
				0,
			),
		).toBe('payee')
	})
})

describe('peeling (C11)', () => {
	it('finds what goes on from one input to two outputs', () => {
		expect(says(peelingChange, ['a9 > x2 y6', 'y6 > v1 w4'], 0)).toBe('y')
	})
	it('rejects other shapes, both and none', () => {
		expect(says(peelingChange, ['a9 b1 > x2 y6', 'y6 > v1 w4'], 0)).toBe('')
		expect(says(peelingChange, ['a9 > x2 y4 z1', 'y4 > v1 w2'], 0)).toBe('')
		expect(says(peelingChange, ['a9 > x2 y6', 'y6 > v5'], 0)).toBe('')
		expect(says(peelingChange, ['a9 > x3 y6', 'y6 > v1 w4', 'x3 > t1 u1'], 0)).toBe('')
		expect(says(peelingChange, ['a9 > x3 y6'], 0)).toBe('')
	})
	it('looks ahead, and is fooled by a payee who pays on first', () => {
		expect(peelingChange.looksAhead).toBe(true)
		expect(says(peelingChange, ['a9 > payee3 change5', 'payee3 > v1 w1'], 0)).toBe('payee')
	})
})

describe('same fingerprint (C12)', () => {
	const lines = (own: number, y: number, x?: number): Lines => [
		['a9 > x5 y3', set({ version: own })],
		['y3 > v2', set({ version: y })],
		...(x === undefined ? [] : [['x5 > w4', set({ version: x })] as const]),
	]
	it('finds the output whose spender alone looks alike', () => {
		expect(says(sameFingerprint, lines(2, 2, 1), 0)).toBe('y')
	})
	it('rejects where both look alike or neither', () => {
		expect(says(sameFingerprint, lines(2, 2, 2), 0)).toBe('')
		expect(says(sameFingerprint, lines(2, 1, 1), 0)).toBe('')
	})
	it('does not know where a spender was not read', () => {
		expect(says(sameFingerprint, lines(2, 2), 0)).toBe('? spenders of 1 outputs')
		expect(says(sameFingerprint, ['a9 > x5 y3'])).toBe('? spenders of 2 outputs')
	})
	it('looks ahead, and is fooled by a wallet that was updated', () => {
		expect(sameFingerprint.looksAhead).toBe(true)
		const updated: Lines = [
			['a9 > payee5 change3', set({ version: 1 })],
			['change3 > v2', set({ version: 2 })],
			['payee5 > w4', set({ version: 1 })],
		]
		expect(says(sameFingerprint, updated, 0)).toBe('payee')
	})
})

describe('legacy change (C13)', () => {
	it('finds the new account that gets less than every input', () => {
		expect(says(legacyChange, ['> x1', 'a50 b60 > x40 y9'])).toBe('y')
		expect(says(legacyChange, ['a50 b60 > x100 y9'])).toBe('y')
	})
	it('rejects used accounts, greater and several ones, and does not know unknown inputs', () => {
		expect(says(legacyChange, ['> y1', 'a50 b60 > x100 y9'])).toBe('')
		expect(says(legacyChange, ['a50 b60 > x54 y55'])).toBe('')
		expect(says(legacyChange, ['a110 > x100 y9'])).toBe('')
		expect(says(legacyChange, ['a50 ? > x100 y9'])).toBe('? 1 previous outputs')
	})
	it('is fooled by a payment from one input to a new address', () => {
		expect(says(legacyChange, ['> change1', 'a110 > payee100 change9'])).toBe('payee')
	})
})

describe('GraphSense one-time change (C14)', () => {
	const types = { input: { scriptType: 'p2pkh' }, output: { scriptType: 'p2pkh' } } as const
	const typed = (line: string, ...others: Lines): Lines => [...others, [line, types]]
	it('finds the one output to which all of it applies', () => {
		expect(says(graphSenseChange, typed('a5000 > x3000 y1999'))).toBe('y')
		expect(says(graphSenseChange, typed('a5000 > x3001 y1000', '> y1'))).toBe('x')
	})
	it('rejects each thing that does not apply', () => {
		expect(says(graphSenseChange, typed('a5000 > x3000 y2000'))).toBe('')
		expect(says(graphSenseChange, typed('a5000 > x3001 y1001'))).toBe('')
		expect(says(graphSenseChange, typed('a5000 b100 > x3000 y1999'))).toBe('')
		expect(says(graphSenseChange, typed('a5000 > x3000 y1999', '> y1'))).toBe('')
		expect(says(graphSenseChange, [['a5000 > x3000 y1999', types], '> y7'], 0)).toBe('')
		expect(says(graphSenseChange, [['a5000 > x3000 y1999', types], 'y1 > v1', 'y2 > v2'], 0)).toBe('')
		expect(says(graphSenseChange, ['a5000:p2pkh > x3000:p2pkh y1999:p2sh'])).toBe('')
		expect(says(graphSenseChange, ['a5000:p2pkh b5000:p2sh > x9000:p2pkh y999:p2pkh'])).toBe('')
		expect(says(graphSenseChange, typed(`a5000 > y1999 ${'bcdefghijk'.replace(/./g, '$&1000 ')}`))).toBe('')
	})
	it('does not know untold types or inputs', () => {
		expect(says(graphSenseChange, ['a5000 > x3000 y1999'])).toBe('? 3 script types')
		expect(says(graphSenseChange, typed('? > x3000 y1999'))).toBe('? 1 previous outputs')
	})
	it('looks ahead, and is fooled by a payee with a new address and a sum that is not round', () => {
		expect(graphSenseChange.looksAhead).toBe(true)
		expect(says(graphSenseChange, typed('a5000 > payee1999 change3000'))).toBe('payee')
	})
})

describe('rules of change', () => {
	const rules = optional.filter(({ claim }) => claim === 'changeHint')

	it('are fifteen, and claim no more than a hint', () => {
		expect(rules.map(({ id }) => id).sort()).toHaveLength(15)
		expect(changeVoters.every(({ heuristic }) => rules.includes(heuristic))).toBe(true)
		for (const { vetoedBy } of rules) expect(vetoedBy).toEqual(['mix', 'mixLike', 'decoyMix'])
	})

	it.each(rules.map((rule) => [rule.id, rule] as const))(
		'%s ignores coinbases, single outputs, burnt ones and account ledgers',
		(_id, rule) => {
			expect(says(rule, ['> x1 y2'])).toBe('')
			expect(says(rule, ['a5 > y4'])).toBe('')
			const [payment] = madeTransactions(['a5 b5 > x3 y6'])
			const burning = { ...payment!, outputs: payment!.outputs.map((output) => ({ ...output, burn: true })) }
			expect(saysOf(rule, [burning], 0)).toBe('')
			const { order: _order, coinbase: _coinbase, inputs: _inputs, outputs: _outputs, ...head } = payment!
			expect(rule.inspect({ ...head, kind: 'account', transfers: [] }, new TransactionGraph().view)).toEqual({
				kind: 'absent',
			})
		},
	)

	it.each(rules.filter(({ looksAhead }) => !looksAhead).map((rule) => [rule.id, rule] as const))(
		'%s does not look ahead, and says the same whatever comes later',
		(_id, rule) => {
			const early = ['> x1', 'a50:p2pkh b60:p2pkh > x100:p2sh y9:p2pkh'] as const
			const together = { controlOf: (account: string) => (['a', 'y'].map(named).includes(account) ? 7 : undefined) }
			const late = ['y9 > v8', 'c5 > y4', 'x100 > y50 w40', 'b1 c2 > a3']
			const now = says(rule, early, 1, together)
			expect(says(rule, [...early, ...late], 1, together)).toBe(now)
		},
	)
})
