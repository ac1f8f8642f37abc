/**
 * Keys of a protocol that stand for one passage, because it went on under another one. Which key stands for its group depends
 * only on the keys: it is the first in code-unit order.
 */
export class KeyGroups {
	readonly #above = new Map<string, string>()

	/** The key that stands for the group of this one. */
	of(key: string): string {
		let root = key
		for (let next = this.#above.get(root); next !== undefined; next = this.#above.get(root)) root = next
		for (let at = key; at !== root; ) {
			const next = this.#above.get(at) as string
			this.#above.set(at, root)
			at = next
		}
		return root
	}

	/** Joins the groups of two keys. Returns the key that no longer stands for one, if there was one. */
	join(a: string, b: string): string | undefined {
		const [one, two] = [this.of(a), this.of(b)]
		if (one === two) return undefined
		const [first, second] = one < two ? [one, two] : [two, one]
		this.#above.set(second, first)
		return second
	}
}
