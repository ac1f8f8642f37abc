import { InputError } from '../../model/errors.js'
import type { ChainAdapter, SourceWarning } from '../adapter.js'
import { turn } from '../turn.js'
import { type BitcoinChain, bitcoinChain } from './accountOfScript.js'
import { blockFiles } from './blockFiles.js'
import { type BlockInput, checkBlockInputs } from './blockInput.js'
import { blockRecords } from './blockRecords.js'
import { BlockScanner } from './blockScanner.js'
import { BlockSet } from './blockSet.js'
import { blocksAdapter } from './blocksAdapter.js'
import { decodeBlock, type RawBlock } from './decodeBlock.js'
import { fileBytes, unpacked } from './fileBytes.js'
import { joinBlocks } from './joinBlocks.js'
import { KnownOutputs } from './knownOutputs.js'
import { placeBlocks } from './placeBlocks.js'
import { readUndo } from './readUndo.js'
import { readUtxo } from './readUtxo.js'
import { ScriptBook } from './scriptBook.js'

/** Chain of bare blocks of which nobody says where they belong. */
const DEFAULT_CHAIN = 'bitcoin'

/** Most transactions, inputs and outputs together in one set: their columns and indexes take some 40 bytes each. */
const MAX_ITEMS = 2 ** 27

/** Bytes decoded between two turns of the event loop: some ten milliseconds. Invented. */
const BYTES_PER_TURN = 2 ** 20

export interface BlockOptions {
	/** Once aborted, the read ends within a second with the signal's reason. */
	readonly signal?: AbortSignal | undefined
}

/** Everything read so far, of all inputs together. */
interface Reading {
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

/**
 * A source made of raw Bitcoin blocks. All inputs are one set: what one block creates and another spends is joined
 * across files, whatever their order. Heights come from the genesis block, `startHeight`, BIP34 and parent links; where
 * a block has none, time is the clock.
 *
 * Warnings of `describe()`: `cutOffRecord`, `strayBytes`, `skippedEntries`, `staleBlock`, `heightContradiction`,
 * `duplicateTransaction`. They name blocks and byte offsets and count files in reading order; file names stand in errors
 * only, so that results do not depend on where the files lie.
 *
 * @throws InputError `E_INPUT`, `E_PATH`, `E_LIMIT`, `E_BAD_AMOUNT` naming file and offset or line; VerifyError where the
 * blocks contradict themselves or the undo and UTXO files
 */
export async function openBlocks(inputs: readonly BlockInput[], options: BlockOptions = {}): Promise<ChainAdapter> {
	checkBlockInputs(inputs)
	const { signal } = options
	const reading: Reading = {
		scanner: new BlockScanner(),
		book: new ScriptBook(),
		known: new KnownOutputs(),
		blocks: new Map(),
		given: new Map(),
		warnings: [],
		chain: undefined,
		files: 0,
		items: 0,
		unpaused: 0,
		cutOff: undefined,
		signal,
	}
	for (const [place, input] of inputs.entries()) await readInput(reading, input, place)
	if (reading.blocks.size === 0) throw noBlock(reading)
	await turn(signal)
	const chain = reading.chain ?? bitcoinChain(DEFAULT_CHAIN)
	const placed = placeBlocks([...reading.blocks.values()], chain, reading.given)
	const warnings = [...reading.warnings, ...placed.warnings]
	await turn(signal)
	const set = new BlockSet(await joinBlocks(placed.blocks, reading, warnings))
	const newest = placed.blocks.reduce((best, next) =>
		placed.clock === 'time' && next.block.atSeconds < best.block.atSeconds ? best : next,
	)
	return blocksAdapter({
		chain,
		clock: placed.clock,
		scope: inputs.every(({ scope }) => scope === 'complete') ? 'complete' : 'excerpt',
		set,
		book: reading.book,
		warnings,
		newest: { height: newest.height, blockHash: newest.block.hash, atSeconds: newest.block.atSeconds },
	})
}

async function readInput(reading: Reading, input: BlockInput, place: number): Promise<void> {
	const name = input.name ?? ('path' in input ? input.path : '')
	if (input.chain !== undefined) setChain(reading, bitcoinChain(input.chain, `inputs[${place}].chain`), name)
	let found: RawBlock[] = []
	if ('bytes' in input) {
		found = await readFile(reading, await unpacked(input.bytes, name, undefined, reading.signal), name)
	} else {
		const { files, warnings } = await blockFiles(input.path, name)
		reading.warnings.push(...warnings)
		for (const file of files) {
			const bytes = await fileBytes(file.path, file.name, undefined, reading.signal)
			found = found.concat(await readFile(reading, bytes, file.name))
		}
	}
	setStart(reading, found[0], input.startHeight, place)
	const undo = await companion(input.undo, `${name} (undo)`, reading.signal)
	if (undo) {
		const [block, ...others] = found
		if (!block || others.length > 0) {
			const message = `${name}: an undo file belongs to one block, this input holds ${found.length}`
			throw new InputError('E_INPUT', message, { details: { file: name, field: 'undo' } })
		}
		readUndo(undo.bytes, undo.name, block, reading.book, reading.known)
	}
	const utxo = await companion(input.utxo, `${name} (utxo)`, reading.signal)
	if (utxo) readUtxo(utxo.bytes, utxo.name, reading.book, reading.known)
}

/** The blocks of one file, in file order. */
async function readFile(reading: Reading, bytes: Uint8Array, name: string): Promise<RawBlock[]> {
	const ordinal = ++reading.files
	const { records, chain, cutOff } = blockRecords(bytes, name)
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

function noBlock({ cutOff }: Reading): InputError {
	if (cutOff === undefined)
		return new InputError('E_INPUT', 'the block inputs hold no block', { details: { field: 'inputs' } })
	const { file, offset, length } = cutOff
	const message = `${file}: the file holds no complete block; its record at byte ${offset} is cut off after ${length} bytes`
	return new InputError('E_INPUT', message, { details: { file, offset } })
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
