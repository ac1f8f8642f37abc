import type { AccountRules } from '../heuristics/evm/accountRules.js'
import type { LookAlike } from '../heuristics/evm/lookAlikes.js'
import type { TransferId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { AccountTransaction, SetAside, Transaction } from '../model/transaction.js'
import type { Answer } from './sources/answer.js'

/**
 * Transfers in the name of look-alike addresses. What is next to nothing is set aside before it becomes a fact of the
 * graph, on both ledgers alike; what the walk went through before the account it was meant for was asked about stays.
 */
export class Spoofs {
	readonly #found = new Map<TransferId, LookAlike>()
	#hasDust = false

	constructor(private readonly judge: AccountRules['lookAlikes']) {}

	/** Judges what was answered of accounts, before any of it is used. */
	look(answers: readonly Answer[]): void {
		for (const { query, transactions } of answers) {
			if (query.kind !== 'account') continue
			const own = transactions.filter((transaction) => transaction.kind === 'account')
			for (const found of this.judge(query.subject, own))
				if (!this.#found.has(found.id)) {
					this.#found.set(found.id, found)
					if (found.kind === 'dust') this.#hasDust = true
				}
		}
	}

	/** The same transactions with dust of look-alikes set aside. */
	filter(transactions: readonly Transaction[]): readonly Transaction[] {
		if (!this.#hasDust) return transactions
		return transactions.map((transaction) =>
			transaction.kind === 'account' && transaction.transfers.some(({ id }) => this.#isDust(id))
				? this.#without(transaction)
				: transaction,
		)
	}

	/** Whether something set aside carries the name of a look-alike. */
	has(id: TransferId): boolean {
		return this.#found.has(id)
	}

	/** Payments to look-alikes: value that is followed like any other. */
	paid(): LookAlike[] {
		return [...this.#found.values()].filter(({ kind }) => kind === 'paid')
	}

	#isDust(id: TransferId): boolean {
		return this.#found.get(id)?.kind === 'dust'
	}

	#without({ transfers, setAside = [], ...rest }: AccountTransaction): AccountTransaction {
		const dust = transfers
			.filter(({ id }) => this.#isDust(id))
			.map(({ id, from, to, asset }): SetAside => ({ id, reason: 'lookAlike', from, to, asset }))
		return {
			...rest,
			transfers: transfers.filter(({ id }) => !this.#isDust(id)),
			setAside: [...setAside, ...dust].sort((a, b) => compareText(a.id, b.id)),
		}
	}
}
