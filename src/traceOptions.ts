import type { ChainAdapter } from './chains/adapter.js'
import type { TraceEvent } from './expand.js'
import type { Heuristic } from './heuristics/heuristic.js'
import type { LabelBook } from './labels/labelBook.js'
import type { DataOptionsInput } from './model/options.js'
import type { Seed } from './model/seed.js'
import type { PriceBook } from './prices/priceBook.js'
import type { ResumeToken } from './search/resumeToken.js'

/** What is to be traced, with what, and how. Amounts in base units, times in unix seconds or ISO-8601 UTC. */
export interface TraceOptions extends Omit<DataOptionsInput, 'heuristics'> {
	/** Seeds, or their ids: `ethereum:0x…`, `bitcoin/<txid>:<vout>`. */
	readonly seeds: readonly (Seed | string)[]
	/**
	 * Where transactions come from, in order of preference. Several for one chain are put together; tables are best opened as one
	 * source, which orders all their rows.
	 */
	readonly sources: readonly ChainAdapter[]
	/** What third parties say of accounts; none by default, and then nothing can be an endpoint. */
	readonly labels?: LabelBook
	/** Heuristics, or ids of the standard ones. Default: the standard set. */
	readonly heuristics?: readonly (Heuristic | string)[]
	/** What assets were worth: shown beside amounts, for `sortBy`, and for leads out of swappers. Nothing traced depends on it. */
	readonly prices?: PriceBook
	/** What the case says of itself: only copied into the result, and outside of `configHash`. JSON. */
	readonly case?: { readonly name?: string; readonly matter?: Readonly<Record<string, unknown>> } | undefined
	/** Continues a trace of the same seeds and options that was stopped or not answered: the `resume` of its result. */
	readonly resume?: ResumeToken
	readonly onProgress?: (event: TraceEvent) => void
	/** Ends the search within a second; what was found until then is returned as `partial`. */
	readonly signal?: AbortSignal
	/** Milliseconds of a monotonic clock, by which `budget.seconds` are up. Default: `performance.now`. */
	readonly now?: () => number
}
