import type { Attribution } from '../model/claims.js'
import type { Confidence } from '../model/result.js'
import type { Figures } from './figures.js'

const GRADES = ['low', 'moderate', 'high'] as const
type Grade = (typeof GRADES)[number]

/** TagPack confidence levels at which a claim rests on ownership or an own transaction (80 and more of 100). */
const FIRM: ReadonlySet<string> = new Set(['override', 'ownership', 'manual_transaction'])
/** Levels at which a claim is guessed or crawled (20 and less of 100). */
const WEAK: ReadonlySet<string> = new Set(['web_crawl', 'heuristic', 'unknown'])
/** A figure that keeps 9/10 of its greatest value under every rule hardly depends on the rule. Our choice. */
const STEADY_SHARE = { numerator: 9n, denominator: 10n }

/**
 * Grade and weakest link of an arrival: how well the name is attested, and how far the amount depends on the rule and the
 * opening balance. Uncalibrated, so no number is given.
 */
export function confidenceOf(
	attributions: readonly Attribution[],
	figures: Pick<Figures, 'lower' | 'upper'>,
): Confidence {
	const [grade, weakest] = [attestation(attributions), dependence(figures)].reduce((a, b) =>
		GRADES.indexOf(b[0]) < GRADES.indexOf(a[0]) ? b : a,
	)
	return { grade, weakest, calibrated: false }
}

function attestation(attributions: readonly Attribution[]): [Grade, string] {
	const sources = new Set(attributions.map((attribution) => attribution.source))
	const levels = new Set(attributions.map((attribution) => attribution.confidence ?? ''))
	if (sources.size >= 2) return ['high', `name attested by ${sources.size} sources`]
	if ([...levels].some((level) => FIRM.has(level))) return ['high', 'name attested by ownership or an own transaction']
	if (levels.size > 0 && [...levels].every((level) => WEAK.has(level)))
		return ['low', 'name rests on a crawled or guessed label']
	return ['moderate', 'name rests on one source']
}

function dependence({ lower, upper }: Pick<Figures, 'lower' | 'upper'>): [Grade, string] {
	if (lower === null || upper === null) return ['low', 'the amount counts in full after first contact']
	if (lower === 0n) return ['low', 'under some rule or opening balance nothing arrives']
	const steady = lower * STEADY_SHARE.denominator >= upper * STEADY_SHARE.numerator
	return steady
		? ['high', 'the amount hardly depends on the rule']
		: ['moderate', 'the amount depends on the rule or the opening balance']
}
