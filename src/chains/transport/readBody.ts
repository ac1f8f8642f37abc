import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { SourceError } from '../../model/errors.js'

/**
 * The body of a reply, unpacked. Taken as whole only where the reply says where it ends: with neither a length nor chunks a
 * connection that breaks looks like an end.
 * @throws SourceError `E_TRUNCATED` (retryable), `E_LIMIT`, `E_BAD_RESPONSE`
 */
export async function readBody(response: IncomingMessage, path: string, maxBytes: number): Promise<Uint8Array> {
	const { headers } = response
	const chunked = /\bchunked\b/i.test(headers['transfer-encoding'] ?? '')
	const packed = await allBytes(response, path, maxBytes)
	if (!response.complete || (!chunked && headers['content-length'] === undefined)) throw cutOff(path)
	const coding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
	if (coding === 'identity') return packed
	if (coding !== 'gzip' && coding !== 'x-gzip')
		throw new SourceError('E_BAD_RESPONSE', `${path}: the reply is packed in a way that was not asked for`, {
			details: { path },
		})
	try {
		return gunzipSync(packed, { maxOutputLength: maxBytes })
	} catch (cause) {
		const tooLong = cause instanceof RangeError || (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
		throw tooLong ? tooLarge(path, maxBytes) : cutOff(path)
	}
}

function allBytes(response: IncomingMessage, path: string, maxBytes: number): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		const parts: Uint8Array[] = []
		let total = 0
		response.on('data', (part: Uint8Array) => {
			total += part.length
			if (total <= maxBytes) parts.push(part)
			else {
				response.destroy()
				reject(tooLarge(path, maxBytes))
			}
		})
		response.on('end', () => resolve(Buffer.concat(parts, total)))
		for (const event of ['error', 'aborted', 'close']) response.on(event, () => reject(cutOff(path)))
	})
}

function cutOff(path: string): SourceError {
	return new SourceError('E_TRUNCATED', `${path}: the reply is cut off`, { details: { path }, retryable: true })
}

function tooLarge(path: string, maxBytes: number): SourceError {
	const message = `${path}: the reply is longer than ${maxBytes} bytes`
	return new SourceError('E_LIMIT', message, { details: { path, limit: maxBytes } })
}
