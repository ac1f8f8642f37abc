import { InputError } from '../../model/errors.js'

/** Where one block lies in its file. */
export interface BlockRecord {
	/** Byte offset of the block in the unpacked file. */
	readonly offset: number
	readonly bytes: Uint8Array
	/** True where a record says how long the block is; a bare block may be followed by stray bytes. */
	readonly framed: boolean
}

/** The block ranges of one file, and what its framing tells. */
export interface BlockRecords {
	readonly records: readonly BlockRecord[]
	/** Chain of the record magic; null for a bare block. */
	readonly chain: string | null
	/** An incomplete last record: where it starts and how many bytes of it are there. */
	readonly cutOff: { readonly offset: number; readonly length: number } | null
}

/** Record magic of each known chain as it stands in a file. Source: `pchMessageStart` of Bitcoin Core's chain parameters. */
const MAGIC: ReadonlyMap<string, string> = new Map([
	['f9beb4d9', 'bip122:000000000019d6689c085ae165831e93'],
	['0b110907', 'bip122:000000000933ea01ad0ee984209779ba'],
	['fabfb5da', 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'],
])

/** Bytes in front of each block of a record file: magic and little-endian length. */
const PREFIX_BYTES = 8
/** A header, a transaction count and the smallest transaction do not fit in less. */
const MIN_BLOCK_BYTES = 81
/** Longest block that consensus allows. Source: `MAX_BLOCK_SERIALIZED_SIZE` of Bitcoin Core. */
const MAX_BLOCK_BYTES = 4_000_000

/**
 * Splits a file into its blocks. Records start with a known magic; a file that does not is one bare block. Zero bytes
 * after the last record are the padding that Bitcoin Core allots in advance. A last record that the file cuts off is told
 * and left out.
 * @throws InputError `E_INPUT` with `details.file` and `details.offset` for anything else between or before records
 */
export function blockRecords(file: Uint8Array, name: string): BlockRecords {
	const magic = hexAt(file, 0, 4)
	const chain = MAGIC.get(magic)
	if (chain === undefined) return { records: [{ offset: 0, bytes: file, framed: false }], chain: null, cutOff: null }
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
	const records: BlockRecord[] = []
	let at = 0
	while (at < file.length) {
		const left = file.length - at
		const head = hexAt(file, at, Math.min(4, left))
		if (head !== magic.slice(0, head.length)) {
			if (isZero(file, at)) break
			throw refuse(name, at, `expected a record that starts with ${magic} or zero padding up to the end, found ${head}`)
		}
		if (left < PREFIX_BYTES) return { records, chain, cutOff: { offset: at, length: left } }
		const length = view.getUint32(at + 4, true)
		if (length < MIN_BLOCK_BYTES || length > MAX_BLOCK_BYTES) {
			throw refuse(
				name,
				at,
				`a record of ${length} bytes holds no block (${MIN_BLOCK_BYTES} to ${MAX_BLOCK_BYTES} bytes)`,
			)
		}
		if (left < PREFIX_BYTES + length) return { records, chain, cutOff: { offset: at, length: left } }
		const offset = at + PREFIX_BYTES
		records.push({ offset, bytes: file.subarray(offset, offset + length), framed: true })
		at = offset + length
	}
	return { records, chain, cutOff: null }
}

function hexAt(bytes: Uint8Array, offset: number, length: number): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset + offset, Math.min(length, bytes.length - offset)).toString('hex')
}

function isZero(bytes: Uint8Array, from: number): boolean {
	for (let i = from; i < bytes.length; i++) if (bytes[i] !== 0) return false
	return true
}

function refuse(file: string, offset: number, message: string): InputError {
	return new InputError('E_INPUT', `${file}: at byte ${offset} ${message}`, { details: { file, offset } })
}
