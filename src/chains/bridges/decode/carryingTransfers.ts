import type { BridgeSide } from '../../../model/bridgeLeg.js'
import { addressOf } from '../../../model/identifiers.js'
import type { AccountTransaction, Transfer } from '../../../model/transaction.js'
import { logOf } from './logOf.js'

/** What is looked for: value that a leg says went in or out. */
export interface LegValue {
	readonly side: BridgeSide
	/** Contract that tells the leg, and who else may hold the value; bare addresses. */
	readonly contract: string
	readonly custody?: string
	/** Whether an account is a contract of the protocol. */
	readonly isOwn: (account: string) => boolean
	/** Place of its event among the logs; null for a leg that the call tells. */
	readonly log: number | null
	/** CAIP-19 id; null where it is not told. */
	readonly asset: string | null
	readonly amount: bigint | null
	/** Whether the transfer itself tells the amount. */
	readonly carried: boolean
	/** The least that the transfer is of, where it tells the amount. */
	readonly least?: bigint
	/** Bare address, where the value comes out. */
	readonly receiver: string | null
	/** Whether the bridge has tokens of its own around those that it takes. */
	readonly wraps: boolean
}

/**
 * The transfer that carries each leg's value, one transfer for one leg; null where none fits. It is of the amount told,
 * going in into the bridge's hands (its contracts, the token's own contract, a burn), coming out from there to the receiver;
 * of the asset told, else of the chain's coin, which contracts wrap on the way. Where the bridge has tokens of its own around
 * others, the first of any asset counts going in and the last coming out: what lies between are its own wrappings. Else what
 * comes out is told before its leg, or right after. Only transfers since the leg before count. Where no amount is told, the receiver has to be, and of one leg alone.
 */
export function carryingTransfers(transaction: AccountTransaction, legs: readonly LegValue[]): (string | null)[] {
	const used = new Set<string>()
	let before = -1
	const carried = new Map<string, number>()
	for (const { carried: untold, side, receiver } of legs)
		if (untold && side !== 'source') carried.set(receiver ?? '', (carried.get(receiver ?? '') ?? 0) + 1)
	return legs.map((leg) => {
		if (leg.carried && leg.side !== 'source' && (leg.receiver === null || carried.get(leg.receiver) !== 1)) return null
		const fitting = transaction.transfers.filter((transfer) => {
			const place = logOf(transfer)
			const inTurn =
				place === null || leg.log === null || (place > before && (leg.side !== 'source' || place < leg.log))
			return inTurn && !used.has(transfer.id) && transfer.fee !== true && passes(leg, transfer)
		})
		if (leg.log !== null) before = leg.log
		const told = fitting.filter(({ asset }) => asset === leg.asset)
		const coins = fitting.filter(({ asset }) => asset.includes('/slip44:'))
		const known = told.length > 0 ? told : coins
		const own = leg.wraps || leg.asset === null ? fitting : known
		const found = leg.side === 'source' ? own[0] : paidOut(own, leg)
		if (found === undefined) return null
		used.add(found.id)
		return found.id
	})
}

/** What pays a leg out: the last transfer told before it, else the first one after. */
function paidOut(own: readonly Transfer[], { log, wraps }: LegValue): Transfer | undefined {
	if (wraps || log === null) return own.at(-1)
	const before = own.filter((transfer) => {
		const place = logOf(transfer)
		return place !== null && place < log
	})
	return before.at(-1) ?? own[0]
}

/** Whether a transfer of the leg's amount goes into, or comes out of, the bridge's hands. */
function passes(leg: LegValue, { from, to, amount }: Transfer): boolean {
	if (leg.carried ? amount < (leg.least ?? 1n) : amount !== leg.amount) return false
	const token = leg.asset?.includes('/erc20:') === true ? leg.asset.slice(leg.asset.lastIndexOf(':') + 1) : undefined
	const holders = [leg.contract, leg.custody, token]
	const holds = (account: string | null): boolean =>
		account === null || holders.includes(addressOf(account)) || leg.isOwn(account)
	if (leg.side === 'source') return from !== null && !holds(from) && holds(to)
	return to !== null && holds(from) && (leg.receiver === null || addressOf(to) === leg.receiver)
}
