import type { AccountId, AssetId, TransferId } from '../../model/identifiers.js'
import { compareEvents } from '../../model/order.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import { endsOf, resembles } from './resembles.js'

/** How far back a counterparty is one that can be imitated: 30 days. Tsuchiya et al., USENIX Security 2025. */
const SECONDS_BACK = 30 * 86_400
/** A transfer is tiny below this part of the median of what the subject itself paid in that asset: 1/10,000. The same. */
const TINY_PART = 10_000n
/** Other chains write addresses in which like ends mean something else. */
const EVM = 'eip155:'

/** Something that carries the name of an account which looks like a counterparty of the subject. */
export interface LookAlike {
	/**
	 * `dust`: a tiny transfer to the subject. `nothing`: something that moves no amount, or none of an asset that is known.
	 * `paid`: what the subject paid to the look-alike: a loss, which stays.
	 */
	readonly kind: 'dust' | 'nothing' | 'paid'
	/** Transfer or thing set aside. */
	readonly id: TransferId
	readonly transaction: string
	readonly other: AccountId
	/** The counterparty whose address it looks like. */
	readonly like: AccountId
}

/**
 * Address poisoning on the ledger of one account, by what was read of it: transfers of nothing or next to nothing in the
 * name of addresses that look like those it dealt with, and payments to such addresses. Only counterparties of this very
 * account are compared: elsewhere look-alikes are chance. `isUnlisted`: transfers that anybody can tell of anybody; they make
 * nobody a counterparty.
 *
 * Source: Tsuchiya, Dong, Soska, Christin, *Blockchain Address Poisoning*, USENIX Security 2025.
 * Fails when: the counterparty was dealt with longer ago, or in transactions that were not read (absent); somebody makes
 * addresses of like ends for convenience and pays tiny amounts from one to the other (found).
 * Cost: linear in the transactions, apart from sorting.
 */
export function lookAlikes(
	subject: AccountId,
	transactions: readonly AccountTransaction[],
	isUnlisted: (transfer: Transfer) => boolean = () => false,
): LookAlike[] {
	if (!subject.startsWith(EVM) || !haveLikeEnds(subject, transactions)) return []
	const medians = mediansOf(subject, transactions)
	const isTiny = ({ asset, amount }: Transfer): boolean => amount * TINY_PART < (medians.get(asset) ?? 0n)
	const kindOf = (transfer: Transfer, tiny: boolean): LookAlike['kind'] | null => {
		if (transfer.amount === 0n || isUnlisted(transfer)) return 'nothing'
		return transfer.from === subject ? 'paid' : tiny ? 'dust' : null
	}
	const partners = new Map<string, Map<AccountId, number>>()
	const likeOf = (account: AccountId, atSeconds: number): AccountId | undefined => {
		const group = partners.get(endsOf(account))
		if (group === undefined || group.has(account)) return undefined
		for (const [partner, lastSeconds] of group)
			if (atSeconds - lastSeconds <= SECONDS_BACK && resembles(account, partner)) return partner
		return undefined
	}
	const found: LookAlike[] = []
	for (const { id: transaction, atSeconds, transfers, setAside = [] } of inOrder(transactions)) {
		for (const { id, from, to } of setAside) {
			const other = from === subject ? to : to === subject ? from : null
			const like = other === null ? undefined : likeOf(other, atSeconds)
			if (other !== null && like !== undefined) found.push({ kind: 'nothing', id, transaction, other, like })
		}
		for (const transfer of transfers) {
			const { id, from, to } = transfer
			const other = from === subject ? to : to === subject ? from : null
			if (other === null || other === subject) continue
			const like = likeOf(other, atSeconds)
			const tiny = isTiny(transfer)
			const kind = kindOf(transfer, tiny)
			if (like !== undefined && kind !== null) found.push({ kind, id, transaction, other, like })
			if (kind === 'nothing' || tiny) continue
			const ends = endsOf(other)
			const group = partners.get(ends)
			if (group === undefined) partners.set(ends, new Map([[other, atSeconds]]))
			else group.set(other, atSeconds)
		}
	}
	return found
}

/** Whether any two of those whom an account dealt with end alike: of most accounts none do, and nothing else is looked at. */
function haveLikeEnds(subject: AccountId, transactions: readonly AccountTransaction[]): boolean {
	const byEnds = new Map<string, AccountId>()
	const isLike = ({ from, to }: Pick<Transfer, 'from' | 'to'>): boolean => {
		const other = from === subject ? to : to === subject ? from : null
		if (other === null) return false
		const ends = endsOf(other)
		const known = byEnds.get(ends)
		if (known === undefined) byEnds.set(ends, other)
		return known !== undefined && known !== other
	}
	return transactions.some(({ transfers, setAside }) => transfers.some(isLike) || setAside?.some(isLike) === true)
}

/** The median of what the subject itself paid, by asset: nobody else can move it. */
function mediansOf(subject: AccountId, transactions: readonly AccountTransaction[]): Map<AssetId, bigint> {
	const paid = new Map<AssetId, bigint[]>()
	for (const { transfers } of transactions) {
		for (const { from, fee, asset, amount } of transfers) {
			if (from !== subject || fee === true || amount === 0n) continue
			const known = paid.get(asset)
			if (known === undefined) paid.set(asset, [amount])
			else known.push(amount)
		}
	}
	return new Map(
		[...paid].map(([asset, amounts]) => {
			const sorted = amounts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
			return [asset, sorted[sorted.length >> 1] as bigint]
		}),
	)
}

function inOrder(transactions: readonly AccountTransaction[]): AccountTransaction[] {
	return transactions
		.map((transaction) => {
			const order = transaction.transfers[0]?.order ?? [transaction.height ?? transaction.atSeconds, 0, 0]
			return { transaction, order, id: transaction.id }
		})
		.sort(compareEvents)
		.map(({ transaction }) => transaction)
}
