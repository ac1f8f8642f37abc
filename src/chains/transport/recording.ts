import * as z from 'zod/mini'
import { scopeSchema } from '../../model/coverage.js'
import type { TransportRequest } from './transport.js'

/** Names of the files of a recording: what it is of, which replies it holds in what order, and the replies. */
export const RECORDING_FILES = { manifest: 'recording.json', index: 'replies.jsonl', bodies: 'bodies' } as const

/**
 * What a recording is of. A source is what its replies are read with; its place in the list is its number in the index.
 * No address of a provider stands here: it may hold a key.
 */
export const recordingSchema = z.strictObject({
	schema: z.literal('fundtrail.recording/1'),
	sources: z.array(
		z.discriminatedUnion('kind', [
			z.strictObject({
				kind: z.literal('esplora'),
				/** CAIP-2 id. */
				chain: z.string(),
				/** Newest height that counts; null where it was the newest at the time. */
				height: z.nullable(z.int().check(z.minimum(0))),
				/** Most transactions read of one account. */
				maxTransactions: z.nullable(z.int().check(z.minimum(1))),
			}),
			z.strictObject({
				kind: z.literal('evm-rpc'),
				/** CAIP-2 id. */
				chain: z.string(),
				/** First and last block; the last is null where it was the newest final one at the time. */
				from: z.int().check(z.minimum(0)),
				to: z.nullable(z.int().check(z.minimum(0))),
				scope: scopeSchema,
				/** How the node was asked for internal calls; null where it was tried out. */
				traces: z.nullable(z.enum(['callTracer', 'trace_block', 'none'])),
				/** Further contracts of the WETH9 kind. */
				wrapped: z.array(z.string()),
				/** Further tokens whose issuer can freeze accounts, and contracts of bridges; left out where none were named. */
				issuers: z.optional(z.array(z.string())),
				bridges: z.optional(z.array(z.strictObject({ protocol: z.string(), contract: z.string() }))),
			}),
		]),
	),
})
export type Recording = z.output<typeof recordingSchema>
export type RecordedSource = Recording['sources'][number]
export type SourceOf<Kind extends RecordedSource['kind']> = Extract<RecordedSource, { kind: Kind }>

/** One reply. Of several to one request the last counts. */
export const recordedReplySchema = z.strictObject({
	source: z.int().check(z.minimum(0)),
	path: z.string(),
	/** Body of a POST; left out for a GET. */
	body: z.optional(z.string()),
	status: z.int().check(z.minimum(100), z.maximum(599)),
	type: z.string(),
	/** SHA-256 of the reply's body as it was unpacked, hex: the name of its file. */
	sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type RecordedReply = z.output<typeof recordedReplySchema>

/** What tells requests of one source apart. */
export function requestKey({ path, body }: TransportRequest): string {
	return body === undefined ? `GET ${path}` : `POST ${path} ${body}`
}

/** Path of a body below the folder of bodies, the first two digits as a folder. */
export function bodyPath(sha256: string): string {
	return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
