/** An amount of one seed in one asset, at one account. */
export interface Entry {
	readonly seed: string
	readonly asset: string
	readonly account: string
	readonly amount: bigint
}

/** Adds up amounts under names; identifiers hold no spaces, so the joined name is unique. */
export class Tally {
	readonly #amounts = new Map<string, bigint>()

	add(names: readonly string[], amount: bigint): void {
		const key = names.join(' ')
		this.#amounts.set(key, (this.#amounts.get(key) ?? 0n) + amount)
	}

	get(names: readonly string[]): bigint {
		return this.#amounts.get(names.join(' ')) ?? 0n
	}

	/** All names with their amounts, by name in code units. */
	rows(): { names: string[]; amount: bigint }[] {
		return [...this.#amounts.entries()]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, amount]) => ({ names: key.split(' '), amount }))
	}

	/** The amounts above zero, where the names are seed, asset and account. */
	entries(): Entry[] {
		return this.rows()
			.filter((row) => row.amount > 0n)
			.map(({ names, amount }) => ({ seed: names[0]!, asset: names[1]!, account: names[2]!, amount }))
	}
}
