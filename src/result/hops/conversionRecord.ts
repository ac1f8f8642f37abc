import type { ExchangeHop } from '../../model/hop.js'
import type { TransactionId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Conversion, Way } from '../../model/redirection.js'
import { taintOf } from '../../taint/lot.js'
import type { TaintRun } from '../../taint/taintRun.js'

/** An exchange as a result tells it, with what runs carry by it. */
export function conversionRecord(
	transaction: TransactionId,
	conversion: Conversion,
	runs: readonly TaintRun[],
): ExchangeHop['conversion'] {
	const { kind, number, payer, given, received, through, told, verified } = conversion
	const id = `${transaction}#${kind}:${number}`
	const carried = (side: string): bigint =>
		runs.reduce((sum, run) => sum + taintOf(run.accounts.carried(side)?.lots ?? []), 0n)
	return {
		id,
		payer,
		given: given.map(({ asset, amount }, i) => ({ asset, amount, taint: carried(`${id}.${i}`) })),
		received: received.map(({ to, asset, amount }, j) => {
			const taint = given.reduce((sum, _, i) => sum + carried(`${id}.${i}.${j}`), 0n)
			return { to, asset, amount, taint }
		}),
		through: [...through],
		via: transfersOf([...given, ...received].flatMap(({ ways }) => ways)),
		told: told.map(({ id, protocol }) => ({ id, protocol })),
		verified,
	}
}

const transfersOf = (ways: readonly Way[]): string[] => [...new Set(ways.flatMap(({ via }) => via))].sort(compareText)
