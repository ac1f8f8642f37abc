/** Decimals of a percentage: a millionth of the whole is still told apart from nothing. Our choice. */
const DECIMALS = 4

/** Part of whole as a percentage, computed on integers and rounded half up: `35.8330 %`. */
export function percentOf(part: bigint, whole: bigint): string {
	if (whole === 0n || part === 0n) return '0 %'
	const unit = 10n ** BigInt(DECIMALS)
	const scaled = (2n * part * 100n * unit + whole) / (2n * whole)
	if (scaled === 0n) return `< 0.${'1'.padStart(DECIMALS, '0')} %`
	return `${scaled / unit}.${(scaled % unit).toString().padStart(DECIMALS, '0')} %`
}
