import type { OutputId } from '../../model/identifiers.js'
import type { StopReason } from '../../model/stop.js'
import type { Search } from '../search.js'
import { creatorOf } from './creatorOf.js'

/** Looking back: why value goes no further than an output whatever the rule; null where the chain goes on. */
export function beginningAt({ options, mixes }: Search, output: OutputId): StopReason | null {
	if (options.direction === 'forward') return null
	const creator = options.graph.view.transaction(creatorOf(output))
	if (creator?.kind !== 'utxo') return null
	if (creator.coinbase) return 'endOfSource'
	return mixes.get(creator.id) === undefined ? null : (mixes.stopAt(output) ?? 'coinjoin')
}
