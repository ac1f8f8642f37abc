import { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import type { TransferColumns } from '../../model/columns/transferColumns.js'
import type { Rule } from '../rules/rule.js'
import { JointSeedBook } from '../seeds/jointSeedBook.js'
import type { SeedBook } from '../seeds/seedBook.js'
import type { BulkTable } from './bulkTable.js'
import { LedgerSums } from './ledgerSums.js'
import { locateSeeds } from './locateSeeds.js'
import { runKernels } from './runKernels.js'
import { SeedTags } from './seedTags.js'
import { SpecialLedgers } from './specialLedgers.js'
import { TagSums } from './tagSums.js'
import type { TaintSums } from './taintSums.js'

/**
 * Applies one rule to every transfer of a table at once, with late opening, as a trace does that follows every account but
 * the stops. One pass in event order for each kernel that its assets need: numbers, number pairs, or bigints where those
 * do not do. Poison judges each seed alone, unless they are joint.
 */
export function scoreColumns(
	columns: TransferColumns,
	rule: Rule,
	seeds: SeedBook,
	stops: Iterable<number>,
): BulkTable {
	const ledgers = new LedgerNumbers(columns)
	// A trace follows its seeds whatever they are labelled.
	const followed = new Set(seeds.namedAccounts().map((account) => columns.accounts.find(account)))
	const stopping = [...stops].filter((account) => !followed.has(account))
	const alone = rule.kind === 'reach' && !(seeds instanceof JointSeedBook)
	const runs = alone ? seeds.seeds.map(({ place }) => seeds.only(place)) : [seeds]
	const tags = new SeedTags()
	const located = locateSeeds(columns, seeds)
	const openSums = (): TaintSums => {
		if (located.several.size > 0 || runs.length > 1) return new TagSums()
		return new LedgerSums(ledgers.count, (ledger) => tags.ofAsset(columns.assets.text(ledgers.asset(ledger))))
	}
	const sums = { arrived: openSums(), held: openSums(), burned: new Map(), seeded: new Map(), tags }
	const run = (own: SeedBook): BulkTable => {
		const special = new SpecialLedgers(columns, ledgers, rule, own, stopping)
		const places = own === seeds ? located : locateSeeds(columns, own)
		const table = { rule, columns, ledgers, special, ...sums, ...places }
		runKernels(table)
		for (const { ledger, lot } of special.residuals()) sums.held.addBigint(ledger, tags.of(lot.path), lot.amount)
		return table
	}
	const tables = runs.map(run)
	const table = { ...(tables[tables.length - 1] as BulkTable), named: located.named }
	if (stopping.length === 0) return table
	// Where value stops it stays.
	for (const { ledger, tag, amount } of sums.arrived.entries())
		if (table.special.isStop(ledger)) sums.held.addBigint(ledger, tag, amount)
	return table
}
