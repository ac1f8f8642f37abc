import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'
import type { Lot } from '../lot.js'

/** Seed value that came to a ledger by what events brought its account, and the place of the first of them; -1 for none. */
export function broughtTo(
	account: AccountId,
	entries: readonly LedgerEntry[],
	brought: ReadonlyMap<string, readonly Lot[]>,
): { readonly first: number; readonly lots: readonly Lot[] } {
	const lots: Lot[] = []
	let first = -1
	for (let place = 0; place < entries.length; place++) {
		const { transfer } = entries[place] as LedgerEntry
		const arriving = transfer.to === account ? brought.get(transfer.id) : undefined
		if (arriving === undefined) continue
		if (first < 0) first = place
		for (const lot of arriving) lots.push(lot)
	}
	return { first, lots }
}
