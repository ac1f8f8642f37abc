import type { ChainFacts } from './chains.js'

/** 50 coins, in satoshi. */
const FIRST_SUBSIDY = 50n * 100_000_000n
/** From this halving on nothing is left, whatever a shift by so many bits may give. Source: Bitcoin Core, `GetBlockSubsidy`. */
const LAST_HALVING = 64

/** What a coinbase may create beside the fees, in satoshi; null for a chain that has none. */
export function subsidy({ bitcoin }: Pick<ChainFacts, 'bitcoin'>, height: number): bigint | null {
	if (bitcoin === undefined) return null
	const halvings = Math.floor(height / bitcoin.halvingBlocks)
	return halvings >= LAST_HALVING ? 0n : FIRST_SUBSIDY >> BigInt(halvings)
}
