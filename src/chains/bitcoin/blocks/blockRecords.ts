import { type FileRecords, fileRecords, hasRecords, type RecordForm } from '../files/fileRecords.js'

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
	readonly cutOff: FileRecords['cutOff']
}

const FORM: RecordForm = {
	body: 'block',
	/** A header, a transaction count and the smallest transaction do not fit in less. */
	least: 81,
	/** Longest block that consensus allows. Source: `MAX_BLOCK_SERIALIZED_SIZE` of Bitcoin Core. */
	most: 4_000_000,
	trailer: 0,
}

/**
 * Splits a file into its blocks: records that start with a known magic; a file that does not is one bare block.
 * @param key the mask that was taken off of the file
 * @throws InputError `E_INPUT` with `details.file` and `details.offset` for anything else between records
 */
export function blockRecords(file: Uint8Array, name: string, key?: Uint8Array): BlockRecords {
	if (!hasRecords(file)) return { records: [{ offset: 0, bytes: file, framed: false }], chain: null, cutOff: null }
	const { records, chain, cutOff } = fileRecords(file, name, FORM, key)
	return { records: records.map((record) => ({ ...record, framed: true })), chain, cutOff }
}
