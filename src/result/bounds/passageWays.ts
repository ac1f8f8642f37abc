import type { Search } from '../../search/search.js'
import type { LedgerWays } from './ledgerWays.js'
import type { OutputWays } from './outputWays.js'
import type { TimeWays } from './timeWays.js'

/** The networks without limits in which value goes on that came out of a bridge. */
export interface AfterWays {
	readonly ledgers: LedgerWays
	readonly outputs: OutputWays
}

/** Where value of a time network goes that goes into bridges: to what they paid out, or where it ends. */
export class PassageWays {
	#after: AfterWays | null = null

	constructor(
		private readonly search: Search,
		private readonly ways: TimeWays,
	) {}

	open(after: AfterWays): void {
		this.#after = after
	}

	/** Joins a vertex of value that a transfer or output carries to where its crossing takes it; whether it crosses. */
	lead(vertex: number, event: string, limit: (amount: bigint) => bigint | null): boolean {
		const crossing = this.search.crossings.of(event)
		if (crossing === undefined) return false
		const { network } = this.ways
		for (const { amount, node, payouts } of crossing.parts) {
			const part = network.addVertex()
			network.addEdge(vertex, part, limit(amount))
			if (payouts.length === 0) network.addEdge(part, this.ways.end(node), null)
			else network.addEdge(part, this.ways.end(node), limit(this.#dustOf(amount, payouts)))
			for (const payout of payouts) network.addEdge(part, this.#entering(payout.event), null)
		}
		return true
	}

	/** Of each seed, what is no base unit of anything paid out: less than what one unit of that was paid in for. */
	#dustOf(amount: bigint, payouts: readonly { readonly amount: bigint }[]): bigint {
		const most = payouts.reduce((greatest, payout) => (payout.amount > greatest ? payout.amount : greatest), 1n)
		return ((amount - 1n) / most) * BigInt(this.search.seeds.rows().length)
	}

	/** The vertex at which value enters a payment or output by which a bridge pays out. */
	#entering(event: string): number {
		if (this.#after === null) return this.ways.end(event)
		if (!event.includes('#')) return this.#after.outputs.output(event)
		const entries = this.search.view.entriesOf(event.slice(0, event.indexOf('#')))
		const entry = entries.find(({ transfer }) => transfer.id === event)
		return entry === undefined ? this.ways.end(event) : this.#after.ledgers.receiver(entry)
	}
}
