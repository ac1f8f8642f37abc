import type { EvmTransaction } from './evmBlock.js'

/** Whether a transaction succeeded: its receipt, its call tree or an event of it says so; null where nothing does. */
export function outcomeOf({ receipt, calls }: EvmTransaction): boolean | null {
	if (receipt.succeeded !== null) return receipt.succeeded
	const root = calls?.[0]
	if (root !== undefined) return !root.failed
	return (receipt.logs?.length ?? 0) > 0 ? true : null
}
