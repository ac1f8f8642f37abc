import { compareText } from '../../../model/order.js'
import { type PassageScore, type PossiblePassage, scorePassage } from './scorePassage.js'

/** A payment out that may answer a payment in. */
export interface PassageCandidate extends PossiblePassage {
	/** Id of the transfer or output that pays out. */
	readonly id: string
}

export interface RankedPassage extends PassageScore {
	readonly id: string
	/** Uncalibrated, after competition; a lead, whatever it is. */
	readonly probability: number
}

/** The candidates of one payment in. Never a pair, and never carries value. */
export interface PassageLead {
	/** Best first, a tie by id. */
	readonly candidates: readonly RankedPassage[]
	/** How many were looked at, those that cannot be it included. */
	readonly lookedAt: number
	/** Whether the first stands alone: the second scores less than 0.8 of it. Source: LOCARD, as implemented. */
	readonly standsAlone: boolean
}

export interface RankOptions {
	/** Payments of such an amount in that time that were not read, by their density; at least 0. Default 0. */
	readonly unseen?: number
	/** Whether the payee is a custodial swapper, which pays many from one account: then the cap is lower. Default false. */
	readonly isSwapper?: boolean
}

/** How much better scores weigh more. Our choice. */
const GAMMA = 4
/** Most that time and amount alone are worth; less where a swapper pays everybody from one account. Our choice. */
const CAP = 0.7
const SWAPPER_CAP = 0.3
const ALONE = 0.8

/** Ranks what may answer a payment that went into a bridge or swapper without an identifier. */
export function rankPassages(
	candidates: readonly PassageCandidate[],
	{ unseen = 0, isSwapper = false }: RankOptions = {},
): PassageLead {
	const scored = candidates.flatMap((candidate) => {
		const score = scorePassage(candidate)
		return score === null ? [] : [{ id: candidate.id, ...score }]
	})
	scored.sort((a, b) => b.score - a.score || compareText(a.id, b.id))
	const total = scored.reduce((sum, { score }) => sum + score ** GAMMA, 0) + Math.max(0, unseen)
	const cap = isSwapper ? SWAPPER_CAP : CAP
	const ranked = scored.map((one) => {
		const probability = total === 0 ? 0 : Math.min(cap, one.score ** GAMMA / total)
		return { ...one, probability }
	})
	const [first, second] = ranked
	const standsAlone = first !== undefined && first.score > 0 && (second?.score ?? 0) < ALONE * first.score
	return { candidates: ranked, lookedAt: candidates.length, standsAlone }
}
