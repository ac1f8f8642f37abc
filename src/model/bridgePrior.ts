import type { BridgeEvidence } from './bridgeLeg.js'

/** By what the two sides are joined, where nothing speaks against it. Our choice, after the order of what they rest on. */
const PRIOR: Readonly<Record<BridgeEvidence, number>> = { identifier: 0.99, derived: 0.97, memo: 0.97, arguments: 0.9 }

/** The uncalibrated prior of a passage over a bridge, between 0 and 1; shared among passages that are equal. */
export const bridgePrior = (basis: BridgeEvidence, equals: number): number => PRIOR[basis] / equals
