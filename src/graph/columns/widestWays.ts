import { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { InputError } from '../../model/errors.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import { WayPool } from './wayPool.js'
import type { WidestWay } from './widestWay.js'

export interface WidestWaysQuery {
	readonly from: AccountId
	readonly to: AccountId
	/** Default every asset that stands in the table; ways do not change it. */
	readonly asset?: AssetId
	/** How many ways at most, up to 1000. Default 10. */
	readonly most?: number
}

/** Each ledger keeps room for so many ways. Invented. */
const MOST_WAYS = 1000

/**
 * As `widestPaths`, over columns: widest first, then fewest steps, then by their transfers. One pass in event order in
 * which each ledger keeps its widest ways, without an object for a transfer or a step. Facts only: no rule is applied. None
 * where the columns know no such account or asset.
 * @throws InputError where `most` is not a whole number from 1 to 1000
 */
export function widestWays(columns: TransferColumns, query: WidestWaysQuery): WidestWay[] {
	const { most = 10 } = query
	if (!Number.isSafeInteger(most) || most < 1 || most > MOST_WAYS) {
		throw new InputError('E_INPUT', `most: ${String(most)} is not a whole number from 1 to ${MOST_WAYS}`, {
			details: { field: 'most' },
		})
	}
	const source = columns.accounts.find(query.from)
	const target = columns.accounts.find(query.to)
	const asset = query.asset === undefined ? null : columns.assets.find(query.asset)
	if (source < 0 || target < 0 || (asset !== null && asset < 0)) return []
	const ledgers = new LedgerNumbers(columns)
	const pool = new WayPool(columns, ledgers.count + 1, most)
	// Past all ledgers: what has come to the target, in whatever asset.
	const arrived = ledgers.count
	const { from, to, length } = columns
	for (let row = 0; row < length; row++) {
		const payer = from[row] as number
		const payee = to[row] as number
		if (payer === NONE || payee === NONE || payer === payee) continue
		if (asset !== null && columns.asset[row] !== asset) continue
		const begins = payer === source
		const ledger = ledgers.from[row] as number
		if (!begins && !pool.reaches(ledger)) continue
		if (payee === target) pool.extend(begins ? NONE : ledger, row, arrived)
		// What comes back to the source begins anew.
		if (payee !== source) pool.extend(begins ? NONE : ledger, row, ledgers.to[row] as number)
	}
	return pool.ways(arrived)
}
