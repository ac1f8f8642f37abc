/** A chain of the OP stack and its contracts on Ethereum. */
export interface OpChain {
	/** CAIP-2 id. */
	readonly chain: string
	readonly portal: string
	readonly messenger: string
	readonly bridge: string
}

/** Contracts that stand at the same address on each of these chains. Source: ethereum-optimism/optimism Predeploys.sol. */
export const opPredeploys = {
	messenger: '0x4200000000000000000000000000000000000007',
	bridge: '0x4200000000000000000000000000000000000010',
	passer: '0x4200000000000000000000000000000000000016',
} as const

/**
 * Chains of the OP stack above Ethereum. Source: ethereum-optimism/superchain-registry superchain/extra/addresses/addresses.json
 * (005f57b) and superchain/configs/mainnet: unichain.toml (03dd74e), ink.toml (077e91b), soneium.toml (0121bd9).
 */
export const opChains: readonly OpChain[] = [
	{
		chain: 'eip155:10',
		portal: '0xbeb5fc579115071764c7423a4f12edde41f106ed',
		messenger: '0x25ace71c97b33cc4729cf772ae268934f7ab5fa1',
		bridge: '0x99c9fc46f92e8a1c0dec1b1747d010903e884be1',
	},
	{
		chain: 'eip155:130',
		portal: '0x0bd48f6b86a26d3a217d0fa6ffe2b491b956a7a2',
		messenger: '0x9a3d64e386c18cb1d6d5179a9596a4b5736e98a6',
		bridge: '0x81014f44b0a345033bb2b3b21c7a1a308b35feea',
	},
	{
		chain: 'eip155:480',
		portal: '0xd5ec14a83b7d95be1e2ac12523e2dee12cbeea6c',
		messenger: '0xf931a81d18b1766d15695ffc7c1920a62b7e710a',
		bridge: '0x470458c91978d2d929704489ad730dc3e3001113',
	},
	{
		chain: 'eip155:1135',
		portal: '0x26db93f8b8b4f7016240af62f7730979d353f9a7',
		messenger: '0x31b72d76fb666844c41edf08df0254875dbb7edb',
		bridge: '0x2658723bf70c7667de6b25f99fcce13a16d25d08',
	},
	{
		chain: 'eip155:1750',
		portal: '0x3f37abde2c6b5b2ed6f8045787df1ed1e3753956',
		messenger: '0x0a47a44f1b2bb753474f8c830322554a96c9934d',
		bridge: '0x6d0f65d59b55b0fec5d2d15365154dcadc140bf3',
	},
	{
		chain: 'eip155:1868',
		portal: '0x88e529a6ccd302c948689cd5156c83d4614fae92',
		messenger: '0x9cf951e3f74b644e621b36ca9cea147a78d4c39f',
		bridge: '0xeb9bf100225c214efc3e7c651ebbadcf85177607',
	},
	{
		chain: 'eip155:7560',
		portal: '0x1d59bc9fce6b8e2b1bf86d4777289ffd83d24c99',
		messenger: '0x3c01ebf22e9c111528c1e027d68944edab08dfc9',
		bridge: '0x12a580c05466eefb2c467c6b115844cdaf55b255',
	},
	{
		chain: 'eip155:8453',
		portal: '0x49048044d57e1c92a77f79988d21fa8faf74e97e',
		messenger: '0x866e82a600a1414e583f7f13623f1ac5d58b0afa',
		bridge: '0x3154cf16ccdb4c6d922629664174b904d80f2c35',
	},
	{
		chain: 'eip155:34443',
		portal: '0x8b34b14c7c7123459cf3076b8cb929be097d0c07',
		messenger: '0x95bdca6c8edeb69c98bd5bd17660bacef1298a6f',
		bridge: '0x735adbbe72226bd52e818e7181953f42e3b0ff21',
	},
	{
		chain: 'eip155:57073',
		portal: '0x5d66c1782664115999c47c9fa5cd031f495d3e4f',
		messenger: '0x69d3cf86b2bf1a9e99875b7e2d9b6a84426c171f',
		bridge: '0x88ff1e5b602916615391f55854588efcbb7663f0',
	},
	{
		chain: 'eip155:7777777',
		portal: '0x1a0ad011913a150f69f6a19df447a0cfd9551054',
		messenger: '0xdc40a14d9abd6f410226f1e6de71ae03441ca506',
		bridge: '0x3e2ea9b92b7e48a52296fd261dc26fd995284631',
	},
]

/** The chain above that a contract on Ethereum serves. */
export const opChainOf = (contract: string | null): OpChain | undefined =>
	opChains.find(({ portal, messenger, bridge }) => contract === portal || contract === messenger || contract === bridge)

/** The contracts of all of them, by CAIP-2 id, as a row of the registry lists them. */
export const opContracts: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': opChains.flatMap(({ portal, messenger, bridge }) => [portal, messenger, bridge]),
	...Object.fromEntries(opChains.map(({ chain }) => [chain, Object.values(opPredeploys)])),
}
