import type { FetchOptions } from '../adapter.js'

/** What is asked of a provider: a path below its address, with a body where it is a POST of JSON. */
export interface TransportRequest {
	/** Starts with a slash, e.g. `/blocks/tip/height`. */
	readonly path: string
	readonly body?: string | undefined
}

/** A reply that arrived whole, its body unpacked. */
export interface Reply {
	readonly status: number
	/** Media type without parameters, lower-case; empty where none is named. */
	readonly type: string
	readonly body: Uint8Array
	/** Seconds that the provider asks to wait before the next request; null where it does not. */
	readonly retryAfterSeconds: number | null
}

/**
 * The way to one provider. A reply is whole or it is none: what is cut off, too long, too late or leads elsewhere is an
 * error, whatever status it bore.
 */
export interface Transport {
	/** @throws SourceError `E_TRUNCATED`, `E_TIMEOUT`, `E_BAD_RESPONSE`, `E_REDIRECT`, `E_EGRESS`, `E_LIMIT`; the signal's reason */
	send(request: TransportRequest, options?: FetchOptions): Promise<Reply>
}
