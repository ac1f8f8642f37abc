import { transactionId } from '../../model/identifiers.js'
import type { Transfer } from '../../model/transaction.js'
import type { EvmBlock } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'

/**
 * What a block pays by itself: rewards before the Merge, withdrawals of the consensus layer after it (EIP-4895). They stand
 * after all its transactions.
 */
export function blockTransfers({ chain, native: asset, book }: EvmNames, block: EvmBlock): Transfer[] {
	if (block.hash === null) return []
	const id = transactionId(chain, block.hash)
	const payments = [
		...block.rewards.map((reward) => ({ ...reward, kind: 'reward' })),
		...block.withdrawals.map((withdrawal) => ({ ...withdrawal, from: null, kind: 'withdrawal' })),
	]
	return payments
		.filter(({ amount }) => amount > 0n)
		.map(({ kind, index, from, address, amount }, rank) => ({
			id: `${id}#${kind}:${index}`,
			from: book.accountOrNull(from),
			to: book.account(address),
			asset,
			amount,
			order: [block.height, block.transactions.length, rank] as const,
			orderTold: true,
		}))
}
