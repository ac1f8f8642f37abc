import type { Endpoint, Flow } from '../../model/result.js'
import { bridged } from './bridged.js'
import type { Commingling } from './commingling.js'
import type { ConfidenceItem } from './confidenceItem.js'
import { exchanged } from './exchanged.js'
import type { WeighedPath } from './jointConfidence.js'
import type { Names } from './names.js'

/**
 * What a flow rests on: the name of where it ends, each step whose part depends on the rule, each exchange and each bridge. A
 * transfer
 * itself is certain.
 */
export function weighFlow(
	flow: Pick<Flow, 'hops' | 'seedAmount' | 'account'>,
	endpoint: Pick<Endpoint, 'attributions'>,
	names: Names,
	commingling: Commingling,
): WeighedPath {
	const items = [...names.ofAccount(endpoint, flow.account)]
	const note = (item: ConfidenceItem): void => {
		if (item.value < 1) items.push(item)
	}
	for (const hop of flow.hops) {
		note(commingling.ofHop(hop))
		if (hop.kind === 'swap' || hop.kind === 'wrap') exchanged(hop).forEach(note)
		if (hop.kind === 'bridge') bridged(hop).forEach(note)
	}
	return { amount: flow.seedAmount, items }
}
