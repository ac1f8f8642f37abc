import type { LedgerEntry } from '../../model/ledgerView.js'
import type { Lot } from '../lot.js'
import type { RunContext } from '../runContext.js'
import { poisonLots } from '../seeds/poisonLots.js'
import type { SeededPart } from '../seeds/seededValue.js'
import { seedLots } from '../seeds/seedLots.js'

/** The lots of a transfer once the seeds that name it have made their part of it seed value. */
export function applySeeds(
	{ seeds, rule }: Pick<RunContext, 'seeds' | 'rule'>,
	{ transfer, transaction }: LedgerEntry,
	lots: readonly Lot[],
): { readonly lots: readonly Lot[]; readonly seeded: readonly SeededPart[] } {
	const named = seeds.ofTransfer(transaction.id, transfer)
	if (named.length === 0) return { lots, seeded: NOTHING }
	const seeded: SeededPart[] = []
	let current = lots
	for (const seed of named) {
		const root = seeds.root(seed, transfer.asset)
		const next = rule.kind === 'reach' ? poisonLots(current, root) : seedLots(current, root, null)
		current = next.lots
		if (next.seeded > 0n) seeded.push({ row: root.seed, amount: next.seeded })
	}
	return { lots: current, seeded }
}

const NOTHING: readonly SeededPart[] = []
