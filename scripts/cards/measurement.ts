import { wilson } from '../../src/heuristics/cards/wilson.js'
import type { Finding, Heuristic } from '../../src/heuristics/heuristic.js'
import type { HeuristicCard } from '../../src/model/heuristicCard.js'
import { failuresOf } from './failuresOf.js'

/** A case of known truth: whether the heuristic's claim holds of it, and what the heuristic says. */
export interface KnownCase {
	/** The file it comes from. */
	readonly file: string
	readonly holds: boolean
	/** Whether recall counts it: left out for true cases of a kind that the heuristic is not made for. */
	readonly own: boolean
	/** `wrong`: found, but pointing at something that is not so. */
	readonly answer: Finding['kind'] | 'wrong'
}

/** A heuristic with its cases. */
export interface Measurement {
	readonly heuristic: Pick<Heuristic, 'id' | 'version' | 'claim'>
	readonly population: string
	readonly cases: readonly KnownCase[]
	/** True where every case has an answer to be chosen, so that there are none of which the claim is false. */
	readonly chooses?: boolean
}

/** The card of one measurement. `digests`: of the unpacked bytes, by file. */
export function cardOf(
	{ heuristic, population, cases, chooses = false }: Measurement,
	digests: ReadonlyMap<string, string>,
	measuredOn: string,
): HeuristicCard {
	const found = cases.filter(({ answer }) => answer === 'found')
	const right = found.filter(({ holds }) => holds).length
	const wrong = cases.filter(({ holds, answer }) => answer === 'wrong' || (answer === 'found' && !holds)).length
	const own = cases.filter((one) => one.holds && one.own)
	const tellsBoth = chooses || (cases.some(({ holds }) => holds) && cases.some(({ holds }) => !holds))
	const files = [...new Set(cases.map(({ file }) => file))]
	return {
		card: 'fundtrail.card/1',
		heuristic: heuristic.id,
		version: heuristic.version,
		claim: heuristic.claim,
		measuredOn,
		precision: tellsBoth ? wilson(right, right + wrong) : null,
		recall: wilson(own.filter(({ answer }) => answer === 'found').length, own.length),
		falseDiscovery: tellsBoth ? wilson(wrong, right + wrong) : null,
		falsePositives: chooses ? null : wilson(wrong, cases.filter(({ holds }) => !holds).length),
		unknown: cases.filter(({ answer }) => answer === 'unknown').length,
		population,
		data: files.map((name) => ({
			name,
			sha256: digests.get(name) ?? '',
			cases: cases.filter(({ file }) => file === name).length,
		})),
		failures: failuresOf(heuristic.id),
	}
}
