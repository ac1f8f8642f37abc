import type { AccountId, TransactionId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { AccountTransaction, SetAside } from '../model/transaction.js'
import type { Search } from '../search/search.js'

/** Examples given of each kind. Our choice. */
const MOST_EXAMPLES = 3

/** What was left out on purpose, with the reason, how often, and the first of them in code-unit order. */
export function excluded(searches: readonly Search[]): ResultData['excluded'] {
	const byReason = new Map<string, Set<string>>()
	const note = (id: string, reason: string): void => {
		const ids = byReason.get(reason)
		if (ids === undefined) byReason.set(reason, new Set([id]))
		else ids.add(id)
	}
	for (const search of searches) {
		const concerns = concernsIn(search)
		for (const transaction of search.options.graph.view.transactions()) {
			if (transaction.kind !== 'account' || !mayLeaveOut(search, transaction) || !concerns(transaction)) continue
			noteLeftOut(search, transaction, note)
		}
	}
	return [...byReason]
		.sort(([a], [b]) => compareText(a, b))
		.map(([reason, ids]) => {
			const examples = firstOf(ids, MOST_EXAMPLES)
			const signers = signersOf(searches, examples)
			return { reason, count: ids.size, examples, ...(signers.length === 0 ? {} : { signers }) }
		})
}

/** Who paid for the transactions of these transfers: an event may name anybody, only its signer made it. */
function signersOf(searches: readonly Search[], transfers: readonly string[]): AccountId[] {
	const signers = new Set<AccountId>()
	for (const id of transfers.map((transfer) => transfer.split('#', 1)[0] as TransactionId)) {
		for (const { options } of searches) {
			const transaction = options.graph.view.transaction(id)
			if (transaction?.kind !== 'account') continue
			for (const { fee, from } of transaction.transfers) if (fee === true && from !== null) signers.add(from)
		}
	}
	return [...signers].sort(compareText)
}

/** The least in code-unit order, of possibly very many. */
function firstOf(ids: Iterable<string>, most: number): string[] {
	const first: string[] = []
	for (const id of ids) {
		if (first.length === most && id >= (first[most - 1] as string)) continue
		first.push(id)
		first.sort(compareText)
		if (first.length > most) first.pop()
	}
	return first
}

type Parties = { readonly from: string | null; readonly to: string | null }

/** Whether value went through a transaction, or it names an account which was followed, or nobody at all. */
function concernsIn(search: Search): (transaction: AccountTransaction) => boolean {
	const { graph } = search.options.graph
	const { followed } = search.nodes
	const isFollowed = ({ from, to }: Parties): boolean =>
		(from !== null && followed.has(from)) || (to !== null && followed.has(to))
	const isAwaited = ({ to, reason }: SetAside): boolean =>
		reason === 'foreignBridge' && to !== null && search.crossings.isAwaited(to)
	const concerns = (item: SetAside): boolean =>
		isFollowed(item) || isAwaited(item) || (item.from === null && item.to === null)
	return ({ id, transfers, setAside = [] }) =>
		transfers.some(isFollowed) || setAside.some(concerns) || graph.hasNode(id)
}

/** Whether anything of a transaction is no value, or of an asset that nobody knows: most have nothing of the kind. */
const mayLeaveOut = ({ options }: Search, { transfers, setAside }: AccountTransaction): boolean =>
	setAside !== undefined || transfers.some((transfer) => transfer.amount === 0n || options.rules.isUnlisted(transfer))

/** Notes what of a transaction is no value, or no value that was followed, with the reason. */
function noteLeftOut(
	{ runs, options, spoofs }: Search,
	{ transfers, setAside = [] }: AccountTransaction,
	note: (id: string, reason: string) => void,
): void {
	const orLookAlike = (id: string, reason: string): void => note(id, spoofs.has(id) ? 'lookAlike' : reason)
	for (const { id, reason } of setAside) orLookAlike(id, reason)
	for (const transfer of transfers) {
		if (transfer.amount === 0n) orLookAlike(transfer.id, 'zeroValue')
		else if (options.rules.isUnlisted(transfer) && !runs.carries(transfer.id)) orLookAlike(transfer.id, 'unlistedAsset')
	}
}
