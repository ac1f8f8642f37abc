import { InputError, VerifyError } from '../../../model/errors.js'
import type { BlockRecord } from './blockRecords.js'
import { type BlockColumns, type BlockScanner, HEADER_BYTES } from './blockScanner.js'
import { merkleRoot } from './merkleRoot.js'
import { hashText } from './outpoint.js'
import { sha256d } from './sha256d.js'
import { HASH_BYTES, hasWitness, transactionHashes, witnessHashes } from './transactionHashes.js'
import { transactionInputs } from './transactionInputs.js'

/** A block whose merkle root and witness commitment hold. */
export interface RawBlock {
	readonly hash: string
	readonly parent: string
	readonly version: number
	/** Header time, unix seconds. */
	readonly atSeconds: number
	/** Input script of the coinbase, where BIP34 puts the height. */
	readonly coinbaseScript: Uint8Array
	readonly columns: BlockColumns
	/** Hashes of its transactions one after the other, in the byte order of the ledger. */
	readonly hashes: Uint8Array
}

/** Most satoshi that can exist: 21 million coins. Source: `MAX_MONEY` of Bitcoin Core. */
export const MAX_SATS = 2_100_000_000_000_000

/** What the script of an output that commits to the witnesses starts with, and its length. Source: BIP-141. */
const COMMITMENT_HEAD = Uint8Array.of(0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed)
const COMMITMENT_BYTES = COMMITMENT_HEAD.length + HASH_BYTES

/** Where the fields of a header start. */
const PARENT_AT = 4
const ROOT_AT = 36
const TIME_AT = 68

/**
 * Decodes one block and checks that its header commits to its transactions. Proof of work and the block reward are not
 * checked: a test chain has neither.
 * @returns the block and the number of bytes it takes
 * @throws InputError `E_INPUT` with `details.file` and `details.offset`; VerifyError for a value out of range
 */
export function decodeBlock(
	{ bytes, offset, framed }: BlockRecord,
	file: string,
	scanner: BlockScanner,
): { readonly block: RawBlock; readonly length: number } {
	const refuse = (message: string, hash?: string) => {
		const details = hash === undefined ? { file, offset } : { file, offset, hash }
		return new InputError('E_INPUT', `${file}: ${message} (at byte ${offset})`, { details })
	}
	const columns = scanner.scan(bytes)
	if (columns === null) throw refuse('the bytes are no block or a block that is cut off')
	const hash = hashText(sha256d(bytes.subarray(0, HEADER_BYTES)))
	if (columns.count === 0) throw refuse(`block ${hash} holds no transactions or is cut off`, hash)
	const hashes = transactionHashes(columns)
	if (!isCommitted(columns, hashes)) {
		throw refuse(`the transactions of block ${hash} do not match the merkle root in its header`, hash)
	}
	const { length } = columns
	if (framed && length !== bytes.length) {
		throw refuse(`the record is ${bytes.length} bytes long, its block ${hash} ${length}`, hash)
	}
	for (let i = 0; i < columns.count; i++) {
		if (isCoinbase(columns, i) !== (i === 0)) {
			throw refuse(`block ${hash} does not have its one coinbase in the first place`, hash)
		}
	}
	checkValues(columns, hashes, file)
	const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
	const block: RawBlock = {
		hash,
		parent: hashText(bytes, PARENT_AT),
		version: view.getInt32(0, true),
		atSeconds: view.getUint32(TIME_AT, true),
		coinbaseScript: transactionInputs(columns, 0)[0]?.script ?? new Uint8Array(0),
		columns,
		hashes,
	}
	return { block, length }
}

/** Whether the header commits to the transactions, and the coinbase to the witnesses where there are any. */
function isCommitted(columns: BlockColumns, hashes: Uint8Array): boolean {
	const root = merkleRoot(hashes)
	if (root === null || Buffer.compare(root, columns.bytes.subarray(ROOT_AT, ROOT_AT + HASH_BYTES)) !== 0) return false
	const reserved = transactionInputs(columns, 0)[0]?.witness[0]
	const commitment = reserved === undefined ? null : witnessCommitment(columns)
	if (reserved === undefined || commitment === null) {
		for (let i = 0; i < columns.count; i++) if (hasWitness(columns, i)) return false
		return true
	}
	const witnessRoot = merkleRoot(witnessHashes(columns, hashes))
	return witnessRoot !== null && Buffer.compare(sha256d(Buffer.concat([witnessRoot, reserved])), commitment) === 0
}

/** The commitment in the last output of the coinbase that has the form of one; null where none has. */
function witnessCommitment({ bytes, firstOutput, scriptAt, scriptLength }: BlockColumns): Uint8Array | null {
	for (let i = (firstOutput[1] as number) - 1; i >= 0; i--) {
		const at = scriptAt[i] as number
		const isOne = COMMITMENT_HEAD.every((byte, place) => bytes[at + place] === byte)
		if (isOne && (scriptLength[i] as number) >= COMMITMENT_BYTES) {
			return bytes.subarray(at + COMMITMENT_HEAD.length, at + COMMITMENT_BYTES)
		}
	}
	return null
}

/** Whether a transaction's one input spends nothing. */
function isCoinbase({ bytes, firstInput, inputAt }: BlockColumns, index: number): boolean {
	const first = firstInput[index] as number
	if (firstInput[index + 1] !== first + 1) return false
	const at = inputAt[first] as number
	for (let i = at; i < at + HASH_BYTES; i++) if (bytes[i] !== 0) return false
	return true
}

/** @throws VerifyError for an output or a transaction that pays more than can exist */
function checkValues(columns: BlockColumns, hashes: Uint8Array, file: string): void {
	const { count, firstOutput, values } = columns
	for (let i = 0; i < count; i++) {
		const first = firstOutput[i] as number
		let total = 0
		for (let output = first; output < (firstOutput[i + 1] as number); output++) {
			total += values[output] as number
			if (total <= MAX_SATS) continue
			const name = `${hashText(hashes, i * HASH_BYTES)}:${output - first}`
			const value = signedValue(columns, output)
			throw new VerifyError(`output ${name} brings a value that cannot exist (${value} sat)`, {
				details: { file, output: name, value: value.toString() },
			})
		}
	}
}

/** The value of an output as the ledger reads it: with a sign. It stands in front of the script and its length. */
function signedValue({ bytes, scriptAt, scriptLength }: BlockColumns, output: number): bigint {
	const length = scriptLength[output] as number
	const lengthBytes = length < 0xfd ? 1 : length <= 0xffff ? 3 : 5
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
	return view.getBigInt64((scriptAt[output] as number) - lengthBytes - 8, true)
}
