import { SUM_BASE, type TaintSum, type TaintSums } from './taintSums.js'

/** So many amounts may wait to be added up at least, and be added at most by one `addAll`. */
const LEAST_WAITING = 2 ** 14

/**
 * Sums where each asset has one seed row, so that the ledger tells the tag: columns by ledger. What comes in waits in order
 * and is added up when a sum is read, or when as much waits as there are ledgers: a cell of a large column, which is in no
 * cache, costs a kernel more than the rest of its row.
 */
export class LedgerSums implements TaintSums {
	/** Both made once a sum needs them. */
	#low = new Float64Array(0)
	#high = new Float64Array(0)
	readonly #huge = new Map<number, bigint>()
	/** What waits: an amount of a ledger, or, at `count` + ledger, one of its high part. */
	readonly #places: Uint32Array
	readonly #amounts: Float64Array
	#waiting = 0

	/** Of `count` ledgers; `tagOf` gives the tag of a ledger's asset. */
	constructor(
		private readonly count: number,
		private readonly tagOf: (ledger: number) => number,
	) {
		const room = Math.max(LEAST_WAITING, count)
		this.#places = new Uint32Array(room)
		this.#amounts = new Float64Array(room)
	}

	add(ledger: number, _tag: number, amount: number): void {
		if (this.#waiting === this.#places.length) this.#addUp()
		const last = this.#waiting++
		this.#places[last] = ledger
		this.#amounts[last] = amount
	}

	addAll(ledgers: Uint32Array, amounts: Float64Array): void {
		const count = ledgers[0] as number
		if (this.#waiting + count > this.#places.length) this.#addUp()
		this.#places.set(ledgers.subarray(1, count + 1), this.#waiting)
		this.#amounts.set(amounts.subarray(1, count + 1), this.#waiting)
		this.#waiting += count
	}

	addParts(ledger: number, tag: number, high: number, low: number): void {
		this.add(ledger, tag, low)
		if (high !== 0) this.add(this.count + ledger, tag, high)
	}

	addBigint(ledger: number, tag: number, amount: bigint): void {
		if (amount >> 96n === 0n) this.addParts(ledger, tag, Number(amount >> 48n), Number(BigInt.asUintN(48, amount)))
		else this.#huge.set(ledger, (this.#huge.get(ledger) ?? 0n) + amount)
	}

	get(ledger: number): bigint {
		this.#addUp()
		const high = this.#high[ledger] ?? 0
		const low = BigInt(this.#low[ledger] ?? 0)
		return (high === 0 ? low : (BigInt(high) << 48n) + low) + (this.#huge.get(ledger) ?? 0n)
	}

	*entries(): Iterable<TaintSum> {
		for (let ledger = 0; ledger < this.count; ledger++) {
			const amount = this.get(ledger)
			if (amount > 0n) yield { ledger, tag: this.tagOf(ledger), amount }
		}
	}

	#addUp(): void {
		if (this.#waiting === 0) return
		if (this.#low.length === 0) this.#low = new Float64Array(this.count)
		const low = this.#low
		for (let i = 0; i < this.#waiting; i++) {
			const place = this.#places[i] as number
			const amount = this.#amounts[i] as number
			if (place >= this.count) {
				this.#raise(place - this.count, amount)
				continue
			}
			const sum = (low[place] as number) + amount
			// Both were exact; so is the sum while it is below 2^53.
			if (sum < SUM_BASE) low[place] = sum
			else {
				const high = Math.floor(amount / SUM_BASE)
				const rest = (low[place] as number) + (amount - high * SUM_BASE)
				const carry = rest >= SUM_BASE ? 1 : 0
				low[place] = rest - carry * SUM_BASE
				this.#raise(place, high + carry)
			}
		}
		this.#waiting = 0
	}

	#raise(ledger: number, high: number): void {
		if (this.#high.length === 0) this.#high = new Float64Array(this.count)
		this.#high[ledger] = (this.#high[ledger] as number) + high
	}
}
