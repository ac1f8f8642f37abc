import type { AccountId, AssetId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'
import type { Transfer } from '../model/transaction.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import type { Grant } from './grant.js'
import { leastOpening } from './leastOpening.js'
import type { Lot } from './lot.js'
import { openAccountLedger } from './openAccountLedger.js'
import { PaymentWindows } from './paymentWindows.js'
import type { RunContext } from './runContext.js'

/** One account ledger being replayed: its state after the entries before `position`. */
export class LedgerReplay {
	ledger: AccountLedger
	position = 0
	/** Entry for which work is pending; null where none is. */
	queued: number | null = null
	/** What the grants of account seeds have left, by seed place. */
	#grants = new Map<number, Grant>()
	readonly #opening: bigint
	#windows: PaymentWindows | undefined

	constructor(
		readonly account: AccountId,
		readonly asset: AssetId,
		readonly entries: readonly LedgerEntry[],
		private readonly context: Pick<RunContext, 'rule' | 'opening' | 'seeds'>,
	) {
		this.#opening = context.opening === 'least' ? leastOpening(account, entries) : 0n
		this.ledger = openAccountLedger(context.rule, this.#opening)
		this.#windows = this.#openWindows()
	}

	/** Goes back to the state before entry `index`, given what each earlier transfer brought. */
	rewind(index: number, arriving: (transfer: Transfer) => readonly Lot[]): void {
		this.ledger = openAccountLedger(this.context.rule, this.#opening)
		this.#grants = new Map()
		this.queued = null
		this.#windows = this.#openWindows()
		for (const [i, entry] of this.entries.slice(0, index).entries()) {
			if (entry.transfer.from === this.account) this.pay(entry, i)
			if (entry.transfer.to === this.account) this.receive(arriving(entry.transfer))
		}
		this.position = index
	}

	pay(entry: LedgerEntry, index: number): Payment {
		const grants = this.#openGrants(entry)
		const allotted = grants.length === 0 ? this.#windows?.allotted(index, this.ledger.taint()) : undefined
		return this.ledger.pay(entry.transfer.amount, grants, allotted)
	}

	receive(lots: readonly Lot[]): void {
		this.ledger.receive(lots)
	}

	#openWindows(): PaymentWindows | undefined {
		const { rule } = this.context
		if (rule.kind !== 'total' || rule.windowSeconds === undefined) return undefined
		return new PaymentWindows(
			this.account,
			this.entries,
			rule.windowSeconds,
			(entry) => this.#openGrants(entry).length > 0,
		)
	}

	/** Grants of account seeds that are open for a payment and not used up. */
	#openGrants(entry: LedgerEntry): Grant[] {
		const { seeds } = this.context
		if (!seeds.isSeedAccount(this.account)) return []
		return seeds
			.openFor(this.account, this.asset, entry.transaction)
			.map((seed) => {
				const grant = this.#grants.get(seed.place) ?? { root: seeds.root(seed, this.asset), left: seed.amount ?? null }
				this.#grants.set(seed.place, grant)
				return grant
			})
			.filter((grant) => grant.left !== 0n)
	}
}
