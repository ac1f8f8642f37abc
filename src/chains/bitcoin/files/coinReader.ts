import { InputError } from '../../../model/errors.js'
import { MAX_SATS } from '../blocks/decodeBlock.js'
import { expandScript, specialScriptBytes } from './expandScript.js'

/** An output as undo data tell it. */
export interface Coin {
	readonly sats: number
	readonly script: Uint8Array
}

/** Kinds of script that are stored in a short form; the number of any other is its length and this. */
const SPECIAL_SCRIPTS = 6
/** Longest script that can be spent. Source: `MAX_SCRIPT_SIZE` of Bitcoin Core. */
const MAX_SCRIPT_BYTES = 10_000

/** Most bytes of a number of 64 bits, and how many are read without a bigint. */
const NUMBER_BYTES = 10
const SMALL_NUMBER_BYTES = 7

/** Reads the undo data of Bitcoin Core. Source: `CBlockUndo`, `TxInUndoFormatter` and `compressor.h` there. */
export class CoinReader {
	readonly #bytes: Uint8Array
	readonly #file: string
	/** Byte of the file at which the data start. */
	readonly #offset: number
	#at = 0

	constructor(bytes: Uint8Array, file: string, offset: number) {
		this.#bytes = bytes
		this.#file = file
		this.#offset = offset
	}

	get atEnd(): boolean {
		return this.#at === this.#bytes.length
	}

	/** A count in front of what it counts. */
	count(): number {
		const first = this.#byte()
		if (first < 0xfd) return first
		const size = first === 0xfd ? 2 : first === 0xfe ? 4 : 0
		let value = 0
		for (let i = 0; i < size; i++) value += this.#byte() * 2 ** (8 * i)
		const least = size === 2 ? 0xfd : 0x10000
		// Each thing counted takes at least a byte.
		if (size === 0 || value < least || value > this.#bytes.length) throw this.refuse('a count cannot be right')
		return value
	}

	coin(): Coin {
		// Twice the height of the block that made the output, and one for a coinbase.
		const place = this.#number()
		// The version of the transaction once stood here.
		if (place > 1) this.#number()
		const sats = expandAmount(this.#number())
		if (sats > MAX_SATS) throw this.refuse('an output has a value that cannot exist')
		const kind = Number(this.#number())
		if (kind > SPECIAL_SCRIPTS + MAX_SCRIPT_BYTES) throw this.refuse('a script is longer than any that can be spent')
		if (kind >= SPECIAL_SCRIPTS) return { sats, script: this.#take(kind - SPECIAL_SCRIPTS) }
		const script = expandScript(kind, this.#take(specialScriptBytes(kind)))
		if (script === null) throw this.refuse('a public key is no point of the curve')
		return { sats, script }
	}

	refuse(message: string): InputError {
		const offset = this.#offset + this.#at
		return new InputError('E_INPUT', `${this.#file}: at byte ${offset} ${message}`, {
			details: { file: this.#file, offset },
		})
	}

	/** A number of as many bytes as it needs, seven bits in each, one added per byte so that each has one form. */
	#number(): number | bigint {
		let value = 0
		for (let length = 1; length <= SMALL_NUMBER_BYTES; length++) {
			const byte = this.#byte()
			value = value * 128 + (byte & 0x7f)
			if (byte < 0x80) return value
			value++
		}
		let large = BigInt(value)
		for (let length = SMALL_NUMBER_BYTES + 1; length <= NUMBER_BYTES; length++) {
			const byte = this.#byte()
			large = large * 128n + BigInt(byte & 0x7f)
			if (byte < 0x80) return large
			large++
		}
		throw this.refuse(`a number takes more than ${NUMBER_BYTES} bytes`)
	}

	#byte(): number {
		return this.#take(1)[0] as number
	}

	#take(length: number): Uint8Array {
		const start = this.#at
		if (start + length > this.#bytes.length) throw this.refuse('the undo data are cut off')
		this.#at += length
		return this.#bytes.subarray(start, this.#at)
	}
}

/**
 * The value in satoshi that a compressed amount stands for: its trailing zeros, up to nine, are stored as their number.
 * Exact up to 2^53, and above that still above `MAX_SATS`.
 */
function expandAmount(compressed: number | bigint): number {
	const rest = BigInt(compressed) - 1n
	if (rest < 0n) return 0
	const zeros = Number(rest % 10n)
	const digits = rest / 10n
	const value = zeros < 9 ? (digits / 9n) * 10n + (digits % 9n) + 1n : digits + 1n
	return Number(value * 10n ** BigInt(zeros))
}
