import { VerifyError } from '../../../model/errors.js'
import { ByteStrings } from './byteStrings.js'
import { OUTPOINT_BYTES, outpointText } from './outpoint.js'

/** What is known of an output: its value in satoshi and its script's number in the book. */
export interface KnownOutput {
	readonly sats: number
	readonly script: number
}

const NOT_TOLD = -1

/**
 * Outputs named by inputs, undo and UTXO files, each under a number: a transaction hash and an output number as an input
 * writes them (36 bytes). Of those that no file tells only the name is known.
 */
export class KnownOutputs {
	readonly #names = new ByteStrings()
	#sats = new Float64Array(1024)
	#scripts = new Int32Array(1024).fill(NOT_TOLD)

	get size(): number {
		return this.#names.size
	}

	/** The number of the output that is named at this byte. */
	idOf(bytes: Uint8Array, at = 0): number {
		return this.#names.idOf(bytes, at, OUTPOINT_BYTES)
	}

	find(bytes: Uint8Array): number | undefined {
		return this.#names.find(bytes)
	}

	/** The 36 bytes that name it. */
	name(id: number): Uint8Array {
		return this.#names.bytes(id)
	}

	/**
	 * Takes in what a file tells of the output that is named at this byte.
	 * @throws VerifyError where another file tells something else
	 */
	tell(bytes: Uint8Array, at: number, told: KnownOutput): void {
		const id = this.idOf(bytes, at)
		const known = this.told(id)
		if (known !== null) agree(outpointText(bytes, at), known, told)
		if (id >= this.#sats.length) this.#grow()
		this.#sats[id] = told.sats
		this.#scripts[id] = told.script
	}

	/** What a file told of an output; null where none did. */
	told(id: number): KnownOutput | null {
		const script = this.#scripts[id] ?? NOT_TOLD
		return script === NOT_TOLD ? null : { sats: this.#sats[id] as number, script }
	}

	#grow(): void {
		const size = 2 * Math.max(this.#sats.length, this.size)
		const sats = new Float64Array(size)
		sats.set(this.#sats)
		this.#sats = sats
		const scripts = new Int32Array(size).fill(NOT_TOLD)
		scripts.set(this.#scripts)
		this.#scripts = scripts
	}
}

/** @throws VerifyError where two sources tell different things of one output */
export function agree(output: string, a: KnownOutput, b: KnownOutput): void {
	if (a.sats === b.sats && a.script === b.script) return
	const what = a.sats === b.sats ? 'its script' : `its value (${a.sats} and ${b.sats} sat)`
	throw new VerifyError(`output ${output}: two sources disagree on ${what}`, { details: { output } })
}
