import { grown } from './grown.js'
import { hexByte } from './hexByte.js'

const LIMB = 2 ** 32
const MASK = 0xffffffffn

/** How large the amounts of a column are. */
export type AmountSize = 'safe' | 'wide' | 'huge'

/**
 * A column of exact amounts in base units: 32-bit limbs, the third only once an amount reaches 2^64. Amounts from 2^96 on,
 * which hardly any ledger shows, stand aside as bigints.
 */
export class AmountColumn {
	/** Limbs from the least on: the amount is low + middle·2^32 + high·2^64. `high` is empty where it is 0 in every row. */
	low = new Uint32Array(16)
	middle = new Uint32Array(16)
	high = new Uint32Array(0)
	readonly #huge = new Map<number, bigint>()

	/** Writes the amount of row `row`, which must be the next or an earlier one. */
	set(row: number, amount: bigint): void {
		if (amount < 9_007_199_254_740_992n) this.setSafe(row, Number(amount))
		else this.#setLimbs(row, amount)
	}

	/** As `set`, for an amount up to 2^53 - 1. */
	setSafe(row: number, amount: number): void {
		this.#reserve(row)
		this.low[row] = amount
		this.middle[row] = amount / LIMB
		if (row < this.high.length) this.high[row] = 0
		if (this.#huge.size > 0) this.#huge.delete(row)
	}

	/** As `set`, for an amount that stands in `text` as 24 lower-case hexadecimal digits from `at` on. False where it does not. */
	setDigits(row: number, text: DataView, at: number): boolean {
		const high = eightDigits(text, at)
		const middle = eightDigits(text, at + 8)
		const low = eightDigits(text, at + 16)
		if (high < 0 || middle < 0 || low < 0) return false
		this.#reserve(row)
		if (high > 0 && this.high.length === 0) this.high = new Uint32Array(this.low.length)
		this.low[row] = low
		this.middle[row] = middle
		if (this.high.length > 0) this.high[row] = high
		if (this.#huge.size > 0) this.#huge.delete(row)
		return true
	}

	isZero(row: number): boolean {
		return this.low[row] === 0 && this.middle[row] === 0 && (this.high[row] ?? 0) === 0
	}

	get(row: number): bigint {
		const high = this.high[row] ?? 0
		const lower = this.middle[row] as number
		if (high === 0 && lower < 2 ** 21) return BigInt((this.low[row] as number) + lower * LIMB)
		const huge = this.#huge.get(row)
		if (huge !== undefined) return huge
		return (BigInt(high) << 64n) | (BigInt(lower) << 32n) | BigInt(this.low[row] as number)
	}

	/** The amount rounded to a number, exact up to 2^53: of two amounts the greater never gives the lesser number. */
	rounded(row: number): number {
		const high = this.high[row] ?? 0
		const lower = (this.low[row] as number) + (this.middle[row] as number) * LIMB
		if (high === 0) return lower
		return this.#huge.size > 0 && this.#huge.has(row) ? Number(this.#huge.get(row)) : lower + high * LIMB * LIMB
	}

	/** `safe`: up to 2^53 - 1, exact as a number; `wide`: below 2^96, exact in the limbs; `huge`: known to `get` only. */
	sizeOf(row: number): AmountSize {
		if (this.#huge.size > 0 && this.#huge.has(row)) return 'huge'
		return (this.high[row] ?? 0) === 0 && (this.middle[row] as number) < 2 ** 21 ? 'safe' : 'wide'
	}

	trim(rows: number): void {
		for (const limb of ['low', 'middle', 'high'] as const) {
			if (this[limb].length > rows) this[limb] = this[limb].slice(0, rows)
		}
	}

	get bytes(): number {
		return this.low.byteLength + this.middle.byteLength + this.high.byteLength
	}

	#reserve(row: number): void {
		if (row < this.low.length) return
		this.low = grown(this.low, row + 1)
		this.middle = grown(this.middle, row + 1)
		if (this.high.length > 0) this.high = grown(this.high, this.low.length)
	}

	#setLimbs(row: number, amount: bigint): void {
		this.#reserve(row)
		if (this.high.length === 0) this.high = new Uint32Array(this.low.length)
		this.low[row] = Number(amount & MASK)
		this.middle[row] = Number((amount >> 32n) & MASK)
		this.high[row] = Number((amount >> 64n) & MASK)
		if (amount >> 96n === 0n) this.#huge.delete(row)
		else {
			this.#huge.set(row, amount)
			// Never 0 for an amount that stands aside, so that the limbs alone tell it from a small one.
			this.high[row] = LIMB - 1
		}
	}
}

/** The number that eight lower-case hexadecimal digits write; -1 where one is none. */
function eightDigits(text: DataView, at: number): number {
	const first = hexByte(text, at)
	const second = hexByte(text, at + 2)
	const third = hexByte(text, at + 4)
	const fourth = hexByte(text, at + 6)
	if ((first | second | third | fourth) < 0) return -1
	return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0
}
