import { MAX_AMOUNT } from '../amount.js'
import { InputError } from '../errors.js'
import type { AccountId, AssetId, TransactionId, TransferId } from '../identifiers.js'
import { AmountColumn } from './amountColumn.js'
import { grown } from './grown.js'
import { IdTable } from './idTable.js'
import { WholeColumn } from './wholeColumn.js'

/** Stands where a number of an account or transaction would, and there is none: issue, burn, unknown. */
export const NONE = 0xffffffff

/** A transfer as it is appended. Amount in base units. */
export interface TransferRow {
	/** Null: issue or unknown. */
	readonly from: AccountId | null
	/** Null: burn. */
	readonly to: AccountId | null
	readonly asset: AssetId
	readonly amount: bigint
	/** Unix seconds UTC. */
	readonly atSeconds: number
	/** Null where the source does not know it. */
	readonly height?: number | null
	readonly transaction?: TransactionId | null
	/** Tells the transfers of a transaction apart: a table's `index`. Default 0. */
	readonly index?: number
}

/** A transfer by the numbers of its identifiers, `NONE` where there is none. */
export interface NumberedRow {
	readonly from: number
	readonly to: number
	readonly asset: number
	/** Unix seconds UTC. */
	readonly atSeconds: number
	readonly height: number | null
	readonly transaction: number
	/** Place in its transaction or block. */
	readonly index: number
}

/**
 * Transfers of account ledgers in bulk, append-only, in the order in which they happened: one column per member, accounts,
 * assets and transactions numbered in the order in which they are first seen. About 36 bytes a transfer beside the
 * identifiers, so that a table of ten million rows fits where objects would not; kernels run over the columns as they are.
 */
export class TransferColumns {
	readonly accounts = new IdTable()
	readonly assets = new IdTable()
	readonly transactions = new IdTable()
	/** Numbers of the paying and of the paid account; `NONE` where there is none. Valid up to `length`. */
	from = new Uint32Array(16)
	to = new Uint32Array(16)
	/** Numbers of the assets. */
	asset = new Uint32Array(16)
	/** Numbers of the transactions, `NONE` where none was given; empty as long as none was. */
	transaction = new Uint32Array(0)
	readonly amounts = new AmountColumn()
	readonly #atSeconds = new WholeColumn()
	/** Height + 1; 0 is none. */
	readonly #heights = new WholeColumn()
	readonly #indexes = new WholeColumn()
	/** Whether every transfer has a height, and whether heights and times never went back. */
	#allHeights = true
	#byHeight = true
	#byTime = true
	#length = 0
	#lastAsset = ''
	#lastAssetNumber = NONE

	/** Number of transfers. */
	get length(): number {
		return this.#length
	}

	/**
	 * Appends what happened next; answers its row. Where any transfer lacks a height, times tell what happened first.
	 * @throws InputError where it happened before the last one, for an amount that no ledger can state, and for a time,
	 * height or index that is not a whole number
	 */
	append(transfer: TransferRow): number {
		const { from, to, asset, amount, atSeconds, height = null, transaction = null, index = 0 } = transfer
		if (!isAmount(amount) || !isWhole(atSeconds) || !isWhole(height ?? 0) || !isWhole(index)) this.#refuse(transfer)
		this.#checkOrder(atSeconds, height)
		this.amounts.set(this.#length, amount)
		return this.#write({
			from: from === null ? NONE : this.accounts.add(from),
			to: to === null ? NONE : this.accounts.add(to),
			asset: this.#assetNumber(asset),
			atSeconds,
			height,
			transaction: transaction === null ? NONE : this.transactions.add(transaction),
			index,
		})
	}

	/**
	 * As `append`, by the numbers of identifiers that were added; times, height and index must be whole numbers. The amount
	 * of row `length` must have been set.
	 */
	appendNumbers(transfer: NumberedRow): number {
		this.#checkOrder(transfer.atSeconds, transfer.height)
		return this.#write(transfer)
	}

	#write({ from, to, asset, atSeconds, height, transaction, index }: NumberedRow): number {
		const row = this.#length
		if (row >= this.from.length) {
			this.from = grown(this.from, row + 1)
			this.to = grown(this.to, row + 1)
			this.asset = grown(this.asset, row + 1)
		}
		this.from[row] = from
		this.to[row] = to
		this.asset[row] = asset
		this.#atSeconds.set(row, atSeconds)
		this.#heights.set(row, height === null ? 0 : height + 1)
		this.#indexes.set(row, index)
		if (transaction !== NONE || this.transaction.length > 0) this.#setTransaction(row, transaction)
		this.#length = row + 1
		return row
	}

	atSeconds(row: number): number {
		return this.#atSeconds.get(row)
	}

	height(row: number): number | null {
		const height = this.#heights.get(row)
		return height === 0 ? null : height - 1
	}

	/** Place in its transaction, as a table's `index`. */
	index(row: number): number {
		return this.#indexes.get(row)
	}

	/** `<chain>/<txid>#row:<index>`; null where the transaction was not given. */
	transferId(row: number): TransferId | null {
		const transaction = this.transaction[row] ?? NONE
		return transaction === NONE ? null : `${this.transactions.text(transaction)}#row:${this.#indexes.get(row)}`
	}

	/** Gives back what growing left over: for a table that is whole. */
	trim(): void {
		const { length } = this
		this.from = this.from.slice(0, length)
		this.to = this.to.slice(0, length)
		this.asset = this.asset.slice(0, length)
		this.transaction = this.transaction.slice(0, length)
		this.amounts.trim(length)
		this.#atSeconds.trim(length)
		this.#heights.trim(length)
		this.#indexes.trim(length)
		for (const ids of [this.accounts, this.assets, this.transactions]) ids.trim()
	}

	/** Memory of the columns, without that of the identifiers. */
	get bytes(): number {
		const { from, to, asset, transaction, amounts } = this
		const plain = from.byteLength + to.byteLength + asset.byteLength + transaction.byteLength
		return plain + amounts.bytes + this.#atSeconds.bytes + this.#heights.bytes + this.#indexes.bytes
	}

	/** Says which member of a transfer is wrong. */
	#refuse({ amount, ...row }: TransferRow): never {
		const wrong = (['atSeconds', 'height', 'index'] as const).find((member) => !isWhole(row[member] ?? 0))
		const [field, value, expected] = isAmount(amount)
			? [wrong, row[wrong ?? 'index'], 'a whole number']
			: ['amount', amount, 'a bigint from 0 to 2^256 - 1']
		const message = `transfer ${this.#length}, ${field}: ${String(value)} is not ${expected}`
		throw new InputError(isAmount(amount) ? 'E_INPUT' : 'E_BAD_AMOUNT', message, {
			details: { row: this.#length, field: String(field) },
		})
	}

	#checkOrder(atSeconds: number, height: number | null): void {
		const last = this.#length - 1
		const allHeights = this.#allHeights && height !== null
		const byTime = this.#byTime && (last < 0 || atSeconds >= this.atSeconds(last))
		const byHeight = this.#byHeight && (last < 0 || (height ?? 0) >= (this.height(last) ?? 0))
		if (!(allHeights ? byHeight : byTime)) {
			const [row, told] = [last + 1, allHeights ? 'heights' : 'times']
			const message = `transfer ${row}: by the ${told} of the transfers up to here they are not in order of events`
			throw new InputError('E_INPUT', message, { details: { row } })
		}
		this.#allHeights = allHeights
		this.#byHeight = byHeight
		this.#byTime = byTime
	}

	/** Most rows name the asset of the row before. */
	#assetNumber(asset: AssetId): number {
		if (asset !== this.#lastAsset || this.#lastAssetNumber === NONE) {
			this.#lastAssetNumber = this.assets.add(asset)
			this.#lastAsset = asset
		}
		return this.#lastAssetNumber
	}

	#setTransaction(row: number, number: number): void {
		if (this.transaction.length === 0) this.transaction = new Uint32Array(this.from.length).fill(NONE)
		else if (row >= this.transaction.length) this.transaction = grown(this.transaction, this.from.length)
		this.transaction[row] = number
	}
}

const isAmount = (amount: unknown): boolean => typeof amount === 'bigint' && amount >= 0n && amount <= MAX_AMOUNT

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
