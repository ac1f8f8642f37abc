import type { EvmBlock, EvmCall, EvmLog, EvmReceipt, EvmTransaction } from '../../../src/chains/evm/evmBlock.js'
import { TOPICS } from '../../../src/chains/evm/topics.js'

/** An address that ends in this number. */
export const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
/** A word that holds a number. */
export const word = (n: bigint | number): string => BigInt(n).toString(16).padStart(64, '0')
/** A topic that holds an address. */
export const topic = (text: string): string => `0x${text.slice(2).padStart(64, '0')}`
/** A hash that ends in this number. */
export const hash = (n: number): string => `0x${word(n)}`

export const PLACE = { height: 100, hash: hash(0xb10c), atSeconds: 1_700_000_000 }

export const receipt = (more: Partial<EvmReceipt> = {}): EvmReceipt => ({
	succeeded: true,
	gasUsed: 50_000n,
	fee: 0n,
	contractAddress: null,
	logs: [],
	...more,
})

/** A transaction from account 1 to account 2 that carries nothing, unless told otherwise. */
export function transaction(more: Partial<EvmTransaction> = {}): EvmTransaction {
	const base = { hash: hash(1), index: 7, from: address(1), to: address(2), value: 0n, type: 2, mint: 0n }
	return { ...base, receipt: receipt(), calls: null, ...more }
}

export const block = (transactions: readonly EvmTransaction[], more: Partial<EvmBlock> = {}): EvmBlock => ({
	...PLACE,
	transactions,
	withdrawals: [],
	rewards: [],
	...more,
})

/** A call frame from one account to another; path `[]` is the root. */
export const call = (
	path: readonly number[],
	from: number,
	to: number,
	value = 0n,
	more: Partial<EvmCall> = {},
): EvmCall => ({ path, kind: 'call', from: address(from), to: address(to), value, failed: false, ...more })

/** An ERC-20 transfer event of contract 0x70. */
export const erc20 = (index: number, from: number, to: number, amount: bigint, contract = 0x70): EvmLog => ({
	index,
	address: address(contract),
	topics: [TOPICS.transfer, topic(address(from)), topic(address(to))],
	data: `0x${word(amount)}`,
})
