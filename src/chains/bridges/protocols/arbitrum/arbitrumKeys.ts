import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { rlp } from '../../decode/rlp.js'

/** A message as the bridge and the inbox of Arbitrum tell it together. Hexadecimal with 0x, lower case. */
export interface ArbitrumMessage {
	/** Of the chain above. */
	readonly chainId: bigint
	readonly number: bigint
	/** As the bridge tells it: under its alias. */
	readonly sender: string
	/** Of Ethereum, wei. */
	readonly baseFee: bigint
	/** What the inbox tells. */
	readonly data: string
}

/** What a message asks for that is tried again until it works. Amounts in wei. */
export interface RetryableTicket {
	readonly to: string
	/** What `to` gets. */
	readonly callValue: bigint
	/** What is paid in, fees included. */
	readonly deposit: bigint
	readonly submissionCost: bigint
	readonly excessFeeRefundTo: string
	readonly callValueRefundTo: string
	readonly gasLimit: bigint
	readonly gasPrice: bigint
	readonly data: string
}

/** Coins paid in without a call. */
export interface ArbitrumDeposit {
	readonly to: string
	readonly value: bigint
}

/** Words before the data of a ticket; the last one is its length. */
const TICKET_WORDS = 9
const WORD = 64
const ADDRESS = 40
const NOBODY = `0x${'0'.repeat(40)}`

const hashOf = (type: string, fields: Parameters<typeof rlp>[0]): string =>
	`0x${bytesToHex(keccak_256(hexToBytes(type + rlp(fields))))}`
const numberOf = ({ number }: ArbitrumMessage): string => `0x${number.toString(16).padStart(WORD, '0')}`

export const arbitrumKeys = {
	/** What message kind 9 asks for; null where the data is cut off. Source: OffchainLabs/nitro-contracts AbsInbox.sol. */
	ticket: (data: string): RetryableTicket | null => {
		const hex = data.slice(2)
		if (hex.length < TICKET_WORDS * WORD) return null
		const word = (i: number): bigint => BigInt(`0x${hex.slice(i * WORD, (i + 1) * WORD)}`)
		const address = (i: number): string => `0x${hex.slice((i + 1) * WORD - ADDRESS, (i + 1) * WORD)}`
		const inner = hex.slice(TICKET_WORDS * WORD)
		if (word(8) * 2n !== BigInt(inner.length)) return null
		return {
			to: address(0),
			callValue: word(1),
			deposit: word(2),
			submissionCost: word(3),
			excessFeeRefundTo: address(4),
			callValueRefundTo: address(5),
			gasLimit: word(6),
			gasPrice: word(7),
			data: `0x${inner}`,
		}
	},

	/** What message kind 12 pays in; null where the data is cut off. Source: Inbox.sol, depositEth. */
	deposit: (data: string): ArbitrumDeposit | null => {
		const hex = data.slice(2)
		if (hex.length !== ADDRESS + WORD) return null
		return { to: `0x${hex.slice(0, ADDRESS)}`, value: BigInt(`0x${hex.slice(ADDRESS)}`) }
	},

	/** The transaction that makes the ticket, which is the ticket's own number. Source: go-ethereum arb_types.go, arbitrum-sdk. */
	ticketHash: (message: ArbitrumMessage, ticket: RetryableTicket): string =>
		hashOf('69', [
			message.chainId,
			numberOf(message),
			message.sender,
			message.baseFee,
			ticket.deposit,
			ticket.gasPrice,
			ticket.gasLimit,
			ticket.to === NOBODY ? '0x' : ticket.to,
			ticket.callValue,
			ticket.callValueRefundTo,
			ticket.submissionCost,
			ticket.excessFeeRefundTo,
			ticket.data,
		]),

	/** The transaction that credits a deposit. Source: go-ethereum arb_types.go, arbitrum-sdk calculateDepositTxId. */
	depositHash: (message: ArbitrumMessage, { to, value }: ArbitrumDeposit): string =>
		hashOf('64', [message.chainId, numberOf(message), message.sender, to, value]),
}
