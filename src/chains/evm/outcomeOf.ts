import type { EvmTransaction } from './evmBlock.js'

/** Whether a transaction succeeded: its receipt says so, or else its call tree; null where neither does. */
export function outcomeOf({ receipt, calls }: EvmTransaction): boolean | null {
	if (receipt !== null && receipt.succeeded !== null) return receipt.succeeded
	const root = calls?.[0]
	return root === undefined ? null : !root.failed
}
