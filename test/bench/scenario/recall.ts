import type { Scenario } from './makeScenario.js'

/** How much of the money that a truth sees arriving at exchanges an order of look-ups has found. */
export class Recall {
	/** What each account sends to hot wallets in all. */
	readonly perAccount: Float64Array
	readonly total: number
	#found = 0
	#lookups = 0
	/** Look-ups that it took to find `goal` of the total; null before. */
	reachedAt: number | null = null

	constructor(
		{ transfers: { from, to, length }, accounts, exchanges }: Scenario,
		/** What each transfer carries. */
		carried: Float64Array,
		private readonly goal = 0.95,
	) {
		this.perAccount = new Float64Array(accounts)
		let total = 0
		for (let row = 0; row < length; row++) {
			const [payer, part] = [from[row] as number, carried[row] as number]
			if ((to[row] as number) >= exchanges || payer < exchanges || part === 0) continue
			this.perAccount[payer] = (this.perAccount[payer] as number) + part
			total += part
		}
		this.total = total
	}

	get share(): number {
		return this.total === 0 ? 1 : this.#found / this.total
	}

	/** Counts the look-up of an account that was not looked up before. Returns whether the goal is reached. */
	lookUp(account: number): boolean {
		this.#lookups++
		this.#found += this.perAccount[account] as number
		if (this.reachedAt === null && this.#found >= this.goal * this.total) this.reachedAt = this.#lookups
		return this.reachedAt !== null
	}
}
