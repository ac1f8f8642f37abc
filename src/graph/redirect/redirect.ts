import type { AccountId, AssetId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { NetTransfer, Redirection } from '../../model/redirection.js'
import type { AccountTransaction, Trade } from '../../model/transaction.js'
import { type Leg, netPayments } from './netPayments.js'
import { pairSides } from './pairSides.js'
import type { Side } from './side.js'

/** The place outside of all accounts, where coins without a contract come from and go to. */
const NOBODY = 'nobody'

export interface RedirectOptions {
	/** Further accounts known to stand between others: pools, routers, vaults. */
	readonly isProtocol?: (account: AccountId) => boolean
	/** Accounts at which value is seen to arrive and leave, though it only passes: seeds, and those that stop it. */
	readonly isKept?: (account: AccountId) => boolean
}

/**
 * What a transaction did on balance. Per asset, whoever only passed value on is left out, and what went round and came back
 * cancels; what an account gave to protocols and what came from them for it is a conversion. Fees are no part of it.
 *
 * A protocol is a contract that says in this transaction that it traded, a contract whose own token moved in it (a wrapped
 * coin, a share, a liquidity token), or what `isProtocol` knows. Where nothing says so, an exchange between two accounts is
 * two payments: whoever takes the money is followed, and a worthless token sent back changes nothing.
 *
 * Source: Huo et al., SIGMETRICS 2026 (balances and maximum flows inside a transaction), made token-aware; the exchange
 * protocols' own events.
 */
export function redirect(transaction: AccountTransaction, options: RedirectOptions = {}): Redirection {
	const isKept = (account: AccountId): boolean => options.isKept?.(account) === true
	const protocols = protocolsOf(transaction, options, isKept)
	const tellers = new Set((transaction.trades ?? []).filter(isToldWhole).map(({ at }) => at))
	const plain: NetTransfer[] = []
	const given: Side[] = []
	const received: Side[] = []
	const between: (readonly [string, string])[] = []
	const byId = new Map(transaction.transfers.map((transfer) => [transfer.id, transfer]))
	for (const [asset, legs] of legsByAsset(transaction)) {
		const issuer = contractOf(asset) ?? NOBODY
		for (const { from, to, amount, via } of netPayments(
			legs,
			(place) => place === issuer || tellers.has(place) || isKept(place),
		)) {
			const [fromProtocol, toProtocol] = [protocols.has(from), protocols.has(to)]
			if (fromProtocol && toProtocol) between.push([from, to])
			else if (toProtocol) {
				const supply = byId.get(via.at(-1) as string)?.to === null
				given.push({ account: from, protocol: to, asset, amount, via, supply })
			} else if (fromProtocol) {
				const supply = byId.get(via[0] as string)?.from === null
				received.push({ account: to, protocol: from, asset, amount, via, supply })
			} else plain.push({ from: accountOf(from), to: accountOf(to), asset, amount, via })
		}
	}
	const { transfers, conversions, unresolved } = pairSides(transaction, { given, received, between })
	return { transfers: [...plain, ...transfers], conversions, unresolved }
}

/** A protocol that tells who traded what stands between both parties, even where the one's goods went to the other. */
const isToldWhole = ({ verified, owner, given, received }: Trade): boolean =>
	verified && owner !== null && given !== null && received !== null

/** Accounts that stand between others in this transaction. */
function protocolsOf(
	{ transfers, trades = [] }: AccountTransaction,
	{ isProtocol }: RedirectOptions,
	isKept: (account: AccountId) => boolean,
): Set<string> {
	const protocols = new Set<string>(trades.map(({ at }) => at))
	for (const { from, to, asset } of transfers) {
		const contract = contractOf(asset)
		if (contract !== null) protocols.add(contract)
		for (const account of [from, to]) if (account !== null && isProtocol?.(account) === true) protocols.add(account)
	}
	for (const account of protocols) if (isKept(account)) protocols.delete(account)
	return protocols
}

/** Legs of each asset, in order of events. A token that is issued comes from its contract, one that is burnt goes to it. */
function legsByAsset({ transfers }: AccountTransaction): [AssetId, Leg[]][] {
	const byAsset = new Map<AssetId, Leg[]>()
	for (const { id, from, to, asset, amount, fee } of transfers) {
		if (fee === true) continue
		const nobody = contractOf(asset) ?? NOBODY
		const leg = { id, from: from ?? nobody, to: to ?? nobody, amount }
		const known = byAsset.get(asset)
		if (known === undefined) byAsset.set(asset, [leg])
		else known.push(leg)
	}
	return [...byAsset].sort(([a], [b]) => compareText(a, b))
}

/** The account of a token's contract; null for a chain's own coin. */
function contractOf(asset: AssetId): AccountId | null {
	const match = /^([^/]+)\/(?:erc20|erc1155):([^/]+)/.exec(asset)
	return match === null ? null : `${match[1]}:${match[2]}`
}

const accountOf = (place: string): AccountId | null => (place === NOBODY ? null : place)
