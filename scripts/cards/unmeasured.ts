import { optional } from '../../src/heuristics/optional.js'
import { standard } from '../../src/heuristics/standard.js'
import type { Measurement } from './measurement.js'

const NOT = 'Not measured: no truth in the data.'
const SELF = `${NOT} Change is known there only where it goes back to a payer.`

/** Why the data can tell nothing of a heuristic, by its id. */
const REASONS: Readonly<Record<string, string>> = {
	addressReuse: `${SELF} That is what this rule itself finds.`,
	change: `${SELF} Such change decides the vote by itself, so that nothing is learnt of the others.`,
	knownCluster: `${SELF} Such change is in the cluster of its payers by necessity.`,
	sameScriptType: `${SELF} Such change has the script type of its payers by necessity.`,
	sameFingerprint: `${SELF} Such change is spent with the same key, so that it agrees in habits by necessity.`,
	freshAddress: `${SELF} Such change is never at a new account.`,
	oneTimeAddress: `${SELF} Such change is never at a new account.`,
	shadowAddress: `${SELF} Such change is never at a new account.`,
	legacyChange: `${SELF} Such change is never at a new account.`,
	graphSenseChange: `${SELF} Such change is never at a new account.`,
	payJoin: `${NOT} Of no transaction there is it known whether the payee paid in too.`,
}

/** The heuristics that no data here can tell anything of: their cards have no figure, and say why. */
export const unmeasured: readonly Measurement[] = [...standard, ...optional].flatMap((heuristic) => {
	const population = REASONS[heuristic.id]
	return population === undefined ? [] : [{ heuristic, population, cases: [] }]
})
