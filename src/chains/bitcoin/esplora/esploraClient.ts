import pLimit from 'p-limit'
import * as z from 'zod/mini'
import { displayText } from '../../../model/displayText.js'
import { SourceError } from '../../../model/errors.js'
import { parseJson } from '../../../model/strictJson.js'
import { ask, type Patience } from '../../transport/ask.js'
import type { Reply, Transport } from '../../transport/transport.js'
import { blockReply, outspendsReply, pageReply, placeReply, statsReply, transactionReply } from './esploraReplies.js'

/** Longest part of a reply that an error shows. */
const SNIPPET_LENGTH = 200
const BLOCK_HASH = /^[0-9a-f]{64}$/
const OK = 200
const BAD_REQUEST = 400
const NOT_FOUND = 404

/** Thrown where a server refuses to tell the history of a busy account. */
export class TooBusyError extends SourceError {
	constructor(path: string) {
		super('E_LIMIT', `${path}: the provider refuses to tell so long a history`, { details: { path } })
		this.name = 'TooBusyError'
	}
}

/** The questions that an Esplora server answers; each reply is checked to be one. Source: Blockstream's `API.md`. */
export class EsploraClient {
	readonly #transport: Transport
	readonly #patience: Patience
	readonly #limit: <T>(task: () => Promise<T>) => Promise<T>

	constructor(transport: Transport, patience: Patience, parallel: number) {
		this.#transport = transport
		this.#patience = patience
		this.#limit = pLimit(parallel)
	}

	/** Hash of the newest block; its height alone, half told, would be another height. */
	tipHash(signal?: AbortSignal): Promise<string> {
		return this.#ask('/blocks/tip/hash', (reply, path) => textOf(reply, path, BLOCK_HASH), signal)
	}

	/** Hash of the block at a height; null where the server has none there. */
	blockHash(height: number, signal?: AbortSignal): Promise<string | null> {
		const read = (reply: Reply, path: string) => (isMissing(reply) ? null : textOf(reply, path, BLOCK_HASH))
		return this.#ask(`/block-height/${height}`, read, signal)
	}

	block(hash: string, signal?: AbortSignal) {
		return this.#json(`/block/${hash}`, blockReply, signal)
	}

	/** A transaction; null where the server knows none of this id. */
	async transaction(txid: string, signal?: AbortSignal) {
		const told = await this.#jsonOrNull(`/tx/${txid}`, transactionReply, signal)
		if (told === null || told.txid === txid) return told
		throw new SourceError('E_INCONSISTENT', `asked for transaction ${txid}, the source tells of ${told.txid}`, {
			details: { transaction: txid },
		})
	}

	/** Where a confirmed transaction stands in its block. */
	place(txid: string, signal?: AbortSignal) {
		return this.#json(`/tx/${txid}/merkle-proof`, placeReply, signal)
	}

	/** Who spends the outputs of a transaction; null where the server knows none of this id. */
	outspends(txid: string, signal?: AbortSignal) {
		return this.#jsonOrNull(`/tx/${txid}/outspends`, outspendsReply, signal)
	}

	/** How many confirmed transactions an account has. @param account `/address/<address>` or `/scripthash/<hash>` */
	async transactionCount(account: string, signal?: AbortSignal): Promise<number> {
		return (await this.#json(account, statsReply, signal)).chain_stats.tx_count
	}

	/** Confirmed transactions of an account, newest first, those behind `last` where it is given. */
	history(account: string, last: string | undefined, signal?: AbortSignal) {
		return this.#json(`${account}/txs/chain${last === undefined ? '' : `/${last}`}`, pageReply, signal)
	}

	#json<Schema extends z.core.$ZodType>(path: string, schema: Schema, signal?: AbortSignal): Promise<z.output<Schema>> {
		return this.#ask(path, (reply) => jsonOf(reply, path, schema), signal)
	}

	#jsonOrNull<Schema extends z.core.$ZodType>(
		path: string,
		schema: Schema,
		signal?: AbortSignal,
	): Promise<z.output<Schema> | null> {
		return this.#ask(path, (reply) => (isMissing(reply) ? null : jsonOf(reply, path, schema)), signal)
	}

	#ask<T>(path: string, read: (reply: Reply, path: string) => T, signal: AbortSignal | undefined): Promise<T> {
		const patience = this.#patience
		return this.#limit(() => ask(this.#transport, { path }, (reply) => read(reply, path), { patience, signal }))
	}
}

function jsonOf<Schema extends z.core.$ZodType>(reply: Reply, path: string, schema: Schema): z.output<Schema> {
	const text = decoded(reply, path)
	if (reply.status === BAD_REQUEST && /too many/i.test(text)) throw new TooBusyError(path)
	if (reply.status !== OK) throw wrong(reply, path, text)
	let value: unknown
	try {
		value = parseJson(text)
	} catch (cause) {
		throw wrong(reply, path, text, cause)
	}
	const parsed = z.safeParse(schema, value)
	if (parsed.success) return parsed.data
	throw wrong(reply, path, text, parsed.error)
}

function textOf(reply: Reply, path: string, form: RegExp): string {
	const text = decoded(reply, path).trim()
	if (reply.status === OK && form.test(text)) return text
	throw wrong(reply, path, text)
}

/** Whether the server says in words that there is no such thing; any other page with this status says nothing. */
function isMissing({ status, body }: Reply): boolean {
	return (
		status === NOT_FOUND &&
		body.length <= SNIPPET_LENGTH &&
		/^[\w ]*not found\.?\s*$/i.test(Buffer.from(body).toString())
	)
}

function decoded({ body }: Reply, path: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
	} catch (cause) {
		throw new SourceError('E_BAD_RESPONSE', `${path}: the reply is not UTF-8 text`, {
			details: { path },
			cause,
			retryable: true,
		})
	}
}

/** A page in place of an answer comes from something in between, and may be gone the next time. */
function wrong({ status }: Reply, path: string, text: string, cause?: unknown): SourceError {
	const snippet = displayText(text.slice(0, SNIPPET_LENGTH))
	return new SourceError(
		'E_BAD_RESPONSE',
		`${path}: not an answer of an Esplora server (status ${status}): ${snippet}`,
		{
			details: { path, status },
			retryable: true,
			...(cause === undefined ? {} : { cause }),
		},
	)
}
