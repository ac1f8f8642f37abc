import type { AccountId, AssetId } from '../model/identifiers.js'
import { compareBigint, compareEvents, compareText, type EventOrder } from '../model/order.js'
import type { AccountTransaction, Transfer, UtxoTransaction } from '../model/transaction.js'

/** A way from one account to another in which every step comes after the one before. */
export interface WidestPath {
	/** The least amount of its steps, in base units: what at most can have gone this way. */
	readonly width: bigint
	/** Ids of the transfers, or of the created outputs, in order. */
	readonly transfers: readonly string[]
}

export interface WidestPathQuery {
	readonly from: AccountId
	readonly to: AccountId
	/** On account ledgers: the asset. Ways do not change it. */
	readonly asset?: AssetId
	/** How many ways at most. Default 10. */
	readonly most?: number
}

interface Way {
	readonly width: bigint
	readonly via: string
	readonly before: Way | null
	readonly steps: number
}

/**
 * The widest time-respecting paths between two accounts, widest first, then fewest steps, then by their transfers. A
 * facts-only answer to "could it have gone this way": no rule is applied and no label is looked at. One pass over the
 * events in order; each place keeps its widest ways, so the cost is events times `most`.
 */
export function widestPaths(
	transactions: Iterable<AccountTransaction | UtxoTransaction>,
	query: WidestPathQuery,
): WidestPath[] {
	const most = query.most ?? 10
	const ways = new Map<string, Way[]>()
	const arrived: Way[] = []
	const events = [...transactions].flatMap(eventsOf).sort(compareEvents)
	for (const event of events) {
		const { happened } = event
		const steps = 'outputs' in happened ? spendSteps(happened, query, ways) : transferSteps(happened, query, ways)
		for (const { at, way, ends } of steps) {
			if (ends) keep(arrived, way, most)
			const known = ways.get(at) ?? []
			keep(known, way, most)
			ways.set(at, known)
		}
	}
	return arrived.map((way) => ({ width: way.width, transfers: listOf(way) }))
}

interface Event {
	readonly id: string
	readonly order: EventOrder
	/** A transfer of an account ledger, or a whole transaction of an output ledger. */
	readonly happened: Transfer | UtxoTransaction
}

function eventsOf(transaction: AccountTransaction | UtxoTransaction): Event[] {
	if (transaction.kind === 'utxo') return [{ id: transaction.id, order: transaction.order, happened: transaction }]
	return transaction.transfers.map((transfer) => ({ id: transfer.id, order: transfer.order, happened: transfer }))
}

interface Step {
	readonly at: string
	readonly way: Way
	readonly ends: boolean
}

function transferSteps(
	{ id, from, to, asset, amount }: Transfer,
	query: WidestPathQuery,
	ways: ReadonlyMap<string, Way[]>,
): Step[] {
	if (
		from === null ||
		to === null ||
		amount === 0n ||
		from === to ||
		(query.asset !== undefined && asset !== query.asset)
	)
		return []
	const place = (account: AccountId): string => `${account} ${asset}`
	const before: (Way | null)[] = from === query.from ? [null] : [...(ways.get(place(from)) ?? [])]
	return before.map((way) => ({ at: place(to), way: extend(way, id, amount), ends: to === query.to }))
}

function spendSteps(transaction: UtxoTransaction, query: WidestPathQuery, ways: ReadonlyMap<string, Way[]>): Step[] {
	const before: { way: Way | null; width: bigint }[] = []
	for (const { spends, account, amount } of transaction.inputs) {
		if (spends === null || amount === null) continue
		if (account === query.from) before.push({ way: null, width: amount })
		else for (const way of ways.get(spends) ?? []) before.push({ way, width: way.width })
	}
	return transaction.outputs
		.filter((output) => output.amount > 0n && output.account !== query.from)
		.flatMap((output) =>
			before.map(({ way, width }) => ({
				at: output.id,
				way: extend(way, output.id, width < output.amount ? width : output.amount),
				ends: output.account === query.to,
			})),
		)
}

function extend(before: Way | null, via: string, amount: bigint): Way {
	const width = before !== null && before.width < amount ? before.width : amount
	return { width, via, before, steps: (before?.steps ?? 0) + 1 }
}

/** Puts a way among the widest ones of its place; the narrowest gives way. */
function keep(ways: Way[], way: Way, most: number): void {
	if (ways.length >= most && compareWays(ways[ways.length - 1] as Way, way) <= 0) return
	const at = ways.findIndex((known) => compareWays(way, known) < 0)
	ways.splice(at < 0 ? ways.length : at, 0, way)
	if (ways.length > most) ways.pop()
}

function compareWays(a: Way, b: Way): number {
	return (
		compareBigint(b.width, a.width) ||
		a.steps - b.steps ||
		compareText(a.via, b.via) ||
		compareText(listOf(a).join('\n'), listOf(b).join('\n'))
	)
}

function listOf(way: Way): string[] {
	const list = new Array<string>(way.steps)
	for (let step: Way | null = way; step !== null; step = step.before) list[step.steps - 1] = step.via
	return list
}
