import { Block, type Transaction } from 'bitcoinjs-lib'
import { InputError, VerifyError } from '../../model/errors.js'
import type { BlockRecord } from './blockRecords.js'
import type { ScriptBook } from './scriptBook.js'

/** An output: its script's number in the book and its value in satoshi. */
export interface RawOutput {
	readonly script: number
	readonly amount: bigint
}

/** What an input shows beside the output it spends. */
export interface RawInput {
	readonly script: Uint8Array
	readonly witness: readonly Uint8Array[]
	readonly sequence: number
}

/** A transaction as its bytes say, nothing resolved. */
export interface RawTransaction {
	readonly txid: string
	readonly coinbase: boolean
	readonly version: number
	readonly locktime: number
	readonly vsize: number
	/** In the order of `spends`. */
	readonly inputs: readonly RawInput[]
	/** The outputs it spends as `<txid>:<vout>`; the coinbase has none. */
	readonly spends: readonly string[]
	readonly outputs: readonly RawOutput[]
}

/** A block whose merkle root and witness commitment hold. */
export interface RawBlock {
	readonly hash: string
	readonly parent: string
	readonly version: number
	/** Header time, unix seconds. */
	readonly atSeconds: number
	/** Input script of the coinbase, where BIP34 puts the height. */
	readonly coinbaseScript: Uint8Array
	readonly transactions: readonly RawTransaction[]
}

/** Most satoshi that can exist: 21 million coins. Source: `MAX_MONEY` of Bitcoin Core. */
export const MAX_SATS = 2_100_000_000_000_000n

/**
 * Decodes one block and checks that its header commits to its transactions. Proof of work and the block reward are not
 * checked: a test chain has neither.
 * @returns the block and the number of bytes it takes
 * @throws InputError `E_INPUT` with `details.file` and `details.offset`; VerifyError for a value out of range
 */
export function decodeBlock(
	{ bytes, offset, framed }: BlockRecord,
	file: string,
	book: ScriptBook,
): { readonly block: RawBlock; readonly length: number } {
	const refuse = (message: string, hash?: string, cause?: unknown) => {
		const details = hash === undefined ? { file, offset } : { file, offset, hash }
		return new InputError('E_INPUT', `${file}: ${message} (at byte ${offset})`, { details, cause })
	}
	let decoded: Block
	try {
		decoded = Block.fromBuffer(bytes)
	} catch (cause) {
		throw refuse('the bytes are no block or a block that is cut off', undefined, cause)
	}
	const hash = decoded.getId()
	const transactions = decoded.transactions ?? []
	if (transactions.length === 0) throw refuse(`block ${hash} holds no transactions or is cut off`, hash)
	if (!decoded.checkTxRoots()) {
		throw refuse(`the transactions of block ${hash} do not match the merkle root in its header`, hash)
	}
	const length = decoded.byteLength()
	if (framed && length !== bytes.length) {
		throw refuse(`the record is ${bytes.length} bytes long, its block ${hash} ${length}`, hash)
	}
	if (transactions.some((tx, place) => tx.isCoinbase() !== (place === 0))) {
		throw refuse(`block ${hash} does not have its one coinbase in the first place`, hash)
	}
	const block: RawBlock = {
		hash,
		parent: hashText(decoded.prevHash as Uint8Array),
		version: decoded.version,
		atSeconds: decoded.timestamp,
		coinbaseScript: Uint8Array.from(transactions[0]?.ins[0]?.script ?? []),
		transactions: transactions.map((tx, place) => rawTransaction(tx, place === 0, book, file)),
	}
	return { block, length }
}

function rawTransaction(tx: Transaction, coinbase: boolean, book: ScriptBook, file: string): RawTransaction {
	const txid = tx.getId()
	let total = 0n
	const outputs = tx.outs.map(({ script, value }, vout) => {
		total += value
		if (value < 0n || value > MAX_SATS || total > MAX_SATS) {
			throw new VerifyError(`output ${txid}:${vout} brings a value that cannot exist (${value} sat)`, {
				details: { file, output: `${txid}:${vout}`, value: value.toString() },
			})
		}
		return { script: book.idOf(script), amount: value }
	})
	const spends = coinbase ? [] : tx.ins.map(({ hash, index }) => `${hashText(hash)}:${index}`)
	const inputs = coinbase ? [] : tx.ins.map(({ script, witness, sequence }) => ({ script, witness, sequence }))
	const { version, locktime } = tx
	return { txid, coinbase, version, locktime, vsize: tx.virtualSize(), inputs, spends, outputs }
}

/** A hash as it is written: its bytes in reverse order, hex. */
function hashText(hash: Uint8Array): string {
	return Buffer.from(hash).reverse().toString('hex')
}
