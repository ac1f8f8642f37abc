import type { Random } from './random.js'

/** How large the world around the followed money is. */
export interface ScenarioSize {
	/** Accounts of people and companies that have nothing to do with it. */
	readonly background: number
	readonly exchanges: number
	/** Deposit addresses of each exchange. */
	readonly deposits: number
	readonly services: number
	readonly mixers: number
}

/** Which account numbers stand for what, and how a random one of each kind is drawn. Hot wallets come first. */
export class Places {
	#count: number
	readonly #services: number
	readonly #mixers: number
	readonly #background: number
	readonly #deposits: number

	constructor(
		private readonly size: ScenarioSize,
		private readonly random: Random,
	) {
		this.#services = size.exchanges
		this.#mixers = this.#services + size.services
		this.#background = this.#mixers + size.mixers
		this.#deposits = this.#background + size.background
		this.#count = this.#deposits + size.exchanges * size.deposits
	}

	/** Accounts so far. */
	get count(): number {
		return this.#count
	}

	/** An account that nobody has used before. */
	fresh(): number {
		return this.#count++
	}

	/** A hot wallet; the largest exchange has over a third of all customers. */
	exchange(): number {
		return this.random.skewed(this.size.exchanges, 3)
	}

	/** A deposit address of an exchange. */
	deposit(exchange: number): number {
		return this.#deposits + exchange * this.size.deposits + this.random.whole(0, this.size.deposits - 1)
	}

	service(): number {
		return this.#services + this.random.skewed(this.size.services, 2)
	}

	mixer(): number {
		return this.#mixers + this.random.whole(0, this.size.mixers - 1)
	}

	/** Somebody; how often follows a power law. */
	somebody(): number {
		return this.#background + this.random.skewed(this.size.background, 2.2)
	}
}
