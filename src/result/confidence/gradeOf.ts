import type { Confidence } from '../../model/result.js'
import { type ConfidenceItem, weakestOf } from './confidenceItem.js'

/** Above this a claim that rests on one dated source does not get, two sources do. Our choice, uncalibrated. */
const HIGH = 0.95
/** One source, and an amount of which at least half stands under every rule. Our choice, uncalibrated. */
const MODERATE = 0.65

/** The grade of an uncalibrated confidence, with the weakest of the items behind it; the number itself is not given. */
export function gradeOf(confidence: number, items: readonly ConfidenceItem[]): Confidence {
	const grade = confidence >= HIGH ? 'high' : confidence >= MODERATE ? 'moderate' : 'low'
	return { grade, weakest: weakestOf(items)?.text ?? 'every step is a transfer on a ledger', calibrated: false }
}
