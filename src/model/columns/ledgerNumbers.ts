import { PairTable } from './pairTable.js'
import { NONE, type TransferColumns } from './transferColumns.js'

/** The ledgers of a table, one per account and asset that it moved, by number; and those of both ends of each transfer. */
export interface LedgerNumbers {
	readonly count: number
	/** Ledger of the paying and of the paid account, by row; `NONE` where there is no account. */
	readonly from: Uint32Array
	readonly to: Uint32Array
	/** Number of the account and of the asset of a ledger. */
	account(ledger: number): number
	asset(ledger: number): number
}

/** Numbers the ledgers in the order in which they are first seen. In a table of one asset they are the accounts. */
export function ledgerNumbers(columns: TransferColumns): LedgerNumbers {
	const { from, to, length, accounts, assets } = columns
	if (assets.size <= 1) return { count: accounts.size, from, to, account: (ledger) => ledger, asset: () => 0 }
	const pairs = new PairTable()
	const ends = [from, to].map((side) => {
		const ledgers = new Uint32Array(length)
		return { side, ledgers }
	})
	for (let row = 0; row < length; row++) {
		const asset = columns.asset[row] as number
		for (const { side, ledgers } of ends) {
			const account = side[row] as number
			ledgers[row] = account === NONE ? NONE : pairs.add(account, asset)
		}
	}
	const [payers, payees] = ends.map(({ ledgers }) => ledgers)
	return {
		count: pairs.size,
		from: payers as Uint32Array,
		to: payees as Uint32Array,
		account: (ledger) => pairs.first(ledger),
		asset: (ledger) => pairs.second(ledger),
	}
}
