import { internalError } from '../../model/errors.js'
import type { LedgerEntry, LedgerWays } from '../../model/ledgerView.js'

/** A payment that was read, by its id. @throws FundtrailError `E_INTERNAL` where none was */
export function entryOf(view: LedgerWays, id: string): LedgerEntry {
	const entry = view.entriesOf(id.slice(0, id.indexOf('#'))).find(({ transfer }) => transfer.id === id)
	if (entry === undefined) throw internalError('a bridge moves value by an unknown transfer', { transfer: id })
	return entry
}
