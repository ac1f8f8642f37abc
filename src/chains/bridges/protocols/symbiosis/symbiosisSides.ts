/** Where a passage over Symbiosis is received: a portal holds tokens, a synthesis issues and burns others that stand for them. */
export interface SymbiosisSide {
	readonly portal: string
	readonly synthesis: string | null
}

/**
 * By chain. Sources: symbiosis-finance/js-sdk src/crosschain/config/mainnet.ts (Ethereum's portal);
 * DefiLlama/dimension-adapters, bridges of Symbiosis (the others).
 */
export const symbiosisSides: Readonly<Record<string, SymbiosisSide>> = {
	'eip155:1': {
		portal: '0xb8f275fbf7a959f4bce59999a2ef122a099e81a8',
		synthesis: '0xd7c3df25683871d18bc838e4f619126442dd38b3',
	},
	'eip155:56': {
		portal: '0x5aa5f7f84ed0e5db0a4a85c3947ea16b53352fd4',
		synthesis: '0x6b1bbd301782ff636601fc594cd7bfe74871bfaa',
	},
	'eip155:137': { portal: '0xb8f275fbf7a959f4bce59999a2ef122a099e81a8', synthesis: null },
	'eip155:288': { portal: '0xb8f275fbf7a959f4bce59999a2ef122a099e81a8', synthesis: null },
	'eip155:43114': { portal: '0xe75c7e85fe6add07077467064ad15847e6ba9877', synthesis: null },
}

export const symbiosisContracts: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	Object.entries(symbiosisSides).map(([chain, { portal, synthesis }]) => [
		chain,
		synthesis === null ? [portal] : [portal, synthesis],
	]),
)
