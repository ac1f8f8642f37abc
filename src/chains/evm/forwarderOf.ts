import type { AccountId } from '../../model/identifiers.js'
import type { Transfer } from '../../model/transaction.js'
import type { EvmTransaction } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'

/**
 * The contract that a transaction sent coin without a word, and that passed on all of it at once: who is called without
 * data is told nothing of where to, so that it passes on what it gets by what it is. Undefined where there is none, or where
 * the source does not tell of call data.
 */
export function forwarderOf(
	{ native, book }: EvmNames,
	{ isBare, to, value }: EvmTransaction,
	transfers: readonly Transfer[],
): AccountId | undefined {
	if (isBare !== true || to === null || value === 0n) return undefined
	const account = book.account(to)
	let [came, went] = [0n, 0n]
	for (const { from, to: payee, asset, amount, fee } of transfers) {
		if (asset !== native || fee === true || from === payee) continue
		if (payee === account) came += amount
		if (from === account) went += amount
	}
	return came === value && went === value ? account : undefined
}
