import type { AccountId } from '../../model/identifiers.js'

/** A `Map` ends at 2^24 keys; the next one takes over before that. */
const MOST_KEYS = 2 ** 24 - 1

/** Numbers accounts from 0 in the order in which they are met, so that typed arrays can stand for sets of them. */
export class AccountNumbers {
	readonly #ids: AccountId[] = []
	readonly #numbers: Map<AccountId, number>[] = [new Map()]

	get size(): number {
		return this.#ids.length
	}

	/** The number of an account, a new one where it is met for the first time. */
	add(id: AccountId): number {
		const known = this.find(id)
		if (known !== undefined) return known
		let numbers = this.#numbers.at(-1) as Map<AccountId, number>
		if (numbers.size >= MOST_KEYS) {
			numbers = new Map()
			this.#numbers.push(numbers)
		}
		numbers.set(id, this.#ids.length)
		return this.#ids.push(id) - 1
	}

	find(id: AccountId): number | undefined {
		for (const numbers of this.#numbers) {
			const known = numbers.get(id)
			if (known !== undefined) return known
		}
		return undefined
	}

	idOf(number: number): AccountId {
		return this.#ids[number] as AccountId
	}
}
