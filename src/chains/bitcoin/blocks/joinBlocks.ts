import { VerifyError } from '../../../model/errors.js'
import type { SourceWarning } from '../../adapter.js'
import { turn } from '../../turn.js'
import type { ScriptBook } from '../scripts/scriptBook.js'
import { agree, type KnownOutputs } from './knownOutputs.js'
import { hashText, outpointNumber, outpointText } from './outpoint.js'
import type { PlacedBlock } from './placeBlocks.js'
import { HASH_BYTES } from './transactionHashes.js'
import { TransactionIndex } from './transactionIndex.js'

/** Stands where there is no number. */
export const NONE = -1

/**
 * The blocks that count as one set of columns: transactions, inputs and outputs are numbered through in chain order.
 * What an input spends is an output of the set (its number) or one outside of it (`~` of its number among the known
 * outputs).
 */
export interface SetColumns {
	readonly blocks: readonly PlacedBlock[]
	readonly known: KnownOutputs
	readonly index: TransactionIndex
	/** Number of each transaction's block, and of each block's first transaction. */
	readonly blockOf: Uint32Array
	readonly firstOf: Uint32Array
	/** Number of each transaction's first input and output, and one more: how many there are. */
	readonly firstInput: Uint32Array
	readonly firstOutput: Uint32Array
	/** Value of each output in satoshi, and its script's number in the book. */
	readonly sats: Float64Array
	readonly scripts: Uint32Array
	/** What each input spends; of a coinbase it means nothing. */
	readonly spends: Int32Array
	/** Number of the transaction that spends each output, and each known output; `NONE` where none does. */
	readonly spenders: Int32Array
	readonly knownSpenders: Int32Array
	/** 1 for a transaction in whose place a later one of the same hash stands. */
	readonly replaced: Uint8Array
}

/**
 * Joins inputs with the outputs that they spend: from the set itself, else from what undo and UTXO files tell; what
 * nobody tells stays unknown. Of two transactions with one hash (two coinbase pairs of 2010, BIP30) the later replaces
 * the earlier, as it did on the chain.
 * @throws VerifyError where an output is spent twice or does not exist, sources disagree, or more goes out than came in
 */
export async function joinBlocks(
	blocks: readonly PlacedBlock[],
	{ known, book, signal }: Joining,
	warnings: SourceWarning[],
): Promise<SetColumns> {
	const joined = await numberedThrough(blocks, { known, book, signal }, warnings)
	checkTold(joined)
	await resolveInputs(joined, signal)
	const set: SetColumns = { ...joined, knownSpenders: new Int32Array(known.size).fill(NONE) }
	await turn(signal)
	recordSpenders(set)
	await turn(signal)
	for (let number = 0; number < set.blockOf.length; number++) checkSum(set, number)
	return set
}

/** What the blocks are joined with. */
interface Joining {
	readonly known: KnownOutputs
	readonly book: ScriptBook
	/** Once aborted, joining ends within a second with the signal's reason. */
	readonly signal: AbortSignal | undefined
}

/** Blocks joined between two turns of the event loop: a few megabytes of what blocks hold today. Invented. */
const BLOCKS_PER_TURN = 16

type Numbered = Omit<SetColumns, 'knownSpenders'>

async function numberedThrough(
	blocks: readonly PlacedBlock[],
	{ known, book, signal }: Joining,
	warnings: SourceWarning[],
): Promise<Numbered> {
	const total = (count: (placed: PlacedBlock) => number) => blocks.reduce((sum, placed) => sum + count(placed), 0)
	const transactions = total(({ block }) => block.columns.count)
	const inputs = total(({ block }) => block.columns.inputAt.length)
	const outputs = total(({ block }) => block.columns.values.length)
	const blockOf = new Uint32Array(transactions)
	const firstOf = new Uint32Array(blocks.length)
	const firstInput = new Uint32Array(transactions + 1)
	const firstOutput = new Uint32Array(transactions + 1)
	const sats = new Float64Array(outputs)
	const scripts = new Uint32Array(outputs)
	let transaction = 0
	let input = 0
	let output = 0
	for (const [at, { block }] of blocks.entries()) {
		const { columns } = block
		if (at % BLOCKS_PER_TURN === 0) await turn(signal)
		firstOf[at] = transaction
		for (let i = 0; i < columns.count; i++) {
			blockOf[transaction] = at
			firstInput[transaction] = input + (columns.firstInput[i] as number)
			firstOutput[transaction++] = output + (columns.firstOutput[i] as number)
		}
		sats.set(columns.values, output)
		for (let i = 0; i < columns.values.length; i++) {
			const script = book.idOf(columns.bytes, columns.scriptAt[i] as number, columns.scriptLength[i] as number)
			scripts[output++] = script
		}
		input += columns.inputAt.length
	}
	firstInput[transaction] = input
	firstOutput[transaction] = output
	const replaced = new Uint8Array(transactions)
	const index = new TransactionIndex(
		blocks.map(({ block }) => block.hashes),
		(earlier, later) => {
			if (blockOf[earlier] === blockOf[later]) return
			replaced[earlier] = 1
			const { hash, hashes } = (blocks[blockOf[later] as number] as PlacedBlock).block
			const txid = hashText(hashes, (later - (firstOf[blockOf[later] as number] as number)) * HASH_BYTES)
			const text = `transaction ${txid} stands in two blocks; the one in block ${hash} replaces the earlier one`
			warnings.push({ code: 'duplicateTransaction', text })
		},
	)
	const spends = new Int32Array(inputs)
	const spenders = new Int32Array(outputs).fill(NONE)
	return { blocks, known, index, blockOf, firstOf, firstInput, firstOutput, sats, scripts, spends, spenders, replaced }
}

/** The number of the output named at this byte; undefined where its transaction is not in the set. */
function ownOutput({ index, firstOutput }: Numbered, bytes: Uint8Array, at: number): number | undefined {
	const creator = index.numberOf(bytes, at)
	if (creator === undefined) return undefined
	const first = firstOutput[creator] as number
	const count = (firstOutput[creator + 1] as number) - first
	const vout = outpointNumber(bytes, at)
	if (vout < count) return first + vout
	const output = outpointText(bytes, at)
	throw new VerifyError(`output ${output} does not exist: its transaction has ${count}`, { details: { output } })
}

/** @throws VerifyError where a file tells something else of an output than the set */
function checkTold(set: Numbered): void {
	for (let id = 0; id < set.known.size; id++) {
		const told = set.known.told(id)
		const name = set.known.name(id)
		const own = ownOutput(set, name, 0)
		if (told === null || own === undefined) continue
		agree(outpointText(name, 0), { sats: set.sats[own] as number, script: set.scripts[own] as number }, told)
	}
}

async function resolveInputs(set: Numbered, signal: AbortSignal | undefined): Promise<void> {
	let input = 0
	for (const [place, { block }] of set.blocks.entries()) {
		if (place % BLOCKS_PER_TURN === 0) await turn(signal)
		const { bytes, inputAt } = block.columns
		// The first input is the coinbase's, which names no output.
		for (let i = 0; i < inputAt.length; i++) {
			const at = inputAt[i] as number
			set.spends[input++] = i === 0 ? NONE : (ownOutput(set, bytes, at) ?? ~set.known.idOf(bytes, at))
		}
	}
}

function recordSpenders(set: SetColumns): void {
	for (let number = 0; number < set.blockOf.length; number++) {
		if (set.replaced[number] === 1 || isCoinbase(set, number)) continue
		for (let input = set.firstInput[number] as number; input < (set.firstInput[number + 1] as number); input++) {
			const spent = set.spends[input] as number
			const [column, at] = spent < 0 ? [set.knownSpenders, ~spent] : [set.spenders, spent]
			const first = column[at] as number
			if (first !== NONE) throw spentTwice(set, input, number, first)
			column[at] = number
		}
	}
}

function spentTwice(set: SetColumns, input: number, number: number, first: number): VerifyError {
	const at = set.blockOf[number] as number
	const { columns } = (set.blocks[at] as PlacedBlock).block
	const firstInput = set.firstInput[set.firstOf[at] as number] as number
	const output = outpointText(columns.bytes, columns.inputAt[input - firstInput] as number)
	const [transaction, other] = [number, first].map((one) => hashText(set.index.hash(one))) as [string, string]
	const message = `output ${output} is spent twice, by ${other} and ${transaction}`
	return new VerifyError(message, { details: { output, transaction, other } })
}

/** Whether a transaction is the first of its block. */
export function isCoinbase({ firstOf, blockOf }: SetColumns, number: number): boolean {
	return firstOf[blockOf[number] as number] === number
}

/**
 * Nothing can pay out more than it takes in; with an unknown input there is nothing to compare. Sums of satoshi that can
 * exist are exact; one that is not is above all that any outputs can take.
 */
function checkSum(set: SetColumns, number: number): void {
	if (isCoinbase(set, number)) return
	let left = 0
	for (let input = set.firstInput[number] as number; input < (set.firstInput[number + 1] as number); input++) {
		const spent = set.spends[input] as number
		const sats = spent < 0 ? set.known.told(~spent)?.sats : set.sats[spent]
		if (sats === undefined) return
		left += sats
	}
	for (let output = set.firstOutput[number] as number; output < (set.firstOutput[number + 1] as number); output++)
		left -= set.sats[output] as number
	if (left >= 0) return
	const transaction = hashText(set.index.hash(number))
	throw new VerifyError(`transaction ${transaction} pays out ${-left} sat more than it takes in`, {
		details: { transaction },
	})
}
