import type { Heuristic } from '../../heuristic.js'
import { freshAddress } from './freshAddress.js'
import { knownCluster } from './knownCluster.js'
import { oneTimeAddress } from './oneTimeAddress.js'
import { optimalChange } from './optimalChange.js'
import { peelingChange } from './peelingChange.js'
import { roundPayment } from './roundPayment.js'
import { sameFeeRate } from './sameFeeRate.js'
import { sameFingerprint } from './sameFingerprint.js'
import { sameLocktime } from './sameLocktime.js'
import { sameScriptType } from './sameScriptType.js'
import { shadowAddress } from './shadowAddress.js'
import { unnecessaryInput } from './unnecessaryInput.js'

/** What a rule looks at: who owns the output, what it is worth, how it is spent later, whether its account is new. */
export type ChangeFamily = 'ownership' | 'value' | 'temporal' | 'novelty'

export interface ChangeVoter {
	readonly heuristic: Heuristic
	readonly family: ChangeFamily
	readonly weight: number
}

const voter = (family: ChangeFamily, ...heuristics: readonly Heuristic[]): ChangeVoter[] =>
	heuristics.map((heuristic) => ({ heuristic, family, weight: 1 }))

/**
 * Who votes on change, and in which family: rules of one family tend to err together. An output back to a payer needs no
 * vote, and rules that put several traits together (C13, C14) would count them twice. All weights are 1: none is measured
 * on data that would tell more.
 */
export const changeVoters: readonly ChangeVoter[] = [
	...voter('ownership', knownCluster),
	...voter('novelty', freshAddress, oneTimeAddress, shadowAddress),
	...voter('value', optimalChange, unnecessaryInput, sameScriptType, roundPayment),
	...voter('temporal', sameLocktime, sameFeeRate, peelingChange, sameFingerprint),
]
