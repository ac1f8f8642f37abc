/** CAIP-2 ids of the chains that THORChain names. Sources: THORChain asset notation; CAIP-2 namespaces of the chains. */
export const thorChains: ReadonlyMap<string, string> = new Map([
	['BTC', 'bip122:000000000019d6689c085ae165831e93'],
	['LTC', 'bip122:12a765e31ffd4059bada1e25190f6e98'],
	['DOGE', 'bip122:1a91e3dace36e2be3bf030a65679fe82'],
	['BCH', 'bip122:000000000000000000651ef99cb9fcbe'],
	['ETH', 'eip155:1'],
	['BSC', 'eip155:56'],
	['BASE', 'eip155:8453'],
	['AVAX', 'eip155:43114'],
	['GAIA', 'cosmos:cosmoshub-4'],
	['THOR', 'cosmos:thorchain-1'],
	['TRON', 'tron:0x2b6653dc'],
])
