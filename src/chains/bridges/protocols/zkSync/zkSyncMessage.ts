import { decodeValues } from '../../decode/decodeValues.js'
import { EventValues } from '../../decode/eventValues.js'
import { packedHash } from '../../decode/packedHash.js'
import { parseSignature } from '../../decode/parseSignature.js'

/** What a message from zkSync Era to Ethereum pays out. Addresses bare, lower case. */
export interface ZkSyncMessage {
	/** Keccak-256 of the message. */
	readonly hash: string
	/** Who withdrew; null where the message does not tell. */
	readonly sender: string | null
	readonly receiver: string
	/** On Ethereum, `native` for its coin; null for a token that is not at home there. */
	readonly asset: string | null
	readonly amount: bigint
}

/** First four bytes of the three kinds of messages. */
const [COINS, TOKEN, ASSET] = ['0x6c0960f9', '0x11a2ccc1', '0x9c884fd1'] as const
const [ADDRESS, WORD] = [40, 64] as const
/** Stands for the coin of Ethereum. */
const COIN = `0x${'0'.repeat(39)}1`
/** Names assets by the chain and contract that they are at home on. */
const VAULT = 0x10004n
const ETHEREUM = 1n

const DATA = parseSignature(
	'data(address caller, address receiver, address token, uint256 amount, bytes metadata)',
).parameters
const NOBODY = `0x${'0'.repeat(40)}`
const word = (value: bigint) => ({ value, bytes: 32 })
const lastOf = (hex: string): string => `0x${hex.slice(-ADDRESS)}`

export const zkSyncMessage = {
	/**
	 * What a message says; null where it is none of a withdrawal, or cut off. Source: matter-labs/era-contracts L1Nullifier.sol,
	 * _parseL2WithdrawalMessage; L2BaseToken.sol, L2AssetRouter.sol.
	 */
	read: (message: string): ZkSyncMessage | null => {
		const [kind, hex] = [message.slice(0, 10), message.slice(10)]
		const hash = packedHash([message])
		if (kind === COINS && hex.length >= ADDRESS + WORD) {
			const amount = BigInt(`0x${hex.slice(ADDRESS, ADDRESS + WORD)}`)
			return { hash, sender: null, receiver: lastOf(hex.slice(0, ADDRESS)), asset: 'native', amount }
		}
		if (kind === TOKEN && hex.length === 2 * ADDRESS + WORD) {
			const token = lastOf(hex.slice(ADDRESS, 2 * ADDRESS))
			const amount = BigInt(`0x${hex.slice(2 * ADDRESS)}`)
			return { hash, sender: null, receiver: lastOf(hex.slice(0, ADDRESS)), asset: coinOr(token), amount }
		}
		if (kind !== ASSET || hex.length < 2 * WORD) return null
		const told = mintData(`0x${hex.slice(2 * WORD)}`)
		return told === null ? null : { ...paid(told, `0x${hex.slice(WORD, 2 * WORD)}`), hash }
	},

	/** Coins, without a further message. */
	coins: (receiver: string, amount: bigint): string => packedHash([COINS, receiver, word(amount)]),

	/** A token of Ethereum, as the first bridges send it. */
	token: (receiver: string, token: string, amount: bigint): string =>
		packedHash([TOKEN, receiver, token, word(amount)]),

	/**
	 * The message that the router of Ethereum answers with this data: what it is given of the first two kinds names no caller
	 * and no token's name. Null where the data is cut off. Source: L1Nullifier.sol, L1AssetRouter.sol, DataEncoding.sol.
	 */
	answered: (chainId: bigint, assetId: string, data: string): ZkSyncMessage | null => {
		const told = mintData(data)
		if (told === null) return null
		const [receiver, token, amount] = [told.hex('receiver'), told.hex('token'), told.uint('amount')]
		const isFirst = told.hex('caller') === NOBODY && told.hex('metadata') === '0x'
		if (!isFirst) return { ...paid(told, assetId), hash: packedHash([ASSET, word(chainId), assetId, data]) }
		if (token === NOBODY)
			return { hash: zkSyncMessage.coins(receiver, amount), sender: null, receiver, asset: 'native', amount }
		const hash = zkSyncMessage.token(receiver, token, amount)
		return { hash, sender: null, receiver, asset: coinOr(token), amount }
	},

	/** Id of an asset that is at home on Ethereum. Source: DataEncoding.sol, encodeNTVAssetId. */
	assetId: (token: string): string => packedHash([word(ETHEREUM), word(VAULT), word(BigInt(token))]),
}

const coinOr = (token: string): string => (token === COIN ? 'native' : token)

function mintData(data: string): EventValues | null {
	const values = decodeValues(DATA, data)
	return values === null ? null : new EventValues(values)
}

function paid(told: EventValues, assetId: string): Omit<ZkSyncMessage, 'hash'> {
	const token = told.hex('token')
	const asset = zkSyncMessage.assetId(token) === assetId ? coinOr(token) : null
	return { sender: told.hex('caller'), receiver: told.hex('receiver'), asset, amount: told.uint('amount') }
}
