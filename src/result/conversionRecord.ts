import type { ExchangeHop } from '../model/hop.js'
import type { TransactionId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { Conversion, Way } from '../model/redirection.js'

/** An exchange as a result tells it. */
export function conversionRecord(transaction: TransactionId, conversion: Conversion): ExchangeHop['conversion'] {
	const { kind, number, payer, given, received, through, told, verified } = conversion
	return {
		id: `${transaction}#${kind}:${number}`,
		payer,
		given: given.map(({ asset, amount }) => ({ asset, amount })),
		received: received.map(({ to, asset, amount }) => ({ to, asset, amount })),
		through: [...through],
		via: transfersOf([...given, ...received].flatMap(({ ways }) => ways)),
		told: told.map(({ id, protocol }) => ({ id, protocol })),
		verified,
	}
}

const transfersOf = (ways: readonly Way[]): string[] => [...new Set(ways.flatMap(({ via }) => via))].sort(compareText)
