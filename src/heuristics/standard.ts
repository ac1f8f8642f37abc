import { coSpend } from './bitcoin/coSpend.js'
import { equalOutputs } from './bitcoin/equalOutputs.js'
import type { Heuristic } from './heuristic.js'

/** The heuristics that a trace runs where the caller names none. */
export const standard: readonly Heuristic[] = [coSpend, equalOutputs]
