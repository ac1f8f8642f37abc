import type { Arrivals } from './arrivals.js'
import { convertLots } from './convertLots.js'
import type { Crossing, Crossings } from './crossing.js'
import { carve, type Lot, totalOf } from './lot.js'

/** Takes value that goes into bridges to where it comes out, or to where it ends. */
export class Crossover {
	/** Crossings as they were last applied. */
	readonly #applied = new Map<string, Crossing>()

	/** `receive` makes these lots the value of a transfer or output; none: clean again. */
	constructor(
		private readonly crossings: Crossings,
		private readonly arrivals: Arrivals,
		private readonly receive: (event: string, lots: readonly Lot[]) => void,
	) {}

	/**
	 * Sends what a transfer or output carries, clean lots included, to `own`, the node of its payee, or where its crossing
	 * takes it. Whether it crosses.
	 */
	send(event: string, own: string, lots: readonly Lot[]): boolean {
		const crossing = this.crossings.of(event)
		const before = this.#applied.size === 0 ? undefined : this.#applied.get(event)
		const tainted = taintedOf(lots)
		if (before !== crossing) {
			if (before === undefined) this.arrivals.set(own, event, [])
			else this.#clear(event, before)
		}
		if (crossing === undefined) {
			if (before !== undefined) this.#applied.delete(event)
			this.arrivals.set(own, event, tainted, totalOf(lots))
			return false
		}
		this.#applied.set(event, crossing)
		if (tainted.length === 0) this.#clear(event, crossing)
		else this.#carry(event, crossing, lots)
		return true
	}

	#carry(event: string, { parts }: Crossing, lots: readonly Lot[]): void {
		const shares = carve(
			lots,
			parts.map(({ amount }) => amount),
		)
		for (const [i, { node, payouts }] of parts.entries()) {
			const share = shares[i] as Lot[]
			const { received, dust } =
				payouts.length === 0
					? { received: [], dust: share.filter(({ path }) => path !== null) }
					: convertLots(share, payouts)
			this.arrivals.set(node, event, dust)
			for (const [j, payout] of payouts.entries()) this.receive(payout.event, received[j] as readonly Lot[])
		}
	}

	#clear(event: string, { parts }: Crossing): void {
		for (const { node, payouts } of parts) {
			this.arrivals.set(node, event, [])
			for (const payout of payouts) this.receive(payout.event, [])
		}
	}
}

/** Seed value among lots: most lists are all of it, or have none. */
function taintedOf(lots: readonly Lot[]): readonly Lot[] {
	return lots.every(({ path }) => path !== null) ? lots : lots.filter(({ path }) => path !== null)
}
