import { grade } from '../../model/grade.js'
import type { Confidence } from '../../model/result.js'
import { type ConfidenceItem, weakestOf } from './confidenceItem.js'

/** The grade of an uncalibrated confidence, with the weakest of the items behind it; the number itself is not given. */
export function gradeOf(confidence: number, items: readonly ConfidenceItem[]): Confidence {
	const weakest = weakestOf(items)?.text ?? 'every step is a transfer on a ledger'
	return { grade: grade(confidence), weakest, calibrated: false }
}
