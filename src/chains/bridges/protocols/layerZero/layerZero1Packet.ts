/** A packet of the first version. */
export interface LayerZero1Packet {
	readonly nonce: bigint
	readonly fromChain: bigint
	readonly sender: string
	readonly toChain: bigint
	readonly receiver: string
}

/** Null where it is cut off, or goes to a chain without addresses of 20 bytes. Source: LayerZero-v1 UltraLightNodeV2.sol. */
export function layerZero1Packet(payload: string): LayerZero1Packet | null {
	const hex = payload.slice(2)
	if (hex.length < 104) return null
	const uint = (from: number, to: number): bigint => BigInt(`0x${hex.slice(from, to)}`)
	return {
		nonce: uint(0, 16),
		fromChain: uint(16, 20),
		sender: `0x${hex.slice(20, 60)}`,
		toChain: uint(60, 64),
		receiver: `0x${hex.slice(64, 104)}`,
	}
}
