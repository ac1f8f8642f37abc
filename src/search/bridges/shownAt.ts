import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { Entry } from './entry.js'

/**
 * The account at which unpaired value is shown: who was to be paid or was paid back, else who took it in.
 * @param legs those of its passage, by id
 */
export function shownAt(
	{ leg, why, because }: Entry,
	legs: ReadonlyMap<string, BridgeLeg>,
	view: LedgerView,
): AccountId {
	const refund = because.map((id) => legs.get(id)).find((one) => one?.side === 'refund')
	if (refund?.receiver != null) return refund.receiver
	if (why === 'unsupportedChain' && leg.receiver !== null) return leg.receiver
	const output = view.output(leg.transfer as string)
	return leg.contract ?? output?.account ?? leg.sender ?? leg.chain
}
