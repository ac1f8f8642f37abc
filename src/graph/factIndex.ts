import { nativeOf } from '../model/chains.js'
import type { AccountId, AssetId, OutputId, TransactionId } from '../model/identifiers.js'
import type { LedgerEntry, LedgerView } from '../model/ledgerView.js'
import { compareEvents, compareText } from '../model/order.js'
import type { AccountTransaction, Transaction, UtxoOutput, UtxoTransaction } from '../model/transaction.js'
import { addReceipts } from './addReceipts.js'
import { LedgerBook } from './ledgerBook.js'
import { sameFacts, sameMoves, sameTransfer, sameTransfers } from './sameFacts.js'

/** What an account transaction did on ledgers. */
export type Movements = (transaction: AccountTransaction) => readonly LedgerEntry[]

/** What adding a transaction changed. */
export interface Added {
	/** Accounts that got new ledger entries. */
	readonly accounts: ReadonlySet<AccountId>
	/** False where the transaction was there already with the same facts. */
	readonly fresh: boolean
	/** True where what was there says something else; the first stays. */
	readonly disagrees: boolean
}

const NOTHING: ReadonlySet<AccountId> = new Set()
const SAME: Added = { accounts: NOTHING, fresh: false, disagrees: false }

/** Every transaction read, by id, by account and by output spent. Private to the graph. */
export class FactIndex implements LedgerView {
	readonly #transactions = new Map<TransactionId, Transaction>()
	/** Of very many accounts one entry only was read: it needs no book. */
	readonly #books = new Map<AccountId, LedgerBook | LedgerEntry>()
	readonly #outputs = new Map<OutputId, UtxoOutput>()
	readonly #spenders = new Map<OutputId, UtxoTransaction>()
	readonly #spends = new Map<AccountId, UtxoTransaction[]>()
	/** What outputs brought; transfers are added up when asked for. */
	readonly #received = new Map<AccountId, Map<AssetId, bigint>>()
	/** Built at the first question: most traces never ask who was paid before. */
	#receipts: Map<AccountId, UtxoTransaction[]> | undefined
	/** Entries of transactions whose inside is told. */
	readonly #entries = new Map<TransactionId, readonly LedgerEntry[]>()

	/** Without `movements` every transfer stands as it is told. */
	constructor(private readonly movements: Movements = asTold) {}

	/** @param accounts where those that got new ledger entries are noted; by default a set of its own */
	add(transaction: Transaction, accounts: Set<AccountId> = new Set()): Added {
		const known = this.#transactions.get(transaction.id)
		if (known === undefined) {
			this.#transactions.set(transaction.id, transaction)
			if (transaction.kind === 'account') this.#addTransaction(transaction, accounts)
			else this.#addUtxo(transaction, accounts)
			return { accounts, fresh: true, disagrees: false }
		}
		if (known.kind === 'account' && transaction.kind === 'account') return this.#merge(known, transaction, accounts)
		const disagrees = !sameFacts(known, transaction)
		if (disagrees || !tellsFees(known, transaction)) return { accounts: NOTHING, fresh: false, disagrees }
		this.#transactions.set(known.id, transaction)
		return { accounts: NOTHING, fresh: true, disagrees }
	}

	/** Whether the inside of any account transaction is told. */
	get tellsInside(): boolean {
		return this.#entries.size > 0
	}

	transaction(id: TransactionId): Transaction | undefined {
		return this.#transactions.get(id)
	}

	transactions(): Iterable<Transaction> {
		return this.#transactions.values()
	}

	spender(output: OutputId): UtxoTransaction | undefined {
		return this.#spenders.get(output)
	}

	output(id: OutputId): UtxoOutput | undefined {
		return this.#outputs.get(id)
	}

	ledger(account: AccountId, asset: AssetId): readonly LedgerEntry[] {
		const first = this.#bookOf(account)
		const book = first?.asset === asset ? first : first?.others?.get(asset)
		if (book === undefined) return []
		return book.inOrder()
	}

	entriesOf(id: TransactionId): readonly LedgerEntry[] {
		const transaction = this.#transactions.get(id)
		return transaction?.kind === 'account' ? (this.#entries.get(id) ?? asTold(transaction)) : []
	}

	assets(account: AccountId): readonly AssetId[] {
		return Array.from(this.#booksOf(account), ({ asset }) => asset).sort(compareText)
	}

	received(account: AccountId): ReadonlyMap<AssetId, bigint> {
		const sums = new Map(this.#received.get(account))
		for (const { asset, entries } of this.#booksOf(account)) {
			let sum: bigint | undefined
			for (const { transfer } of entries) if (transfer.to === account) sum = (sum ?? 0n) + transfer.amount
			if (sum !== undefined) sums.set(asset, (sums.get(asset) ?? 0n) + sum)
		}
		return sums
	}

	spendsOf(account: AccountId): readonly UtxoTransaction[] {
		return [...(this.#spends.get(account) ?? [])].sort(compareEvents)
	}

	receiptsOf(account: AccountId): readonly UtxoTransaction[] {
		if (this.#receipts === undefined) {
			this.#receipts = new Map()
			const known = [...this.#transactions.values()].filter((transaction) => transaction.kind === 'utxo')
			for (const transaction of known.sort(compareEvents)) addReceipts(this.#receipts, transaction)
		}
		return this.#receipts.get(account) ?? []
	}

	#addTransaction(transaction: AccountTransaction, accounts: Set<AccountId>): void {
		if (transaction.inside === undefined) {
			for (const transfer of transaction.transfers) this.#addEntry({ transfer, transaction }, accounts)
			return
		}
		const entries = this.movements(transaction)
		this.#entries.set(transaction.id, entries)
		for (const entry of entries) this.#addEntry(entry, accounts)
	}

	#addEntry(entry: LedgerEntry, accounts: Set<AccountId>): void {
		const { from, to } = entry.transfer
		if (from !== null) this.#enter(from, entry, accounts)
		if (to !== null && to !== from) this.#enter(to, entry, accounts)
	}

	#enter(account: AccountId, entry: LedgerEntry, accounts: Set<AccountId>): void {
		accounts.add(account)
		const first = this.#bookOf(account)
		if (first === undefined) {
			this.#books.set(account, entry)
			return
		}
		const { asset } = entry.transfer
		const book = first.asset === asset ? first : first.others?.get(asset)
		if (book === undefined) {
			first.others ??= new Map()
			first.others.set(asset, new LedgerBook(entry))
		} else book.add(entry)
	}

	/** The first book of an account, opened where its only entry had none. */
	#bookOf(account: AccountId): LedgerBook | undefined {
		const known = this.#books.get(account)
		if (known === undefined || known instanceof LedgerBook) return known
		const book = new LedgerBook(known)
		this.#books.set(account, book)
		return book
	}

	*#booksOf(account: AccountId): Iterable<Pick<LedgerBook, 'asset' | 'entries'>> {
		const first = this.#books.get(account)
		if (first === undefined) return
		if (!(first instanceof LedgerBook)) {
			yield { asset: first.transfer.asset, entries: [first] }
			return
		}
		yield first
		if (first.others !== null) yield* first.others.values()
	}

	#addUtxo(transaction: UtxoTransaction, accounts: Set<AccountId>): void {
		const asset = nativeOf(transaction.chain)
		for (const output of transaction.outputs) {
			this.#outputs.set(output.id, output)
			this.#receive(output.account, asset, output.amount)
			if (output.sameKeyAs !== undefined) this.#receive(output.sameKeyAs, asset, output.amount)
		}
		if (this.#receipts !== undefined) addReceipts(this.#receipts, transaction)
		const payers = new Set<AccountId>()
		for (const input of transaction.inputs) {
			if (input.spends !== null) this.#spenders.set(input.spends, transaction)
			if (input.account !== null) payers.add(input.account)
			if (input.sameKeyAs !== undefined) payers.add(input.sameKeyAs)
		}
		for (const payer of payers) {
			const spends = this.#spends.get(payer)
			if (spends === undefined) this.#spends.set(payer, [transaction])
			else spends.push(transaction)
			accounts.add(payer)
		}
	}

	#receive(account: AccountId, asset: AssetId, amount: bigint): void {
		const assets = this.#received.get(account) ?? new Map<AssetId, bigint>()
		assets.set(asset, (assets.get(asset) ?? 0n) + amount)
		this.#received.set(account, assets)
	}

	/**
	 * Transfers of a known transaction that another source adds; those both know must agree. Where the inside of the
	 * transaction is told, what it did follows from all of it, so that a source that tells more disagrees. A table names the
	 * same transfers otherwise than a node: then one of the two is used, never both.
	 */
	#merge(known: AccountTransaction, transaction: AccountTransaction, accounts: Set<AccountId>): Added {
		if (sameTransfers(known.transfers, transaction.transfers)) return SAME
		if ((known.inside === undefined) !== (transaction.inside === undefined))
			return { ...SAME, disagrees: !sameMoves(known.transfers, transaction.transfers) }
		const byId = new Map(known.transfers.map((transfer) => [transfer.id, transfer]))
		const further = transaction.transfers.filter((transfer) => !byId.has(transfer.id))
		const disagrees = transaction.transfers.some((transfer) => {
			const old = byId.get(transfer.id)
			return old !== undefined && !sameTransfer(old, transfer)
		})
		const isClosed = known.inside !== undefined
		if (further.length === 0 || isClosed)
			return { accounts: NOTHING, fresh: false, disagrees: disagrees || further.length > 0 }
		const merged = { ...known, transfers: [...known.transfers, ...further].sort(compareEvents) }
		this.#transactions.set(known.id, merged)
		for (const transfer of further) this.#addEntry({ transfer, transaction: merged }, accounts)
		return { accounts, fresh: true, disagrees }
	}
}

/** Whether of one coinbase the second answer tells the fees that the first left out. */
const tellsFees = (known: Transaction, next: Transaction): boolean =>
	known.kind === 'utxo' && next.kind === 'utxo' && known.blockFees === undefined && next.blockFees !== undefined

const asTold: Movements = (transaction) => transaction.transfers.map((transfer) => ({ transfer, transaction }))
