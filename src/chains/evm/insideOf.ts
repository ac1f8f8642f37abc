import type { TransactionId } from '../../model/identifiers.js'
import type { AccountTransaction } from '../../model/transaction.js'
import type { EvmTransaction } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'
import { gapsOf } from './gapsOf.js'
import { outcomeOf } from './outcomeOf.js'
import { tradesOf } from './tradesOf.js'

/** What a source tells of the inside of a transaction beside its transfers; nothing where it tells no events. */
export function insideOf(
	names: EvmNames,
	id: TransactionId,
	transaction: EvmTransaction,
): Pick<AccountTransaction, 'trades' | 'inside'> {
	const { logs } = transaction.receipt
	if (logs === null) return {}
	const trades = outcomeOf(transaction) === false ? [] : tradesOf(names, id, logs)
	const inside = gapsOf(transaction).includes('C_NO_TRACES') ? 'events' : 'whole'
	return { ...(trades.length === 0 ? {} : { trades }), inside }
}
