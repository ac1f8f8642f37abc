/** A chain that Wormhole's token bridge stands on. */
export interface WormholeChain {
	/** CAIP-2 id. */
	readonly chain: string
	/** By which Wormhole knows it. */
	readonly number: bigint
	readonly core: string
	readonly tokenBridge: string
}

/** Source: npm @wormhole-foundation/sdk-base 6.1.5, constants: chains, nativeChainIds, contracts/core, contracts/tokenBridge. */
export const wormholeChains: readonly WormholeChain[] = [
	{
		chain: 'eip155:1',
		number: 2n,
		core: '0x98f3c9e6e3face36baad05fe09d375ef1464288b',
		tokenBridge: '0x3ee18b2214aff97000d974cf647e7c347e8fa585',
	},
	{
		chain: 'eip155:10',
		number: 24n,
		core: '0xee91c335eab126df5fdb3797ea9d6ad93aec9722',
		tokenBridge: '0x1d68124e65fafc907325e3edbf8c4d84499daa8b',
	},
	{
		chain: 'eip155:56',
		number: 4n,
		core: '0x98f3c9e6e3face36baad05fe09d375ef1464288b',
		tokenBridge: '0xb6f6d86a8f9879a9c87f643768d9efc38c1da6e7',
	},
	{
		chain: 'eip155:130',
		number: 44n,
		core: '0xca1d5a146b03f6303baf59e5ad5615ae0b9d146d',
		tokenBridge: '0x3ff72741fd67d6ad0668d93b41a09248f4700560',
	},
	{
		chain: 'eip155:137',
		number: 5n,
		core: '0x7a4b5a56256163f07b2c80a7ca55abe66c4ec4d7',
		tokenBridge: '0x5a58505a96d1dbf8df91cb21b54419fc36e93fde',
	},
	{
		chain: 'eip155:143',
		number: 48n,
		core: '0x194b123c5e96b9b2e49763619985790dc241cac0',
		tokenBridge: '0x0b2719cda2f10595369e6673cea3ee2edfa13ba7',
	},
	{
		chain: 'eip155:480',
		number: 45n,
		core: '0xcbcee4e081464a15d8ad5f58bb493954421eb506',
		tokenBridge: '0xc309275443519adca74c9136b02a38ef96e3a1f6',
	},
	{
		chain: 'eip155:1284',
		number: 16n,
		core: '0xc8e2b0cd52cf01b0ce87d389daa3d414d4ce29f3',
		tokenBridge: '0xb1731c586ca89a23809861c6103f0b96b3f57d92',
	},
	{
		chain: 'eip155:1329',
		number: 40n,
		core: '0xca1d5a146b03f6303baf59e5ad5615ae0b9d146d',
		tokenBridge: '0x3ff72741fd67d6ad0668d93b41a09248f4700560',
	},
	{
		chain: 'eip155:4326',
		number: 64n,
		core: '0xabf89de706b583424328b54dd05a8fc986750da8',
		tokenBridge: '0xf97b81e513f53c7a6b57bd0b103a6c295b3096c5',
	},
	{
		chain: 'eip155:8217',
		number: 13n,
		core: '0x0c21603c4f3a6387e241c0091a7ea39e43e90bb7',
		tokenBridge: '0x5b08ac39eaed75c0439fc750d9fe7e1f9dd0193f',
	},
	{
		chain: 'eip155:8453',
		number: 30n,
		core: '0xbebdb6c8ddc678ffa9f8748f85c815c556dd8ac6',
		tokenBridge: '0x8d2de8d2f73f1f4cab472ac9a881c9b123c79627',
	},
	{
		chain: 'eip155:16661',
		number: 67n,
		core: '0xc699482c17d43b7d5349f2d3f58d61fefa972b8c',
		tokenBridge: '0xee12ebddf6e34a206e1798d185317c846bc21638',
	},
	{
		chain: 'eip155:42161',
		number: 23n,
		core: '0xa5f208e072434bc67592e4c49c1b991ba79bca46',
		tokenBridge: '0x0b2402144bb366a632d14b83f244d2e0e21bd39c',
	},
	{
		chain: 'eip155:42220',
		number: 14n,
		core: '0xa321448d90d4e5b0a732867c18ea198e75cac48e',
		tokenBridge: '0x796dff6d74f3e27060b71255fe517bfb23c93eed',
	},
	{
		chain: 'eip155:43114',
		number: 6n,
		core: '0x54a8e5f9c4cba08f9943965859f6c34eaf03e26c',
		tokenBridge: '0x0e082f06ff657d94310cb8ce8b0d9a04541d8052',
	},
	{
		chain: 'eip155:57073',
		number: 46n,
		core: '0xca1d5a146b03f6303baf59e5ad5615ae0b9d146d',
		tokenBridge: '0x3ff72741fd67d6ad0668d93b41a09248f4700560',
	},
	{
		chain: 'eip155:80094',
		number: 39n,
		core: '0xca1d5a146b03f6303baf59e5ad5615ae0b9d146d',
		tokenBridge: '0x3ff72741fd67d6ad0668d93b41a09248f4700560',
	},
	{
		chain: 'eip155:1440000',
		number: 57n,
		core: '0xabf89de706b583424328b54dd05a8fc986750da8',
		tokenBridge: '0x47f5195163270345fb4d7b9319eda8c64c75e278',
	},
]
