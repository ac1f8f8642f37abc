import { orderRows } from './orderRows.js'
import { isSentBySeed, isWalked, type ReferenceTable } from './referenceTable.js'

/** Units of one origin. `owner` is the seed that received them last. */
interface Unit {
	readonly origin: string
	readonly owner: string | null
	readonly amount: bigint
}

/** Part of what a seed received, and where it is from: `stop <account>`, or `unseen <account>`. */
export type Origins = ReadonlyMap<string, bigint>

type Receiver = (units: readonly Unit[]) => Unit[]

/**
 * Where everything that the seeds received came from, by following every unit of a table forward from its origin. An
 * origin is a payment of a stop, value paid by nobody, or a payment beyond recorded inflow. Seeds have no amounts here; a
 * unit that comes to several of them belongs to the last, and to the first in the case where they receive it at once.
 */
export function referenceOrigins(table: ReferenceTable, leaves: 'front' | 'back'): Origins {
	const queues = new Map<string, Unit[]>()
	const rest: Unit[] = []
	for (const row of orderRows(table.rows)) {
		const { from, to, asset, amount } = row
		let units: Unit[]
		if (from === null) units = [{ origin: `unseen ${to}`, owner: null, amount }]
		else if (!isWalked(table, from)) units = [{ origin: `stop ${from}`, owner: null, amount }]
		else {
			units = take(queues.get(`${from} ${asset}`) ?? [], amount, leaves)
			const missing = amount - sum(units)
			if (missing > 0n) units.push({ origin: `unseen ${from}`, owner: null, amount: missing })
		}
		// A seed that sends within its window, with payer and payee changed places, is one that receives.
		const seed = table.seeds.find((own) => isSentBySeed(own, { ...row, from: to }))
		const arriving: Receiver = (own) =>
			seed === undefined ? [...own] : own.map((unit) => ({ ...unit, owner: seed.id }))
		if (to === null || !isWalked(table, to)) rest.push(...arriving(units))
		else queues.set(`${to} ${asset}`, [...(queues.get(`${to} ${asset}`) ?? []), ...arriving(units)])
	}
	return byOwner([...rest, ...[...queues.values()].flat()])
}

/** Takes up to `amount` off one end of a queue, the unit at the end first. */
function take(queue: Unit[], amount: bigint, leaves: 'front' | 'back'): Unit[] {
	const taken: Unit[] = []
	for (let open = amount; open > 0n && queue.length > 0; ) {
		const unit = (leaves === 'front' ? queue.shift() : queue.pop())!
		const part = unit.amount < open ? unit.amount : open
		taken.push({ ...unit, amount: part })
		open -= part
		const left = { ...unit, amount: unit.amount - part }
		if (left.amount > 0n && leaves === 'front') queue.unshift(left)
		else if (left.amount > 0n) queue.push(left)
	}
	return taken
}

const sum = (units: readonly Unit[]): bigint => units.reduce((total, { amount }) => total + amount, 0n)

function byOwner(units: readonly Unit[]): Origins {
	const sums = new Map<string, bigint>()
	for (const { owner, origin, amount } of units) {
		if (owner !== null && amount > 0n) sums.set(`${owner} ${origin}`, (sums.get(`${owner} ${origin}`) ?? 0n) + amount)
	}
	return sums
}
