/** The parts of one block by their places in its bytes; nothing is copied and no object is made for a transaction. */
export interface BlockColumns {
	/** The block from its header on; bytes may follow it. */
	readonly bytes: Uint8Array
	/** Bytes that the block takes. */
	readonly length: number
	/** Number of transactions. */
	readonly count: number
	/** Byte at which each transaction starts, and one more: the end of the last. */
	readonly txAt: Uint32Array
	/** Byte at which the witness of each transaction starts; its lock time's where it has none. */
	readonly witnessAt: Uint32Array
	/** Number of the first input of each transaction among those of the block, and one more: how many there are. */
	readonly firstInput: Uint32Array
	/** The same for outputs. */
	readonly firstOutput: Uint32Array
	/** Byte at which each input starts: transaction hash, output number, script with its length, sequence. */
	readonly inputAt: Uint32Array
	/** Value of each output in satoshi: exact up to 2^53, and above that still above `MAX_SATS`. */
	readonly values: Float64Array
	/** Byte at which the script of each output starts. */
	readonly scriptAt: Uint32Array
	readonly scriptLength: Uint32Array
}

/** Bytes of a block header; the number of transactions follows. */
export const HEADER_BYTES = 80
/** Least bytes of a transaction, an input and an output, which bound how many a block can hold. */
const LEAST_TX_BYTES = 10
const LEAST_INPUT_BYTES = 41
const LEAST_OUTPUT_BYTES = 9
const HIGH_WORD = 2 ** 32

/**
 * Splits raw blocks into columns. The work arrays are kept between blocks, the columns handed out are the block's own.
 * Source of the layout: the network serialisation of Bitcoin Core, with BIP-144 witnesses.
 */
export class BlockScanner {
	#txAt = new Uint32Array(0)
	#witnessAt = new Uint32Array(0)
	#firstInput = new Uint32Array(0)
	#firstOutput = new Uint32Array(0)
	#inputAt = new Uint32Array(0)
	#values = new Float64Array(0)
	#scriptAt = new Uint32Array(0)
	#scriptLength = new Uint32Array(0)

	/** The columns of a block; null where the bytes are no block, or one that is cut off. A bare header has no transactions. */
	scan(bytes: Uint8Array): BlockColumns | null {
		const end = bytes.length
		if (end < HEADER_BYTES) return null
		this.#reserve(end)
		const view = new DataView(bytes.buffer, bytes.byteOffset, end)
		const txAt = this.#txAt
		const witnessAt = this.#witnessAt
		const firstInput = this.#firstInput
		const firstOutput = this.#firstOutput
		const inputAt = this.#inputAt
		const values = this.#values
		const scriptAt = this.#scriptAt
		const scriptLength = this.#scriptLength
		let at = HEADER_BYTES
		let inputs = 0
		let outputs = 0
		let count = 0
		/** A length in front of what it counts; more than any block holds where it is cut off or not the shortest form. */
		const varInt = (): number => {
			const first = bytes[at++] as number
			if (first < 0xfd) return first
			if (first === 0xfd && at + 2 <= end) {
				const value = view.getUint16(at, true)
				at += 2
				return value >= 0xfd ? value : Number.POSITIVE_INFINITY
			}
			if (first === 0xfe && at + 4 <= end) {
				const value = view.getUint32(at, true)
				at += 4
				return value > 0xffff ? value : Number.POSITIVE_INFINITY
			}
			return Number.POSITIVE_INFINITY
		}
		const transactions = end === HEADER_BYTES ? 0 : varInt()
		for (; count < transactions; count++) {
			txAt[count] = at
			firstInput[count] = inputs
			firstOutput[count] = outputs
			const segwit = bytes[at + 4] === 0 && bytes[at + 5] === 1
			at += segwit ? 6 : 4
			const ins = varInt()
			for (let i = 0; i < ins; i++) {
				inputAt[inputs++] = at
				at += 36
				const short = bytes[at] as number
				if (short < 0xfd) at += 5 + short
				else {
					const script = varInt()
					at += script + 4
				}
				if (!(at <= end)) return null
			}
			const outs = varInt()
			for (let i = 0; i < outs; i++) {
				if (!(at + LEAST_OUTPUT_BYTES <= end)) return null
				values[outputs] = view.getUint32(at, true) + view.getUint32(at + 4, true) * HIGH_WORD
				at += 8
				const short = bytes[at] as number
				const length = short < 0xfd ? short : varInt()
				if (short < 0xfd) at++
				scriptAt[outputs] = at
				scriptLength[outputs++] = length
				at += length
				if (!(at <= end)) return null
			}
			witnessAt[count] = at
			if (segwit) {
				let items = 0
				for (let i = 0; i < ins; i++) {
					const stack = varInt()
					items += stack
					for (let item = 0; item < stack; item++) {
						const short = bytes[at] as number
						if (short < 0xfd) at += 1 + short
						else {
							const length = varInt()
							at += length
						}
						if (!(at < end)) return null
					}
				}
				// The witness form of a transaction without a witness: nodes take it for no transaction.
				if (items === 0) return null
			}
			at += 4
			if (!(at <= end)) return null
		}
		txAt[count] = at
		firstInput[count] = inputs
		firstOutput[count] = outputs
		// One allocation for all columns: eight would cost as much as a tenth of the scan.
		const own = new ArrayBuffer(16 * outputs + 4 * inputs + 16 * count + 12)
		let offset = 8 * outputs
		const column = (work: Uint32Array, length: number): Uint32Array => {
			const part = new Uint32Array(own, offset, length)
			part.set(work.subarray(0, length))
			offset += 4 * length
			return part
		}
		const ownValues = new Float64Array(own, 0, outputs)
		ownValues.set(values.subarray(0, outputs))
		return {
			bytes,
			length: at,
			count,
			txAt: column(txAt, count + 1),
			witnessAt: column(witnessAt, count),
			firstInput: column(firstInput, count + 1),
			firstOutput: column(firstOutput, count + 1),
			inputAt: column(inputAt, inputs),
			values: ownValues,
			scriptAt: column(scriptAt, outputs),
			scriptLength: column(scriptLength, outputs),
		}
	}

	/** Room for as many parts as so many bytes can hold. */
	#reserve(bytes: number): void {
		const transactions = Math.floor(bytes / LEAST_TX_BYTES) + 2
		if (this.#txAt.length >= transactions) return
		const inputs = Math.floor(bytes / LEAST_INPUT_BYTES) + 2
		const outputs = Math.floor(bytes / LEAST_OUTPUT_BYTES) + 2
		this.#txAt = new Uint32Array(transactions)
		this.#witnessAt = new Uint32Array(transactions)
		this.#firstInput = new Uint32Array(transactions)
		this.#firstOutput = new Uint32Array(transactions)
		this.#inputAt = new Uint32Array(inputs)
		this.#values = new Float64Array(outputs)
		this.#scriptAt = new Uint32Array(outputs)
		this.#scriptLength = new Uint32Array(outputs)
	}
}
