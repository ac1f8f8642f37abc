import type { Page, Query } from '../../chains/adapter.js'
import type { Coverage } from '../../model/coverage.js'
import type { HubRule } from './degree.js'

/** The answer of all sources to one query. */
export interface Answer {
	readonly query: Query
	readonly transactions: Page['transactions']
	readonly coverage: Coverage
	/** True where the account proved to be a hub: then it is read no further than that shows, and nothing is kept of it. */
	readonly hub?: true
	/** True where a source that holds the chain did not answer to the end: who continues the search asks again. */
	readonly failed?: true
}

export interface AskOptions {
	readonly signal?: AbortSignal | undefined
	/** Which accounts are hubs; without it none is. */
	readonly hubs?: HubRule
}
