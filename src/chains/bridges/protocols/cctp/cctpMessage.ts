/** A burn as its message states it. Words as 32 bytes with 0x. */
export interface CctpMessage {
	readonly burnToken: string
	readonly mintRecipient: string
	readonly amount: bigint
	readonly messageSender: string
	/** Of version 2 only. */
	readonly maxFee: bigint
	readonly hookData: string
}

const WORD = 64

/**
 * The body of a message of Circle's token messenger; null where it is another application's. Source:
 * circlefin/evm-cctp-contracts BurnMessage.sol (version 0), BurnMessageV2.sol (version 1).
 */
export function cctpMessage(body: string, version: 0 | 1): CctpMessage | null {
	const hex = body.slice(2)
	const words = (at: number): string => `0x${hex.slice(8 + at * WORD, 8 + (at + 1) * WORD)}`
	const length = 8 + (version === 0 ? 4 : 7) * WORD
	if (BigInt(`0x${hex.slice(0, 8) || 'f'}`) !== BigInt(version)) return null
	if (version === 0 ? hex.length !== length : hex.length < length) return null
	return {
		burnToken: words(0),
		mintRecipient: words(1),
		amount: BigInt(words(2)),
		messageSender: words(3),
		maxFee: version === 0 ? 0n : BigInt(words(4)),
		hookData: `0x${hex.slice(length)}`,
	}
}
