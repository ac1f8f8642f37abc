import { derivedKeys } from '../../decode/derivedKeys.js'

/** A packet of LayerZero's second version. */
export interface LayerZero2Packet {
	readonly fromEndpoint: bigint
	/** Bare address; null where the sender is none of an EVM chain. */
	readonly sender: string | null
	readonly toEndpoint: bigint
	readonly guid: string
}

const VERSION = '01'
const ADDRESS = /^0{24}([0-9a-f]{40})$/

/** Null where it is cut off, of another layout, or its GUID is not that of its own fields. Source: PacketV1Codec.sol. */
export function layerZero2Packet(encoded: string): LayerZero2Packet | null {
	const hex = encoded.slice(2)
	if (hex.length < 226 || !hex.startsWith(VERSION)) return null
	const uint = (from: number, to: number): bigint => BigInt(`0x${hex.slice(from, to)}`)
	const [nonce, fromEndpoint, toEndpoint] = [uint(2, 18), uint(18, 26), uint(90, 98)]
	const [sender, receiver, guid] = [hex.slice(26, 90), hex.slice(98, 162), `0x${hex.slice(162, 226)}`]
	const fields = { nonce, fromEndpoint, sender: `0x${sender}`, toEndpoint, receiver: `0x${receiver}` }
	if (derivedKeys.layerZero(fields) !== guid) return null
	const [, address] = ADDRESS.exec(sender) ?? []
	return { fromEndpoint, sender: address === undefined ? null : `0x${address}`, toEndpoint, guid }
}
