import { POOL_LEADS, poolLeads } from '../../src/heuristics/evm/mixing/poolLeads.js'
import type { KnownCase, Measurement } from './measurement.js'
import { tornadoPool, tornadoPools } from './tornadoSets.js'

const POPULATION =
	'False where found: each withdrawal of 15 Tornado Cash pools, of which the events tell no depositor, so that nothing ties it to a deposit. All five rules say what they miss (unknown). Precision and recall are not measured: no truth in the data of who withdrew what.'

/** The file that the withdrawals of a pool come from. */
export const poolFile = (name: string): string => `${name}-withdrawals.csv`

/** How many withdrawals are tied to deposits by events that tie none. */
export function poolMeasurement(): Measurement {
	const cases = [...tornadoPools().keys()].flatMap((name): KnownCase[] => {
		const { leads, rules } = poolLeads({ ...tornadoPool(name), payments: null, claims: null })
		const named = new Set(leads.map(({ withdrawal }) => withdrawal))
		const otherwise = rules.some(({ missing }) => missing.length > 0) ? 'unknown' : 'absent'
		return tornadoPool(name).withdrawals.map(({ id }) => ({
			file: poolFile(name),
			holds: false,
			own: true,
			answer: named.has(id) ? 'found' : otherwise,
		}))
	})
	return { heuristic: POOL_LEADS, population: POPULATION, cases }
}
