import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { packedHash } from '../../decode/packedHash.js'
import { rlp } from '../../decode/rlp.js'

/** A message between the two messengers. Hexadecimal with 0x, lower case. */
export interface OpMessage {
	readonly nonce: bigint
	readonly sender: string
	readonly target: string
	/** Wei. */
	readonly value: bigint
	readonly gasLimit: bigint
	readonly data: string
}

/** A deposit as the portal tells it. */
export interface OpDeposit {
	readonly from: string
	readonly to: string
	readonly opaqueData: string
	readonly blockHash: string
	readonly log: number
}

/** What stands packed in a deposit's `opaqueData`. */
export interface OpaqueDeposit {
	readonly mint: bigint
	readonly value: bigint
	readonly gasLimit: bigint
	readonly isCreation: boolean
	readonly data: string
}

/** Selector of `relayMessage(uint256,address,address,uint256,uint256,bytes)`. */
const RELAY_MESSAGE = '0xd764ad0b'
/** Type of deposit transactions, EIP-2718. */
const DEPOSIT_TYPE = '7e'

const word = (value: bigint) => ({ value, bytes: 32 })

/** The parts of a message in the order in which both hashes encode them. */
function encoded({ nonce, sender, target, value, gasLimit, data }: OpMessage) {
	const digits = data.slice(2)
	const padded = `0x${digits.padEnd(Math.ceil(digits.length / 64) * 64, '0')}`
	const head = [nonce, BigInt(sender), BigInt(target), value, gasLimit, 192n, BigInt(digits.length / 2)]
	return [...head.map(word), padded]
}

export const opKeys = {
	/** Source: ethereum-optimism/optimism Hashing.sol, hashCrossDomainMessageV1, by which the messengers know any message. */
	message: (message: OpMessage): string => packedHash([RELAY_MESSAGE, ...encoded(message)]),

	/** Source: Hashing.sol, hashWithdrawal. */
	withdrawal: (message: OpMessage): string => packedHash(encoded(message)),

	/** Null where the data is shorter than its fixed part. Source: OptimismPortal.sol, depositTransaction. */
	opaque: (data: string): OpaqueDeposit | null => {
		const hex = data.slice(2)
		if (hex.length < 146) return null
		const uint = (from: number, to: number): bigint => BigInt(`0x${hex.slice(from, to)}`)
		return {
			mint: uint(0, 64),
			value: uint(64, 128),
			gasLimit: uint(128, 144),
			isCreation: hex.slice(144, 146) !== '00',
			data: `0x${hex.slice(146)}`,
		}
	},

	/** Hash of the transaction that a deposit becomes. Source: Hashing.sol, hashDepositSource, hashDepositTransaction. */
	deposit: ({ from, to, opaqueData, blockHash, log }: OpDeposit): string | null => {
		const parts = opKeys.opaque(opaqueData)
		if (parts === null) return null
		const { mint, value, gasLimit, isCreation, data } = parts
		const source = packedHash([word(0n), packedHash([blockHash, word(BigInt(log))])])
		const body = rlp([source, from, isCreation ? '0x' : to, mint, value, gasLimit, 0n, data])
		return `0x${bytesToHex(keccak_256(hexToBytes(DEPOSIT_TYPE + body)))}`
	},
}
