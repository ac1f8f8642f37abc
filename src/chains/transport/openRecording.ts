import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import * as z from 'zod/mini'
import { sha256Hex } from '../../model/digest.js'
import { InputError, SourceError, VerifyError } from '../../model/errors.js'
import { inWords } from '../../model/inWords.js'
import { schemaError } from '../../model/options.js'
import { parseJson } from '../../model/strictJson.js'
import {
	bodyPath,
	RECORDING_FILES,
	type RecordedReply,
	type RecordedSource,
	recordedReplySchema,
	recordingSchema,
	requestKey,
} from './recording.js'
import type { Transport } from './transport.js'

/** Largest index and largest reply that are read, in bytes. */
const MAX_BYTES = 256 * 2 ** 20

/** A recorded source: what its replies are read with, and the transport that gives them again. */
export interface ReplayedSource<Source extends RecordedSource = RecordedSource> {
	readonly source: Source
	readonly transport: Transport
}

/**
 * Opens a folder of replies that were kept earlier. Its transports ask nobody: what was not recorded is an error
 * `E_NOT_FOUND`, and a reply whose bytes are not those that were recorded is refused.
 * @param name how errors name the folder
 * @throws InputError `E_PATH`, `E_LIMIT`, `E_INPUT` naming file and line
 */
export async function openRecording(folder: string, name: string): Promise<readonly ReplayedSource[]> {
	const root = await realpath(folder).catch((cause: unknown) => {
		throw new InputError('E_PATH', `${name}: no such folder`, { details: { file: name }, cause })
	})
	const read = (file: string) => fileText(root, file, join(name, file))
	const manifest = parseJson(await read(RECORDING_FILES.manifest), { file: join(name, RECORDING_FILES.manifest) })
	const { sources } = checked(recordingSchema, manifest, join(name, RECORDING_FILES.manifest))
	const replies = sources.map(() => new Map<string, RecordedReply>())
	const index = join(name, RECORDING_FILES.index)
	const lines = (await read(RECORDING_FILES.index)).split('\n')
	for (const [i, line] of lines.entries()) {
		// A recording that was broken off may end in half a line; what it would have told is then not recorded.
		if (i === lines.length - 1) break
		const row = checked(
			recordedReplySchema,
			parseJson(line, { file: index, firstLine: i + 1 }),
			`${index}, line ${i + 1}`,
		)
		const own = replies[row.source]
		if (own === undefined)
			throw new InputError('E_INPUT', `${index}, line ${i + 1}: there is no source ${row.source}`, {
				details: { file: index, line: i + 1 },
			})
		own.set(requestKey(row), row)
	}
	return sources.map((source, i) => ({ source, transport: replay(root, replies[i] as Map<string, RecordedReply>) }))
}

function replay(root: string, replies: ReadonlyMap<string, RecordedReply>): Transport {
	return {
		async send(request, options) {
			options?.signal?.throwIfAborted()
			const row = replies.get(requestKey(request))
			if (row === undefined) {
				const { path } = request
				throw new SourceError('E_NOT_FOUND', `${path}: no reply to this was recorded`, { details: { path } })
			}
			const { status, type, sha256 } = row
			const body = await fileBytes(root, join(RECORDING_FILES.bodies, bodyPath(sha256)), request.path)
			if (sha256Hex(body) !== sha256)
				throw new VerifyError(`${request.path}: the recorded reply is not the one that came`, {
					details: { path: request.path, sha256 },
				})
			return { status, type, body, retryAfterSeconds: null }
		},
	}
}

async function fileText(root: string, file: string, name: string): Promise<string> {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await fileBytes(root, file, name))
	} catch (cause) {
		if (cause instanceof InputError) throw cause
		throw new InputError('E_INPUT', `${name}: the file is not UTF-8 text`, { details: { file: name }, cause })
	}
}

/** @throws InputError `E_PATH` for a file that is not there or lies elsewhere, `E_LIMIT` */
async function fileBytes(root: string, file: string, name: string): Promise<Uint8Array> {
	try {
		const target = await realpath(join(root, file))
		if (!target.startsWith(root.endsWith(sep) ? root : root + sep))
			throw new InputError('E_PATH', `${name}: the link leads out of the recording`, { details: { file: name } })
		if ((await stat(target)).size > MAX_BYTES)
			throw new InputError('E_LIMIT', `${name}: more than ${MAX_BYTES} bytes`, { details: { file: name } })
		return await readFile(target)
	} catch (cause) {
		if (cause instanceof InputError) throw cause
		throw new InputError('E_PATH', `${name}: the file cannot be read`, { details: { file: name }, cause })
	}
}

function checked<Schema extends z.core.$ZodType>(schema: Schema, value: unknown, name: string): z.output<Schema> {
	const result = z.safeParse(schema, value, inWords)
	if (result.success) return result.data
	throw schemaError(name, result.error)
}
