import type { SourceWarning } from '../../adapter.js'
import { turn } from '../../turn.js'
import type { RawBlock } from '../blocks/decodeBlock.js'
import type { KnownOutputs } from '../blocks/knownOutputs.js'
import { OUTPOINT_BYTES } from '../blocks/outpoint.js'
import { sha256d } from '../blocks/sha256d.js'
import { HASH_BYTES } from '../blocks/transactionHashes.js'
import type { ScriptBook } from '../scripts/scriptBook.js'
import { CoinReader } from './coinReader.js'
import { type FileRecord, fileRecords, type RecordForm } from './fileRecords.js'

const FORM: RecordForm = {
	body: 'undo data',
	least: 1,
	/** More than the undo data of any block can take. Source: `MAX_SIZE` of Bitcoin Core. */
	most: 0x02000000,
	/** A checksum. */
	trailer: HASH_BYTES,
}

/** Where a header names its parent. */
const PARENT_AT = 4

/** A node's undo file, and what it may belong to. */
export interface NodeUndo {
	readonly bytes: Uint8Array
	readonly name: string
	/** The mask that was taken off of the file. */
	readonly key?: Uint8Array | undefined
	/** The blocks that it may belong to: those of the block file of the same number. */
	readonly blocks: readonly RawBlock[]
	/** How warnings name it: file names stand in errors only. */
	readonly place: string
}

/** Where what an undo file tells goes. */
export interface UndoReading {
	readonly book: ScriptBook
	readonly known: KnownOutputs
	/** Once aborted, the read ends within a second with the signal's reason. */
	readonly signal: AbortSignal | undefined
}

/** Bytes read between two turns of the event loop: some hundred milliseconds. Invented. */
const BYTES_PER_TURN = 2 ** 20

/**
 * Reads the undo file that Bitcoin Core keeps beside a block file. A record does not name its block: it belongs to the one
 * with as many transactions and inputs whose parent the checksum covers. Where two branches leave a choice that matters,
 * or none fits, nothing is taken in and a warning says so; the previous outputs then stay unknown.
 * @throws InputError `E_INPUT` with `details.file` and `details.offset`; VerifyError where another file tells differently;
 * the signal's reason
 */
export async function readNodeUndo(
	undo: NodeUndo,
	{ book, known, signal }: UndoReading,
): Promise<readonly SourceWarning[]> {
	const { records, cutOff } = fileRecords(undo.bytes, undo.name, FORM, undo.key)
	const byShape = alikeBlocks(undo.blocks)
	let unmatched = cutOff === null ? 0 : 1
	let unpaused = 0
	for (const record of records) {
		unpaused += record.bytes.length
		if (unpaused >= BYTES_PER_TURN) {
			unpaused = 0
			await turn(signal)
		}
		const { shape, tell } = parseRecord(record, undo.name)
		// A block that only mints spends nothing: there is nothing to tell.
		if (shape === '') continue
		const blocks = coveredBlocks(record, byShape.get(shape))
		const [block] = blocks
		if (block !== undefined && blocks.every((other) => spendsSame(block, other))) tell(block, book, known)
		else unmatched++
	}
	if (unmatched === 0) return []
	const what = unmatched === 1 ? 'record' : 'records'
	const text = `${unmatched} ${what} of the undo data of ${undo.place} could not be matched to one block and are not used`
	return [{ code: 'unmatchedUndo', text }]
}

/** Blocks with as many transactions and inputs each, in the order of their file, and where the search goes on. */
interface Alike {
	readonly blocks: RawBlock[]
	next: number
}

function alikeBlocks(blocks: readonly RawBlock[]): Map<string, Alike> {
	const byShape = new Map<string, Alike>()
	for (const block of blocks) {
		const shape = shapeOf(block)
		const alike = byShape.get(shape)
		if (alike) alike.blocks.push(block)
		else byShape.set(shape, { blocks: [block], next: 0 })
	}
	return byShape
}

/**
 * The blocks that a record may belong to. Both files are written in much the same order: the search goes on behind the
 * last find, and only a block with the same parent can be a second one.
 */
function coveredBlocks(record: FileRecord, alike: Alike | undefined): readonly RawBlock[] {
	if (alike === undefined) return []
	const { blocks } = alike
	for (let i = 0; i < blocks.length; i++) {
		const at = (alike.next + i) % blocks.length
		const block = blocks[at] as RawBlock
		if (!isCovered(record, block)) continue
		alike.next = at + 1
		return blocks.filter(({ parent }) => parent === block.parent)
	}
	return []
}

/** Number of inputs of each transaction after the coinbase. */
function shapeOf({ columns: { count, firstInput } }: RawBlock): string {
	return Array.from(
		{ length: count - 1 },
		(_, i) => (firstInput[i + 2] as number) - (firstInput[i + 1] as number),
	).join()
}

function parseRecord({ bytes, offset }: FileRecord, file: string) {
	const reader = new CoinReader(bytes.subarray(0, -HASH_BYTES), file, offset)
	const transactions = Array.from({ length: reader.count() }, () =>
		Array.from({ length: reader.count() }, () => reader.coin()),
	)
	if (!reader.atEnd) throw reader.refuse('bytes follow the undo data of a block')
	const coins = transactions.flat()
	return {
		shape: transactions.map(({ length }) => length).join(),
		tell({ columns }: RawBlock, book: ScriptBook, known: KnownOutputs): void {
			for (const [i, { sats, script }] of coins.entries()) {
				// The first input is the coinbase's.
				known.tell(columns.bytes, columns.inputAt[i + 1] as number, { sats, script: book.idOf(script) })
			}
		},
	}
}

/** Whether the checksum of a record is that over the block's parent and the record. */
function isCovered({ bytes }: FileRecord, { columns }: RawBlock): boolean {
	const parent = columns.bytes.subarray(PARENT_AT, PARENT_AT + HASH_BYTES)
	const checksum = sha256d(Buffer.concat([parent, bytes.subarray(0, -HASH_BYTES)]))
	return Buffer.compare(checksum, bytes.subarray(-HASH_BYTES)) === 0
}

/** Whether two blocks spend the same outputs in the same order, so that what is told of one is told of the other. */
function spendsSame({ columns: a }: RawBlock, { columns: b }: RawBlock): boolean {
	return a.inputAt.every((at, i) => {
		const other = b.inputAt[i] as number
		return (
			i === 0 ||
			Buffer.compare(a.bytes.subarray(at, at + OUTPOINT_BYTES), b.bytes.subarray(other, other + OUTPOINT_BYTES)) === 0
		)
	})
}
