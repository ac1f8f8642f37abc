import { readFile, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { InputError } from '../../../model/errors.js'
import { unmask } from './unmask.js'

/** Most bytes read from one file, unpacked: twice the 128 MiB at which Bitcoin Core starts a new block file. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024

/**
 * The bytes of a file, without the mask of `key` where one is given, and unpacked where they are gzip.
 * @throws InputError `E_PATH` where it cannot be read, `E_LIMIT` above `MAX_FILE_BYTES`, `E_INPUT` for broken gzip;
 * the signal's reason
 */
export async function fileBytes(
	path: string,
	name: string,
	limit = MAX_FILE_BYTES,
	signal?: AbortSignal,
	key?: Uint8Array,
): Promise<Uint8Array> {
	let bytes: Uint8Array
	try {
		const { size } = await stat(path)
		if (size > limit) throw tooLarge(name, limit)
		bytes = await readFile(path, { signal })
	} catch (cause) {
		if (signal?.aborted === true) throw signal.reason
		if (cause instanceof InputError) throw cause
		throw new InputError('E_PATH', `${name}: the file cannot be read`, { details: { file: name }, cause })
	}
	return unpacked(key === undefined ? bytes : unmask(bytes, key), name, limit, signal)
}

/** Bytes as they are, or what they unpack to where they are gzip. @throws InputError `E_LIMIT`, `E_INPUT` */
export async function unpacked(
	bytes: Uint8Array,
	name: string,
	limit = MAX_FILE_BYTES,
	signal?: AbortSignal,
): Promise<Uint8Array> {
	if (bytes.length > limit) throw tooLarge(name, limit)
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
	const gunzip = createGunzip()
	gunzip.end(bytes)
	const parts: Uint8Array[] = []
	let total = 0
	try {
		for await (const part of gunzip) {
			if (signal?.aborted === true) throw signal.reason
			total += part.length
			if (total > limit) throw tooLarge(name, limit)
			parts.push(part)
		}
	} catch (cause) {
		if (cause instanceof InputError || signal?.aborted === true) throw cause
		throw new InputError('E_INPUT', `${name}: the gzip data is damaged or cut off`, { details: { file: name }, cause })
	}
	// zlib stops without a word at a zero byte behind the last member.
	if (gunzip.bytesWritten !== bytes.length) {
		const offset = gunzip.bytesWritten
		throw new InputError('E_INPUT', `${name}: bytes that are no gzip data follow at byte ${offset}`, {
			details: { file: name, offset },
		})
	}
	return Buffer.concat(parts, total)
}

function tooLarge(name: string, limit: number): InputError {
	return new InputError('E_LIMIT', `${name}: more than ${limit} bytes in one file`, { details: { file: name, limit } })
}
