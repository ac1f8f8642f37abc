import { chainFacts, nativeAsset } from '../model/chains.js'
import type { AccountId, AssetId, OutputId, TransactionId } from '../model/identifiers.js'
import type { LedgerEntry, LedgerView } from '../model/ledgerView.js'
import { compareEvents, compareText } from '../model/order.js'
import type { AccountTransaction, Transaction, Transfer, UtxoOutput, UtxoTransaction } from '../model/transaction.js'

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
	readonly #ledgers = new Map<AccountId, Map<AssetId, LedgerEntry[]>>()
	/** Ledgers whose entries are not yet in order. */
	readonly #unsorted = new Set<LedgerEntry[]>()
	readonly #outputs = new Map<OutputId, UtxoOutput>()
	readonly #spenders = new Map<OutputId, UtxoTransaction>()
	readonly #spends = new Map<AccountId, UtxoTransaction[]>()
	/** What outputs brought; transfers are added up when asked for. */
	readonly #received = new Map<AccountId, Map<AssetId, bigint>>()
	/** Built at the first question: most traces never ask who was paid before. */
	#receipts: Map<AccountId, UtxoTransaction[]> | undefined

	/** @param accounts where those that got new ledger entries are noted; by default a set of its own */
	add(transaction: Transaction, accounts: Set<AccountId> = new Set()): Added {
		const known = this.#transactions.get(transaction.id)
		if (known === undefined) {
			this.#transactions.set(transaction.id, transaction)
			if (transaction.kind === 'account') this.#addTransfers(transaction, transaction.transfers, accounts)
			else this.#addUtxo(transaction, accounts)
			return { accounts, fresh: true, disagrees: false }
		}
		if (known.kind === 'account' && transaction.kind === 'account') return this.#merge(known, transaction, accounts)
		return { accounts: NOTHING, fresh: false, disagrees: !sameFacts(known, transaction) }
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
		const ledgers = this.#ledgers.get(account)
		const entries = ledgers?.get(asset)
		if (entries === undefined || ledgers === undefined) return []
		if (!this.#unsorted.delete(entries)) return entries
		// A new array, so that whoever holds the old one sees that facts were added.
		const sorted = [...entries].sort((a, b) => compareEvents(a.transfer, b.transfer))
		ledgers.set(asset, sorted)
		return sorted
	}

	assets(account: AccountId): readonly AssetId[] {
		return [...(this.#ledgers.get(account)?.keys() ?? [])].sort(compareText)
	}

	received(account: AccountId): ReadonlyMap<AssetId, bigint> {
		const sums = new Map(this.#received.get(account))
		for (const [asset, entries] of this.#ledgers.get(account) ?? []) {
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

	#addTransfers(transaction: AccountTransaction, transfers: readonly Transfer[], accounts: Set<AccountId>): void {
		for (const transfer of transfers) {
			const entry = { transfer, transaction }
			const { from, to } = transfer
			if (from !== null) this.#enter(from, entry, accounts)
			if (to !== null && to !== from) this.#enter(to, entry, accounts)
		}
	}

	#enter(account: AccountId, entry: LedgerEntry, accounts: Set<AccountId>): void {
		accounts.add(account)
		let ledgers = this.#ledgers.get(account)
		if (ledgers === undefined) {
			ledgers = new Map()
			this.#ledgers.set(account, ledgers)
		}
		const { asset } = entry.transfer
		const known = ledgers.get(asset)
		if (known !== undefined && this.#unsorted.has(known)) {
			known.push(entry)
			return
		}
		// What was handed out in order is left as it is; new entries go to a copy.
		const entries = known === undefined ? [entry] : [...known, entry]
		this.#unsorted.add(entries)
		ledgers.set(asset, entries)
	}

	#addUtxo(transaction: UtxoTransaction, accounts: Set<AccountId>): void {
		const facts = chainFacts(transaction.chain)
		const asset = facts === undefined ? transaction.chain : nativeAsset(facts)
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

	/** Transfers of a known transaction that another source adds; those both know must agree. */
	#merge(known: AccountTransaction, transaction: AccountTransaction, accounts: Set<AccountId>): Added {
		if (sameTransfers(known.transfers, transaction.transfers)) return SAME
		const byId = new Map(known.transfers.map((transfer) => [transfer.id, transfer]))
		const further = transaction.transfers.filter((transfer) => !byId.has(transfer.id))
		const disagrees = transaction.transfers.some((transfer) => {
			const old = byId.get(transfer.id)
			return old !== undefined && !sameTransfer(old, transfer)
		})
		if (further.length === 0) return { accounts: NOTHING, fresh: false, disagrees }
		const merged = { ...known, transfers: [...known.transfers, ...further].sort(compareEvents) }
		this.#transactions.set(known.id, merged)
		this.#addTransfers(merged, further, accounts)
		return { accounts, fresh: true, disagrees }
	}
}

function addReceipts(receipts: Map<AccountId, UtxoTransaction[]>, transaction: UtxoTransaction): void {
	for (const account of new Set(transaction.outputs.map((output) => output.account))) {
		const list = receipts.get(account) ?? []
		let place = list.length
		// Most come in order, so that looking from the end finds the place at once.
		while (place > 0 && compareEvents(list[place - 1] as UtxoTransaction, transaction) > 0) place--
		list.splice(place, 0, transaction)
		receipts.set(account, list)
	}
}

/** Whether both tell the same transfers in the same order: what another account's page says of a transaction is that. */
function sameTransfers(a: readonly Transfer[], b: readonly Transfer[]): boolean {
	return a.length === b.length && a.every((transfer, i) => transfer.id === b[i]?.id && sameTransfer(transfer, b[i]))
}

function sameTransfer(a: Transfer, b: Transfer): boolean {
	return a.from === b.from && a.to === b.to && a.asset === b.asset && a.amount === b.amount
}

function sameFacts(a: Transaction, b: Transaction): boolean {
	if (a === b) return true
	if (
		a.kind !== 'utxo' ||
		b.kind !== 'utxo' ||
		a.outputs.length !== b.outputs.length ||
		a.inputs.length !== b.inputs.length
	)
		return false
	return (
		a.height === b.height &&
		a.atSeconds === b.atSeconds &&
		compatible(a.version, b.version) &&
		compatible(a.locktime, b.locktime) &&
		a.outputs.every(
			(output, i) => output.amount === b.outputs[i]?.amount && output.account === b.outputs[i]?.account,
		) &&
		a.inputs.every((input, i) => {
			const other = b.inputs[i]
			return (
				input.spends === other?.spends && input.amount === other.amount && compatible(input.sequence, other.sequence)
			)
		})
	)
}

/** Whether two sources can both be right of a fact that one of them may not tell. */
function compatible(a: number | undefined, b: number | undefined): boolean {
	return a === undefined || b === undefined || a === b
}
