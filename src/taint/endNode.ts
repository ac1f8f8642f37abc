import type { AccountId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'

const STOPS = ['burn', 'dust', 'frozen', 'protocolCredit', 'semantic'] as const
/** Why value has left an account and is at no other. */
export type EndStop = (typeof STOPS)[number]

/** Node that stands for value that left at an account and came to no other. */
export const endNode = (stop: EndStop, account: AccountId): string => `${stop} ${account}`

/** What such a node stands for; undefined for the id of any other node. */
export function partsOfEnd(node: string): { readonly stop: EndStop; readonly account: AccountId } | undefined {
	if (!node.includes(' ')) return undefined
	const stop = STOPS.find((known) => node.startsWith(`${known} `))
	return stop === undefined ? undefined : { stop, account: node.slice(stop.length + 1) }
}

/** Node to which a transfer brings value. */
export function nodeAfter({ transfer: { from, to, destroyed }, stop }: LedgerEntry): string {
	if (stop !== undefined) return endNode(stop, to as AccountId)
	return to ?? endNode(destroyed === true ? 'frozen' : 'burn', from as AccountId)
}
