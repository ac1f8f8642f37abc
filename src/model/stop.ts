import * as z from 'zod/mini'

/** Why value ended where it did without reaching an endpoint. A closed list. */
export const stopReasonSchema = z.enum([
	'held',
	'endOfSource',
	'service',
	'mixer',
	'coinjoin',
	'bridgeUnpaired',
	'inFlight',
	'refunded',
	'failed',
	'unclaimed',
	'frozen',
	'unsupportedChain',
	'hub',
	'burn',
	'protocolCredit',
	'semantic',
	'ambiguous',
	'minShare',
	'hops',
	'window',
	'budget',
	'notFetched',
	'noPrevout',
	'dust',
])
export type StopReason = z.output<typeof stopReasonSchema>

/** Reasons that are the tool's own limits, counted as `toolLoss`: not what the chain shows, but where the search ended. */
export const TOOL_LOSS: ReadonlySet<StopReason> = new Set(['budget', 'hops', 'minShare', 'hub', 'notFetched'])
