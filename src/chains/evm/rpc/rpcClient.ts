import { displayText } from '../../../model/displayText.js'
import { InputError, SourceError } from '../../../model/errors.js'
import { parseJson } from '../../../model/strictJson.js'
import type { FieldFault } from '../hexFields.js'

/** One question to a node: a JSON-RPC body for an address that the transport knows. */
export interface RpcRequest {
	readonly url: string
	readonly body: string
	readonly signal?: AbortSignal | undefined
}

/** Carries a request to a node and brings back the whole body of its answer. It throws where it cannot. */
export type RpcTransport = (request: RpcRequest) => Promise<Uint8Array>

/** Call trees nest two levels a call, 1,024 calls deep at most, inside the answer itself. */
const MAX_DEPTH = 2100
/** JSON-RPC 2.0: the node does not know the method. */
const METHOD_NOT_FOUND = -32601
/** EIP-1474: the node knows the method and does not offer it. */
const METHOD_NOT_SUPPORTED = -32004
/** EIP-1474: a limit was exceeded. */
const LIMIT_EXCEEDED = -32005
/** Characters of a node's own words that an error shows. */
const SHOWN = 200

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Speaks JSON-RPC with one node. Requests for the same are the same bytes, so that a recording can answer them. Nothing of
 * the URL, which may hold a key, stands in an error.
 */
export class RpcClient {
	constructor(
		private readonly url: string,
		private readonly transport: RpcTransport,
	) {}

	/** What the node answers, null included. @throws SourceError; the signal's reason */
	async call(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
		const answer = await this.#ask(method, params, signal)
		if ('unknown' in answer) throw bad(method, 'the node does not know the method', { rpcCode: METHOD_NOT_FOUND })
		return answer.result
	}

	/** As `call`; undefined where the node does not know the method. */
	async tryCall(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
		const answer = await this.#ask(method, params, signal)
		return 'unknown' in answer ? undefined : answer.result
	}

	async #ask(
		method: string,
		params: readonly unknown[],
		signal?: AbortSignal,
	): Promise<{ readonly result: unknown } | { readonly unknown: true }> {
		signal?.throwIfAborted()
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
		const bytes = await this.transport({ url: this.url, body, signal })
		signal?.throwIfAborted()
		const answer = parsed(bytes, method)
		if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
			throw bad(method, 'the answer is no JSON-RPC object')
		const { jsonrpc, id, result, error } = answer as Record<string, unknown>
		if (jsonrpc !== '2.0' || id !== 1) throw bad(method, 'the answer is not one to this question')
		if ((error === undefined) === (result === undefined))
			throw bad(method, 'the answer holds neither or both of result and error')
		if (error === undefined) return { result }
		const { code, message } = (error ?? {}) as Record<string, unknown>
		if (code === METHOD_NOT_FOUND || code === METHOD_NOT_SUPPORTED) return { unknown: true }
		const words = typeof message === 'string' ? `: ${displayText(message.slice(0, SHOWN))}` : ''
		const rpcCode = typeof code === 'number' ? code : null
		throw bad(method, `the node answers with an error${words}`, { rpcCode }, rpcCode === LIMIT_EXCEEDED)
	}
}

function parsed(bytes: Uint8Array, method: string): unknown {
	try {
		return parseJson(decoder.decode(bytes), { largeIntegers: 'text', maxDepth: MAX_DEPTH })
	} catch (cause) {
		const why = cause instanceof InputError ? cause.shortMessage : 'it is not UTF-8'
		throw bad(method, `the answer is no JSON: ${why}`, {}, true, cause)
	}
}

function bad(
	method: string,
	message: string,
	details: Record<string, string | number | null> = {},
	retryable = false,
	cause?: unknown,
): SourceError {
	return new SourceError('E_BAD_RESPONSE', `${method}: ${message}`, {
		details: { method, ...details },
		retryable,
		cause,
	})
}

/** Faults of fields in the answer to a method: they contradict each other, or are not what they should be. */
export const rpcFault =
	(method: string): FieldFault =>
	(field, value, expected) => {
		const shown =
			typeof value === 'string' ? displayText(value.slice(0, 80)) : value === null ? 'nothing' : typeof value
		return new SourceError('E_INCONSISTENT', `${method}: ${field} is ${shown}, expected ${expected}`, {
			details: { method, field },
			retryable: true,
		})
	}
