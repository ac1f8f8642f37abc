/** A chain that Axelar stands on. */
export interface AxelarChain {
	/** CAIP-2 id. */
	readonly chain: string
	/** By which Axelar knows it, lower case. */
	readonly name: string
	readonly gateway: string
	/** The interchain token service. */
	readonly tokens: string
}

/** Source: npm @axelar-network/axelar-chains-config 1.3.0, info/mainnet.json. */
export const axelarChains: readonly AxelarChain[] = [
	{
		chain: 'eip155:1',
		name: 'ethereum',
		gateway: '0x4f4495243837681061c4743b74b3eedf548d56a5',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:10',
		name: 'optimism',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:56',
		name: 'binance',
		gateway: '0x304acf330bbe08d1e512eefaa92f6a57871fd895',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:137',
		name: 'polygon',
		gateway: '0x6f015f16de9fc8791b234ef68d486d2bf203fba8',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:250',
		name: 'fantom',
		gateway: '0x304acf330bbe08d1e512eefaa92f6a57871fd895',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:252',
		name: 'fraxtal',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:314',
		name: 'filecoin',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:1284',
		name: 'moonbeam',
		gateway: '0x4f4495243837681061c4743b74b3eedf548d56a5',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:2222',
		name: 'kava',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:5000',
		name: 'mantle',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:8453',
		name: 'base',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:42161',
		name: 'arbitrum',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:42220',
		name: 'celo',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:43114',
		name: 'avalanche',
		gateway: '0x5029c0eff6c34351a0cec334542cdb22c7928f78',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:59144',
		name: 'linea',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:81457',
		name: 'blast',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
	{
		chain: 'eip155:534352',
		name: 'scroll',
		gateway: '0xe432150cce91c13a887f7d836923d5597add8e31',
		tokens: '0xb5fb4be02232b1bba4dc8f81dc24c26980de9e3c',
	},
]

/** The chain of a name, in whatever case: its CAIP-2 id, or the name itself where it is not listed. */
export const axelarPeer = (name: string): string =>
	axelarChains.find((one) => one.name === name.toLowerCase())?.chain ?? `axelar:${name}`
