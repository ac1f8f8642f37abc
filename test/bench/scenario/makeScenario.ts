import { addBackground, COIN } from './addBackground.js'
import { MoneyTrail, type Shape } from './moneyTrail.js'
import { Places, type ScenarioSize } from './places.js'
import { Random } from './random.js'
import { TransferColumns, type Transfers } from './transferColumns.js'

/** A made-up chain on which one account's money is moved to exchanges among everybody else's. */
export interface Scenario {
	readonly seed: number
	readonly shape: Shape
	/** Accounts 0 to `exchanges` - 1 are the hot wallets: all that is labelled. */
	readonly exchanges: number
	readonly accounts: number
	/** Where the followed money starts, and how much it sends in base units. */
	readonly source: number
	readonly amount: number
	readonly transfers: Transfers
}

/** Coins that are moved. */
const FOLLOWED = 1_000_000 * COIN
const START_SECONDS = 200_000

/** Seeds of the benchmark: seven deep cases, four wide ones, one short. */
export const SEEDS: readonly (readonly [seed: number, shape: Shape])[] = [
	...([1, 2, 3, 4, 5, 6, 7] as const).map((seed) => [seed, 'deep'] as const),
	...([8, 9, 10, 11] as const).map((seed) => [seed, 'wide'] as const),
	[12, 'short'],
]

/** 250,000 accounts and about 1.5 million transfers. */
export const FULL: ScenarioSize = { background: 250_000, exchanges: 20, deposits: 2500, services: 10, mixers: 3 }
/** Two fifths of it, for a run of minutes. Smaller worlds are denser than chains are: everybody has dealt with everybody. */
export const STANDARD: ScenarioSize = { background: 100_000, exchanges: 20, deposits: 1000, services: 10, mixers: 3 }

export function makeScenario(seed: number, shape: Shape, size: ScenarioSize): Scenario {
	const random = new Random(seed)
	const places = new Places(size, random)
	const columns = new TransferColumns()
	addBackground(columns, places, random, size)
	const source = new MoneyTrail(columns, places, random, shape).launder(FOLLOWED, START_SECONDS)
	return {
		seed,
		shape,
		exchanges: size.exchanges,
		accounts: places.count,
		source,
		amount: FOLLOWED,
		transfers: columns.inTimeOrder(),
	}
}
