import type { Hop } from '../../model/hop.js'
import type { ConfidenceItem } from './confidenceItem.js'

/** Uncalibrated priors of ours: a wrap, an exchange that the protocol's own contract tells, one read from balances alone. */
const WRAP = 0.99
const TOLD = 0.97
const READ = 0.9

/** How sure it is that what came back is what became of what was given. */
export function exchanged(hop: Hop): ConfidenceItem[] {
	if (hop.kind !== 'swap' && hop.kind !== 'wrap') return []
	const { verified } = hop.conversion
	const value = !verified ? READ : hop.kind === 'wrap' ? WRAP : TOLD
	const text = verified
		? `step ${hop.transfer} is an exchange that the protocol's own contract tells`
		: `step ${hop.transfer} is an exchange by what went in and came out; whether its contract is what it seems is not known`
	return [{ id: `exchange ${hop.transfer}`, value, text }]
}
