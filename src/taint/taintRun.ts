import type { AccountId } from '../model/identifiers.js'
import { compareEvents } from '../model/order.js'
import type { UtxoTransaction } from '../model/transaction.js'
import { AccountSide } from './accounts/accountSide.js'
import type { Patience } from './accounts/ledgerReplay.js'
import { Arrivals } from './arrivals.js'
import { Crossover } from './crossover.js'
import { EventQueue } from './eventQueue.js'
import type { Lot } from './lot.js'
import { OutputSide } from './outputs/outputSide.js'
import type { Pending, RunContext, RunOptions } from './runContext.js'
import { SeededValue } from './seeds/seededValue.js'
import type { SeedRow } from './seeds/seedRow.js'

const NO_PATIENCE: Patience = { first: 0, again: 0 }

/**
 * One rule with one opening balance, applied to everything read so far. New facts and newly followed nodes are marked,
 * `sweep` then recomputes what they change, in event order from the earliest changed point, so that the outcome is the
 * same as if all facts had been there from the start.
 */
export class TaintRun {
	readonly arrivals = new Arrivals()
	readonly seeded = new SeededValue()
	readonly accounts: AccountSide
	readonly outputs: OutputSide
	readonly #crossover: Crossover
	readonly #queue = new EventQueue<Pending>((a, b) => compareEvents(a, b) || a.rank - b.rank)
	/** Transactions that seed value reached since they were last asked for. */
	#reached = new Set<string>()

	constructor(readonly options: RunOptions) {
		this.#crossover = new Crossover(options.crossings, this.arrivals, (event, lots) => {
			if (isTransfer(event)) this.accounts.receive(event, lots)
			else this.outputs.receive(event, lots)
		})
		const context: RunContext = {
			...options,
			crossover: this.#crossover,
			arrivals: this.arrivals,
			seeded: this.seeded,
			enqueue: (pending) => this.#queue.push(pending),
			isNext: (event, rank) => {
				const { first } = this.#queue
				return first === undefined || (compareEvents(event, first) || rank - first.rank) < 0
			},
			reached: (transaction) => {
				if (options.tellsReached !== false) this.#reached.add(transaction)
			},
		}
		this.accounts = new AccountSide(context)
		this.outputs = new OutputSide(context)
	}

	/** Follows value through an account from now on, or takes in what was newly read of one already followed. */
	followAccount(account: AccountId): void {
		this.accounts.follow(account)
		for (const transaction of this.options.view.spendsOf(account)) this.outputs.touch(transaction)
	}

	/** Follows value through a Bitcoin output from now on, or takes in its newly read spender. */
	followOutput(output: string): void {
		this.outputs.follow(output)
	}

	/** Applies the seeds that name this transaction or its outputs. */
	seedTransaction(id: string): void {
		const transaction = this.options.view.transaction(id)
		if (transaction?.kind === 'account') this.accounts.seedTransfers(transaction)
		if (transaction?.kind === 'utxo') this.outputs.seedOutputs(transaction)
	}

	touch(transaction: UtxoTransaction): void {
		this.outputs.touch(transaction)
	}

	/** Seed value that a transfer or output carries. */
	taintedLots(event: string): readonly Lot[] {
		const carry = this.accounts.carried(event)
		return carry === undefined ? this.outputs.tainted(event) : carry.lots.filter(({ path }) => path !== null)
	}

	/** Takes what a transfer or output carries to where it goes now that more is known of the bridge that it went into. */
	reroute(event: string): void {
		if (isTransfer(event)) this.accounts.reroute(event)
		else this.outputs.reroute(event)
	}

	/**
	 * Recomputes until nothing is pending. Ledgers in which changes move too little of a seed wait; without patience
	 * nothing does, and every figure is final for what was read.
	 */
	sweep(patience: Patience = NO_PATIENCE): void {
		this.accounts.resume(patience)
		for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) next.run()
	}

	takeReached(): Set<string> {
		const reached = this.#reached
		this.#reached = new Set()
		return reached
	}

	/** Seed value that went to fees, by seed row. */
	fees(): ReadonlyMap<SeedRow, bigint> {
		const sums = new Map<SeedRow, bigint>()
		for (const lots of [...this.accounts.fees(), ...this.outputs.fees()]) {
			for (const { path, seedAmount } of lots)
				if (path !== null) sums.set(path.seed, (sums.get(path.seed) ?? 0n) + seedAmount)
		}
		return sums
	}
}

/** Ids of transfers name their place after `#`, ids of outputs have none. */
const isTransfer = (event: string): boolean => event.includes('#')
