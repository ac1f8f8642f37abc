import type { Evidence } from '../model/claims.js'
import type { AccountId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { Transaction } from '../model/transaction.js'
import type { Heuristic } from './heuristic.js'

/** One finding as an evidence item, with the accounts that it is about. */
export interface Judgement {
	readonly evidence: Evidence
	readonly accounts: readonly AccountId[]
}

/** What a set of heuristics finds on one transaction, after vetoes by claim kind. */
export function judge(heuristics: readonly Heuristic[], transaction: Transaction, view: LedgerView): Judgement[] {
	const findings = heuristics.map((heuristic) => ({ heuristic, finding: heuristic.inspect(transaction, view) }))
	const claims = new Set(
		findings.filter(({ finding }) => finding.kind !== 'absent').map(({ heuristic }) => heuristic.claim),
	)
	const judgements: Judgement[] = []
	for (const { heuristic, finding } of findings) {
		// An unknown veto counts as one: a merge of strangers is worse than a merge not made.
		if (finding.kind !== 'found' || heuristic.vetoedBy.some((claim) => claims.has(claim))) continue
		judgements.push({
			accounts: finding.accounts,
			evidence: {
				id: `${heuristic.id} ${transaction.id}`,
				claim: heuristic.claim,
				heuristic: { id: heuristic.id, version: heuristic.version, params: { ...heuristic.params } },
				confidence: finding.confidence,
				transactions: [transaction.id],
				note: finding.note,
			},
		})
	}
	return judgements
}
