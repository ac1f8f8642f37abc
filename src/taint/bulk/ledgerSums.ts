import { SUM_BASE, type TaintSum, type TaintSums } from './taintSums.js'

/** Sums where each asset has one seed row, so that the ledger tells the tag: columns by ledger. */
export class LedgerSums implements TaintSums {
	readonly #low: Float64Array
	/** Made once a sum needs it. */
	#high = new Float64Array(0)
	readonly #huge = new Map<number, bigint>()

	/** `tagOf` gives the tag of a ledger's asset. */
	constructor(
		ledgers: number,
		private readonly tagOf: (ledger: number) => number,
	) {
		this.#low = new Float64Array(ledgers)
	}

	add(ledger: number, _tag: number, amount: number): void {
		const sum = (this.#low[ledger] as number) + amount
		// Both were exact; so is the sum while it is below 2^53.
		if (sum < SUM_BASE) this.#low[ledger] = sum
		else {
			const high = Math.floor(amount / SUM_BASE)
			this.addParts(ledger, _tag, high, amount - high * SUM_BASE)
		}
	}

	addParts(ledger: number, _tag: number, high: number, low: number): void {
		const sum = (this.#low[ledger] as number) + low
		const carry = sum >= SUM_BASE ? 1 : 0
		this.#low[ledger] = sum - carry * SUM_BASE
		if (high + carry === 0) return
		if (this.#high.length === 0) this.#high = new Float64Array(this.#low.length)
		this.#high[ledger] = (this.#high[ledger] as number) + high + carry
	}

	addBigint(ledger: number, tag: number, amount: bigint): void {
		if (amount >> 96n === 0n) this.addParts(ledger, tag, Number(amount >> 48n), Number(BigInt.asUintN(48, amount)))
		else this.#huge.set(ledger, (this.#huge.get(ledger) ?? 0n) + amount)
	}

	get(ledger: number): bigint {
		const high = this.#high[ledger] ?? 0
		const low = BigInt(this.#low[ledger] as number)
		return (high === 0 ? low : (BigInt(high) << 48n) + low) + (this.#huge.get(ledger) ?? 0n)
	}

	*entries(): Iterable<TaintSum> {
		for (let ledger = 0; ledger < this.#low.length; ledger++) {
			if (this.#low[ledger] === 0 && (this.#high[ledger] ?? 0) === 0 && !this.#huge.has(ledger)) continue
			yield { ledger, tag: this.tagOf(ledger), amount: this.get(ledger) }
		}
	}
}
