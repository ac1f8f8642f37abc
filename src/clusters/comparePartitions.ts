import { InputError } from '../model/errors.js'

/** How well one way to part items agrees with another that is taken as true. Shares are rounded to 9 decimals. */
export interface PartitionScore {
	/** Items that the truth speaks of. */
	readonly items: number
	/** Pairs of items: joined in the truth, joined in the prediction, joined in both, all there are. */
	readonly pairs: { readonly truth: bigint; readonly predicted: bigint; readonly both: bigint; readonly all: bigint }
	/** Share of the predicted pairs that are true; null where none was predicted. */
	readonly precision: number | null
	/** Share of the predicted pairs that are false; null where none was predicted. */
	readonly falseDiscovery: number | null
	/** Share of the true pairs that were predicted; null where there is none. */
	readonly recall: number | null
	/** Adjusted Rand index; null where both sides part everything or nothing, so that chance alone agrees. */
	readonly adjustedRand: number | null
	/** Share of all items that the largest predicted part holds; null without items. */
	readonly largestShare: number | null
}

/**
 * Compares two ways to part the same items, pair by pair. Items that only the prediction has are left out; an item that
 * it lacks stands alone in it.
 *
 * Source: Hubert, Arabie, Journal of Classification 2, 1985 (adjusted Rand index).
 * @throws InputError `E_INPUT` where an item stands in two parts of one side
 */
export function comparePartitions<T>(truth: Iterable<Iterable<T>>, prediction: Iterable<Iterable<T>>): PartitionScore {
	const truePart = places(truth, 'truth')
	const predictedPart = places(prediction, 'prediction')
	const inTruth = new Map<number, number>()
	const inPrediction = new Map<number, number>()
	const inBoth = new Map<string, number>()
	let alone = -1
	for (const [item, part] of truePart) {
		const other = predictedPart.get(item) ?? alone--
		count(inTruth, part)
		count(inPrediction, other)
		count(inBoth, `${part} ${other}`)
	}
	const items = truePart.size
	const [t, p, both, all] = [pairsOf(inTruth), pairsOf(inPrediction), pairsOf(inBoth), pairs(items)]
	let largest = 0
	for (const size of inPrediction.values()) largest = Math.max(largest, size)
	return {
		items,
		pairs: { truth: t, predicted: p, both, all },
		precision: share(both, p),
		falseDiscovery: share(p - both, p),
		recall: share(both, t),
		adjustedRand: share(2n * (both * all - t * p), (t + p) * all - 2n * t * p),
		largestShare: share(BigInt(largest), BigInt(items)),
	}
}

function places<T>(parts: Iterable<Iterable<T>>, field: string): Map<T, number> {
	const places = new Map<T, number>()
	let place = 0
	for (const part of parts) {
		for (const item of new Set(part)) {
			if (places.has(item)) {
				const text = JSON.stringify(String(item)).slice(0, 120)
				throw new InputError('E_INPUT', `${field}: ${text} stands in two parts`, { details: { field } })
			}
			places.set(item, place)
		}
		place++
	}
	return places
}

function count<K>(counts: Map<K, number>, key: K): void {
	counts.set(key, (counts.get(key) ?? 0) + 1)
}

const pairs = (items: number): bigint => (BigInt(items) * BigInt(items - 1)) / 2n

function pairsOf(counts: ReadonlyMap<unknown, number>): bigint {
	let sum = 0n
	for (const size of counts.values()) sum += pairs(size)
	return sum
}

/** Rounded half up to 9 decimals; null where there is nothing to divide by. */
function share(part: bigint, whole: bigint): number | null {
	if (whole === 0n) return null
	const sign = part < 0n !== whole < 0n && part !== 0n ? -1 : 1
	const [a, b] = [part < 0n ? -part : part, whole < 0n ? -whole : whole]
	return (sign * Number((2n * a * 1_000_000_000n + b) / (2n * b))) / 1e9
}
