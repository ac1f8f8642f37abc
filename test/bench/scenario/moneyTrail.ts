import { COIN, MIXER_NOTE } from './addBackground.js'
import type { Places } from './places.js'
import type { Random } from './random.js'
import type { TransferColumns } from './transferColumns.js'

/** `deep`: long chains of small peels; `wide`: splits of splits; `short`: straight to exchanges. */
export type Shape = 'deep' | 'wide' | 'short'

/** Money that stands at an account and is about to move. */
interface Leg {
	readonly account: number
	readonly amount: number
	readonly at: number
	/** Patterns gone through. */
	readonly depth: number
}

/** How often each way of moving on is taken, by shape. What is too small or too deep is cashed out. */
const WEIGHTS: Readonly<Record<Shape, Readonly<Record<Pattern, number>>>> = {
	deep: { peel: 34, hop: 12, split: 16, gather: 8, mix: 6, serve: 7, reuse: 6, cashOut: 11 },
	wide: { peel: 8, hop: 6, split: 44, gather: 6, mix: 7, serve: 7, reuse: 8, cashOut: 14 },
	short: { peel: 0, hop: 50, split: 0, gather: 0, mix: 0, serve: 0, reuse: 10, cashOut: 40 },
}
type Pattern = 'peel' | 'hop' | 'split' | 'gather' | 'mix' | 'serve' | 'reuse' | 'cashOut'

const DEEPEST: Readonly<Record<Shape, number>> = { deep: 8, wide: 9, short: 2 }
const WAYS: Readonly<Record<Shape, readonly [least: number, most: number]>> = {
	deep: [2, 4],
	wide: [3, 8],
	short: [2, 2],
}
/** Below this nothing is split any more. */
const SMALL = 200 * COIN
const MOST_LEGS = 4000

/** Moves one amount from a source account through everything that makes following it hard, to exchanges. */
export class MoneyTrail {
	readonly #open: Leg[] = []
	#legs = 0
	readonly #ways: Readonly<Record<Pattern, (leg: Leg) => void>> = {
		peel: (leg) => this.#peel(leg),
		hop: (leg) => this.#hop(leg),
		split: (leg) => this.#split(leg),
		gather: (leg) => this.#gather(leg),
		mix: (leg) => this.#mix(leg),
		serve: (leg) => this.#serve(leg),
		reuse: (leg) => this.#reuse(leg),
		cashOut: (leg) => this.#cashOut(leg),
	}

	constructor(
		private readonly columns: TransferColumns,
		private readonly places: Places,
		private readonly random: Random,
		private readonly shape: Shape,
	) {}

	/** Returns the source account. */
	launder(amount: number, at: number): number {
		const account = this.places.fresh()
		const start = { account, amount, at, depth: 0 }
		if (this.shape === 'deep') this.#split(start)
		else if (this.shape === 'wide') for (let part = 0; part < 4; part++) this.#split({ ...start, amount: amount / 4 })
		else this.#open.push(start)
		for (let leg = this.#open.pop(); leg !== undefined; leg = this.#open.pop()) this.#move(leg)
		return account
	}

	#move(leg: Leg): void {
		this.#legs++
		this.#addNoise(leg)
		const ends = leg.amount < SMALL || leg.depth > DEEPEST[this.shape] || this.#legs > MOST_LEGS
		this.#ways[ends ? 'cashOut' : this.#pattern()](leg)
	}

	#pattern(): Pattern {
		const weights = Object.entries(WEIGHTS[this.shape]) as [Pattern, number][]
		let left = this.random.next() * weights.reduce((sum, [, weight]) => sum + weight, 0)
		for (const [pattern, weight] of weights) {
			left -= weight
			if (left < 0) return pattern
		}
		return 'cashOut'
	}

	/** 60 to 200 steps; each pays a small part aside, most of it to exchanges, and the rest goes on. */
	#peel({ account, amount, at, depth }: Leg): void {
		let [from, left, now] = [account, amount, at]
		for (let steps = this.random.whole(60, 200); steps > 0 && left > SMALL; steps--) {
			now += this.random.whole(60, 700)
			const part = Math.floor(Math.min(left / 2, left * this.random.between(0.005, 0.025) + 20 * COIN))
			if (this.random.chance(0.5)) this.#cashOut({ account: from, amount: part, at: now, depth })
			else {
				const aside = this.#pay(from, this.places.fresh(), now, part)
				if (this.random.chance(0.6)) this.#cashOut({ account: aside, amount: part, at: now, depth })
				else this.columns.add(aside, this.places.somebody(), now + this.random.whole(200, 3000), part, part)
			}
			left -= part
			from = this.#pay(from, this.places.fresh(), now + 1, left)
			if (this.random.chance(0.3)) this.#addNoise({ account: from, amount: left, at: now, depth })
		}
		this.#open.push({ account: from, amount: left, at: now + 300, depth: depth + 1 })
	}

	/** A few fresh accounts in a row. */
	#hop({ account, amount, at, depth }: Leg): void {
		let [from, now] = [account, at]
		for (let steps = this.random.whole(2, 8); steps > 0; steps--) {
			now += this.random.whole(30, 3000)
			from = this.#pay(from, this.places.fresh(), now, amount)
		}
		this.#open.push({ account: from, amount, at: now, depth: depth + 1 })
	}

	#split(leg: Leg): void {
		for (const [amount, at] of this.#parts(leg)) {
			const account = this.#pay(leg.account, this.places.fresh(), at, amount)
			this.#open.push({ account, amount, at, depth: leg.depth + 1 })
		}
	}

	/** Split, and together again at one account. */
	#gather(leg: Leg): void {
		const end = this.places.fresh()
		let last = leg.at
		for (const [amount, at] of this.#parts(leg)) {
			const middle = this.#pay(leg.account, this.places.fresh(), at, amount)
			const arrival = at + this.random.whole(100, 4000)
			this.#pay(middle, end, arrival, amount)
			last = Math.max(last, arrival)
		}
		this.#open.push({ account: end, amount: leg.amount, at: last, depth: leg.depth + 1 })
	}

	/** Notes through a mixer, each out to a fresh account and on to an exchange; the rest goes on. */
	#mix({ account, amount, at, depth }: Leg): void {
		const mixer = this.places.mixer()
		const notes = Math.min(20, Math.floor(amount / MIXER_NOTE.in))
		for (let note = 0; note < notes; note++) {
			const entered = at + this.random.whole(50, 4000)
			this.#pay(account, mixer, entered, MIXER_NOTE.in)
			const left = entered + this.random.whole(1000, 40_000)
			const out = this.#pay(mixer, this.places.fresh(), left, MIXER_NOTE.out)
			this.#cashOut({ account: out, amount: MIXER_NOTE.out, at: left, depth })
		}
		const rest = amount - notes * MIXER_NOTE.in
		if (rest < COIN) return
		const next = this.#pay(account, this.places.fresh(), at + 5000, rest)
		this.#open.push({ account: next, amount: rest, at: at + 5000, depth: depth + 1 })
	}

	/** In and out of an unlabelled service within a minute, less half a percent. */
	#serve({ account, amount, at, depth }: Leg): void {
		const now = at + this.random.whole(100, 1000)
		const service = this.#pay(account, this.places.service(), now, amount)
		const rest = Math.floor(amount * 0.995)
		const next = this.#pay(service, this.places.fresh(), now + this.random.whole(10, 40), rest)
		this.#open.push({ account: next, amount: rest, at: now + 60, depth: depth + 1 })
	}

	/** On through an account that somebody uses for other things too. */
	#reuse({ account, amount, at, depth }: Leg): void {
		const now = at + this.random.whole(10, 2000)
		const next = this.#pay(account, this.places.somebody(), now, amount)
		this.#open.push({ account: next, amount, at: now + 100, depth: depth + 1 })
	}

	/** To a deposit address, from which the exchange sweeps it into its hot wallet. */
	#cashOut({ account, amount, at }: Leg): void {
		const exchange = this.places.exchange()
		const now = at + this.random.whole(100, 3000)
		const deposit = this.#pay(account, this.places.deposit(exchange), now, amount)
		this.#pay(deposit, exchange, now + this.random.whole(60, 2000), amount)
	}

	/** Dust that comes in from and goes out to strangers. */
	#addNoise({ account, at }: Leg): void {
		const dust = (): number => COIN * this.random.between(0.5, 5)
		for (let n = this.random.whole(0, 2); n > 0; n--)
			this.columns.add(this.places.somebody(), account, Math.max(0, at - this.random.whole(0, 5000)), dust())
		for (let n = this.random.whole(0, 3); n > 0; n--)
			this.columns.add(account, this.places.somebody(), at + this.random.whole(0, 3000), dust())
	}

	/** Parts of a leg that add up to it, and when each leaves. */
	#parts({ amount, at }: Leg): [amount: number, at: number][] {
		const ways = this.random.whole(...WAYS[this.shape])
		let left = amount
		return Array.from({ length: ways }, (_, way) => {
			const part = way === ways - 1 ? left : Math.floor(left * this.random.between(0.1, 0.6))
			left -= part
			return [part, at + this.random.whole(100, 3000)]
		})
	}

	/** Pays followed money; returns who got it. */
	#pay(from: number, to: number, at: number, amount: number): number {
		this.columns.add(from, to, at, amount, amount)
		return to
	}
}
