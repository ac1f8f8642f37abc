import { VerifyError } from '../../model/errors.js'
import type { SourceWarning } from '../adapter.js'
import type { RawOutput, RawTransaction } from './decodeBlock.js'
import { agree, type KnownOutputs } from './knownOutputs.js'
import type { PlacedBlock } from './placeBlocks.js'

/** A transaction of the set with its place; `number` is its rank in chain order. */
export interface SetTransaction {
	readonly number: number
	readonly raw: RawTransaction
	readonly block: PlacedBlock
	/** Second part of its event order. */
	readonly place: number
	/** The outputs its inputs spend, in the order of `raw.spends`; null where no source knows one. */
	readonly spent: readonly (RawOutput | null)[]
}

/** The transactions of all blocks that count, in chain order, with their indexes. */
export interface BlockSet {
	readonly transactions: readonly SetTransaction[]
	/** By transaction hash. */
	readonly byTxid: ReadonlyMap<string, SetTransaction>
	/** Number of the transaction that spends `<txid>:<vout>`. */
	readonly spenderOf: ReadonlyMap<string, number>
	/** Numbers of the transactions that pay or spend a script, ascending, by the script's number. */
	readonly byScript: ReadonlyMap<number, readonly number[]>
}

/**
 * Joins inputs with the outputs that they spend: from the set itself, else from what undo and UTXO files tell; what
 * nobody tells stays unknown. Of two transactions with one hash (two coinbase pairs of 2010, BIP30) the later replaces
 * the earlier, as it did on the chain.
 * @throws VerifyError where an output is spent twice or does not exist, sources disagree, or more goes out than came in
 */
export function blockSet(blocks: readonly PlacedBlock[], known: KnownOutputs, warnings: SourceWarning[]): BlockSet {
	const created = new Map<string, readonly RawOutput[]>()
	const lastBlock = new Map<string, PlacedBlock>()
	for (const placed of blocks) {
		for (const { txid, outputs } of placed.block.transactions) {
			if (lastBlock.has(txid)) {
				const text = `transaction ${txid} stands in two blocks; the one in block ${placed.block.hash} replaces the earlier one`
				warnings.push({ code: 'duplicateTransaction', text })
			}
			created.set(txid, outputs)
			lastBlock.set(txid, placed)
		}
	}
	for (const [output, told] of known.entries()) {
		const own = outputOf(created, output)
		if (own) agree(output, own, told)
	}
	const transactions: SetTransaction[] = []
	for (const block of blocks) {
		block.block.transactions.forEach((raw, i) => {
			if (lastBlock.get(raw.txid) !== block) return
			const spent = raw.spends.map((output) => outputOf(created, output) ?? known.get(output) ?? null)
			checkSum(raw, spent)
			transactions.push({ number: transactions.length, raw, block, place: block.firstPlace + i, spent })
		})
	}
	return {
		transactions,
		byTxid: new Map(transactions.map((tx) => [tx.raw.txid, tx])),
		spenderOf: spenders(transactions),
		byScript: scripts(transactions),
	}
}

/** The output where the set holds its transaction. @throws VerifyError where that transaction has no such output */
function outputOf(created: ReadonlyMap<string, readonly RawOutput[]>, output: string): RawOutput | undefined {
	const outputs = created.get(output.slice(0, 64))
	if (!outputs) return undefined
	const found = outputs[Number(output.slice(65))]
	if (found) return found
	throw new VerifyError(`output ${output} does not exist: its transaction has ${outputs.length}`, {
		details: { output },
	})
}

/** Nothing can pay out more than it takes in; with an unknown input there is nothing to compare. */
function checkSum({ txid, coinbase, outputs }: RawTransaction, spent: readonly (RawOutput | null)[]): void {
	if (coinbase) return
	let left = 0n
	for (const input of spent) {
		if (!input) return
		left += input.amount
	}
	for (const { amount } of outputs) left -= amount
	if (left >= 0n) return
	throw new VerifyError(`transaction ${txid} pays out ${-left} sat more than it takes in`, {
		details: { transaction: txid },
	})
}

function spenders(transactions: readonly SetTransaction[]): Map<string, number> {
	const spenderOf = new Map<string, number>()
	for (const { number, raw } of transactions) {
		for (const output of raw.spends) {
			const first = spenderOf.get(output)
			if (first !== undefined) {
				const other = transactions[first]?.raw.txid ?? ''
				const message = `output ${output} is spent twice, by ${other} and ${raw.txid}`
				throw new VerifyError(message, { details: { output, transaction: raw.txid, other } })
			}
			spenderOf.set(output, number)
		}
	}
	return spenderOf
}

function scripts(transactions: readonly SetTransaction[]): Map<number, number[]> {
	const byScript = new Map<number, number[]>()
	for (const { number, raw, spent } of transactions) {
		for (const output of [...spent, ...raw.outputs]) {
			if (!output) continue
			const numbers = byScript.get(output.script)
			if (!numbers) byScript.set(output.script, [number])
			else if (numbers[numbers.length - 1] !== number) numbers.push(number)
		}
	}
	return byScript
}
