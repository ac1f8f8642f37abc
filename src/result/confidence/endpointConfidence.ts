import type { Confidence } from '../../model/result.js'
import type { Figures } from '../figures.js'
import { dependence } from './commingling.js'
import { type ConfidenceItem, productOf, weakestOf } from './confidenceItem.js'
import { gradeOf } from './gradeOf.js'
import { jointConfidence, type WeighedPath } from './jointConfidence.js'

/**
 * Confidence that seed value reached an endpoint: the greater of what its paths give together, and of names and total taken
 * at once, since a sum can be firm where no single path is. What no path reaches under the primary rule rests on the total.
 */
export function endpointConfidence(
	names: readonly ConfidenceItem[],
	figures: Pick<Figures, 'lower' | 'upper'>,
	paths: readonly WeighedPath[],
): Confidence {
	const whole = [...names, dependence(figures)]
	const together = jointConfidence(paths).any
	if (productOf(whole) >= together) return gradeOf(productOf(whole), whole)
	const best = paths.reduce((a, b) => (productOf(b.items) > productOf(a.items) ? b : a))
	return gradeOf(together, weakestOf(best.items) === null ? names : best.items)
}
