import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'
import type { Transfer } from '../../model/transaction.js'
import type { Lot } from '../lot.js'
import type { RunContext } from '../runContext.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import type { Grant } from './grant.js'
import { type LedgerStart, ledgerStart } from './ledgerStart.js'
import { openAccountLedger } from './openAccountLedger.js'
import { payBack } from './payBack.js'
import { PaymentWindows } from './paymentWindows.js'

/** State of a replay before the entry at `position`. */
interface Checkpoint {
	readonly position: number
	readonly ledger: AccountLedger
	readonly grants: Map<number, Grant>
	readonly windows: PaymentWindows | undefined
}

/** Fewest entries between two checkpoints; more where a ledger holds more lots, so that copies cost no more than entries. */
const CHECKPOINT_ENTRIES = 32

/** Which share of a seed has to change for a ledger to be replayed the first time, and again. With 0, nothing waits. */
export interface Patience {
	readonly first: number
	readonly again: number
}

/** A replay of a thousand entries (our choice) has to move as much as is worth a look-up; a longer one more. */
const ROWS_PER_LEAST = 1000

/** One account ledger being replayed: its state after the entries before `position`. */
export class LedgerReplay {
	ledger: AccountLedger
	position = 0
	/** Entry for which work is pending; null where none is. */
	queued: number | null = null
	/** What the grants of account seeds have left, by seed place. */
	#grants = NO_MAP
	readonly #start: LedgerStart
	readonly #checkpoints: Checkpoint[] = []
	/** The first entry that changed since the last replay, and by how much all of them did. */
	#changedFrom = Number.POSITIVE_INFINITY
	#changed = 0
	#replayed = false
	#nextCheckpoint = CHECKPOINT_ENTRIES
	/** Whether any seed grants what this account sends. */
	readonly #granted: boolean
	#windows: PaymentWindows | undefined

	constructor(
		readonly account: AccountId,
		readonly asset: AssetId,
		readonly entries: readonly LedgerEntry[],
		private readonly context: Pick<RunContext, 'rule' | 'opening' | 'seeds' | 'direction'>,
	) {
		this.#granted = context.seeds.isSeedAccount(account)
		this.#start = ledgerStart(account, entries, context.opening, context.direction)
		this.ledger = openAccountLedger(context.rule, this.#start.balance)
		this.#windows = this.#openWindows()
	}

	/** Clean value before the first entry. */
	get opening(): bigint {
		return this.#start.balance
	}

	/** Looking back: what of the payment at the present entry nothing brought in. */
	get unexplained(): bigint {
		return this.#start.unexplained.get(this.position) ?? 0n
	}

	/** Notes that entry `index` changed by this share of a seed. */
	postpone(index: number, share: number): void {
		this.#changedFrom = Math.min(this.#changedFrom, index)
		this.#changed += share
	}

	/** Whether what changed is worth replaying; a long ledger has to have changed more. */
	isWorth({ first, again }: Patience): boolean {
		if (!this.#replayed) return this.#changed >= first
		return this.#changed >= again * Math.max(1, (this.entries.length - this.#changedFrom) / ROWS_PER_LEAST)
	}

	/** Goes back to the state before the first entry that changed, given what each earlier transfer brought. */
	rewind(arriving: (transfer: Transfer) => readonly Lot[] | undefined): void {
		const index = this.#changedFrom
		this.#changedFrom = Number.POSITIVE_INFINITY
		this.#changed = 0
		this.#replayed = true
		if (index >= this.position) return
		while ((this.#checkpoints.at(-1)?.position ?? 0) > index) this.#checkpoints.pop()
		this.#restore(this.#checkpoints.at(-1))
		this.queued = null
		while (this.position < index) {
			const entry = this.entries[this.position] as LedgerEntry
			if (entry.transfer.from === this.account) this.pay(entry)
			this.pass(entry, arriving(entry.transfer))
		}
	}

	/** What the payment at `position` takes. */
	pay(entry: LedgerEntry): Payment {
		// The token takes back what nobody sends: no seed does.
		if (entry.transfer.rebase === true && entry.transfer.to === null && this.context.direction === 'forward')
			return this.ledger.shrink(entry.transfer.amount)
		const grants = this.#granted ? this.#openGrants(entry) : NO_GRANTS
		if (this.context.direction === 'backward' && this.context.rule.kind !== 'reach') {
			return payBack(this.ledger, entry.transfer.amount, grants)
		}
		const allotted = grants.length === 0 ? this.#windows?.allotted(this.position, this.ledger.taint()) : undefined
		return this.ledger.pay(entry.transfer.amount, grants, allotted)
	}

	/** Goes on to the next entry, once this one is paid, with what it brings; undefined is clean value. */
	pass({ transfer }: LedgerEntry, lots: readonly Lot[] | undefined): void {
		if (transfer.to === this.account) {
			if (transfer.rebase === true && this.context.direction === 'backward') this.ledger.regrow(transfer.amount)
			else if (lots === undefined) this.ledger.receiveClean(transfer.amount)
			else this.ledger.receive(lots)
			const unexplained = this.#start.unexplained.get(this.position)
			if (unexplained !== undefined) this.ledger.setAside(unexplained)
		}
		if (++this.position >= this.#nextCheckpoint && this.position < this.entries.length) this.#save()
	}

	#save(): void {
		const { position, ledger } = this
		const grants = copyOf(this.#grants)
		this.#checkpoints.push({ position, ledger: ledger.copy(), grants, windows: this.#windows?.copy() })
		this.#nextCheckpoint = position + Math.max(CHECKPOINT_ENTRIES, ledger.size)
	}

	#restore(checkpoint: Checkpoint | undefined): void {
		this.position = checkpoint?.position ?? 0
		this.ledger = checkpoint?.ledger.copy() ?? openAccountLedger(this.context.rule, this.#start.balance)
		this.#grants = checkpoint === undefined ? NO_MAP : copyOf(checkpoint.grants)
		this.#windows = checkpoint === undefined ? this.#openWindows() : checkpoint.windows?.copy()
		this.#nextCheckpoint = this.position + Math.max(CHECKPOINT_ENTRIES, this.ledger.size)
	}

	#openWindows(): PaymentWindows | undefined {
		const { rule } = this.context
		if (rule.kind !== 'total' || rule.windowSeconds === undefined) return undefined
		return new PaymentWindows(
			this.account,
			this.entries,
			rule.windowSeconds,
			(entry) => this.#granted && this.#openGrants(entry).length > 0,
		)
	}

	/** Grants of account seeds that are open for a payment and not used up. */
	#openGrants(entry: LedgerEntry): Grant[] {
		const { seeds } = this.context
		return seeds
			.openForTransfer(this.account, entry.transfer, entry.transaction)
			.map((seed) => {
				const grant = this.#grants.get(seed.place) ?? { root: seeds.root(seed, this.asset), left: seed.amount ?? null }
				if (this.#grants === NO_MAP) this.#grants = new Map()
				this.#grants.set(seed.place, grant)
				return grant
			})
			.filter((grant) => grant.left !== 0n)
	}
}

const NO_GRANTS: readonly Grant[] = []
/** For the very many ledgers to which no seed grants anything; never written to. */
const NO_MAP = new Map<number, Grant>()

const copyOf = (grants: Map<number, Grant>): Map<number, Grant> =>
	grants.size === 0 ? NO_MAP : new Map([...grants].map(([place, grant]) => [place, { ...grant }]))
