import type { TransactionId } from '../../model/identifiers.js'
import type { Exchange, LedgerEntry } from '../../model/ledgerView.js'
import { compareEvents, type EventOrder } from '../../model/order.js'
import type { Conversion, NetTransfer, Unresolved, Way } from '../../model/redirection.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import { type RedirectOptions, redirect } from './redirect.js'

export interface MovementsOptions extends RedirectOptions {
	/** Transactions that stay as the ledger tells them: a seed names one of their transfers. */
	readonly isLiteral?: (transaction: TransactionId) => boolean
}

/**
 * What a transaction whose inside is told did on account ledgers, in order of events: payments on balance, and exchanges. A
 * payment that is one whole transfer of the ledger is that transfer; others are named `#net:<number>`, and sides of
 * exchanges `#swap:<number>.<asset given>` and `.<receipt>` (or `#wrap:`). Fees, transfers of nothing and to oneself stay.
 */
export function movements(transaction: AccountTransaction, options: MovementsOptions = {}): readonly LedgerEntry[] {
	const { transfers, inside, id } = transaction
	if (inside === undefined || options.isLiteral?.(id) === true)
		return transfers.map((transfer) => ({ transfer, transaction }))
	return new Movements(transaction).of(redirect(transaction, options))
}

class Movements {
	readonly #transfers: ReadonlyMap<string, Transfer>

	constructor(private readonly transaction: AccountTransaction) {
		this.#transfers = new Map(transaction.transfers.map((transfer) => [transfer.id, transfer]))
	}

	of({ transfers, conversions, unresolved }: ReturnType<typeof redirect>): LedgerEntry[] {
		const { transaction } = this
		const asTold = transaction.transfers.filter(
			({ from, to, amount, fee }) => fee === true || amount === 0n || from === to,
		)
		const entries: LedgerEntry[] = asTold.map((transfer) => ({ transfer, transaction }))
		for (const [i, payment] of [...transfers, ...unresolved].entries()) entries.push(this.#payment(payment, i))
		for (const conversion of conversions) for (const entry of this.#exchanged(conversion)) entries.push(entry)
		return entries.sort((a, b) => compareEvents(a.transfer, b.transfer))
	}

	#payment(payment: NetTransfer | Unresolved, number: number): LedgerEntry {
		const { transaction } = this
		const { asset, amount, via } = payment
		const [from, to, stop] =
			'reason' in payment ? [payment.account, payment.at, { stop: payment.reason }] : [payment.from, payment.to, {}]
		const first = this.#transfers.get(via[0] as string) as Transfer
		if (via.length === 1 && first.from === from && first.to === to && first.amount === amount)
			return { transfer: first, transaction, ...stop }
		const id = `${transaction.id}#net:${number}`
		const transfer = { id, from, to, asset, amount, order: first.order, orderTold: true }
		return { transfer, transaction, ways: [{ amount, via }], ...stop }
	}

	/** One exchange for each asset given: its part of everything received is an equal one. */
	*#exchanged(conversion: Conversion): Iterable<LedgerEntry> {
		const { transaction } = this
		const { kind, number, payer, given, received } = conversion
		const parts = BigInt(given.length)
		for (const [i, { asset, amount, ways }] of given.entries()) {
			const id = `${transaction.id}#${kind}:${number}.${i}`
			const side = { id, from: payer, to: null, asset, amount, order: this.#order(ways, 'first'), orderTold: true }
			const entries: LedgerEntry[] = []
			const exchange: Exchange = { conversion, given: { transfer: side, transaction, ways }, received: entries }
			for (const [j, { to, asset, amount, ways }] of received.entries()) {
				const part = amount / parts + (BigInt(i) < amount % parts ? 1n : 0n)
				if (part === 0n) continue
				const order = this.#order(
					[...given, ...received].flatMap((one) => one.ways),
					'last',
				)
				const transfer = { id: `${id}.${j}`, from: null, to, asset, amount: part, order, orderTold: true }
				entries.push({ transfer, transaction, ways, exchange })
			}
			yield { ...exchange.given, exchange }
			yield* entries
		}
	}

	#order(ways: readonly Way[], which: 'first' | 'last'): EventOrder {
		const orders = ways
			.flatMap(({ via }) => via.map((id) => this.#transfers.get(id) as Transfer))
			.sort(compareEvents)
			.map(({ order }) => order)
		return (which === 'first' ? orders[0] : orders.at(-1)) as EventOrder
	}
}
