/**
 * Facts about chains, as data: one row each. CAIP-2 ids, the native asset as CAIP-19 with its SLIP-44 number, and how
 * addresses are written. Sources: chain id registry of EIP-155 networks; bip122 ids are the first 16 bytes of the
 * genesis block hash (CAIP-4); SLIP-44 and SLIP-173 registries.
 */
export interface ChainFacts {
	/** CAIP-2 id: the only form ever written. */
	readonly id: string
	/** Names accepted on input; the first is the display name. */
	readonly aliases: readonly string[]
	readonly ledger: 'utxo' | 'account'
	readonly native: { readonly slip44: number; readonly symbol: string; readonly decimals: number }
	/** Bitcoin address forms: bech32 prefix and base58 version bytes; and how many blocks pay the same subsidy. */
	readonly bitcoin?: {
		readonly hrp: string
		readonly p2pkh: number
		readonly p2sh: number
		readonly halvingBlocks: number
	}
}

const evm = (chainId: number, aliases: string[], symbol = 'ETH', slip44 = 60): ChainFacts => ({
	id: `eip155:${chainId}`,
	aliases,
	ledger: 'account',
	native: { slip44, symbol, decimals: 18 },
})

export const CHAINS: readonly ChainFacts[] = [
	{
		id: 'bip122:000000000019d6689c085ae165831e93',
		aliases: ['bitcoin', 'btc'],
		ledger: 'utxo',
		native: { slip44: 0, symbol: 'BTC', decimals: 8 },
		bitcoin: { hrp: 'bc', p2pkh: 0x00, p2sh: 0x05, halvingBlocks: 210_000 },
	},
	{
		id: 'bip122:000000000933ea01ad0ee984209779ba',
		aliases: ['bitcoin-testnet'],
		ledger: 'utxo',
		native: { slip44: 1, symbol: 'tBTC', decimals: 8 },
		bitcoin: { hrp: 'tb', p2pkh: 0x6f, p2sh: 0xc4, halvingBlocks: 210_000 },
	},
	{
		id: 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328',
		aliases: ['bitcoin-regtest'],
		ledger: 'utxo',
		native: { slip44: 1, symbol: 'rBTC', decimals: 8 },
		bitcoin: { hrp: 'bcrt', p2pkh: 0x6f, p2sh: 0xc4, halvingBlocks: 150 },
	},
	evm(1, ['ethereum', 'eth']),
	evm(10, ['optimism']),
	evm(25, ['cronos'], 'CRO', 394),
	evm(56, ['bsc', 'bnb'], 'BNB', 714),
	evm(100, ['gnosis'], 'xDAI', 700),
	evm(137, ['polygon', 'matic'], 'POL', 966),
	evm(250, ['fantom'], 'FTM', 1007),
	evm(324, ['zksync']),
	evm(1101, ['polygon-zkevm']),
	evm(2020, ['ronin'], 'RON'),
	evm(8453, ['base']),
	evm(42161, ['arbitrum']),
	evm(42220, ['celo'], 'CELO', 52752),
	evm(43114, ['avalanche', 'avax'], 'AVAX', 9005),
	evm(59144, ['linea']),
	evm(534352, ['scroll']),
]

const byName = new Map<string, ChainFacts>()
for (const chain of CHAINS) for (const name of [chain.id, ...chain.aliases]) byName.set(name, chain)

const CAIP2 = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/

/** Facts of a chain by CAIP-2 id or alias; undefined where none are known. An EVM chain needs no row of its own. */
export function chainFacts(name: string): ChainFacts | undefined {
	const known = byName.get(name)
	if (known) return known
	const evmId = /^eip155:([1-9][0-9]{0,30})$/.exec(name)?.[1]
	if (evmId === undefined) return undefined
	return { id: name, aliases: [], ledger: 'account', native: { slip44: 60, symbol: 'native', decimals: 18 } }
}

/** Whether the text has the form of a CAIP-2 chain id. */
export function isChainId(text: string): boolean {
	return CAIP2.test(text)
}

/** CAIP-19 id of a chain's own coin, e.g. `eip155:1/slip44:60`. */
export function nativeAsset(chain: ChainFacts): string {
	return `${chain.id}/slip44:${chain.native.slip44}`
}

/** CAIP-19 id of the coin that the outputs of a chain hold; the id of the chain where none is known of it. */
export function nativeOf(chain: string): string {
	const facts = chainFacts(chain)
	return facts === undefined ? chain : nativeAsset(facts)
}
