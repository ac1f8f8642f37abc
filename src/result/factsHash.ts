import { amountsAsText } from '../model/amountsAsText.js'
import { digestOfEach } from '../model/digest.js'
import type { Notice } from '../model/notice.js'
import { compareText } from '../model/order.js'
import type { Transaction } from '../model/transaction.js'
import type { Search } from '../search/search.js'

/** Digest of the chain facts that the result rests on, the same whichever source told them. */
export function factsHash(searches: readonly Search[]): string {
	const used = new Map<string, Transaction>()
	for (const search of searches) addFacts(search, used)
	return digestOfEach(facts(used))
}

function* facts(used: ReadonlyMap<string, Transaction>): Iterable<unknown> {
	for (const id of [...used.keys()].sort(compareText)) yield factOf(used.get(id) as Transaction)
}

function addFacts(search: Search, used: Map<string, Transaction>): void {
	const { graph } = search.options
	graph.graph.forEachNode((id, { kind }) => {
		const transaction = kind === 'transaction' ? graph.view.transaction(id) : undefined
		if (transaction !== undefined) used.set(id, transaction)
	})
	for (const id of search.nodes.followed) {
		for (const asset of graph.view.assets(id))
			for (const { transaction } of graph.view.ledger(id, asset)) used.set(transaction.id, transaction)
	}
	for (const id of search.nodes.followed) {
		for (const notice of graph.noticesOf(id)) {
			const transaction = isOfIssuer(notice) ? graph.view.transaction(transactionOf(notice)) : undefined
			if (transaction !== undefined) used.set(transaction.id, transaction)
		}
	}
}

/** Creations and pools bear on no figure, and not every source tells them. */
const isOfIssuer = ({ asset }: Notice): boolean => asset !== undefined

const transactionOf = ({ id }: Notice): string => id.slice(0, id.indexOf('#'))

function factOf(transaction: Transaction): unknown {
	const { id, height, atSeconds } = transaction
	if (transaction.kind === 'account') {
		const transfers = transaction.transfers
			.map(({ id: transfer, from, to, asset, amount, rebase }) => ({
				transfer,
				from,
				to,
				asset,
				amount: amount.toString(),
				rebase,
			}))
			.sort((a, b) => compareText(a.transfer, b.transfer))
		const { trades = [], notices = [] } = transaction
		const issued = notices.filter(isOfIssuer)
		const told = {
			...(trades.length === 0 ? {} : { trades: amountsAsText(trades) }),
			...(issued.length === 0 ? {} : { notices: amountsAsText(issued) }),
		}
		return { id, height, atSeconds, transfers, ...told }
	}
	return {
		id,
		height,
		atSeconds,
		inputs: transaction.inputs.map(({ spends, account, amount }) => ({
			spends,
			account,
			amount: amount?.toString() ?? null,
		})),
		outputs: transaction.outputs.map(({ account, amount }) => ({ account, amount: amount.toString() })),
		...(transaction.blockFees === undefined ? {} : { blockFees: amountsAsText(transaction.blockFees) }),
	}
}
