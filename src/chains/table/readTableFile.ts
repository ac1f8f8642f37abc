import { constants, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { displayText } from '../../model/displayText.js'
import { InputError } from '../../model/errors.js'
import { rowFault } from './rowFault.js'

/**
 * The bytes of a table file. At most `maxBytes` are read.
 * @throws InputError `E_PATH` where there is no such regular file, `E_LIMIT` where it is larger; the signal's reason
 */
export async function readTableFile(
	path: string,
	file: string,
	maxBytes: number,
	signal?: AbortSignal,
): Promise<Uint8Array> {
	try {
		// Without O_NONBLOCK (unknown to Windows) opening a named pipe waits for its writer for ever.
		const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
		try {
			const stat = await handle.stat()
			if (!stat.isFile()) throw new InputError('E_PATH', `${displayText(file)} is not a file`, { details: { file } })
			if (stat.size > maxBytes) throw tooLarge(file, maxBytes)
			return await handle.readFile({ signal })
		} finally {
			await handle.close()
		}
	} catch (cause) {
		if (signal?.aborted === true) throw signal.reason
		if (cause instanceof InputError) throw cause
		throw new InputError('E_PATH', `${displayText(file)} cannot be read`, { details: { file }, cause })
	}
}

/**
 * Plain bytes of a table that may be gzip (told by its first two bytes). A member cut short, a wrong checksum and bytes
 * after the end are refused: what cannot be read whole is not read in part.
 * @throws InputError `E_INPUT`, `E_LIMIT` where more than `maxBytes` come out
 */
export async function plainTableBytes(bytes: Uint8Array, file: string, maxBytes: number): Promise<Uint8Array> {
	if (bytes.length > maxBytes) throw tooLarge(file, maxBytes)
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
	const { buffer, read } = await unpacked(bytes, file, maxBytes)
	if (read === bytes.length) return buffer
	throw rowFault({ file, line: 1, expected: 'nothing after the end of the gzip data', details: { offset: read } })
}

interface Unpacked {
	readonly buffer: Uint8Array
	readonly engine: { readonly bytesWritten: number }
}

async function unpacked(
	bytes: Uint8Array,
	file: string,
	maxBytes: number,
): Promise<{ readonly buffer: Uint8Array; readonly read: number }> {
	try {
		// With `info`, node returns the engine too, whose count tells bytes that the format left over; its types lack this.
		const options = { maxOutputLength: maxBytes, info: true }
		const result = (await promisify(gunzip)(bytes, options)) as unknown as Unpacked
		return { buffer: result.buffer, read: result.engine.bytesWritten }
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file, maxBytes)
		throw rowFault({ file, line: 1, expected: 'whole and intact gzip data', why: (cause as Error).message, cause })
	}
}

function tooLarge(file: string, maxBytes: number): InputError {
	return new InputError('E_LIMIT', `${displayText(file)} is larger than ${maxBytes} bytes`, {
		details: { file, maxBytes },
	})
}
