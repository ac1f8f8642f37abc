import type { Trade } from '../../model/transaction.js'
import type { Side } from './side.js'

/** A trade that its protocol tells whole, with the parts of the exchanges that it was. */
export interface SettledTrade {
	readonly trade: Trade
	readonly from: Side
	readonly to: Side
}

/** What is left of the exchanges after the trades that were told. */
export interface Settlement {
	readonly settled: readonly SettledTrade[]
	readonly given: readonly Side[]
	readonly received: readonly Side[]
}

/**
 * The trades of a batch settlement that name owner, assets and amounts, found again among the exchanges: the owner gave at
 * least the sum told, and somebody, the owner rather than others, got the sum told. A settlement holds the trades of many
 * at prices of their own, so balances alone would give one the money of another.
 */
export function settledTrades(trades: readonly Trade[], given: readonly Side[], received: readonly Side[]): Settlement {
	const [givenLeft, receivedLeft] = [[...given], [...received]]
	const settled: SettledTrade[] = []
	for (const trade of trades) {
		const { owner, given: sold, received: bought } = trade
		if (owner === null || sold === null || bought === null) continue
		const from = givenLeft.findIndex(
			(one) => one.account === owner && one.asset === sold.asset && one.amount >= sold.amount,
		)
		const fits = (one: Side): boolean => one.asset === bought.asset && one.amount >= bought.amount
		const own = receivedLeft.findIndex((one) => one.account === owner && fits(one))
		const to = own >= 0 ? own : receivedLeft.findIndex((one) => one.amount === bought.amount && fits(one))
		if (from < 0 || to < 0) continue
		settled.push({ trade, from: take(givenLeft, from, sold.amount), to: take(receivedLeft, to, bought.amount) })
	}
	const open = ({ amount }: Side): boolean => amount > 0n
	return { settled, given: givenLeft.filter(open), received: receivedLeft.filter(open) }
}

/** Takes an amount out of an exchange; what it leaves stays in its place. */
function take(exchanges: Side[], place: number, amount: bigint): Side {
	const whole = exchanges[place] as Side
	exchanges[place] = { ...whole, amount: whole.amount - amount }
	return { ...whole, amount }
}
