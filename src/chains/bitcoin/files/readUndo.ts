import { InputError } from '../../../model/errors.js'
import { MAX_SATS, type RawBlock } from '../blocks/decodeBlock.js'
import type { KnownOutputs } from '../blocks/knownOutputs.js'
import type { ScriptBook } from '../scripts/scriptBook.js'

/**
 * Reads the undo file of one block: for each input after the coinbase, in block order, value as u64 little-endian and the
 * script with its length as var-int in front; no count. Source: the undo coins that bcoin keeps for each block.
 * @throws InputError `E_INPUT` with `details.file` and `details.offset` where entries and inputs do not match
 */
export function readUndo(
	bytes: Uint8Array,
	file: string,
	block: RawBlock,
	book: ScriptBook,
	known: KnownOutputs,
): void {
	const { bytes: blockBytes, inputAt } = block.columns
	// The first input is the coinbase's.
	const inputs = inputAt.length - 1
	const reader = new UndoReader(bytes, file)
	for (let entry = 0; entry < inputs; entry++) {
		if (reader.atEnd) throw reader.refuse(`block ${block.hash} has ${inputs} inputs, the file only ${entry} entries`)
		const sats = reader.value()
		known.tell(blockBytes, inputAt[entry + 1] as number, { sats, script: book.idOf(reader.script()) })
	}
	if (!reader.atEnd) throw reader.refuse(`bytes follow the ${inputs} entries that block ${block.hash} has inputs for`)
}

class UndoReader {
	readonly #bytes: Uint8Array
	readonly #view: DataView
	readonly #file: string
	#offset = 0

	constructor(bytes: Uint8Array, file: string) {
		this.#bytes = bytes
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
		this.#file = file
	}

	get atEnd(): boolean {
		return this.#offset === this.#bytes.length
	}

	value(): number {
		const amount = this.#view.getBigUint64(this.#take(8), true)
		if (amount <= MAX_SATS) return Number(amount)
		throw this.refuse(`an entry has a value that cannot exist (${amount} sat)`)
	}

	script(): Uint8Array {
		const length = this.#length()
		const start = this.#take(length)
		return this.#bytes.subarray(start, start + length)
	}

	refuse(message: string): InputError {
		const offset = this.#offset
		return new InputError('E_INPUT', `${this.#file}: at byte ${offset} ${message}`, {
			details: { file: this.#file, offset },
		})
	}

	#length(): number {
		const first = this.#view.getUint8(this.#take(1))
		if (first < 0xfd) return first
		if (first === 0xfd) return this.#view.getUint16(this.#take(2), true)
		if (first === 0xfe) return this.#view.getUint32(this.#take(4), true)
		throw this.refuse('a script length is beyond the end of the file')
	}

	#take(length: number): number {
		const start = this.#offset
		if (start + length > this.#bytes.length) throw this.refuse('the last entry is cut off')
		this.#offset += length
		return start
	}
}
