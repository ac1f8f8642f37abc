import { setTimeout } from 'node:timers/promises'
import { SourceError } from '../../model/errors.js'
import type { Reply, Transport, TransportRequest } from './transport.js'

/** How often something is asked for, and how long is waited in between. */
export interface Patience {
	/** Times that a request is sent before its failure counts. */
	readonly attempts: number
	/** Milliseconds before the second attempt; twice as many before each further one. */
	readonly firstWaitMs: number
	/** Longest wait: a provider that asks for more is not asked again. */
	readonly longestWaitMs: number
	/** Waits; tests put a clock of their own here. */
	readonly sleep?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
}

/** Some seconds in all: enough for a hiccup or a limit per second, too short for a limit per day. Invented. */
export const USUAL_PATIENCE: Patience = { attempts: 5, firstWaitMs: 500, longestWaitMs: 60_000 }

/** For replies that cannot get any better: recorded ones. */
export const NO_PATIENCE: Patience = { attempts: 1, firstWaitMs: 0, longestWaitMs: 0 }

const TOO_MANY_REQUESTS = 429
const SERVER_ERRORS = 500

/**
 * Sends a request until what comes back can be read, or patience ends. Asked for again is what failed on its way, what the
 * provider refused for now, and what `read` calls retryable; never earlier than the provider asks for.
 * @throws the last failure; the signal's reason
 */
export async function ask<Answer>(
	transport: Transport,
	request: TransportRequest,
	read: (reply: Reply) => Answer,
	{ patience, signal }: { readonly patience: Patience; readonly signal: AbortSignal | undefined },
): Promise<Answer> {
	const { attempts, firstWaitMs, longestWaitMs, sleep = pause } = patience
	for (let attempt = 1; ; attempt++) {
		let waitMs = firstWaitMs * 2 ** (attempt - 1)
		let failure: unknown
		try {
			const reply = await transport.send(request, { signal })
			if (reply.status !== TOO_MANY_REQUESTS && reply.status < SERVER_ERRORS) return read(reply)
			waitMs = Math.max(waitMs, (reply.retryAfterSeconds ?? 0) * 1000)
			failure = refused(request.path, reply.status)
		} catch (error) {
			failure = error
		}
		if (signal?.aborted === true) throw signal.reason
		const again = failure instanceof SourceError && failure.retryable
		if (!again || attempt >= attempts || waitMs > longestWaitMs) throw failure
		await sleep(waitMs, signal)
	}
}

async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
	try {
		await setTimeout(delayMs, undefined, signal === undefined ? {} : { signal })
	} catch (error) {
		throw signal?.aborted === true ? signal.reason : error
	}
}

function refused(path: string, status: number): SourceError {
	const why = status === TOO_MANY_REQUESTS ? 'too many requests' : 'an error of its own'
	return new SourceError('E_BAD_RESPONSE', `${path}: the provider answers with ${why} (status ${status})`, {
		details: { path, status },
		retryable: true,
	})
}
