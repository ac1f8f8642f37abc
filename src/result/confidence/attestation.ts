import type { Attribution } from '../../model/claims.js'
import type { ConfidenceItem } from './confidenceItem.js'

/** Prior of a name attested by ownership, a court, or an own test transaction; also of two independent sources. */
const ATTESTED = 0.99
/** Prior of a curated label with its source. */
const CURATED = 0.9
/** Prior of a label that was crawled or guessed. */
const CRAWLED = 0.5

/** TagPack confidence levels at which a claim rests on ownership or an own transaction (80 and more of 100). */
const FIRM: ReadonlySet<string> = new Set(['override', 'ownership', 'manual_transaction'])
/** Levels at which a claim is guessed or crawled (20 and less of 100). */
const WEAK: ReadonlySet<string> = new Set(['web_crawl', 'heuristic', 'unknown'])

/** How well the name of an account is attested. Labels that make the same claims are one item. */
export function attestation(attributions: readonly Attribution[]): ConfidenceItem {
	const sources = [...new Set(attributions.map(({ source }) => source))].sort()
	const levels = new Set(attributions.map(({ confidence }) => confidence ?? ''))
	const id = `label ${JSON.stringify([sources, [...new Set(attributions.map(({ entity }) => entity))].sort()])}`
	if (sources.length >= 2) return { id, value: ATTESTED, text: `name attested by ${sources.length} sources` }
	if ([...levels].some((level) => FIRM.has(level)))
		return { id, value: ATTESTED, text: 'name attested by ownership or an own transaction' }
	if (levels.size > 0 && [...levels].every((level) => WEAK.has(level)))
		return { id, value: CRAWLED, text: 'name rests on a crawled or guessed label' }
	return { id, value: CURATED, text: 'name rests on one source' }
}
