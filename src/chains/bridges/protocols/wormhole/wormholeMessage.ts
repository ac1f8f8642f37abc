/** Who sent a message of Wormhole, and what it says. */
export interface WormholeMessage {
	/** Wormhole's own number of the chain. */
	readonly emitterChain: bigint
	/** 32 bytes with 0x. */
	readonly emitter: string
	readonly sequence: bigint
	readonly payload: string
}

/** A transfer of the token bridge. Addresses as 32 bytes with 0x. */
export interface WormholeTransfer {
	/** With at most eight decimals, whatever the token has. */
	readonly amount: bigint
	readonly token: string
	readonly tokenChain: bigint
	readonly to: string
	readonly toChain: bigint
}

/** Hexadecimal characters of a guardian's signature with its number. */
const SIGNATURE = 132
/** Of version, guardian set and number of signatures. */
const HEADER = 12
const BODY = 102
/** A transfer, and one with a payload for a contract. */
const [TRANSFER, WITH_PAYLOAD] = ['01', '03']

/** What guardians signed; null where it is cut off. Source: wormhole-foundation/wormhole Messages.sol, parseVM. */
export function wormholeMessage(signed: string): WormholeMessage | null {
	const hex = signed.slice(2)
	const start = HEADER + Number.parseInt(hex.slice(HEADER - 2, HEADER) || '0', 16) * SIGNATURE
	const body = hex.slice(start)
	if (!hex.startsWith('01') || body.length < BODY) return null
	return {
		emitterChain: BigInt(`0x${body.slice(16, 20)}`),
		emitter: `0x${body.slice(20, 84)}`,
		sequence: BigInt(`0x${body.slice(84, 100)}`),
		payload: `0x${body.slice(BODY)}`,
	}
}

/** A payload that moves tokens; null where it is another, or cut off. Source: wormhole BridgeStructs.sol, Bridge.sol. */
export function wormholeTransfer(payload: string): WormholeTransfer | null {
	const hex = payload.slice(2)
	const kind = hex.slice(0, 2)
	if ((kind !== TRANSFER && kind !== WITH_PAYLOAD) || hex.length < 202) return null
	return {
		amount: BigInt(`0x${hex.slice(2, 66)}`),
		token: `0x${hex.slice(66, 130)}`,
		tokenChain: BigInt(`0x${hex.slice(130, 134)}`),
		to: `0x${hex.slice(134, 198)}`,
		toChain: BigInt(`0x${hex.slice(198, 202)}`),
	}
}
