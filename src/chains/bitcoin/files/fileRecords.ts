import { InputError } from '../../../model/errors.js'

/** One record of a node's file. */
export interface FileRecord {
	/** Byte offset of its body in the unpacked file. */
	readonly offset: number
	readonly bytes: Uint8Array
}

/** The records of one file, and what its framing tells. */
export interface FileRecords {
	readonly records: readonly FileRecord[]
	/** Chain of the record magic. */
	readonly chain: string
	/** An incomplete last record: where it starts and how many bytes of it are there. */
	readonly cutOff: { readonly offset: number; readonly length: number } | null
}

/** What the records of a kind of file look like behind magic and length. */
export interface RecordForm {
	/** What the body is called in messages. */
	readonly body: string
	readonly least: number
	readonly most: number
	/** Bytes behind each body that its length does not count. */
	readonly trailer: number
}

/** Record magic of each known chain as it stands in a file. Source: `pchMessageStart` of Bitcoin Core's chain parameters. */
const MAGIC: ReadonlyMap<string, string> = new Map([
	['f9beb4d9', 'bip122:000000000019d6689c085ae165831e93'],
	['0b110907', 'bip122:000000000933ea01ad0ee984209779ba'],
	['fabfb5da', 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'],
])

/** Bytes in front of each body: magic and little-endian length. */
const PREFIX_BYTES = 8

/** Whether a file consists of records, by its first bytes. */
export function hasRecords(file: Uint8Array): boolean {
	return MAGIC.has(hexAt(file, 0, 4))
}

/**
 * Splits a file of records. Zero bytes after the last one are the padding that Bitcoin Core allots in advance; a mask
 * (`key`) lies over them where it was taken off of the file. A last record that the file cuts off is told and left out.
 * A body includes its trailer.
 * @throws InputError `E_INPUT` with `details.file` and `details.offset` for anything else between records
 */
export function fileRecords(file: Uint8Array, name: string, form: RecordForm, key?: Uint8Array): FileRecords {
	const magic = hexAt(file, 0, 4)
	const chain = MAGIC.get(magic)
	if (chain === undefined) throw refuse(name, 0, `expected a record of a known chain, found ${magic}`)
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
	const records: FileRecord[] = []
	let at = 0
	while (at < file.length) {
		const left = file.length - at
		const head = hexAt(file, at, Math.min(4, left))
		if (head !== magic.slice(0, head.length)) {
			if (isPadding(file, at, key)) break
			throw refuse(name, at, `expected a record that starts with ${magic} or zero padding up to the end, found ${head}`)
		}
		if (left < PREFIX_BYTES) return { records, chain, cutOff: { offset: at, length: left } }
		const length = view.getUint32(at + 4, true)
		if (length < form.least || length > form.most) {
			const range = `${form.least} to ${form.most} bytes`
			throw refuse(name, at, `a record of ${length} bytes holds no ${form.body} (${range})`)
		}
		const whole = length + form.trailer
		if (left < PREFIX_BYTES + whole) return { records, chain, cutOff: { offset: at, length: left } }
		const offset = at + PREFIX_BYTES
		records.push({ offset, bytes: file.subarray(offset, offset + whole) })
		at = offset + whole
	}
	return { records, chain, cutOff: null }
}

function hexAt(bytes: Uint8Array, offset: number, length: number): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset + offset, Math.min(length, bytes.length - offset)).toString('hex')
}

function isPadding(bytes: Uint8Array, from: number, key: Uint8Array = new Uint8Array(1)): boolean {
	for (let i = from; i < bytes.length; i++) if (bytes[i] !== key[i % key.length]) return false
	return true
}

function refuse(file: string, offset: number, message: string): InputError {
	return new InputError('E_INPUT', `${file}: at byte ${offset} ${message}`, { details: { file, offset } })
}
