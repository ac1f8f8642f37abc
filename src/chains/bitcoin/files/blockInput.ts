import type { Scope } from '../../../model/coverage.js'
import { InputError } from '../../../model/errors.js'
import { XOR_KEY_BYTES } from './unmask.js'

/** What can be said about a block input wherever its bytes come from. */
export interface BlockInputFacts {
	/** CAIP-2 id or alias; default: what the record magic says, else what the other inputs say, else Bitcoin mainnet. */
	readonly chain?: string
	/** Whether these blocks are everything that happened (`complete`) or a part of it (`excerpt`, the default). */
	readonly scope?: Scope
	/** Height of the first block of this input, for blocks that do not state theirs. */
	readonly startHeight?: number
}

/** Block files on disk. */
export interface BlockPathInput extends BlockInputFacts {
	/** One file, a folder of block files, or a path with `*` in its last part. Gzip is recognised by its first bytes. */
	readonly path: string
	/** How errors name the input; default is the path. */
	readonly name?: string
	/**
	 * Path of an undo file: value and script of every output that the blocks of this input spend. Either of one block (as
	 * bcoin keeps it) or a node's `rev*.dat`; one that lies beside its `blk*.dat` is found by itself, as is `xor.dat`.
	 */
	readonly undo?: string
	/** Path of a CSV of outputs: `prev_txid|txid, prev_vout|vout, value_sat|value, script_hex|script`. */
	readonly utxo?: string
}

/** The same as bytes in memory. */
export interface BlockBytesInput extends BlockInputFacts {
	/** How errors name the input. */
	readonly name: string
	readonly bytes: Uint8Array
	/** The eight bytes of the node's `xor.dat` where the blocks are masked; the undo data are given without a mask. */
	readonly xor?: Uint8Array
	readonly undo?: Uint8Array
	readonly utxo?: Uint8Array
}

/**
 * Raw blocks in network serialisation: records (magic, u32 length, block; as `blk*.dat` and bootstrap files hold them) or
 * one bare block.
 */
export type BlockInput = BlockPathInput | BlockBytesInput

/**
 * Checks what types cannot, because inputs may come from plain JavaScript.
 * @throws InputError `E_INPUT` naming the field
 */
export function checkBlockInputs(inputs: readonly BlockInput[]): void {
	if (!Array.isArray(inputs) || inputs.length === 0) throw expected('inputs', 'a list of at least one block input')
	for (const [place, input] of inputs.entries()) {
		if (typeof input !== 'object' || input === null) throw expected(`inputs[${place}]`, '{ path } or { name, bytes }')
		checkBlockInput(input, place)
	}
}

function expected(field: string, what: string): InputError {
	return new InputError('E_INPUT', `${field}: expected ${what}`, { details: { field } })
}

function checkBlockInput(input: BlockInput, place: number): void {
	const refuse = (field: string, what: string): never => {
		throw expected(`inputs[${place}].${field}`, what)
	}
	const inMemory = 'bytes' in input
	if (inMemory && !(input.bytes instanceof Uint8Array)) refuse('bytes', 'a Uint8Array')
	if (inMemory && typeof input.name !== 'string') refuse('name', 'text')
	if (!inMemory && (typeof input.path !== 'string' || input.path === '')) refuse('path', 'a path')
	if (inMemory && input.xor !== undefined && !(input.xor instanceof Uint8Array && input.xor.length === XOR_KEY_BYTES))
		refuse('xor', `${XOR_KEY_BYTES} bytes`)
	const { startHeight, scope } = input
	if (startHeight !== undefined && !(Number.isSafeInteger(startHeight) && startHeight >= 0)) {
		refuse('startHeight', 'a block height')
	}
	if (scope !== undefined && scope !== 'complete' && scope !== 'excerpt') refuse('scope', '"complete" or "excerpt"')
	for (const field of ['undo', 'utxo'] as const) {
		const value = input[field]
		if (value === undefined) continue
		if (inMemory ? !(value instanceof Uint8Array) : typeof value !== 'string') {
			refuse(field, inMemory ? 'a Uint8Array' : 'a path')
		}
	}
}
