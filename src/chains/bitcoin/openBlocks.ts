import { InputError } from '../../model/errors.js'
import type { ChainAdapter } from '../adapter.js'
import { turn } from '../turn.js'
import { BlockScanner } from './blocks/blockScanner.js'
import { BlockSet } from './blocks/blockSet.js'
import { joinBlocks } from './blocks/joinBlocks.js'
import { KnownOutputs } from './blocks/knownOutputs.js'
import { placeBlocks } from './blocks/placeBlocks.js'
import { blocksAdapter } from './blocksAdapter.js'
import { type BlockInput, checkBlockInputs } from './files/blockInput.js'
import { type Reading, readBlockInput } from './files/readBlockInput.js'
import { bitcoinChain } from './scripts/accountOfScript.js'
import { ScriptBook } from './scripts/scriptBook.js'

/** Chain of bare blocks of which nobody says where they belong. */
const DEFAULT_CHAIN = 'bitcoin'

export interface BlockOptions {
	/** Once aborted, the read ends within a second with the signal's reason. */
	readonly signal?: AbortSignal | undefined
}

/**
 * A source made of raw Bitcoin blocks. All inputs are one set: what one block creates and another spends is joined
 * across files, whatever their order. Heights come from the genesis block, `startHeight`, BIP34 and parent links; where
 * a block has none, time is the clock.
 *
 * Warnings of `describe()`: `cutOffRecord`, `strayBytes`, `skippedEntries`, `unmatchedUndo`, `staleBlock`, `heightContradiction`,
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
	for (const [place, input] of inputs.entries()) await readBlockInput(reading, input, place)
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

function noBlock({ cutOff }: Reading): InputError {
	if (cutOff === undefined)
		return new InputError('E_INPUT', 'the block inputs hold no block', { details: { field: 'inputs' } })
	const { file, offset, length } = cutOff
	const message = `${file}: the file holds no complete block; its record at byte ${offset} is cut off after ${length} bytes`
	return new InputError('E_INPUT', message, { details: { file, offset } })
}
