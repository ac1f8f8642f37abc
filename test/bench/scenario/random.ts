import { seededRandom } from '../support/seededRandom.js'

/** Reproducible choices. */
export class Random {
	/** In [0, 1). */
	readonly next: () => number

	constructor(seed: number) {
		this.next = seededRandom(Math.imul(seed, 0x9e3779b1))
	}

	/** A real number in [low, high). */
	between(low: number, high: number): number {
		return low + this.next() * (high - low)
	}

	/** A whole number in [low, high]. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1))
	}

	/** A whole number below `count`, small ones more often: density falls with the power 1/skew - 1. */
	skewed(count: number, skew: number): number {
		return Math.floor(count * this.next() ** skew)
	}

	chance(share: number): boolean {
		return this.next() < share
	}
}
