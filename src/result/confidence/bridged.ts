import { bridgePrior } from '../../model/bridgePrior.js'
import type { Hop } from '../../model/hop.js'
import type { ConfidenceItem } from './confidenceItem.js'

/** What a step over a bridge rests on; nothing for others. */
export function bridged(hop: Hop): ConfidenceItem[] {
	if (hop.kind !== 'bridge') return []
	const { source, protocol, basis, equals } = hop
	const among = equals === 1 ? '' : `, one of ${equals} equal ones`
	const text = `a passage over ${protocol}, joined by ${basis}${among}`
	return [{ id: `bridge ${source.transfer}`, value: bridgePrior(basis, equals), text }]
}
