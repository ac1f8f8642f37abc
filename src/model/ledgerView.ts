import type { AccountId, AssetId, OutputId, TransactionId } from './identifiers.js'
import type { Conversion, Unresolved, Way } from './redirection.js'
import type { AccountTransaction, Transaction, Transfer, UtxoOutput, UtxoTransaction } from './transaction.js'

/** One entry of account ledgers: a transfer and the transaction that made it. */
export interface LedgerEntry {
	/** As the ledger has it, or what its transfers come to on balance: then `ways` says which those are. */
	readonly transfer: Transfer
	readonly transaction: AccountTransaction
	readonly ways?: readonly Way[]
	/** Where it is a side of an exchange. The side given goes to nobody, the sides received come from nobody. */
	readonly exchange?: Exchange
	/** Why value that goes this way cannot be followed further. */
	readonly stop?: Unresolved['reason']
}

/** The side given of an exchange. */
export type GivenEntry = LedgerEntry & { readonly exchange: Exchange; readonly transfer: { readonly from: AccountId } }

/** Whether an entry is what an account gave in an exchange. */
export const isGiven = (entry: LedgerEntry): entry is GivenEntry =>
	entry.exchange?.given.transfer === entry.transfer && entry.transfer.from !== null

/** One asset that an account gave in a conversion, and its part of everything received. */
export interface Exchange {
	readonly conversion: Conversion
	readonly given: LedgerEntry
	readonly received: readonly LedgerEntry[]
}

/** The read-only side of everything read so far. Apportionment and heuristics see facts only through it. */
export interface LedgerView {
	transaction(id: TransactionId): Transaction | undefined
	/** Everything read, in the order in which it was read. */
	transactions(): Iterable<Transaction>
	/** The transaction that spends an output, where it was read. */
	spender(output: OutputId): UtxoTransaction | undefined
	output(id: OutputId): UtxoOutput | undefined
	/** Entries of one account in one asset, in event order. The same array until facts are added to it. */
	ledger(account: AccountId, asset: AssetId): readonly LedgerEntry[]
	/** Everything that a transaction did on account ledgers; empty where it was not read. */
	entriesOf(transaction: TransactionId): readonly LedgerEntry[]
	/** Assets that an account moved, in code-unit order. */
	assets(account: AccountId): readonly AssetId[]
	/** What the transactions read show arriving at an account, by asset. */
	received(account: AccountId): ReadonlyMap<AssetId, bigint>
	/** Transactions that spend outputs of an account (or of the same key), in event order. */
	spendsOf(account: AccountId): readonly UtxoTransaction[]
	/** Transactions with an output to an account, in event order. The address of a key and its plain script are two accounts. */
	receiptsOf(account: AccountId): readonly UtxoTransaction[]
	/**
	 * What all accounts share that evidence from before the transaction under inspection puts under one control with this
	 * one; undefined for an account not seen before. Absent where no clustering runs beside the inspection: then nothing is
	 * known of it.
	 */
	controlOf?(account: AccountId): number | undefined
}

/** The part of the view by which value is followed: who pays what on, and in which order. */
export type LedgerWays = Pick<
	LedgerView,
	'transaction' | 'spender' | 'output' | 'ledger' | 'entriesOf' | 'assets' | 'spendsOf'
>
