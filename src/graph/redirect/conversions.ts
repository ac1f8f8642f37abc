import { chainFacts, nativeAsset } from '../../model/chains.js'
import type { AccountId, TransferId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Conversion, Way } from '../../model/redirection.js'
import type { AccountTransaction, Trade } from '../../model/transaction.js'
import type { Side } from './side.js'

/** What one account gave, what came of it, and what says so. */
export interface ConversionParts {
	readonly protocols: ReadonlySet<AccountId>
	/** All of one account. */
	readonly given: readonly Side[]
	readonly received: readonly Side[]
	readonly trades: readonly Trade[]
}

/** Conversions of a transaction, numbered by the first transfer that each was made by. */
export function conversions(transaction: AccountTransaction, parts: readonly ConversionParts[]): Conversion[] {
	const places = new Map(transaction.transfers.map(({ id }, place) => [id, place]))
	const firstOf = ({ given, received }: ConversionParts): number =>
		[...given, ...received].flatMap(({ via }) => via).reduce((least, id) => Math.min(least, place(id)), Infinity)
	const place = (id: TransferId): number => places.get(id) as number
	const inOrder = parts.map((part) => ({ part, first: firstOf(part) })).sort((a, b) => a.first - b.first)
	return inOrder.map(({ part }, number) => ({
		number,
		kind: isWrap(transaction.chain, part) ? 'wrap' : 'swap',
		payer: (part.given[0] as Side).account,
		given: sums(part.given, ({ asset }) => asset).map(({ side: { asset }, ...sum }) => ({ asset, ...sum })),
		received: sums(part.received, ({ account, asset }) => `${account} ${asset}`).map(
			({ side: { account, asset }, ...sum }) => ({ to: account, asset, ...sum }),
		),
		through: [...part.protocols].sort(compareText),
		told: part.trades.map(({ id, protocol }) => ({ id, protocol })),
		verified: part.trades.length > 0 && part.trades.every(({ verified }) => verified),
	}))
}

/** One sum a key, in code-unit order of keys. */
function sums(sides: readonly Side[], keyOf: (side: Side) => string): { side: Side; amount: bigint; ways: Way[] }[] {
	const byKey = new Map<string, { side: Side; amount: bigint; ways: Way[] }>()
	for (const side of sides) {
		const key = keyOf(side)
		const sum = byKey.get(key) ?? { side, amount: 0n, ways: [] }
		byKey.set(key, sum)
		sum.amount += side.amount
		sum.ways.push({ amount: side.amount, via: side.via })
	}
	return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, sum]) => sum)
}

/** One asset for another, one to one, one of them the chain's coin and the other newly issued for it or burnt for it. */
function isWrap(chain: string, { given, received }: ConversionParts): boolean {
	const [from, to] = [given[0], received[0]]
	const facts = chainFacts(chain)
	if (from === undefined || to === undefined || facts === undefined) return false
	if (given.length > 1 || received.length > 1 || from.amount !== to.amount) return false
	const native = nativeAsset(facts)
	return (from.asset === native && to.supply) || (to.asset === native && from.supply)
}
