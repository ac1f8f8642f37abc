import type { AssetId } from '../../model/identifiers.js'
import type { Rates } from './ratesOf.js'

/** Parts in a hundred of what was paid in that are expected at least and at most. Source: LOCARD, IEEE ICBC 2026. */
export const [LEAST, MOST] = [90n, 101n]

/** What is expected in the asset that was paid in, base units. */
export const expectedPayout = (amount: bigint) => ({
	least: (amount * LEAST + 99n) / 100n,
	most: (amount * MOST) / 100n,
})

/** What is expected in each other asset of which the rate is known. */
export function expectedInOthers(
	amount: bigint,
	assets: readonly AssetId[],
	ratesTo: (asset: AssetId) => Rates | null,
) {
	return assets.flatMap((asset) => {
		const rates = ratesTo(asset)
		if (rates === null) return []
		const { least, greatest } = rates
		return {
			asset,
			least: (amount * least.out * LEAST + least.into * 100n - 1n) / (least.into * 100n),
			most: (amount * greatest.out * MOST) / (greatest.into * 100n),
		}
	})
}
