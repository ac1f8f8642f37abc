import type { Query } from '../../chains/adapter.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'

/** What can tell of the pay-out: the transaction that goes on there, and who is to be paid. */
export function questionsOf({ next, receiver }: BridgeLeg): Query[] {
	return [
		...(next === undefined ? [] : [{ kind: 'transaction', subject: next } as const]),
		...(receiver === null ? [] : [{ kind: 'account', subject: receiver } as const]),
	]
}
