import { sharesOf, TTR, type TtrSettings } from './ttrSettings.js'

/** A transfer as tracing rank reads it. Assets are told apart by contract, never by symbol. */
export interface TimedTransfer {
	readonly from: string
	readonly to: string
	readonly asset: string
	readonly amount: number
	readonly at: number
	/** Transfers of one transaction share it: what an account gives and gets in one is a swap. */
	readonly transaction: string
}

/** Mass at a node, of one asset as of one moment. */
interface Chip {
	readonly at: number
	readonly asset: string
	mass: number
}

/** Where mass goes on: a node, and the asset and moment in which it arrives there. */
interface Way {
	readonly node: string
	readonly asset: string
	readonly at: number
	readonly weight: number
}

type Side = 'forward' | 'backward'

/**
 * Tracing rank in time order, following swaps. Mass 1 starts at the source in one asset; forward it goes along later
 * payments, backward along earlier receipts of the chip's asset, by amount; a swap inside a transaction goes on in the other
 * asset. Ranks nodes: no amounts. Ranks and the residuals that stayed below `eps` add up to 1.
 * Source: Wu, Liu, Wu, Zheng, Chen, IEEE TIFS 18, 2023 (TTRRedirect), with no mass lost and assets by contract.
 */
export function ttr(
	transfers: readonly TimedTransfer[],
	source: string,
	asset: string,
	{ eps, ...settings }: TtrSettings & { readonly eps: number } = { ...TTR, eps: 1e-3 },
): Map<string, number> {
	const flows = new Flows(transfers)
	const rank = new Map<string, number>()
	const chips = new Map<string, Map<string, Chip>>()
	const addRank = (node: string, mass: number): void => void rank.set(node, (rank.get(node) ?? 0) + mass)
	const spread = (ways: readonly Way[], mass: number): void => {
		for (const { node, asset: to, at, weight } of ways) {
			const own = chips.get(node) ?? new Map<string, Chip>()
			chips.set(node, own)
			const chip = own.get(`${at} ${to}`) ?? { at, asset: to, mass: 0 }
			own.set(`${at} ${to}`, chip)
			chip.mass += mass * weight
		}
	}

	const first = sharesOf(settings, true, true)
	addRank(source, first.rank)
	for (const [side, at, share] of [
		['forward', Number.NEGATIVE_INFINITY, first.forward],
		['backward', Number.POSITIVE_INFINITY, first.backward],
	] as const) {
		const ways = flows.ways(side, source, asset, at)
		if (ways.length === 0) addRank(source, share)
		else spread(ways, share)
	}
	for (let node = heaviest(chips, eps); node !== null; node = heaviest(chips, eps)) {
		const own = [...(chips.get(node) as Map<string, Chip>).values()]
		chips.delete(node)
		for (const { at, asset: of, mass } of own) {
			const [forward, backward] = [flows.ways('forward', node, of, at), flows.ways('backward', node, of, at)]
			const shares = sharesOf(settings, forward.length > 0, backward.length > 0)
			addRank(node, shares.rank * mass)
			spread(forward, shares.forward * mass)
			spread(backward, shares.backward * mass)
		}
	}
	return rank
}

/** The node with the most residual mass above `eps`; a tie to the lower name. */
function heaviest(chips: ReadonlyMap<string, ReadonlyMap<string, Chip>>, eps: number): string | null {
	let [best, most]: [string | null, number] = [null, eps]
	for (const [node, own] of chips) {
		let mass = 0
		for (const chip of own.values()) mass += chip.mass
		if (mass > most || (mass === most && best !== null && node < best)) [best, most] = [node, mass]
	}
	return best
}

/** Payments and receipts of each node by asset, and what it swapped. */
class Flows {
	readonly #paid = new Map<string, TimedTransfer[]>()
	readonly #received = new Map<string, TimedTransfer[]>()
	readonly #ofTransaction = new Map<string, TimedTransfer[]>()

	constructor(transfers: readonly TimedTransfer[]) {
		for (const transfer of transfers) {
			append(this.#paid, `${transfer.from} ${transfer.asset}`, transfer)
			append(this.#received, `${transfer.to} ${transfer.asset}`, transfer)
			append(this.#ofTransaction, transfer.transaction, transfer)
		}
	}

	/** Where mass of an asset at a node goes, by weights that add up to 1; none where nothing was paid (or received) then. */
	ways(side: Side, node: string, asset: string, at: number): Way[] {
		const list = (side === 'forward' ? this.#paid : this.#received).get(`${node} ${asset}`) ?? []
		const open = list.filter((transfer) => (side === 'forward' ? transfer.at > at : transfer.at < at))
		const sum = open.reduce((total, { amount }) => total + amount, 0)
		return open.flatMap((transfer): Way[] => {
			const weight = transfer.amount / sum
			const swapped = this.#swappedFor(side, node, transfer)
			if (swapped === null)
				return [{ node: side === 'forward' ? transfer.to : transfer.from, asset, at: transfer.at, weight }]
			// Where the other asset goes nowhere, the mass stays at the node in it.
			const further = this.ways(side, node, swapped, transfer.at)
			if (further.length === 0) return [{ node, asset: swapped, at: transfer.at, weight }]
			return further.map((way) => ({ ...way, weight: way.weight * weight }))
		})
	}

	/** The asset that the node got (or gave) for this transfer in the same transaction; null where it is no swap. */
	#swappedFor(side: Side, node: string, { asset, transaction }: TimedTransfer): string | null {
		const own = side === 'forward' ? 'to' : 'from'
		const other = (this.#ofTransaction.get(transaction) ?? []).find(
			(transfer) => transfer[own] === node && transfer.asset !== asset,
		)
		return other?.asset ?? null
	}
}

function append(map: Map<string, TimedTransfer[]>, key: string, transfer: TimedTransfer): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [transfer])
	else list.push(transfer)
}
