import * as z from 'zod/mini'

/** How sure a finding is, as far as that can be said without calibration: never a number. */
export const gradeSchema = z.enum(['high', 'moderate', 'low'])
export type Grade = z.output<typeof gradeSchema>

/** Above this a claim that rests on one dated source does not get, two sources do. Our choice, uncalibrated. */
const HIGH = 0.95
/** One source, and an amount of which at least half stands under every rule. Our choice, uncalibrated. */
const MODERATE = 0.65

/** The grade of an uncalibrated prior between 0 and 1. */
export function grade(prior: number): Grade {
	return prior >= HIGH ? 'high' : prior >= MODERATE ? 'moderate' : 'low'
}
