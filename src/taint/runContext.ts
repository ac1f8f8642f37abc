import type { Direction } from '../model/direction.js'
import type { TransactionId } from '../model/identifiers.js'
import type { LedgerWays } from '../model/ledgerView.js'
import type { Opening } from '../model/method.js'
import type { MixLink } from '../model/mixLink.js'
import type { EventOrder } from '../model/order.js'
import type { Arrivals } from './arrivals.js'
import type { Crossings } from './crossing.js'
import type { Crossover } from './crossover.js'
import type { Rule } from './rules/rule.js'
import type { SeedBook } from './seeds/seedBook.js'
import type { SeededValue } from './seeds/seededValue.js'

/** One piece of pending work, in event order; `rank` puts the paying side of a transfer before the receiving side. */
export interface Pending {
	readonly order: EventOrder
	readonly id: string
	readonly rank: 0 | 1
	readonly run: () => void
}

/** What a run needs to know of the search: which nodes (accounts, Bitcoin outputs) value is followed through. */
export interface Walked {
	has(node: string): boolean
}

/** What a run needs to know of mixes: the links of those that were judged to be one. */
export interface Mixes {
	get(transaction: TransactionId): readonly MixLink[] | undefined
}

export interface RunOptions {
	readonly rule: Rule
	readonly opening: Opening
	readonly direction: Direction
	/** The facts; looking back, mirrored ones. */
	readonly view: LedgerWays
	readonly seeds: SeedBook
	readonly walked: Walked
	readonly mixes: Mixes
	readonly crossings: Crossings
	/** False where nobody asks for the transactions that value reached. */
	readonly tellsReached?: false
}

/** What the two sides of a run share. */
export interface RunContext extends RunOptions {
	readonly arrivals: Arrivals
	readonly seeded: SeededValue
	readonly crossover: Crossover
	readonly enqueue: (pending: Pending) => void
	/** Whether all pending work comes after this event. */
	readonly isNext: (event: Pick<Pending, 'order' | 'id'>, rank: Pending['rank']) => boolean
	readonly reached: (transaction: string) => void
}
