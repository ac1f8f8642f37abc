import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import type { AccountLedger, Payment } from '../accounts/accountLedger.js'
import type { Grant } from '../accounts/grant.js'
import { openAccountLedger } from '../accounts/openAccountLedger.js'
import { cleanLot, type Lot } from '../lot.js'
import type { Rule } from '../rules/rule.js'
import type { SeedBook } from '../seeds/seedBook.js'

const STOP = 1
const SEED = 2

/**
 * The few ledgers that do not only follow the rule: those of seed accounts, which are kept as the trace keeps them, and
 * those of accounts at which value stops, which pay with clean value only.
 */
export class SpecialLedgers {
	/** By account: whether it is a seed's or a stop. */
	readonly #kinds: Uint8Array
	#any = false
	readonly #books = new Map<number, { readonly ledger: AccountLedger; readonly grants: Map<number, Grant> }>()

	constructor(
		private readonly columns: TransferColumns,
		private readonly ledgers: LedgerNumbers,
		readonly rule: Rule,
		private readonly seeds: SeedBook,
		stops: Iterable<number>,
	) {
		this.#kinds = new Uint8Array(columns.accounts.size)
		const mark = (account: number, kind: number): void => {
			this.#kinds[account] = kind
			this.#any = true
		}
		for (const account of stops) mark(account, STOP)
		for (const account of seeds.namedAccounts()) {
			const number = columns.accounts.find(account)
			if (number >= 0) mark(number, SEED)
		}
	}

	/** Whether a ledger is one of them; nobody's is not. */
	has(ledger: number): boolean {
		return ledger !== NONE && this.#kinds[this.ledgers.account(ledger)] !== 0
	}

	isStop(ledger: number): boolean {
		return ledger !== NONE && this.#kinds[this.ledgers.account(ledger)] === STOP
	}

	/** Numbers of all of them. */
	*all(): Iterable<number> {
		if (!this.#any) return
		for (let ledger = 0; ledger < this.ledgers.count; ledger++) if (this.has(ledger)) yield ledger
	}

	receive(ledger: number, lots: readonly Lot[]): void {
		if (!this.isStop(ledger)) this.#book(ledger).ledger.receive(lots)
	}

	/** What a row takes out of the ledger that pays it, and what of it is newly seeded. */
	pay(ledger: number, row: number, amount: bigint): Pick<Payment, 'lots' | 'seeded'> {
		if (this.isStop(ledger)) return { lots: [cleanLot(amount)], seeded: [] }
		const { ledger: book, grants } = this.#book(ledger)
		return book.pay(amount, this.#openGrants(ledger, row, grants))
	}

	/** Seed value that is still in the ledgers of seed accounts. */
	*residuals(): Iterable<{ readonly ledger: number; readonly lot: Lot }> {
		for (const [ledger, { ledger: book }] of this.#books) for (const lot of book.residual()) yield { ledger, lot }
	}

	#book(ledger: number) {
		let book = this.#books.get(ledger)
		if (book === undefined) {
			book = { ledger: openAccountLedger(this.rule, 0n), grants: new Map() }
			this.#books.set(ledger, book)
		}
		return book
	}

	#openGrants(ledger: number, row: number, grants: Map<number, Grant>): Grant[] {
		const { columns, ledgers, seeds } = this
		const asset = columns.assets.text(ledgers.asset(ledger))
		const event = { height: columns.height(row), atSeconds: columns.atSeconds(row) }
		return seeds
			.openFor(columns.accounts.text(ledgers.account(ledger)), asset, event)
			.map((seed) => {
				const grant = grants.get(seed.place) ?? { root: seeds.root(seed, asset), left: seed.amount ?? null }
				grants.set(seed.place, grant)
				return grant
			})
			.filter((grant) => grant.left !== 0n)
	}
}
