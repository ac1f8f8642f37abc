import type { AccountId } from '../../model/identifiers.js'
import type { NetTransfer, Redirection, Unresolved } from '../../model/redirection.js'
import type { AccountTransaction, Trade } from '../../model/transaction.js'
import { type ConversionParts, conversions } from './conversions.js'
import { type ProtocolGroup, protocolGroups } from './protocolGroups.js'
import { settledTrades } from './settledTrades.js'
import type { Side, Sides } from './side.js'

/**
 * Pairs what accounts gave to protocols with what came back. Protocols that dealt with each other count as one. Of several
 * payers, trades that a protocol tells whole come first (batch settlements), then each gets what came back to himself, and
 * the only one who got nothing gets what came out for others; a single payer gets all of it. What is left is credit with
 * the protocol, a payment by it, or cannot be told.
 */
export function pairSides(transaction: AccountTransaction, sides: Sides): Redirection {
	const parts: ConversionParts[] = []
	const transfers: NetTransfer[] = []
	const unresolved: Unresolved[] = []
	for (const group of protocolGroups(sides)) {
		const pairs = pairsOf(group, transaction.trades ?? [])
		parts.push(...pairs.parts)
		// A source without internal calls does not tell all that came back.
		const reason = pairs.back.length === 0 && transaction.inside === 'whole' ? 'protocolCredit' : 'semantic'
		transfers.push(...pairs.left.filter(({ supply }) => supply).map(burnt), ...pairs.back.map(paidOut))
		for (const { account, protocol, asset, amount, via, supply } of pairs.left)
			if (!supply) unresolved.push({ account, asset, amount, reason, at: protocol, via })
	}
	return { transfers, conversions: conversions(transaction, parts), unresolved }
}

interface Pairs {
	readonly parts: readonly ConversionParts[]
	/** Given for nothing. */
	readonly left: readonly Side[]
	/** Received for nothing. */
	readonly back: readonly Side[]
}

function pairsOf(group: ProtocolGroup, allTrades: readonly Trade[]): Pairs {
	const { protocols } = group
	const trades = allTrades.filter(({ at }) => protocols.has(at))
	const isBatch = payersOf(group.given).length > 1
	const { settled, given, received } = isBatch
		? settledTrades(trades, group.given, group.received)
		: { settled: [], given: group.given, received: group.received }
	const parts: ConversionParts[] = settled.map(({ trade, from, to }) => ({
		protocols,
		given: [from],
		received: [to],
		trades: [trade],
	}))
	const paired = new Set<Side>()
	for (const { from, to } of byPayer(given, received)) {
		parts.push({ protocols, given: from, received: to, trades })
		for (const side of [...from, ...to]) paired.add(side)
	}
	const open = (side: Side): boolean => !paired.has(side)
	return { parts, left: given.filter(open), back: received.filter(open) }
}

/** What each payer gave, with what came of it. */
function byPayer(given: readonly Side[], received: readonly Side[]): { from: Side[]; to: Side[] }[] {
	const payers = payersOf(given)
	const of = (sides: readonly Side[], account: AccountId): Side[] => sides.filter((side) => side.account === account)
	const strange = received.filter(({ account }) => !payers.includes(account))
	const empty = payers.filter((payer) => of(received, payer).length === 0)
	const patron = payers.length === 1 ? payers[0] : empty.length === 1 ? empty[0] : undefined
	return payers.flatMap((payer) => {
		const own = of(received, payer)
		// What is issued to others beside what the payer gets is the protocol's own fee.
		const others = payer !== patron ? [] : own.length === 0 ? strange : strange.filter(({ supply }) => !supply)
		const to = [...own, ...others]
		return to.length === 0 ? [] : [{ from: of(given, payer), to }]
	})
}

const payersOf = (given: readonly Side[]): AccountId[] => [...new Set(given.map(({ account }) => account))]

const burnt = ({ account, asset, amount, via }: Side): NetTransfer => ({ from: account, to: null, asset, amount, via })

function paidOut({ account, protocol, asset, amount, via, supply }: Side): NetTransfer {
	return { from: supply ? null : protocol, to: account, asset, amount, via }
}
