import { ChangeGuard } from '../graph/clustering/changeGuard.js'
import { ClusterBuilder } from '../graph/clustering/clusterBuilder.js'
import { Clustering } from '../graph/clustering/clustering.js'
import type { ClusterLimits } from '../graph/clustering/mergeGuard.js'
import { changeJoint } from '../heuristics/changeJoint.js'
import { controlJoint } from '../heuristics/controlJoint.js'
import type { Heuristic } from '../heuristics/heuristic.js'
import { judge } from '../heuristics/judge.js'
import { standard } from '../heuristics/standard.js'
import { attestedOf } from '../labels/attestedOf.js'
import type { LabelBook } from '../labels/labelBook.js'
import { InputError } from '../model/errors.js'
import type { AccountId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { Moment } from '../model/moment.js'
import { compareEvents } from '../model/order.js'
import { orderOf } from '../model/orderOf.js'
import type { Transaction } from '../model/transaction.js'
import { controlView } from './controlView.js'
import { sameKeyJoints } from './sameKeyJoints.js'
import { viewAsOf } from './viewAsOf.js'

export interface ClusterOptions {
	/**
	 * Rules to judge by; default `standard`. Claims `sameControl` join accounts, claims `change` attach one output's account
	 * to the payers, other claims veto or lower as the rules declare.
	 */
	readonly heuristics?: readonly Heuristic[]
	/** Clusters as they were known then: later transactions are as if they had not been read. Default: all are used. */
	readonly asOf?: Moment
	/** Labels that hold apart what they name differently. They join nothing and appear in no cluster. */
	readonly labels?: LabelBook
	/** Whether the script of a public key and the address of the same key are one. Default false: they are two accounts. */
	readonly sameKey?: boolean
	/** When a merge is too dangerous; defaults in `ClusterLimits`. */
	readonly limits?: Partial<ClusterLimits>
}

/**
 * Parts all accounts of some transactions into clusters that evidence puts under one control. The outcome does not depend
 * on the order in which transactions are given: they are judged in the order of events.
 *
 * Source: Reid, Harrigan 2011; Meiklejohn et al., IMC 2013; the guards after Möser, Narayanan, FC 2022.
 * @throws InputError `E_INPUT` for limits that are no whole numbers, or an `asOf` in heights where heights are missing
 */
export function cluster(facts: Iterable<Transaction> | LedgerView, options: ClusterOptions = {}): Clustering {
	const { labels, sameKey = false, limits } = options
	checkLimits(limits ?? {})
	const attested = labels && ((account: AccountId) => attestedOf(labels.verdict(account)))
	const builder = new ClusterBuilder({
		guard: ChangeGuard,
		...(attested === undefined ? {} : { attested }),
		...(limits === undefined ? {} : { limits }),
	})
	const { view, disagreements } = viewAsOf(facts, options.asOf)
	for (const transaction of disagreements) {
		const note = 'this transaction was given twice with different facts; the first ones are used'
		builder.alarm({ kind: 'disagreement', transaction, accounts: [], note })
	}
	// By id, so that a rule named twice says nothing twice.
	const heuristics = [...new Map((options.heuristics ?? standard).map((rule) => [rule.id, rule])).values()]
	const entityOf = attested && ((account: AccountId) => attested(account)?.entity ?? null)
	const seeing = controlView(view, builder.parts())
	const keys = new Set<AccountId>()
	const inOrder = [...view.transactions()].map((transaction) => ({
		id: transaction.id,
		order: orderOf(transaction),
		transaction,
	}))
	for (const { transaction } of inOrder.sort(compareEvents)) {
		for (const account of accountsOf(transaction)) builder.add(account)
		if (sameKey) for (const joint of sameKeyJoints(transaction, keys)) builder.offer(joint)
		const judgements = judge(heuristics, transaction, seeing, entityOf)
		// Change rests on who the payers are.
		for (const jointOf of [controlJoint, changeJoint]) {
			for (const judgement of judgements) {
				const joint = jointOf(judgement, transaction)
				if (joint !== null) builder.offer(joint)
			}
		}
	}
	return new Clustering(builder.parts())
}

function accountsOf(transaction: Transaction): AccountId[] {
	const found =
		transaction.kind === 'utxo'
			? [...transaction.inputs, ...transaction.outputs].map(({ account }) => account)
			: transaction.transfers.flatMap(({ from, to }) => [from, to])
	return found.filter((account) => account !== null)
}

function checkLimits(limits: Partial<ClusterLimits>): void {
	for (const [name, value] of Object.entries(limits)) {
		if (Number.isSafeInteger(value) && value >= 1) continue
		throw new InputError('E_INPUT', `limits.${name}: a whole number from 1 on is expected`, {
			details: { field: `limits.${name}` },
		})
	}
}
