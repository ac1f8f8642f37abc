import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { bridgePrior } from '../../../model/bridgePrior.js'
import { compareEvents } from '../../../model/order.js'
import type { BridgeProtocol } from '../bridgeProtocol.js'
import { amountHolds } from './amountHolds.js'
import { clockSkew } from './clockSkew.js'
import type { JoinBook } from './joinBook.js'
import type { LeadReason } from './legJoin.js'
import { toldOnce } from './toldOnce.js'

/** What the legs of one key have in common. */
interface Group {
	readonly protocol: BridgeProtocol
	readonly relays: readonly BridgeLeg[]
}

/** Joins the legs of one key of one protocol; they come in order of their ids. */
export function joinGroup(told: readonly BridgeLeg[], protocol: BridgeProtocol, book: JoinBook): void {
	const { legs, contradicted } = toldOnce(told, book)
	const sources = legs.filter(({ side }) => side === 'source')
	const relays = legs.filter(({ side }) => side === 'relay')
	const others = legs.filter(({ side }) => side !== 'source' && side !== 'relay')
	const [first] = sources
	if (first === undefined) book.withoutSource.push(...others)
	else if (contradicted) for (const source of sources) book.open(source, 'ambiguous', others)
	else if (sources.length === 1 && protocol.shared !== true) joinOne(first, others, { protocol, relays }, book)
	else if (protocol.shared === true) joinShared(sources, others, { protocol, relays }, book)
	else joinEquals(sources, others, { protocol, relays }, book)
}

function joinOne(source: BridgeLeg, others: readonly BridgeLeg[], group: Group, book: JoinBook): void {
	const { protocol } = group
	const paid = others.filter(({ side }) => side === 'destination')
	const fitting: BridgeLeg[] = []
	for (const leg of paid) {
		const why = misfit(source, leg)
		if (why === null) fitting.push(leg)
		else book.lead(source, leg, why)
	}
	const refunds = others.filter((leg) => leg.side === 'refund' && misfit(source, leg) === null)
	const failures = others.filter(({ side }) => side === 'failure')
	if (fitting.length === 0) {
		if (refunds.length > 0) book.open(source, 'refunded', refunds)
		else if (failures.length > 0) book.open(source, 'failed', failures)
		else if (paid.length > 0) book.open(source, 'unpaired', paid)
		else book.leave(source, protocol)
		return
	}
	const inParts = protocol.inParts === true
	if (!inParts && (fitting.length > 1 || refunds.length > 0)) {
		for (const leg of fitting) book.lead(source, leg, 'several')
		book.open(source, 'ambiguous', [...fitting, ...refunds])
		return
	}
	pair(source, fitting, refunds, 1, group, book)
}

/**
 * Several sources of one key: where they and their pay-outs are equal in everything but time, the first in is the first out;
 * else none can be told from another.
 */
function joinEquals(sources: readonly BridgeLeg[], others: readonly BridgeLeg[], group: Group, book: JoinBook): void {
	const [into, out] = [inOrder(sources), inOrder(others)]
	const isAll = others.length === sources.length && others.every(({ side }) => side === 'destination')
	const fits =
		isAll && into?.every((source, i) => out !== null && misfit(source, out[i] as BridgeLeg) === null) === true
	if (!fits || !areEqual(sources) || !areEqual(others)) {
		for (const source of sources) {
			for (const leg of others) if (leg.side === 'destination') book.lead(source, leg, 'several')
			if (others.length === 0) book.leave(source, group.protocol)
			else book.open(source, 'ambiguous', others)
		}
		return
	}
	for (const [i, source] of (into ?? []).entries())
		pair(source, [out?.[i] as BridgeLeg], [], sources.length, group, book)
}

/**
 * Passages that share a key: a pay-out is that of the source which alone fits it in chain, receiver, clock and amount, if no
 * other pay-out fits that source. What is left is joined as equals are.
 */
function joinShared(sources: readonly BridgeLeg[], others: readonly BridgeLeg[], group: Group, book: JoinBook): void {
	const paid = others.filter(({ side }) => side === 'destination')
	const fits = (source: BridgeLeg, leg: BridgeLeg): boolean =>
		misfit(source, leg) === null && amountHolds(group.protocol.invariant, source, [leg]) === 'held'
	const used = new Set<BridgeLeg>()
	for (const source of sources) {
		const fitting = paid.filter((leg) => fits(source, leg))
		const [leg] = fitting
		if (leg === undefined || fitting.length > 1 || sources.filter((one) => fits(one, leg)).length > 1) continue
		used.add(source).add(leg)
		pair(source, [leg], [], 1, group, book)
	}
	const unpaid = others.filter((leg) => !used.has(leg))
	const [first, ...more] = sources.filter((source) => !used.has(source))
	if (first !== undefined && more.length > 0) {
		joinEquals([first, ...more], unpaid, group, book)
		return
	}
	const own = first === undefined ? [] : unpaid.filter((leg) => misfit(first, leg) === null)
	book.withoutSource.push(...unpaid.filter((leg) => !own.includes(leg)))
	if (first !== undefined) joinOne(first, own, group, book)
}

function pair(
	source: BridgeLeg,
	destinations: readonly BridgeLeg[],
	refunds: readonly BridgeLeg[],
	equals: number,
	{ protocol, relays }: Group,
	book: JoinBook,
): void {
	const amounts = amountHolds(protocol.invariant, source, destinations)
	const why = amounts === 'violated' ? 'amount' : protocol.verified === 'unverified' ? 'unverified' : null
	if (amounts === 'violated' || why !== null) {
		for (const leg of destinations) book.lead(source, leg, why ?? 'amount')
		book.open(source, 'unpaired', destinations)
		return
	}
	const evidence = equals === 1 ? source.evidence : 'arguments'
	const confidence = bridgePrior(evidence, equals)
	const { id } = source
	const { verified } = protocol
	book.pairs.push({
		id,
		protocol: protocol.id,
		source,
		destinations,
		refunds,
		relays,
		evidence,
		verified,
		amounts,
		equals,
		confidence,
	})
}

/** What speaks against a pay-out or refund being that of a source; null where nothing does. */
function misfit(source: BridgeLeg, other: BridgeLeg): LeadReason | null {
	const back = other.side === 'refund'
	if (back ? other.chain !== source.chain : !isPeer(source, other)) return 'chain'
	if (!back && source.receiver !== null && other.receiver !== null && source.receiver !== other.receiver)
		return 'receiver'
	const skew = source.chain === other.chain ? 0 : clockSkew(source.chain) + clockSkew(other.chain)
	return other.atSeconds + skew < source.atSeconds ? 'clock' : null
}

function isPeer(source: BridgeLeg, paid: BridgeLeg): boolean {
	if (source.peer !== null && source.peer !== paid.chain) return false
	return paid.peer === null || paid.peer === source.chain
}

/** In the order of their chain; null where two of them have no place in it, or they are of several chains. */
function inOrder(legs: readonly BridgeLeg[]): BridgeLeg[] | null {
	const chains = new Set(legs.map(({ chain }) => chain))
	if (chains.size !== 1) return null
	const placed = legs.flatMap((leg) => (leg.order === null ? [] : [{ leg, id: leg.id, order: leg.order }]))
	return placed.length === legs.length ? placed.sort(compareEvents).map(({ leg }) => leg) : null
}

function areEqual(legs: readonly BridgeLeg[]): boolean {
	const [first] = legs
	return legs.every(
		({ chain, peer, receiver, asset, amount }) =>
			chain === first?.chain &&
			peer === first.peer &&
			receiver === first.receiver &&
			asset === first.asset &&
			amount === first.amount,
	)
}
