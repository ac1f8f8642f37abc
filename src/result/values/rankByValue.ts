import { addDecimals, compareDecimals, type Decimal, decimalText } from '../../model/decimal.js'
import type { AssetId } from '../../model/identifiers.js'
import type { DataOptions } from '../../model/options.js'
import type { Endpoint } from '../../model/result.js'
import { productOf } from '../confidence/confidenceItem.js'
import type { RankedFlow } from '../flows/rankFlows.js'
import type { PriceDesk } from './priceDesk.js'

const NOTHING: Decimal = { units: 0n, scale: 0 }

/** What a row was worth on arrival; null where a price is missing. */
interface Worth {
	readonly value: Decimal | null
	/** Value times confidence, for sorting alone. */
	readonly expected: number
}

/**
 * Says what flows and endpoints were worth when they arrived, and orders them by it where that is asked for: in each seed
 * asset the greatest first, what has no price behind, equals by share as before.
 */
export function rankByValue(
	flows: readonly RankedFlow[],
	endpoints: readonly Endpoint[],
	desk: PriceDesk,
	sortBy: DataOptions['sortBy'],
): { readonly flows: RankedFlow[]; readonly endpoints: Endpoint[] } {
	const worths = new Map(flows.map((ranked) => [ranked, worthOf(ranked, desk)]))
	const byPlace = new Map<string, Worth[]>()
	for (const [{ flow }, worth] of worths) {
		const place = `${flow.seedAsset} ${flow.account}`
		const list = byPlace.get(place)
		if (list === undefined) byPlace.set(place, [worth])
		else list.push(worth)
	}
	const sums = new Map(
		endpoints.map((endpoint) => {
			const own = endpoint.accounts.flatMap(({ account }) => byPlace.get(`${endpoint.seedAsset} ${account}`) ?? [])
			return [endpoint, own.reduce(plus, { value: NOTHING, expected: 0 })]
		}),
	)
	const sortedFlows = sorted([...worths], sortBy, ({ flow }) => flow.seedAsset)
	const sortedEndpoints = sorted([...sums], sortBy, ({ seedAsset }) => seedAsset)
	return {
		flows: sortedFlows.map(({ row: { flow, weight }, rank, value }) => ({ flow: { ...flow, rank, value }, weight })),
		endpoints: sortedEndpoints.map(({ row, rank, value }) => ({ ...row, rank, value })),
	}
}

function worthOf({ flow, weight }: RankedFlow, desk: PriceDesk): Worth {
	const value = desk.valueOf(flow.asset, flow.amount, flow.arrivedAt)
	return { value, expected: value === null ? 0 : numberOf(value) * productOf(weight.items) }
}

const plus = (a: Worth, b: Worth): Worth => ({
	value: a.value === null || b.value === null ? null : addDecimals(a.value, b.value),
	expected: a.expected + b.expected,
})

/** For sorting alone: values that are shown stay exact. */
const numberOf = (value: Decimal): number => Number(decimalText(value))

/** Rows with rank and value. Each seed asset is ranked by itself; the rows come with its rows together, best first. */
function sorted<T>(
	rows: readonly (readonly [T, Worth])[],
	sortBy: DataOptions['sortBy'],
	assetOf: (row: T) => AssetId,
): { readonly row: T; readonly rank: number; readonly value: string | null }[] {
	const groups = new Map<AssetId, (readonly [T, Worth])[]>()
	for (const entry of rows) {
		const asset = assetOf(entry[0])
		const group = groups.get(asset)
		if (group === undefined) groups.set(asset, [entry])
		else group.push(entry)
	}
	return [...groups.values()].flatMap((group) => {
		if (sortBy !== 'share') group.sort(([, a], [, b]) => order(a, b, sortBy))
		return group.map(([row, { value }], i) => ({ row, rank: i + 1, value: value === null ? null : decimalText(value) }))
	})
}

function order(a: Worth, b: Worth, sortBy: 'value' | 'expected'): number {
	if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
	return sortBy === 'value' ? compareDecimals(b.value, a.value) : b.expected - a.expected
}
