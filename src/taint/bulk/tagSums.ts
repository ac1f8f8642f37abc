import { SUM_BASE, type TaintSum, type TaintSums } from './taintSums.js'

/** A ledger's number times this, plus the tag: room for 2^32 ledgers. */
export const MOST_TAGS = 2 ** 20

/** Sums where several seeds may have a row in one asset: a hash table of ledgers and tags. */
export class TagSums implements TaintSums {
	#size = 0
	/** Key (0 is free), low part, high part, unused. */
	#cells = new Float64Array(4 * 64)
	/** Amounts whose parts would not stay exact. */
	readonly #huge = new Map<number, bigint>()

	add(ledger: number, tag: number, amount: number): void {
		if (amount === 0) return
		if (amount < SUM_BASE) this.addParts(ledger, tag, 0, amount)
		else {
			const high = Math.floor(amount / SUM_BASE)
			this.addParts(ledger, tag, high, amount - high * SUM_BASE)
		}
	}

	addAll(ledgers: Uint32Array, amounts: Float64Array, tagOf: (ledger: number) => number): void {
		const last = ledgers[0] as number
		for (let i = 1; i <= last; i++) {
			const ledger = ledgers[i] as number
			this.add(ledger, tagOf(ledger), amounts[i] as number)
		}
	}

	addParts(ledger: number, tag: number, high: number, low: number): void {
		const at = this.#cell(ledger, tag)
		const cells = this.#cells
		const sum = (cells[at + 1] as number) + low
		const carry = sum >= SUM_BASE ? 1 : 0
		cells[at + 1] = sum - carry * SUM_BASE
		cells[at + 2] = (cells[at + 2] as number) + high + carry
	}

	addBigint(ledger: number, tag: number, amount: bigint): void {
		if (amount >> 96n === 0n) {
			this.addParts(ledger, tag, Number(amount >> 48n), Number(BigInt.asUintN(48, amount)))
			return
		}
		const key = this.#cells[this.#cell(ledger, tag)] as number
		this.#huge.set(key, (this.#huge.get(key) ?? 0n) + amount)
	}

	get(ledger: number, tag: number): bigint {
		return this.#sumAt(this.#find(ledger, tag))
	}

	*entries(): Iterable<TaintSum> {
		const keys = new Float64Array(this.#size)
		const cells = this.#cells
		for (let at = 0, next = 0; at < cells.length; at += 4) if (cells[at] !== 0) keys[next++] = cells[at] as number
		for (const key of keys.sort()) {
			const { ledger, tag } = ofKey(key)
			const amount = this.get(ledger, tag)
			if (amount > 0n) yield { ledger, tag, amount }
		}
	}

	#sumAt(at: number): bigint {
		const [key, low, high] = [this.#cells[at], this.#cells[at + 1], this.#cells[at + 2]] as [number, number, number]
		return (BigInt(high) << 48n) + BigInt(low) + (this.#huge.get(key) ?? 0n)
	}

	/** Where the cell of a ledger and tag stands; a new one is 0. */
	#cell(ledger: number, tag: number): number {
		let at = this.#find(ledger, tag)
		if (this.#cells[at] !== 0) return at
		if (8 * this.#size >= this.#cells.length) {
			this.#grow()
			at = this.#find(ledger, tag)
		}
		this.#size++
		this.#cells[at] = keyOf(ledger, tag)
		return at
	}

	#find(ledger: number, tag: number): number {
		const cells = this.#cells
		const mask = (cells.length >> 2) - 1
		const key = keyOf(ledger, tag)
		const mixed = Math.imul(Math.imul(ledger, 0x9e3779b1) ^ tag, 0x85ebca6b)
		for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
			const found = cells[4 * slot] as number
			if (found === 0 || found === key) return 4 * slot
		}
	}

	#grow(): void {
		const old = this.#cells
		this.#cells = new Float64Array(2 * old.length)
		for (let from = 0; from < old.length; from += 4) {
			if (old[from] === 0) continue
			const { ledger, tag } = ofKey(old[from] as number)
			this.#cells.set(old.subarray(from, from + 4), this.#find(ledger, tag))
		}
	}
}

/** Never 0. */
const keyOf = (ledger: number, tag: number): number => ledger * MOST_TAGS + tag + 1

function ofKey(key: number): { ledger: number; tag: number } {
	const ledger = Math.floor((key - 1) / MOST_TAGS)
	return { ledger, tag: key - 1 - ledger * MOST_TAGS }
}
