/** Circle's numbers of chains, by CAIP-2 id. Sources: developers.circle.com, supported domains of CCTP 1 and 2. */
const DOMAINS: ReadonlyMap<string, bigint> = new Map([
	['eip155:1', 0n],
	['eip155:43114', 1n],
	['eip155:10', 2n],
	['eip155:42161', 3n],
	['solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp', 5n],
	['eip155:8453', 6n],
	['eip155:137', 7n],
	['eip155:130', 10n],
	['eip155:59144', 11n],
	['eip155:81224', 12n],
	['eip155:146', 13n],
	['eip155:480', 14n],
	['eip155:1329', 16n],
	['eip155:56', 17n],
])
const CHAINS: ReadonlyMap<bigint, string> = new Map([...DOMAINS].map(([chain, domain]) => [domain, chain]))

export const cctpNetworks = {
	/** Circle's number of a chain; undefined where none is known. */
	domain: (chain: string): bigint | undefined => DOMAINS.get(chain),

	/** A chain by Circle's number. */
	chain: (domain: bigint): string => CHAINS.get(domain) ?? `cctp:${domain}`,
}
