import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import type { TransferColumns } from '../../model/columns/transferColumns.js'
import type { Rule } from '../rules/rule.js'
import type { SeedRow } from '../seeds/seedRow.js'
import type { LocatedSeeds } from './locateSeeds.js'
import type { SeedTags } from './seedTags.js'
import type { SpecialLedgers } from './specialLedgers.js'
import type { TaintSums } from './taintSums.js'

/** What the kernels run over, and what they fill. */
export interface BulkTable extends LocatedSeeds {
	readonly rule: Rule
	readonly columns: TransferColumns
	readonly ledgers: LedgerNumbers
	readonly special: SpecialLedgers
	readonly tags: SeedTags
	/** Seed value that arrived at each ledger, and what of it is still there in the end. */
	readonly arrived: TaintSums
	readonly held: TaintSums
	/** Seed value that went to nobody, and that was newly seeded. */
	readonly burned: Map<SeedRow, bigint>
	readonly seeded: Map<SeedRow, bigint>
}
