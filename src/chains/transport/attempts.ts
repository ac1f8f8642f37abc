import { FundtrailError } from '../../model/errors.js'

/**
 * What was asked for once and does not change, by key. A failure is not kept, and whoever waited on an attempt that another
 * caller broke off makes it anew.
 */
export class Attempts<Key, Value> {
	readonly #kept = new Map<Key, Promise<Value>>()

	/** What is kept, or what `make` gives, which is kept. @throws what `make` throws */
	async get(key: Key, make: () => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
		for (;;) {
			const known = this.#kept.get(key)
			const attempt = known ?? make()
			if (known === undefined) this.#kept.set(key, attempt)
			try {
				return await attempt
			} catch (error) {
				if (this.#kept.get(key) === attempt) this.#kept.delete(key)
				if (known === undefined || signal?.aborted === true || error instanceof FundtrailError) throw error
			}
		}
	}
}
