import { encodeRlp, toBeArray } from 'ethers'
import type { EvmLog } from '../../../../src/chains/evm/evmBlock.js'

const number = (value: bigint): string => (value === 0n ? '0x' : `0x${even(value.toString(16))}`)
const even = (digits: string): string => (digits.length % 2 === 0 ? digits : `0${digits}`)
const WORD = `0x${'5a'.repeat(32)}`

/** What an exit from Polygon is called with, as another library encodes it. */
export interface ExitData {
	readonly height: bigint
	readonly index: bigint
	readonly turn: bigint
	/** Events of the transaction that burnt, in order. */
	readonly logs: readonly Pick<EvmLog, 'address' | 'topics' | 'data'>[]
	/** EIP-2718 type of that transaction. Default: 2. */
	readonly type?: number
	/** In place of the path that follows from `index`. */
	readonly path?: string
}

/** The path of a receipt: a byte of zeros, then the number as RLP writes it. */
export const receiptPath = (index: bigint): string =>
	`0x00${encodeRlp(index === 0n ? '0x' : toBeArray(index)).slice(2)}`

export function receiptData({ logs, type = 2 }: Pick<ExitData, 'logs' | 'type'>): string {
	const told = logs.map(({ address, topics, data }) => [address, [...topics], data])
	const encoded = encodeRlp(['0x01', number(90_000n), `0x${'00'.repeat(256)}`, told])
	return type === 0 ? encoded : `0x0${type}${encoded.slice(2)}`
}

/** The ten members of the data. */
export function exitMembers(exit: ExitData): string[] {
	const { height, index, turn, path = receiptPath(index) } = exit
	const proofs = [number(7_000n), WORD, number(height), number(1_700_000_000n), WORD, WORD]
	return [...proofs, receiptData(exit), encodeRlp([WORD]), path, number(turn)]
}

export const exitData = (exit: ExitData): string => encodeRlp(exitMembers(exit))
