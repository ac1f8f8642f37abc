import { InputError } from '../../../model/errors.js'
import type { SourceWarning } from '../../adapter.js'
import { turn } from '../../turn.js'
import { blockRecords } from '../blocks/blockRecords.js'
import type { BlockScanner } from '../blocks/blockScanner.js'
import { decodeBlock, type RawBlock } from '../blocks/decodeBlock.js'
import type { KnownOutputs } from '../blocks/knownOutputs.js'
import { type BitcoinChain, bitcoinChain } from '../scripts/accountOfScript.js'
import type { ScriptBook } from '../scripts/scriptBook.js'
import type { BlockFile } from './blockFile.js'
import { blockFiles } from './blockFiles.js'
import type { BlockInput } from './blockInput.js'
import { fileBytes, unpacked } from './fileBytes.js'
import { hasRecords } from './fileRecords.js'
import { nodeCompanions, readXorKey } from './nodeCompanions.js'
import { type NodeUndo, readNodeUndo } from './readNodeUndo.js'
import { readUndo } from './readUndo.js'
import { readUtxo } from './readUtxo.js'
import { unmask } from './unmask.js'

/** Most transactions, inputs and outputs together in one set: their columns and indexes take some 40 bytes each. */
const MAX_ITEMS = 2 ** 27

/** Bytes decoded between two turns of the event loop: some ten milliseconds. Invented. */
const BYTES_PER_TURN = 2 ** 20

/** Everything read so far, of all inputs together. */
export interface Reading {
	readonly scanner: BlockScanner
	readonly book: ScriptBook
	readonly known: KnownOutputs
	readonly blocks: Map<string, RawBlock>
	readonly given: Map<string, number>
	readonly warnings: SourceWarning[]
	chain: BitcoinChain | undefined
	files: number
	items: number
	/** Bytes decoded since the last turn of the event loop. */
	unpaused: number
	/** The first record that its file cuts off. */
	cutOff: { readonly file: string; readonly offset: number; readonly length: number } | undefined
	readonly signal: AbortSignal | undefined
}

/** Reads one input: its blocks, and what undo and UTXO files tell of what they spend. */
export async function readBlockInput(reading: Reading, input: BlockInput, place: number): Promise<void> {
	const name = input.name ?? ('path' in input ? input.path : '')
	if (input.chain !== undefined) setChain(reading, bitcoinChain(input.chain, `inputs[${place}].chain`), name)
	let found: RawBlock[] = []
	if ('bytes' in input) {
		const { bytes, xor } = input
		const plain = xor === undefined ? bytes : unmask(bytes, xor)
		found = await readFile(reading, await unpacked(plain, name, undefined, reading.signal), name, xor)
	} else {
		const { files, warnings } = await blockFiles(input.path, name)
		reading.warnings.push(...warnings)
		for (const file of files) found = found.concat(await readBlockFile(reading, file))
	}
	setStart(reading, found[0], input.startHeight, place)
	const undo = await companion(input.undo, `${name} (undo)`, reading.signal)
	if (undo) {
		const [block, ...others] = found
		if (hasRecords(undo.bytes)) await takeUndo(reading, { ...undo, blocks: found, place: `block input ${place + 1}` })
		else if (block && others.length === 0) readUndo(undo.bytes, undo.name, block, reading.book, reading.known)
		else {
			const message = `${name}: an undo file without records is about one block, this input holds ${found.length}`
			throw new InputError('E_INPUT', message, { details: { file: name, field: 'undo' } })
		}
	}
	const utxo = await companion(input.utxo, `${name} (utxo)`, reading.signal)
	if (utxo) readUtxo(utxo.bytes, utxo.name, reading.book, reading.known)
}

/** The blocks of a file on disk; where it is a node's, with the mask and the undo file that lie beside it. */
async function readBlockFile(reading: Reading, file: BlockFile): Promise<RawBlock[]> {
	const { signal } = reading
	const { xor, undo } = await nodeCompanions(file)
	const key = xor === undefined ? undefined : await readXorKey(xor)
	const blocks = await readFile(reading, await fileBytes(file.path, file.name, undefined, signal, key), file.name, key)
	if (undo !== undefined) {
		const bytes = await fileBytes(undo.path, undo.name, undefined, signal, key)
		await takeUndo(reading, { bytes, name: undo.name, key, blocks, place: `block file ${reading.files}` })
	}
	return blocks
}

async function takeUndo(reading: Reading, undo: NodeUndo): Promise<void> {
	reading.warnings.push(...(await readNodeUndo(undo, reading)))
}

/** The blocks of one file, in file order. */
async function readFile(reading: Reading, bytes: Uint8Array, name: string, key?: Uint8Array): Promise<RawBlock[]> {
	const ordinal = ++reading.files
	const { records, chain, cutOff } = blockRecords(bytes, name, key)
	if (chain !== null) setChain(reading, bitcoinChain(chain), name)
	const found: RawBlock[] = []
	for (const record of records) {
		reading.unpaused += record.bytes.length
		if (reading.unpaused >= BYTES_PER_TURN) {
			reading.unpaused = 0
			await turn(reading.signal)
		}
		const { block, length } = decodeBlock(record, name, reading.scanner)
		found.push(block)
		if (!reading.blocks.has(block.hash)) {
			reading.blocks.set(block.hash, block)
			countItems(reading, block, name)
		}
		const stray = record.bytes.length - length
		if (stray > 0) {
			const text = `${stray} stray ${stray === 1 ? 'byte' : 'bytes'} at byte ${length} of block file ${ordinal}, after block ${block.hash}, not read`
			reading.warnings.push({ code: 'strayBytes', text })
		}
	}
	if (cutOff) {
		reading.cutOff ??= { file: name, ...cutOff }
		const last = found[found.length - 1]
		const after = last ? `after block ${last.hash}` : 'before any block'
		const text = `the last record of block file ${ordinal}, at byte ${cutOff.offset} ${after}, is cut off: its ${cutOff.length} bytes are not read`
		reading.warnings.push({ code: 'cutOffRecord', text })
	}
	return found
}

function countItems(reading: Reading, { columns }: RawBlock, file: string): void {
	reading.items += columns.count + columns.inputAt.length + columns.values.length
	if (reading.items <= MAX_ITEMS) return
	const message = `${file}: more than ${MAX_ITEMS} transactions, inputs and outputs in one set of blocks`
	throw new InputError('E_LIMIT', message, { details: { file, limit: MAX_ITEMS } })
}

function setChain(reading: Reading, chain: BitcoinChain, file: string): void {
	if (reading.chain && reading.chain.id !== chain.id) {
		const message = `${file}: blocks of ${chain.id} in a set of ${reading.chain.id}; one set is one chain`
		throw new InputError('E_INPUT', message, { details: { file, field: 'chain' } })
	}
	reading.chain = chain
}

function setStart(reading: Reading, first: RawBlock | undefined, height: number | undefined, place: number): void {
	if (height === undefined || !first) return
	const known = reading.given.get(first.hash)
	if (known !== undefined && known !== height) {
		const field = `inputs[${place}].startHeight`
		const message = `${field}: block ${first.hash} is given as height ${height} and ${known}`
		throw new InputError('E_INPUT', message, { details: { field, hash: first.hash, height } })
	}
	reading.given.set(first.hash, height)
}

async function companion(
	from: string | Uint8Array | undefined,
	name: string,
	signal: AbortSignal | undefined,
): Promise<{ readonly bytes: Uint8Array; readonly name: string } | undefined> {
	if (from === undefined) return undefined
	if (typeof from === 'string') return { bytes: await fileBytes(from, from, undefined, signal), name: from }
	return { bytes: await unpacked(from, name, undefined, signal), name }
}
