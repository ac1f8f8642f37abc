import type { Proportion } from '../../model/cardFigures.js'

/** 97.5th percentile of the normal distribution: both sides together leave out 5 %. */
const Z = 1.959963984540054

/** Score interval of a share at 95 % (Wilson, JASA 22, 1927); null where nothing was counted. */
export function wilson(hits: number, of: number): Proportion | null {
	if (of === 0) return null
	const share = hits / of
	const weight = (Z * Z) / of
	const middle = (share + weight / 2) / (1 + weight)
	const half = (Z / (1 + weight)) * Math.sqrt((share * (1 - share)) / of + weight / (4 * of))
	const low = hits === 0 ? 0 : middle - half
	const high = hits === of ? 1 : middle + half
	return { hits, of, value: rounded(share), low: rounded(low), high: rounded(high) }
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
