import { internalError } from '../model/errors.js'
import type { Holding } from '../model/hop.js'
import type { AccountId, AssetId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'
import { compareEvents } from '../model/order.js'
import type { AccountTransaction, Transfer } from '../model/transaction.js'
import { leastOpening } from './leastOpening.js'
import { LedgerReplay, type Patience } from './ledgerReplay.js'
import { cleanLot, type Lot, sameLots, taintedLot, taintOf, through, totalOf } from './lot.js'
import { movedShare } from './movedShare.js'
import type { Path } from './path.js'
import type { Pending, RunContext } from './runContext.js'
import type { SeededPart } from './seededValue.js'
import { seedLots } from './seedLots.js'

/** What a transfer carries under a run, and the arithmetic of its payer. */
export interface Carry {
	readonly asset: AssetId
	/** As they arrive, clean lots included; they add up to the amount. */
	readonly lots: readonly Lot[]
	readonly before: Holding
	readonly entered: Holding
}

/** Node that stands for value leaving an account to nobody. */
export const burnNode = (account: AccountId): string => `burn ${account}`

/** The account ledgers of one run. */
export class AccountSide {
	readonly #carried = new Map<string, Carry>()
	/** Seed value that transfers carried to fees. */
	readonly #fees = new Map<string, readonly Lot[]>()
	readonly #replays = new Map<AccountId, Map<AssetId, LedgerReplay>>()
	/** Ledgers with changes too small to be worth a replay yet. */
	readonly #waiting = new Set<LedgerReplay>()
	#patience: Patience = { first: 0, again: 0 }

	constructor(private readonly context: RunContext) {}

	/** What a transfer carries; undefined where none of it is seed value. */
	carried(transfer: string): Carry | undefined {
		return this.#carried.get(transfer)
	}

	/** What each transaction paid in fees. */
	fees(): Iterable<readonly Lot[]> {
		return this.#fees.values()
	}

	/** Seed value that is still in an account that is followed, by asset. */
	residual(account: AccountId): ReadonlyMap<AssetId, readonly Lot[]> {
		const left = new Map<AssetId, readonly Lot[]>()
		for (const [asset, replay] of this.#replays.get(account) ?? []) left.set(asset, replay.ledger.residual())
		return left
	}

	/** Followed ledgers that paid out more than the entries read bring in, and by how much. */
	*shortfalls(): Iterable<{ readonly account: AccountId; readonly asset: AssetId; readonly shortfall: bigint }> {
		for (const ledgers of this.#replays.values()) {
			for (const { account, asset, entries } of ledgers.values()) {
				const shortfall = leastOpening(account, entries)
				if (shortfall > 0n) yield { account, asset, shortfall }
			}
		}
	}

	follow(account: AccountId): void {
		const { view, seeds, arrivals } = this.context
		if (seeds.isSeedAccount(account)) {
			for (const asset of view.assets(account)) this.#touch(account, asset, 0, Number.POSITIVE_INFINITY)
			return
		}
		const brought = arrivals.events(account)
		for (const asset of view.assets(account)) {
			const entries = view.ledger(account, asset)
			const brings = ({ transfer }: LedgerEntry): boolean => transfer.to === account && brought.has(transfer.id)
			const first = entries.findIndex(brings)
			if (first < 0) continue
			const lots = entries
				.slice(first)
				.flatMap((entry) => (brings(entry) ? (brought.get(entry.transfer.id) ?? []) : []))
			this.#touch(account, asset, first, movedShare([], lots, this.context.seeded))
		}
	}

	/** Takes up what waits and is now worth a replay. */
	resume(patience: Patience): void {
		this.#patience = patience
		for (const replay of this.#waiting) this.#replay(replay)
	}

	/** Makes the value of transfers that a seed names seed value, where their payer is not followed itself. */
	seedTransfers(transaction: AccountTransaction): void {
		for (const transfer of transaction.transfers) {
			if (transfer.from !== null && this.context.walked.has(transfer.from)) continue
			const nothing = { balance: 0n, taint: 0n }
			const { lots, seeded } = this.#applySeeds(transaction, transfer, [cleanLot(transfer.amount)])
			if (seeded.length === 0) continue
			const taint = taintOf(lots)
			this.#set(
				transaction,
				transfer,
				{ asset: transfer.asset, lots, before: nothing, entered: { balance: transfer.amount, taint } },
				seeded,
			)
		}
	}

	#applySeeds(
		transaction: AccountTransaction,
		transfer: Transfer,
		lots: readonly Lot[],
	): { lots: readonly Lot[]; seeded: readonly SeededPart[] } {
		const named = this.context.seeds.ofTransfer(transaction.id, transfer)
		if (named.length === 0) return { lots, seeded: NOTHING }
		const seeded: SeededPart[] = []
		let current = lots
		for (const seed of named) {
			const root = this.context.seeds.root(seed, transfer.asset)
			const next = this.context.rule.kind === 'reach' ? poisonAll(current, root) : seedLots(current, root, null)
			current = next.lots
			if (next.seeded > 0n) seeded.push({ row: root.seed, amount: next.seeded })
		}
		return { lots: current, seeded }
	}

	/** Has a ledger replayed from an entry on, once what changed there (as a share of a seed) is worth it. */
	#touch(account: AccountId, asset: AssetId, index: number, share: number): void {
		const entries = this.context.view.ledger(account, asset)
		const ledgers = this.#replays.get(account) ?? new Map<AssetId, LedgerReplay>()
		this.#replays.set(account, ledgers)
		let replay = ledgers.get(asset)
		if (replay === undefined || replay.entries !== entries) {
			if (replay !== undefined) this.#waiting.delete(replay)
			const isNew = replay === undefined
			if (replay !== undefined) replay.queued = null
			replay = new LedgerReplay(account, asset, entries, this.context)
			ledgers.set(asset, replay)
			replay.postpone(0, isNew ? share : Number.POSITIVE_INFINITY)
		} else if (replay.queued !== null && replay.position <= index) return
		else replay.postpone(index, share)
		this.#replay(replay)
	}

	#replay(replay: LedgerReplay): void {
		if (replay.isWorth(this.#patience)) {
			this.#waiting.delete(replay)
			replay.rewind(({ id }) => this.#carried.get(id)?.lots)
			this.#schedule(replay)
		} else this.#waiting.add(replay)
	}

	#schedule(replay: LedgerReplay): void {
		const at = replay.position
		const entry = replay.entries[at]
		if (entry === undefined || replay.queued === at) return
		replay.queued = at
		const { order, id } = entry.transfer
		this.context.enqueue({ order, id, rank: rankOf(replay, entry), run: () => this.#run(replay, at) })
	}

	/** Goes on from an entry until other work comes before the next one. */
	#run(replay: LedgerReplay, at: number): void {
		if (replay.position !== at || replay.queued !== at) return
		let entry = replay.entries[at]
		while (entry !== undefined) {
			this.#step(replay, entry)
			entry = replay.entries[replay.position]
			if (entry !== undefined && !this.context.isNext(entry.transfer, rankOf(replay, entry))) break
		}
		replay.queued = null
		this.#schedule(replay)
	}

	#step(replay: LedgerReplay, entry: LedgerEntry): void {
		const { transfer, transaction } = entry
		if (transfer.from === replay.account) {
			const payment = replay.pay(entry)
			if (totalOf(payment.lots) !== transfer.amount)
				throw internalError('a payment does not add up', { transfer: transfer.id })
			const { lots, seeded } = this.#applySeeds(transaction, transfer, payment.lots)
			const { asset } = transfer
			if (payment.seeded.length === 0 && seeded.length === 0) {
				this.#set(transaction, transfer, { asset, lots, before: payment.before, entered: payment.entered }, NOTHING)
			} else {
				const taint = seeded.reduce((sum, part) => sum + part.amount, payment.entered.taint)
				const entered = { balance: payment.entered.balance, taint }
				const parts = [...payment.seeded, ...seeded]
				this.#set(transaction, transfer, { asset, lots, before: payment.before, entered }, parts)
			}
		}
		replay.pass(entry, transfer.to === replay.account ? this.#carried.get(transfer.id)?.lots : undefined)
	}

	#set(transaction: AccountTransaction, transfer: Transfer, carry: Carry, seeded: readonly SeededPart[]): void {
		const old = this.#carried.get(transfer.id)
		const lots = through(carry.lots, transfer.id)
		const tainted = lots.filter((lot) => lot.path !== null)
		this.context.seeded.set(transfer.id, seeded)
		if (tainted.length > 0) this.#carried.set(transfer.id, { ...carry, lots })
		else if (old !== undefined) this.#carried.delete(transfer.id)
		if (sameLots(old?.lots ?? [cleanLot(transfer.amount)], lots)) return
		if (transfer.fee === true) this.#fees.set(transfer.id, tainted)
		else this.context.arrivals.set(transfer.to ?? burnNode(transfer.from as AccountId), transfer.id, tainted)
		if (tainted.length > 0) this.context.reached(transaction.id)
		if (transfer.to !== null && transfer.to !== transfer.from && this.context.walked.has(transfer.to)) {
			const place = placeOf(this.context.view.ledger(transfer.to, transfer.asset), transfer)
			this.#touch(transfer.to, transfer.asset, place, movedShare(old?.lots ?? [], lots, this.context.seeded))
		}
	}
}

const NOTHING: readonly SeededPart[] = []

/** The paying side of a transfer comes before the receiving side. */
const rankOf = ({ account }: LedgerReplay, { transfer }: LedgerEntry): Pending['rank'] =>
	transfer.from === account ? 0 : 1

function poisonAll(lots: readonly Lot[], root: Path): { lots: Lot[]; seeded: bigint } {
	const amount = totalOf(lots)
	if (taintOf(lots) > 0n) return { lots: [...lots], seeded: 0n }
	return { lots: [taintedLot(root, amount)], seeded: amount }
}

function placeOf(entries: readonly LedgerEntry[], transfer: Transfer): number {
	let [low, high] = [0, entries.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if (compareEvents((entries[middle] as LedgerEntry).transfer, transfer) < 0) low = middle + 1
		else high = middle
	}
	return low
}
