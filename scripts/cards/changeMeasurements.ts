import { FactIndex } from '../../src/graph/factIndex.js'
import { spendable } from '../../src/heuristics/bitcoin/spendable.js'
import type { Heuristic } from '../../src/heuristics/heuristic.js'
import { judge } from '../../src/heuristics/judge.js'
import { optional } from '../../src/heuristics/optional.js'
import { standard } from '../../src/heuristics/standard.js'
import type { LedgerView } from '../../src/model/ledgerView.js'
import type { UtxoOutput, UtxoTransaction } from '../../src/model/transaction.js'
import { type BlockFiles, blockTransactions } from './blockTransactions.js'
import type { KnownCase, Measurement } from './measurement.js'

/** Blocks whose change is known by its going back to a payer, below the folder of Bitcoin data. */
export const CHANGE_BLOCKS: readonly BlockFiles[] = [
	{ blocks: ['367238', '367239', '367240'].map((height) => `blocks-2015/block${height}.raw.gz`) },
	{ blocks: ['blocks/btcd/block277647.raw'], utxo: 'blocks/btcd/prevouts277647.csv' },
	{ blocks: ['blocks/bcoin/block300025.raw'], utxo: 'blocks/bcoin/prevouts300025.csv' },
]

/**
 * The rules that this truth can judge: those that look at values, at fees and at spenders' forms. The others are in
 * `unmeasured`, with the reason.
 */
const JUDGED: ReadonlySet<string> = new Set([
	'optimalChange',
	'unnecessaryInput',
	'roundPayment',
	'sameLocktime',
	'sameFeeRate',
	'peelingChange',
])

const POPULATION =
	'Transactions of five blocks (2014 and 2015) with one output back to a payer and others to somebody else, every previous output known: that output is taken for the change. Right where it alone is named. Such wallets are not like others, and of three of the blocks only what they themselves show of spenders is known.'

/** Every rule of change that the blocks can tell anything of. */
export async function changeMeasurements(folder: string): Promise<Measurement[]> {
	const cases = new Map<string, KnownCase[]>()
	const rules = optional.filter(({ id }) => JUDGED.has(id))
	for (const files of CHANGE_BLOCKS) {
		const read = await blockTransactions(folder, files)
		const view = new FactIndex()
		for (const { transaction } of read) view.add(transaction)
		for (const { file, transaction } of read) {
			const kept = selfChange(transaction)
			if (kept === null || isVetoed(transaction, view)) continue
			for (const rule of rules) {
				const own = cases.get(rule.id) ?? []
				own.push({ file, holds: true, own: true, answer: answerOf(rule, transaction, view, kept) })
				cases.set(rule.id, own)
			}
		}
	}
	return rules.map((heuristic) => ({
		heuristic,
		population: POPULATION,
		cases: cases.get(heuristic.id) ?? [],
		chooses: true,
	}))
}

/** The one output of several that goes back to a payer; null where there is none, more, or an input is not known. */
function selfChange(transaction: UtxoTransaction): UtxoOutput | null {
	if (transaction.coinbase || transaction.inputs.some(({ account }) => account === null)) return null
	const payers = new Set(transaction.inputs.map(({ account }) => account))
	const outputs = spendable(transaction)
	const [kept, ...others] = outputs.filter(({ account }) => payers.has(account))
	return kept !== undefined && others.length === 0 && outputs.length > 1 ? kept : null
}

/** Whether it may be a mix, in which no rule of change is asked. */
function isVetoed(transaction: UtxoTransaction, view: LedgerView): boolean {
	return judge(standard, transaction, view).some(({ evidence: { claim } }) =>
		['mix', 'mixLike', 'decoyMix'].includes(claim),
	)
}

function answerOf(
	rule: Heuristic,
	transaction: UtxoTransaction,
	view: LedgerView,
	kept: UtxoOutput,
): KnownCase['answer'] {
	const finding = rule.inspect(transaction, view)
	if (finding.kind !== 'found') return finding.kind
	return finding.outputs?.length === 1 && finding.outputs[0] === kept.id ? 'found' : 'wrong'
}
