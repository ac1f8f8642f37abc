import type { ReferenceOutputsInput } from './referenceOutputs.js'

interface Unit {
	readonly origin: string
	readonly owner: string | null
	readonly amount: bigint
}

/** Parts of what seeds hold, by `<seed> <why> <txid>:<vout>` of the output that they are from. */
export type OutputOrigins = ReadonlyMap<string, bigint>

/**
 * Where the value of seeded outputs came from, by following every unit of a set of transactions forward from its origin:
 * an output of a stop, of a coinbase (`issued`), or of a transaction with an unknown input (`noPrevout`).
 */
export function referenceOutputOrigins(
	input: Omit<ReferenceOutputsInput, 'rule'>,
	leaves: 'front' | 'back',
): OutputOrigins {
	const held = new Map<string, Unit[]>()
	const rest: Unit[] = []
	const inTime = [...input.transactions].sort((a, b) => a.height - b.height || a.txIndex - b.txIndex)
	for (const { txid, coinbase, inputs, outputs } of inTime) {
		const spent = inputs.map((ref) => `${ref.txid}:${ref.vout}`)
		const known = !coinbase && spent.every((name) => held.has(name))
		const queue = spent.flatMap((name) => held.get(name) ?? [])
		for (const name of spent) held.set(name, [])
		if (!known) rest.push(...queue)
		if (leaves === 'back') queue.reverse()
		for (const [vout, { account, amount }] of outputs.entries()) {
			const name = `${txid}:${vout}`
			const why = coinbase ? 'issued' : 'noPrevout'
			let units = known ? cut(queue, amount) : [{ origin: `${why} ${name}`, owner: null, amount }]
			const seed = input.seeds.find((own) => own.txid === txid && own.vout === vout)
			if (seed !== undefined) units = units.map((unit) => ({ ...unit, owner: seed.id }))
			const stops = input.stops.has(account)
			if (stops) rest.push(...units)
			held.set(name, stops ? [{ origin: `stop ${name}`, owner: null, amount }] : units)
		}
		if (known) rest.push(...queue)
	}
	const sums = new Map<string, bigint>()
	for (const { owner, origin, amount } of [...rest, ...[...held.values()].flat()]) {
		if (owner !== null && amount > 0n) sums.set(`${owner} ${origin}`, (sums.get(`${owner} ${origin}`) ?? 0n) + amount)
	}
	return sums
}

/** Takes `amount` off the front of a queue. */
function cut(queue: Unit[], amount: bigint): Unit[] {
	const taken: Unit[] = []
	for (let open = amount; open > 0n; ) {
		const unit = queue.shift()!
		const part = unit.amount < open ? unit.amount : open
		taken.push({ ...unit, amount: part })
		open -= part
		if (part < unit.amount) queue.unshift({ ...unit, amount: unit.amount - part })
	}
	return taken
}
