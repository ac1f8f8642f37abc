import type { Evidence } from '../model/claims.js'
import { grade } from '../model/grade.js'
import type { AccountId, OutputId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { MixLink } from '../model/mixLink.js'
import type { Transaction } from '../model/transaction.js'
import type { Heuristic } from './heuristic.js'

/** One finding as an evidence item, with what it is about. */
export interface Judgement {
	readonly heuristic: Heuristic
	readonly evidence: Evidence
	/** The uncalibrated prior behind the grade that the evidence states, between 0 and 1. */
	readonly confidence: number
	readonly accounts: readonly AccountId[]
	/** Empty where the claim is not about outputs. */
	readonly outputs: readonly OutputId[]
	/** Empty but for mixes. */
	readonly links: readonly MixLink[]
}

/** The entity that third parties name for an account; null where none or several do. */
export type AttestedEntity = (account: AccountId) => string | null

/**
 * What a set of heuristics finds on one transaction, after vetoes by claim kind. Without `attested` nothing is known of
 * who an account is: then no claim that needs strangers is void for that.
 */
export function judge(
	heuristics: readonly Heuristic[],
	transaction: Transaction,
	view: LedgerView,
	attested?: AttestedEntity,
): Judgement[] {
	const sole = attested !== undefined && isOneEntity(transaction, attested)
	const asked = sole ? heuristics.filter(({ needsStrangers }) => needsStrangers !== true) : heuristics
	const findings = asked.map((heuristic) => ({ heuristic, finding: heuristic.inspect(transaction, view) }))
	if (findings.every(({ finding }) => finding.kind !== 'found')) return []
	const claims = new Set(
		findings.filter(({ finding }) => finding.kind !== 'absent').map(({ heuristic }) => heuristic.claim),
	)
	const found = new Set(
		findings.filter(({ finding }) => finding.kind === 'found').map(({ heuristic }) => heuristic.claim),
	)
	const judgements: Judgement[] = []
	for (const { heuristic, finding } of findings) {
		// An unknown veto counts as one: a merge of strangers is worse than a merge not made.
		if (finding.kind !== 'found' || heuristic.vetoedBy.some((claim) => claims.has(claim))) continue
		const caps = Object.entries(heuristic.cappedBy ?? {}).flatMap(([claim, most]) => (found.has(claim) ? [most] : []))
		const confidence = Math.min(finding.confidence, ...caps)
		judgements.push({
			heuristic,
			confidence,
			accounts: finding.accounts,
			outputs: finding.outputs ?? [],
			links: finding.links ?? [],
			evidence: {
				id: `${heuristic.id} ${transaction.id}`,
				claim: heuristic.claim,
				heuristic: {
					id: heuristic.id,
					version: heuristic.version,
					params: { ...heuristic.params },
					card: heuristic.card ?? null,
				},
				confidence: grade(confidence),
				transactions: [transaction.id],
				note: finding.note,
			},
		})
	}
	return judgements
}

/** Whether every input is known and one attested entity signed them all. */
function isOneEntity(transaction: Transaction, attested: AttestedEntity): boolean {
	if (transaction.kind !== 'utxo' || transaction.coinbase) return false
	const entities = new Set(transaction.inputs.map(({ account }) => (account === null ? null : attested(account))))
	return entities.size === 1 && !entities.has(null)
}
