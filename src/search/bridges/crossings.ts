import type { ChainDescription, Query } from '../../chains/adapter.js'
import { bridgeProtocols } from '../../chains/bridges/bridgeProtocols.js'
import { joinLegs } from '../../chains/bridges/join/joinLegs.js'
import type { BridgePair } from '../../chains/bridges/join/legJoin.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { Evidence } from '../../model/claims.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import { compareText } from '../../model/order.js'
import type { Transaction } from '../../model/transaction.js'
import type { Crossing, CrossingPart, Payout } from '../../taint/crossing.js'
import { bridgeEvidence } from './bridgeEvidence.js'
import { type BridgeEnd, bridgeStops } from './bridgeStops.js'
import type { Entry } from './entry.js'
import { LegGroups } from './legGroups.js'
import { legsOf } from './legsOf.js'
import { paymentOf } from './paymentOf.js'
import { payoutsOf } from './payoutsOf.js'
import { questionsOf } from './questionsOf.js'
import { sameParts } from './sameParts.js'
import { shownAt } from './shownAt.js'
import { type Unanswered, unanswered } from './unanswered.js'

/** What is to be known of a search while value goes over bridges. */
export interface CrossingsHost {
	readonly view: LedgerView
	readonly followed: Pick<ReadonlySet<string>, 'has'>
	describe(chain: string): ChainDescription | undefined
	/** Whether a question was asked and not answered to the end. */
	isUnanswered(query: Query): boolean
}

/** How ids of nodes begin that stand for a bridge that one transfer or output went into. */
const NODE = 'crossing '

/**
 * The bridges of a trace: value that goes into one is paid out elsewhere by the transfers that join it, or ends with a reason.
 * Legs come with the transactions read; where a source says who is to be paid, that account is asked for.
 */
export class Crossings {
	readonly #legs = new LegGroups()
	readonly #entries = new Map<string, Entry>()
	readonly #ends = new Map<string, BridgeEnd>()
	/** Accounts that hold value for everybody: contracts of bridges, and who pays out for them. */
	readonly #custody = new Set<AccountId>()
	readonly #awaited = new Set<AccountId>()
	readonly #dirty = new Set<string>()
	/** What the last questions were about. */
	#asking: { readonly entries: Entry[]; readonly awaited: AccountId[] } = { entries: [], awaited: [] }

	constructor(private readonly host: CrossingsHost) {}

	/** Undefined for transfers and outputs that go into no bridge. */
	of(event: string): Crossing | undefined {
		return this.#entries.get(event)?.crossing
	}

	/** What became of the value at a node that stands for a bridge: nobody knows where nobody was asked, or did not answer. */
	end(node: string): BridgeEnd | undefined {
		const end = this.#ends.get(node)
		const entry = end === undefined ? undefined : this.#entries.get(node.slice(NODE.length))
		if (end === undefined || entry === undefined || entry.pair !== null || entry.because.length > 0) return end
		if (this.#isDue(entry)) return { ...end, stop: 'budget' }
		return questionsOf(entry.leg).some((query) => this.host.isUnanswered(query)) ? { ...end, stop: 'notFetched' } : end
	}

	/** Whether somebody is still to be asked for. */
	get isOpen(): boolean {
		return [...this.#entries.values()].some((entry) => this.#isDue(entry))
	}

	/** Whether a pay-out to this account was looked for. */
	isAwaited(account: AccountId): boolean {
		return this.#awaited.has(account)
	}

	isCustody(account: AccountId): boolean {
		return this.#custody.has(account)
	}

	custody(): Iterable<AccountId> {
		return this.#custody
	}

	/** The pair by which a transfer or output that went into a bridge was paid out. */
	pair(event: string): BridgePair | undefined {
		return this.#entries.get(event)?.pair ?? undefined
	}

	/** Transfers and outputs that took seed value into a bridge. */
	events(): Iterable<string> {
		return this.#entries.keys()
	}

	/** Pairs that carry value, with what they pay out, in order of their sources. */
	passages(): { readonly pair: BridgePair; readonly payouts: readonly Payout[] }[] {
		return [...this.#entries.values()]
			.flatMap(({ pair, crossing }) => (pair === null ? [] : { pair, payouts: crossing?.parts[0]?.payouts ?? [] }))
			.sort((a, b) => compareText(a.pair.id, b.pair.id))
	}

	/** What went into bridges without an identifier, or was answered by what makes no pair; in order of what paid in. */
	unanswered(): Unanswered[] {
		const entries = [...this.#entries].sort(([a], [b]) => compareText(a, b))
		return entries.flatMap(([event, entry]) => unanswered(event, entry, this.#legs.of(entry.leg)) ?? [])
	}

	/** Takes in what transactions that were read tell. */
	takeIn(transactions: readonly Transaction[]): void {
		for (const transaction of transactions) {
			for (const leg of legsOf(transaction)) {
				for (const event of this.#legs.add(leg)) this.#dirty.add(event)
			}
		}
	}

	/** Takes in that seed value reached a transaction. Whether it goes into a bridge. */
	reached(transaction: Transaction): boolean {
		let found = false
		for (const leg of legsOf(transaction)) {
			if (leg.contract !== null) this.#custody.add(leg.contract)
			if (leg.side !== 'source') continue
			const paid = this.#paidIn(transaction, leg)
			if (paid === null || this.#entries.has(paid.event)) continue
			found = true
			const entry: Entry = {
				leg,
				amount: paid.amount,
				asked: false,
				pair: null,
				why: 'unpaired',
				because: [],
				leads: [],
				crossing: undefined,
			}
			this.#entries.set(paid.event, entry)
			this.#dirty.add(paid.event)
			this.#legs.watch(leg, paid.event)
		}
		return found
	}

	/** Joins anew what something new was read of. Returns the transfers and outputs whose value goes elsewhere now. */
	resolve(): string[] {
		const changed: string[] = []
		for (const event of [...this.#dirty].sort(compareText)) {
			const entry = this.#entries.get(event) as Entry
			this.#join(entry)
			const parts = this.#partsOf(event, entry)
			if (entry.crossing !== undefined && sameParts(entry.crossing.parts, parts)) continue
			entry.crossing = { parts }
			changed.push(event)
		}
		this.#dirty.clear()
		return changed
	}

	/** Who is to be paid on the other side, and what transaction goes on there; at most so many questions, each once. */
	queries(most: number): Query[] {
		const queries = new Map<string, Query>()
		this.#asking = { entries: [], awaited: [] }
		for (const [, entry] of [...this.#entries].sort(([a], [b]) => compareText(a, b))) {
			if (!this.#isDue(entry)) continue
			const open = questionsOf(entry.leg).filter((query) => !this.#isFollowed(query))
			if (queries.size + open.length > most) break
			entry.asked = true
			this.#asking.entries.push(entry)
			for (const query of open) {
				queries.set(query.subject, query)
				if (query.kind !== 'account' || this.#awaited.has(query.subject)) continue
				this.#asking.awaited.push(query.subject)
				this.#awaited.add(query.subject)
			}
		}
		return [...queries.values()]
	}

	/** Takes the last questions back, which nobody was asked or nobody answered before the search ended. */
	withdraw(): void {
		for (const entry of this.#asking.entries) entry.asked = false
		for (const account of this.#asking.awaited) this.#awaited.delete(account)
	}

	/** What each passage rests on, or why it has no other side. */
	evidence(): Evidence[] {
		return [...this.#entries.values()]
			.map(({ leg, pair, why, because }) => bridgeEvidence(leg, pair, why, because))
			.sort((a, b) => compareText(a.id, b.id))
	}

	/** The payment or output that brings a bridge what a leg says; null where none does. */
	#paidIn(transaction: Transaction, { transfer, amount }: BridgeLeg): { event: string; amount: bigint } | null {
		if (transfer === null || amount === null) return null
		if (transaction.kind === 'utxo') return { event: transfer, amount }
		const paid = paymentOf(this.host.view, transaction.id, transfer, 'in')?.transfer
		return paid === undefined || paid.amount !== amount ? null : { event: paid.id, amount }
	}

	#isDue({ leg, asked, pair }: Entry): boolean {
		if (asked || pair !== null || leg.peer === null || this.host.describe(leg.peer) === undefined) return false
		return questionsOf(leg).some((query) => !this.#isFollowed(query))
	}

	#isFollowed({ kind, subject }: Query): boolean {
		return kind === 'account' && this.host.followed.has(subject)
	}

	#join(entry: Entry): void {
		const { leg } = entry
		const { pairs, open, leads } = joinLegs([...this.#legs.of(leg).values()], {
			readUntil: (chain) => this.host.describe(chain)?.atSeconds ?? null,
			protocols: bridgeProtocols,
		})
		entry.pair = pairs.find(({ id }) => id === leg.id) ?? null
		const left = open.find((one) => one.leg.id === leg.id)
		entry.because = left?.because ?? []
		entry.leads = leads.filter(({ source }) => source === leg.id)
		const unread = leg.peer !== null && this.host.describe(leg.peer) === undefined && entry.because.length === 0
		entry.why = unread ? 'unsupportedChain' : (left?.why ?? 'unpaired')
	}

	#partsOf(event: string, entry: Entry): CrossingPart[] {
		const { pair, amount } = entry
		const account = shownAt(entry, this.#legs.of(entry.leg), this.host.view)
		const paid = pair === null ? null : payoutsOf(pair, amount, this.host)
		if (paid === null) {
			entry.pair = null
			const node = NODE + event
			this.#ends.set(node, { account, stop: bridgeStops[entry.why] })
			return [{ amount, payouts: [], node }]
		}
		for (const payer of paid.payers) this.#custody.add(payer)
		const dust = `${NODE}${event} dust`
		this.#ends.set(dust, { account, stop: 'dust' })
		const rest = { amount: amount - paid.refunded, payouts: paid.payouts, node: dust }
		if (paid.refunded === 0n) return [rest]
		const node = `${NODE}${event} refunded`
		this.#ends.set(node, { account: pair?.refunds[0]?.receiver ?? account, stop: 'refunded' })
		return [rest, { amount: paid.refunded, payouts: [], node }]
	}
}
