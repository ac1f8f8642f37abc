import { NONE } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot } from '../lot.js'
import { poisonLots } from '../seeds/poisonLots.js'
import { seedLots } from '../seeds/seedLots.js'
import type { SeedRow } from '../seeds/seedRow.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'

/** Applies one row in full generality: who pays, whom, and what a seed makes of it. `place` is its place in `seedRows`. */
export function settleRow(table: BulkTable, kernel: Kernel, row: number, place: number | null): void {
	const { columns, ledgers, special, tags } = table
	const payer = ledgers.from[row] as number
	const payee = ledgers.to[row] as number
	const amount = columns.amounts.get(row)
	let lots: readonly Lot[]
	if (payer === NONE) lots = [cleanLot(amount)]
	else if (special.has(payer)) {
		const payment = special.pay(payer, row, amount)
		for (const part of payment.seeded) count(table.seeded, part.row, part.amount)
		lots = payment.lots
	} else lots = kernel.take(payer, amount)
	if (place !== null) {
		const root = table.seedRoots[place] as NonNullable<Lot['path']>
		const named = table.rule.kind === 'reach' ? poisonLots(lots, root) : seedLots(lots, root, null)
		if (named.seeded > 0n) count(table.seeded, root.seed, named.seeded)
		lots = named.lots
	}
	for (const { path, amount: part } of lots) {
		if (path === null) continue
		if (payee === NONE) count(table.burned, path.seed, part)
		else table.arrived.addBigint(payee, tags.of(path), part)
	}
	if (payee === NONE) return
	if (special.has(payee)) special.receive(payee, lots)
	else kernel.give(payee, lots)
}

function count(sums: Map<SeedRow, bigint>, row: SeedRow, amount: bigint): void {
	sums.set(row, (sums.get(row) ?? 0n) + amount)
}
