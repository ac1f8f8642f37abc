/** A Bitcoin block may be dated up to two hours ahead of its peers' clocks, and back to the median of the eleven before it. */
const BITCOIN_SECONDS = 7_200
/** Other chains: validators refuse blocks from the future. Fifteen minutes is far above what they allow. Our choice. */
const OTHER_SECONDS = 900

/** By how much the time of a block of a chain may be wrong, seconds. */
export const clockSkew = (chain: string): number => (chain.startsWith('bip122:') ? BITCOIN_SECONDS : OTHER_SECONDS)
