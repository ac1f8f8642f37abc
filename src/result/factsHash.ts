import { amountsAsText } from '../model/amountsAsText.js'
import { canonicalJson } from '../model/canonicalJson.js'
import type { Notice } from '../model/notice.js'
import { compareText } from '../model/order.js'
import type { Transaction } from '../model/transaction.js'
import type { Search } from '../search/search.js'
import { longDigest } from './longDigest.js'

/** Transactions whose text is made at once. */
const PIECE = 256

/** Digest of the chain facts that the result rests on, the same whichever source told them. */
export function factsHash(searches: readonly Search[]): Promise<string> {
	const used: Transaction[] = []
	for (const search of searches) addFacts(search, used)
	used.sort((a, b) => compareText(a.id, b.id))
	return longDigest(pieces(used.filter(({ id }, i) => used[i + 1]?.id !== id)))
}

/** The canonical JSON of a list of facts. */
function* pieces(transactions: readonly Transaction[]): Iterable<string> {
	yield '['
	for (let from = 0; from < transactions.length; from += PIECE) {
		const text = canonicalText(transactions.slice(from, from + PIECE).map(factOf)).slice(1, -1)
		yield from === 0 ? text : `,${text}`
	}
	yield ']'
}

/** Where members stand in their canonical order, canonical JSON differs from plain JSON only in what it refuses: lone surrogates. */
function canonicalText(facts: readonly object[]): string {
	const text = JSON.stringify(facts)
	return text.includes('\\ud') ? canonicalJson(facts) : text
}

/** Of what is found several times the last counts. */
function addFacts(search: Search, used: Transaction[]): void {
	const { graph } = search.options
	graph.graph.forEachNode((id, { kind }) => {
		const transaction = kind === 'transaction' ? graph.view.transaction(id) : undefined
		if (transaction !== undefined) used.push(transaction)
	})
	for (const id of search.nodes.followed) {
		for (const asset of graph.view.assets(id))
			for (const { transaction } of graph.view.ledger(id, asset)) used.push(transaction)
	}
	for (const id of search.nodes.followed) {
		for (const notice of graph.noticesOf(id)) {
			const transaction = isOfIssuer(notice) ? graph.view.transaction(transactionOf(notice)) : undefined
			if (transaction !== undefined) used.push(transaction)
		}
	}
}

/** Creations and pools bear on no figure, and not every source tells them. */
const isOfIssuer = ({ asset }: Notice): boolean => asset !== undefined

const transactionOf = ({ id }: Notice): string => id.slice(0, id.indexOf('#'))

/** A transaction as data, every member in its canonical place. */
function factOf(transaction: Transaction): object {
	const { id, height, atSeconds } = transaction
	if (transaction.kind === 'account') {
		const transfers = transaction.transfers
			.map(({ id: transfer, from, to, asset, amount, rebase }) => ({
				amount: amount.toString(),
				asset,
				from,
				rebase,
				to,
				transfer,
			}))
			.sort((a, b) => compareText(a.transfer, b.transfer))
		const { trades = [], notices = [] } = transaction
		const issued = notices.filter(isOfIssuer)
		if (trades.length === 0 && issued.length === 0) return { atSeconds, height, id, transfers }
		const told = {
			...(issued.length === 0 ? {} : { notices: inPlace(issued) }),
			...(trades.length === 0 ? {} : { trades: inPlace(trades) }),
		}
		return { atSeconds, height, id, ...told, transfers }
	}
	const inputs = transaction.inputs.map(({ spends, account, amount }) => ({
		...{ account, amount: amount?.toString() ?? null, spends },
	}))
	const outputs = transaction.outputs.map(({ account, amount }) => ({ account, amount: amount.toString() }))
	const fees = transaction.blockFees === undefined ? {} : { blockFees: inPlace(transaction.blockFees) }
	return { atSeconds, ...fees, height, id, inputs, outputs }
}

/** Data with its members in their canonical places. */
const inPlace = (data: unknown): unknown => JSON.parse(canonicalJson(amountsAsText(data)))
