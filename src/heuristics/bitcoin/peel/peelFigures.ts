import type { Habits } from '../habits.js'
import { habitsOf } from '../habits.js'
import type { PeelChain, PeelStep } from './peelChains.js'

/** Steps from which a chain can be flagged. Ours; not calibrated. */
const FLAG_STEPS = 5
/** Median seconds between steps below which it can be flagged: a day. */
const FLAG_GAP_SECONDS = 86_400
/** A peel is small below this part of what the step had: 1/10. */
const SMALL_PART = 10n
/** Part of the peels that have to be small: 60 of 100. */
const SMALL_PEELS_PERCENT = 60
/** Peels to labelled exchanges that flag a chain by themselves. */
const FLAG_EXCHANGES = 2

/** Thresholds by name, for the record of what was applied. */
export const PEEL_PARAMS: Readonly<Record<string, string>> = {
	flagSteps: String(FLAG_STEPS),
	flagGapSeconds: String(FLAG_GAP_SECONDS),
	smallPart: `1/${SMALL_PART}`,
	smallPeelsPercent: String(SMALL_PEELS_PERCENT),
	flagExchanges: String(FLAG_EXCHANGES),
}

export interface PeelFigures {
	/** What the first step spends, in base units; what it pays out where it has an input of unknown value. */
	readonly startValue: bigint
	readonly reusesChange: boolean
	readonly gaps: { readonly least: number; readonly median: number; readonly most: number }
	/** Habits that every step tells, and tells alike. */
	readonly habits: Record<string, string>
	readonly flagged: boolean
}

/**
 * Figures of a chain, and whether its pattern is worth a look: many steps in a row with small peels and short gaps, or
 * several peels to exchanges. A wallet that keeps its change at one account is one of a service and never flagged.
 */
export function peelFigures({ steps }: PeelChain, exchangePeels: number): PeelFigures {
	const times = steps.map(({ transaction }) => transaction.atSeconds)
	const gaps = times.slice(1).map((time, i) => time - (times[i] as number))
	const sorted = gaps.sort((a, b) => a - b)
	const median = sorted[sorted.length >> 1] ?? 0
	const returning = steps.filter(returnsChange).length
	const reusesChange = returning * 2 >= steps.length
	const peels = steps.flatMap((step) => step.peels.map(({ amount }) => amount * SMALL_PART < spentBy(step)))
	const small = peels.filter(Boolean).length * 100 >= peels.length * SMALL_PEELS_PERCENT
	const quick = steps.length >= FLAG_STEPS && median < FLAG_GAP_SECONDS && small
	return {
		startValue: steps[0] === undefined ? 0n : spentBy(steps[0]),
		reusesChange,
		gaps: { least: sorted[0] ?? 0, median, most: sorted.at(-1) ?? 0 },
		habits: commonHabits(steps.map(({ transaction }) => habitsOf(transaction))),
		flagged: !reusesChange && (quick || exchangePeels >= FLAG_EXCHANGES),
	}
}

/** What a step spends, in base units; where an input is of unknown value, what it pays out. */
function spentBy({ transaction }: PeelStep): bigint {
	const { inputs, outputs } = transaction
	const told = inputs.every(({ amount }) => amount !== null)
	return (told ? inputs : outputs).reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
}

function returnsChange({ transaction, kept }: PeelStep): boolean {
	return kept !== null && transaction.inputs.some(({ account }) => account === kept.account)
}

function commonHabits(all: readonly Habits[]): Record<string, string> {
	const [first] = all
	if (first === undefined) return {}
	const common = Object.entries(first).filter(
		([trait, value]) => value !== null && all.every((own) => own[trait as keyof Habits] === value),
	)
	return Object.fromEntries(common) as Record<string, string>
}
