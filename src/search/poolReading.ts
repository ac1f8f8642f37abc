import type { Query } from '../chains/adapter.js'
import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { AccountTransaction, Transfer } from '../model/transaction.js'
import type { Search } from './search.js'
import type { Answer } from './sources/answer.js'

/** A payment between two accounts outside of pools. */
export interface PoolPayment {
	readonly from: AccountId
	readonly to: AccountId
}

/** What was read of the mixing pools that value entered: apart from the graph, since no figure rests on it. */
export class PoolReading {
	/** In code-unit order. */
	readonly pools: readonly AccountId[]
	/** Every transaction that the sources tell of them, each once. */
	readonly transactions: readonly AccountTransaction[]

	constructor(
		private readonly search: Search,
		answers: readonly Answer[],
	) {
		this.pools = answers.map(({ query }) => query.subject).sort(compareText)
		const told = answers.flatMap(({ transactions }) => transactions)
		const byId = new Map(told.flatMap((one) => (one.kind === 'account' ? [[one.id, one] as const] : [])))
		this.transactions = [...byId.values()].sort((a, b) => compareText(a.id, b.id))
	}

	/**
	 * Payments among the accounts of the trace and whomever they dealt with, one for each transaction and pair. Those of
	 * services make nobody acquainted, nor do transfers that only an unknown contract tells of.
	 */
	payments(): PoolPayment[] {
		const { rules, labels } = this.search.options
		const isParty = (account: AccountId): boolean =>
			rules.pool(account) === undefined && labels.verdict(account).kind !== 'stop'
		const isPayment = (transfer: Transfer): boolean => transfer.fee !== true && !rules.isUnlisted(transfer)
		return this.#followed().flatMap(({ transfers }) => {
			const pairs = new Map<string, PoolPayment>()
			for (const transfer of transfers) {
				const { from, to } = transfer
				if (from === null || to === null || from === to || !isPayment(transfer)) continue
				if (isParty(from) && isParty(to)) pairs.set(`${from} ${to}`, { from, to })
			}
			return [...pairs.values()]
		})
	}

	/** Transactions of the accounts that the trace followed, each once. */
	#followed(): AccountTransaction[] {
		const { nodes, options } = this.search
		const { view } = options.graph
		const byId = new Map<string, AccountTransaction>()
		for (const id of nodes.followed)
			for (const asset of view.assets(id))
				for (const { transaction } of view.ledger(id, asset)) byId.set(transaction.id, transaction)
		return [...byId.values()].sort((a, b) => compareText(a.id, b.id))
	}
}

/** The questions for the mixing pools at which value ended: for all that they ever did. */
export function poolQueries({ nodes, options }: Search): Query[] {
	const ended = [...nodes.all()].filter(({ kind, stop }) => kind === 'account' && stop === 'mixer')
	const pools = ended.map(({ account }) => account).filter((account) => options.rules.pool(account) !== undefined)
	return pools.sort(compareText).map((subject) => ({ kind: 'account', subject }))
}
