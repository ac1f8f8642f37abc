import { addressReuse } from './bitcoin/change/addressReuse.js'
import { change } from './bitcoin/change/change.js'
import { changeVoters } from './bitcoin/change/changeVoters.js'
import { graphSenseChange } from './bitcoin/change/graphSenseChange.js'
import { legacyChange } from './bitcoin/change/legacyChange.js'
import type { Heuristic } from './heuristic.js'

/** Heuristics that can be named beside the standard ones. No figure of a trace rests on any of them. */
export const optional: readonly Heuristic[] = [
	change,
	addressReuse,
	...changeVoters.map(({ heuristic }) => heuristic),
	legacyChange,
	graphSenseChange,
]
