/** Contracts of Polygon's first bridge. */
export const plasma = {
	/** On Ethereum: what takes deposits in and pays exits out, what queues exits, and its own wrapped coin. */
	vault: '0x401f6c983ea34274ec46f84d70b31c151321188b',
	queue: '0x2a88696e0ffa76baa1338f2c74497cc013495922',
	weth: '0xa45b966996374e9e65ab991c6fe4bfce3a56dde8',
	/** On Ethereum the token that stands for the coin of Polygon; since its renaming another one is paid in and out for it. */
	matic: '0x7d1afa7b718fb893db30a3abc0cfc608aacfebb0',
	/** On Polygon: what issues deposits, its coin as a contract, and the wrapped coin of Ethereum. */
	childChain: '0xd9c7c4ed4b66858301d0cb28cc88bf655fe34861',
	coin: '0x0000000000000000000000000000000000001010',
	childWeth: '0x8cc8538d60901d19692f5ba22684732bc28f54a3',
} as const

/** The same as a row of the registry lists them. Source: 0xPolygon/static network/mainnet/v1/index.json (01a8797). */
export const plasmaContracts: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': [plasma.vault, plasma.queue, plasma.weth],
	'eip155:137': [plasma.childChain, plasma.coin, plasma.childWeth],
}

/** What a token of Ethereum is paid in and out as; null for what is paid as another token, or as coins. */
export const plasmaRoot = (token: string): string | null =>
	token === plasma.matic || token === plasma.weth ? null : token

/** What a token of Polygon is there. */
export const plasmaChild = (token: string): string => (token === plasma.coin ? 'native' : token)
