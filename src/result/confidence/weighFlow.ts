import type { Endpoint, Flow } from '../../model/result.js'
import { bridged } from './bridged.js'
import type { Commingling } from './commingling.js'
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
	const steps = flow.hops
		.flatMap((hop) => [commingling.ofHop(hop), ...exchanged(hop), ...bridged(hop)])
		.filter(({ value }) => value < 1)
	return { amount: flow.seedAmount, items: [...names.ofAccount(endpoint, flow.account), ...steps] }
}
