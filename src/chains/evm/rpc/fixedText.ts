/** Bytes compared at once. */
const STEP = 4

/** A text of characters of one byte that is looked for at known places of many bytes. */
export class FixedText {
	/** Characters, and so bytes. */
	readonly length: number
	/** Four characters each, and what is left. */
	readonly #words: Uint32Array
	readonly #rest: Uint8Array

	constructor(text: string) {
		const codes = Uint8Array.from(text, (character) => character.charCodeAt(0))
		const view = new DataView(codes.buffer)
		this.length = codes.length
		this.#words = Uint32Array.from({ length: Math.floor(codes.length / STEP) }, (_, i) => view.getUint32(i * STEP))
		this.#rest = codes.subarray(this.#words.length * STEP)
	}

	/** Whether it stands at this place. */
	stands(text: DataView, at: number): boolean {
		if (at + this.length > text.byteLength) return false
		const words = this.#words
		for (let i = 0; i < words.length; i++) if (text.getUint32(at + i * STEP) !== words[i]) return false
		const rest = this.#rest
		const behind = at + words.length * STEP
		for (let i = 0; i < rest.length; i++) if (text.getUint8(behind + i) !== rest[i]) return false
		return true
	}
}
