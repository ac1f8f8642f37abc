import type { LabelVerdict } from '../labels/labelVerdict.js'
import { ratioOf } from '../model/amount.js'
import type { OutputId, TransactionId } from '../model/identifiers.js'
import { compareEvents, compareText } from '../model/order.js'
import type { UtxoOutput, UtxoTransaction } from '../model/transaction.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'
import { type MixShare, mixShares } from './mixShares.js'
import { seededOf } from './runSet.js'
import type { Search } from './search.js'

/** Most outputs looked behind in one trace: possibilities multiply, and each costs a look-up. Our choice. */
const MOST_PLACES = 1000

/** An output that value from a mix can have come to. */
export interface Place {
	readonly output: UtxoOutput
	readonly verdict: LabelVerdict
	/** The mix that the shortest way comes from, the output before this one on it, and its steps from the mix. */
	readonly mix: TransactionId
	readonly before: OutputId | null
	readonly steps: number
	/** At most this much of what entered each mix. */
	readonly upper: Map<MixShare, bigint>
	asked: boolean
}

/**
 * The ways that value can have gone behind the mixes of a search. No value is apportioned: each output carries the most
 * that can be there, which is the lesser of its own value and of all that can have come into its transaction.
 */
export class LeadWalk {
	readonly #places = new Map<OutputId, Place>()
	/** What each mixed output can hold at most, before anything that comes back to it. */
	readonly #starts = new Map<OutputId, ReadonlyMap<MixShare, bigint>>()
	readonly #spenders = new Map<TransactionId, UtxoTransaction>()
	#asked = 0

	constructor(private readonly search: Search) {
		for (const share of mixShares(search)) {
			for (const { output, upper } of share.outputs) {
				const place = this.#place(output, share.transaction.id, null, 0)
				place.upper.set(share, upper)
				this.#starts.set(output.id, new Map(place.upper))
			}
		}
	}

	/** Outputs whose spender is to be asked for next, at most `most`; nearest to a mix first. */
	next(most: number): Place[] {
		const open = this.#open().sort((a, b) => a.steps - b.steps || compareText(a.output.id, b.output.id))
		return open.slice(0, Math.min(most, MOST_PLACES - this.#asked))
	}

	/** Whether outputs that are worth it were left because they are too many. */
	get isCut(): boolean {
		return this.#asked >= MOST_PLACES && this.#open().length > 0
	}

	/** Goes on through the spenders of these outputs, now that they were asked for. */
	follow(places: readonly Place[]): void {
		const { view } = this.search.options.graph
		for (const place of places) {
			place.asked = true
			this.#asked++
			const spender = view.spender(place.output.id)
			if (spender === undefined) continue
			this.#spenders.set(spender.id, spender)
			for (const output of spender.outputs)
				if (output.amount > 0n) this.#place(output, place.mix, place.output.id, place.steps + 1)
		}
		this.#settle()
	}

	/** Everything that value can have come to, by output id. */
	places(): Place[] {
		return [...this.#places.values()].sort((a, b) => compareText(a.output.id, b.output.id))
	}

	/** Transactions that spent such outputs, in event order. */
	spenders(): UtxoTransaction[] {
		return [...this.#spenders.values()].sort(compareEvents)
	}

	/** Outputs from a mix to a place, the last being the place itself. */
	wayTo(place: Place): OutputId[] {
		const way: OutputId[] = []
		for (let at: Place | undefined = place; at !== undefined; at = this.#places.get(at.before ?? ''))
			way.push(at.output.id)
		return way.reverse()
	}

	#place(output: UtxoOutput, mix: TransactionId, before: OutputId | null, steps: number): Place {
		let place = this.#places.get(output.id)
		if (place === undefined) {
			const verdict = this.search.options.labels.verdict(output.account, output.sameKeyAs)
			place = { output, verdict, mix, before, steps, upper: new Map(), asked: false }
			this.#places.set(output.id, place)
		}
		return place
	}

	#open(): Place[] {
		return [...this.#places.values()].filter((place) => !place.asked && this.#isWorth(place))
	}

	#isWorth(place: Place): boolean {
		const { output, verdict, steps } = place
		const { hops, minShare } = this.search.options.data.budget
		if (output.burn === true || verdict.kind === 'stop' || verdict.kind === 'ambiguous' || steps > hops) return false
		const { numerator, denominator } = ratioOf(minShare)
		const { primary } = this.search.runs
		return [...mostOfEach(place)].some(
			([row, most]) => most > 0n && most * denominator >= numerator * seededOf(primary, row),
		)
	}

	/** Brings the upper bounds up to date, in event order, since what comes later can only hold what came before. */
	#settle(): void {
		for (const spender of this.spenders()) {
			const entered = new Map<MixShare, bigint>()
			for (const { spends } of spender.inputs) {
				for (const [share, most] of this.#places.get(spends ?? '')?.upper ?? [])
					entered.set(share, (entered.get(share) ?? 0n) + most)
			}
			for (const { id, amount } of spender.outputs) {
				const place = this.#places.get(id)
				for (const [share, most] of entered)
					place?.upper.set(share, least(amount, share.total, most + (this.#starts.get(id)?.get(share) ?? 0n)))
			}
		}
	}
}

/** At most how much of each seed row can be at a place: what can have come from its mixes, and no more than the output. */
export function mostOfEach({ output, upper }: Place): Map<SeedRow, bigint> {
	const sums = new Map<SeedRow, bigint>()
	for (const [{ row }, most] of upper) sums.set(row, least(output.amount, (sums.get(row) ?? 0n) + most))
	return sums
}

const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (b < a ? b : a))
