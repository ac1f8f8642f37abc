import type { CardFigures } from '../model/cardFigures.js'
import { measured } from './cards/measured.js'
import { wilson } from './cards/wilson.js'
import type { Heuristic } from './heuristic.js'

/** How many of how many; null where the data cannot tell. */
export type Count = readonly [hits: number, of: number] | null

/** What was counted of one version of a heuristic: all that its figures follow from. */
export interface Measured {
	/** The heuristic's id and version, `joinMarket/1`. */
	readonly id: string
	/** `YYYY-MM-DD`. */
	readonly on: string
	/** What is true, of what was found. */
	readonly right: Count
	/** What was found, of what is true. */
	readonly recall: Count
	/** What was found, of what is false. */
	readonly wrong: Count
}

/** The heuristic with what was measured of this version of it; null where nothing was. */
export function carded(heuristic: Omit<Heuristic, 'card'>): Heuristic {
	return { ...heuristic, card: figuresFor(heuristic) }
}

/** What was measured of this version of a finding; null where it has no card. */
export function figuresFor({ id, version }: { readonly id: string; readonly version: string }): CardFigures | null {
	const own = measured.find((row) => row.id === `${id}/${version}`)
	return own === undefined ? null : figuresOf(own)
}

function figuresOf({ id, on, right, recall, wrong }: Measured): CardFigures {
	return {
		id,
		measuredOn: on,
		precision: shown(right),
		recall: shown(recall),
		falseDiscovery: right === null ? null : shown([right[1] - right[0], right[1]]),
		falsePositives: shown(wrong),
	}
}

const shown = (count: Count): ReturnType<typeof wilson> => (count === null ? null : wilson(...count))
