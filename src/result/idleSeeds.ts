import { nativeOf } from '../model/chains.js'
import type { AssetId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { ParsedSeed } from '../model/seed.js'
import { seededOf } from '../search/runSet.js'
import type { Search } from '../search/search.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'

/** Seeds that sent nothing, or were never asked about, each with the asset that its row of zeros is in. */
export function idleSeeds(search: Search): { readonly seed: ParsedSeed; readonly asset: AssetId }[] {
	const { view } = search.options.graph
	const rows = search.seeds.rows()
	return search.seeds.seeds.flatMap((seed) => {
		const own = rows.filter((row) => row.place === seed.place)
		const moved = own.some((row) => seededOf(search.runs.primary, row) > 0n)
		const unasked =
			seed.kind !== 'account' &&
			view.transaction(
				seed.kind === 'output' ? seed.output.slice(0, seed.output.lastIndexOf(':')) : seed.transaction,
			) === undefined
		if (moved || (seed.kind !== 'account' && !unasked)) return []
		const seen = seed.kind === 'account' ? view.assets(seed.account)[0] : undefined
		return [{ seed, asset: own[0]?.asset ?? seen ?? nativeOf(seed.chain) }]
	})
}

/** The rows of the ledger: those the run opened, and one of zeros for each seed that sent nothing. In case order. */
export function ledgerSeedRows(
	search: Search,
	idle: readonly { readonly seed: ParsedSeed; readonly asset: AssetId }[],
): SeedRow[] {
	const rows = search.seeds.rows()
	const missing = idle.filter(({ seed }) => !rows.some((row) => row.place === seed.place))
	const zeros = missing.map(({ seed, asset }) => ({ seed: seed.id, asset, place: seed.place }))
	return [...rows, ...zeros].sort((a, b) => a.place - b.place || compareText(a.asset, b.asset))
}
