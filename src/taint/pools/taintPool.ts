import { type Lot, pushLot, splitLot } from '../lot.js'
import { compareSeedRows, type SeedRow } from '../seeds/seedRow.js'

/** A lot and its place in the order of arrival. */
interface Placed {
	readonly lot: Lot
	readonly place: number
}

/** The lots of one seed, the oldest first; those before `head` are gone. */
interface Queue {
	lots: Placed[]
	head: number
	total: bigint
}

/**
 * The tainted lots of an account, by seed and in the order in which they arrived. Taking costs what is taken, not what is
 * held, so that an account with very many payments is replayed in linear time.
 */
export class TaintPool {
	readonly #queues = new Map<SeedRow, Queue>()
	#arrived = 0
	#total = 0n

	get total(): bigint {
		return this.#total
	}

	add(lot: Lot): void {
		const seed = lot.path?.seed
		if (seed === undefined || lot.amount === 0n) return
		const queue = this.#queues.get(seed) ?? { lots: [], head: 0, total: 0n }
		this.#queues.set(seed, queue)
		queue.lots.push({ lot, place: this.#arrived++ })
		queue.total += lot.amount
		this.#total += lot.amount
	}

	/** What each seed holds, in the order in which seeds are served. */
	totals(): { readonly seed: SeedRow; readonly amount: bigint }[] {
		if (this.#queues.size === 1) {
			for (const [seed, { total }] of this.#queues) return total > 0n ? [{ seed, amount: total }] : []
		}
		return [...this.#queues]
			.filter(([, { total }]) => total > 0n)
			.map(([seed, { total }]) => ({ seed, amount: total }))
			.sort((a, b) => compareSeedRows(a.seed, b.seed))
	}

	/** Takes from each seed's oldest lots; what is taken stands in the order of arrival. */
	takeOf(parts: readonly { readonly seed: SeedRow; readonly amount: bigint }[]): Lot[] {
		const taken: Placed[] = []
		for (const { seed, amount } of parts) {
			let open = amount
			while (open > 0n) open -= this.#takeHead(seed, open, taken)
		}
		return joined(taken)
	}

	/** Takes the oldest lots of all seeds. */
	takeOldest(amount: bigint): Lot[] {
		const taken: Placed[] = []
		let open = amount
		while (open > 0n) {
			let oldest: { seed: SeedRow; place: number } | null = null
			for (const [seed, { lots, head }] of this.#queues) {
				const place = lots[head]?.place
				if (place !== undefined && (oldest === null || place < oldest.place)) oldest = { seed, place }
			}
			if (oldest === null) break
			open -= this.#takeHead(oldest.seed, open, taken)
		}
		return joined(taken)
	}

	/** Everything held, in the order of arrival. */
	lots(): Lot[] {
		return joined([...this.#queues.values()].flatMap(({ lots, head }) => lots.slice(head)))
	}

	/** Lots that are held. */
	get size(): number {
		let size = 0
		for (const { lots, head } of this.#queues.values()) size += lots.length - head
		return size
	}

	copy(): TaintPool {
		const twin = new TaintPool()
		for (const [seed, { lots, head, total }] of this.#queues)
			twin.#queues.set(seed, { lots: lots.slice(head), head: 0, total })
		twin.#arrived = this.#arrived
		twin.#total = this.#total
		return twin
	}

	/** Takes up to `most` of a seed's oldest lot; returns how much. */
	#takeHead(seed: SeedRow, most: bigint, into: Placed[]): bigint {
		const queue = this.#queues.get(seed) as Queue
		const { lot, place } = queue.lots[queue.head] as Placed
		const [part, rest] = lot.amount <= most ? [lot, null] : splitLot(lot, most)
		if (rest !== null) queue.lots[queue.head] = { lot: rest, place }
		else if (++queue.head === queue.lots.length) {
			queue.lots = []
			queue.head = 0
		}
		queue.total -= part.amount
		this.#total -= part.amount
		into.push({ lot: part, place })
		return part.amount
	}
}

function joined(placed: Placed[]): Lot[] {
	const lots: Lot[] = []
	for (const { lot } of placed.sort((a, b) => a.place - b.place)) pushLot(lots, lot)
	return lots
}
