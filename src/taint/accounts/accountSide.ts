import { internalError } from '../../model/errors.js'
import type { Holding } from '../../model/hop.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import { type GivenEntry, isGiven, type LedgerEntry } from '../../model/ledgerView.js'
import type { AccountTransaction } from '../../model/transaction.js'
import { convertLots } from '../convertLots.js'
import { endNode, nodeAfter } from '../endNode.js'
import { cleanLot, type Lot, sameLots, taintOf, through, totalOf } from '../lot.js'
import type { Pending, RunContext } from '../runContext.js'
import type { SeededPart } from '../seeds/seededValue.js'
import { applySeeds } from './applySeeds.js'
import { broughtTo } from './broughtTo.js'
import { entryOf } from './entryOf.js'
import { LedgerReplay, type Patience } from './ledgerReplay.js'
import { movedShare } from './movedShare.js'
import { type PayerArithmetic, payerArithmetic } from './payerArithmetic.js'
import { placeOfEntry } from './placeOfEntry.js'
import { Replays, type Shortfall } from './replays.js'

/** What a transfer carries under a run, and the arithmetic of its payer. */
export interface Carry {
	readonly asset: AssetId
	/** As they arrive, clean lots included; they add up to the amount. */
	readonly lots: readonly Lot[]
	readonly before: Holding
	readonly entered: Holding
}

/** The account ledgers of one run. */
export class AccountSide {
	readonly #carried = new Map<string, Carry>()
	/** Seed value that transfers carried to fees. */
	readonly #fees = new Map<string, readonly Lot[]>()
	readonly #replays: Replays

	constructor(private readonly context: RunContext) {
		this.#replays = new Replays(context)
	}

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
		for (const [asset, replay] of this.#replays.of(account)) left.set(asset, replay.ledger.residual())
		return left
	}

	/** Followed ledgers that paid out more than the entries read bring in, and by how much. */
	shortfalls(): Iterable<Shortfall> {
		return this.#replays.shortfalls()
	}

	/** Looking back: the arithmetic of the payer around each of its payments, where its ledger is followed. */
	payments(account: AccountId, asset: AssetId): ReadonlyMap<string, PayerArithmetic> {
		const entries = this.#replays.of(account).get(asset)?.entries
		if (entries === undefined) return new Map()
		const replay = new LedgerReplay(account, asset, entries, this.context)
		return payerArithmetic(replay, ({ id }) => this.#carried.get(id)?.lots)
	}

	follow(account: AccountId): void {
		const { view, seeds, arrivals } = this.context
		if (seeds.isSeedAccount(account)) {
			for (const asset of view.assets(account)) this.#touch(account, asset, 0, Number.POSITIVE_INFINITY)
			return
		}
		const brought = arrivals.events(account)
		if (brought.size === 0) return
		for (const asset of view.assets(account)) {
			const { first, lots } = broughtTo(account, view.ledger(account, asset), brought)
			if (first >= 0) this.#touch(account, asset, first, movedShare([], lots, this.context.seeded))
		}
	}

	/** Takes up what waits and is now worth a replay. */
	resume(patience: Patience): void {
		for (const replay of this.#replays.due(patience)) this.#start(replay)
	}

	/** Makes the value of transfers that a seed names seed value, where their payer is not followed itself. */
	seedTransfers({ id }: AccountTransaction): void {
		for (const entry of this.context.view.entriesOf(id)) {
			const { transfer, exchange } = entry
			const payer = exchange?.given.transfer.from ?? transfer.from
			if (isGiven(entry) || (payer !== null && this.context.walked.has(payer))) continue
			this.#bring(entry, [cleanLot(transfer.amount)], true)
		}
	}

	/** Makes a payment carry what a bridge pays out by it; no lots: nothing any more. */
	receive(id: string, lots: readonly Lot[]): void {
		const entry = entryOf(this.context.view, id)
		this.#bring(entry, lots.length === 0 ? [cleanLot(entry.transfer.amount)] : lots)
	}

	/** Sends what a payment carries to where it goes now. */
	reroute(id: string): void {
		const carry = this.#carried.get(id)
		if (carry !== undefined) this.context.crossover.send(id, nodeAfter(entryOf(this.context.view, id)), carry.lots)
	}

	/** What a payment brings to its payee: nothing where it goes over a bridge. */
	#arriving(id: string): readonly Lot[] | undefined {
		return this.context.crossings.of(id) === undefined ? this.#carried.get(id)?.lots : undefined
	}

	/** Has a ledger replayed from an entry on, once what changed there (as a share of a seed) is worth it. */
	#touch(account: AccountId, asset: AssetId, index: number, share: number): void {
		const replay = this.#replays.touch(account, asset, index, share)
		if (replay !== null) this.#start(replay)
	}

	#start(replay: LedgerReplay): void {
		replay.rewind(({ id }) => this.#arriving(id))
		this.#schedule(replay)
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
		const { transfer } = entry
		if (transfer.from === replay.account) {
			const { lots, before, entered, seeded } = replay.pay(entry)
			if (totalOf(lots) !== transfer.amount) throw internalError('a payment does not add up', { transfer: transfer.id })
			const carry = { asset: transfer.asset, lots, before, entered }
			if (isGiven(entry)) this.#convert(entry, carry, seeded)
			else this.#pay(entry, carry, seeded)
		}
		replay.pass(entry, transfer.to === replay.account ? this.#arriving(transfer.id) : undefined)
	}

	#pay(entry: LedgerEntry, carry: Carry, seeded: readonly SeededPart[]): void {
		const named = applySeeds(this.context, entry, carry.lots)
		if (named.seeded.length === 0) {
			this.#set(entry, carry, seeded)
			return
		}
		const taint = named.seeded.reduce((sum, part) => sum + part.amount, carry.entered.taint)
		const entered = { balance: carry.entered.balance, taint }
		this.#set(entry, { ...carry, lots: named.lots, entered }, [...seeded, ...named.seeded])
	}

	/** Brings everything that was received for what is given its part of it. */
	#convert({ transfer, transaction, exchange }: GivenEntry, carry: Carry, seeded: readonly SeededPart[]): void {
		const { received } = exchange
		const old = this.#carried.get(transfer.id)
		this.context.seeded.set(transfer.id, seeded)
		const taint = taintOf(carry.lots)
		if (taint > 0n) this.#carried.set(transfer.id, carry)
		else this.#carried.delete(transfer.id)
		if (sameLots(old?.lots ?? [cleanLot(transfer.amount)], carry.lots)) return
		if (taint > 0n) this.context.reached(transaction.id)
		const converted = convertLots(
			carry.lots,
			received.map((entry) => entry.transfer),
		)
		for (const [i, entry] of received.entries()) this.#bring(entry, converted.received[i] as readonly Lot[])
		this.context.arrivals.set(endNode('dust', transfer.from), transfer.id, converted.dust)
	}

	/** Value that comes to an account from no ledger that is replayed, with what seeds make of it. */
	#bring(entry: LedgerEntry, brought: readonly Lot[], onlySeeded = false): void {
		const { lots, seeded } = applySeeds(this.context, entry, brought)
		if (onlySeeded && seeded.length === 0) return
		const { asset, amount } = entry.transfer
		const entered = { balance: amount, taint: taintOf(lots) }
		this.#set(entry, { asset, lots, before: { balance: 0n, taint: 0n }, entered }, seeded)
	}

	#set(entry: LedgerEntry, carry: Carry, seeded: readonly SeededPart[]): void {
		const { id, from, to, asset, amount, fee } = entry.transfer
		const old = this.#carried.get(id)
		this.context.seeded.set(id, seeded)
		const isTainted = carry.lots.some(({ path }) => path !== null)
		// Most payments of a busy account are clean, and were. Of nothing there is no lot, so that it counts as a change once.
		if (!isTainted && old === undefined && amount > 0n) return
		const lots = through(carry.lots, id)
		if (isTainted) this.#carried.set(id, { asset: carry.asset, lots, before: carry.before, entered: carry.entered })
		else this.#carried.delete(id)
		// What was not known of was clean, in one lot.
		if (old === undefined ? !isTainted && lots.length === 1 : sameLots(old.lots, lots)) return
		if (fee === true)
			this.#fees.set(
				id,
				lots.filter(({ path }) => path !== null),
			)
		const crosses = fee !== true && this.context.crossover.send(id, nodeAfter(entry), lots)
		if (isTainted) this.context.reached(entry.transaction.id)
		if (crosses || to === null || to === from || entry.stop !== undefined || !this.context.walked.has(to)) return
		const place = placeOfEntry(this.context.view.ledger(to, asset), entry.transfer)
		this.#touch(to, asset, place, movedShare(old?.lots ?? NOTHING, lots, this.context.seeded))
	}
}

const NOTHING: readonly Lot[] = []

/** The paying side of a transfer comes before the receiving side. */
const rankOf = ({ account }: LedgerReplay, { transfer }: LedgerEntry): Pending['rank'] =>
	transfer.from === account ? 0 : 1
