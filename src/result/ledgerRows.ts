import { internalError } from '../model/errors.js'
import type { Endpoint, LedgerRow, LooseEnd } from '../model/result.js'
import { TOOL_LOSS } from '../model/stop.js'
import { type Column, seededOf } from '../search/runSet.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'

/**
 * One row per seed and asset: what was seeded, and where all of it is. Under a conserving rule the row balances to zero;
 * anything else is a defect and throws.
 */
export function ledgerRows(
	column: Column,
	rows: readonly SeedRow[],
	endpoints: readonly Endpoint[],
	loose: readonly LooseEnd[],
): LedgerRow[] {
	const key = (seed: string, asset: string): string => `${seed}\n${asset}`
	const arrived = new Map<string, bigint>()
	const left = new Map<string, bigint>()
	const lost = new Map<string, bigint>()
	const fees = new Map<SeedRow, bigint>()
	for (const { amounts } of endpoints)
		for (const { seed, seedAsset, seedAmount } of amounts) add(arrived, key(seed, seedAsset), seedAmount)
	for (const { seed, seedAsset, seedAmount, stop } of loose) {
		add(left, key(seed, seedAsset), seedAmount)
		if (TOOL_LOSS.has(stop)) add(lost, key(seed, seedAsset), seedAmount)
	}
	for (const run of column.runs) for (const [row, amount] of run.fees()) fees.set(row, (fees.get(row) ?? 0n) + amount)
	return rows.map((row) => {
		const at = key(row.seed, row.asset)
		const seeded = seededOf(column, row)
		const parts = { arrived: arrived.get(at) ?? 0n, loose: left.get(at) ?? 0n, fees: fees.get(row) ?? 0n }
		const difference = seeded - parts.arrived - parts.loose - parts.fees
		if (column.conserves && difference !== 0n) {
			throw internalError(`value of seed ${row.seed} does not add up`, {
				seed: row.seed,
				asset: row.asset,
				difference: difference.toString(),
			})
		}
		return { seed: row.seed, asset: row.asset, seeded, ...parts, difference, toolLoss: lost.get(at) ?? 0n }
	})
}

function add(map: Map<string, bigint>, key: string, amount: bigint): void {
	map.set(key, (map.get(key) ?? 0n) + amount)
}
