import type { Direction } from '../model/direction.js'
import type { LedgerWays } from '../model/ledgerView.js'
import type { Opening, RuleId } from '../model/method.js'
import type { UtxoTransaction } from '../model/transaction.js'
import type { Crossings } from '../taint/crossing.js'
import { poison } from '../taint/rules/poison.js'
import { conserves } from '../taint/rules/rule.js'
import { RULES } from '../taint/rules/rules.js'
import type { Mixes, Walked } from '../taint/runContext.js'
import type { SeedBook } from '../taint/seeds/seedBook.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'
import { TaintRun } from '../taint/taintRun.js'

/** One rule with one opening: a single run, or under poison one run per seed. */
export interface Column {
	readonly rule: RuleId
	readonly opening: Opening
	readonly conserves: boolean
	readonly runs: readonly TaintRun[]
}

export interface RunSetOptions {
	readonly primary: RuleId
	readonly panel: readonly RuleId[]
	/** Whether any chain of the trace has account ledgers: only these know opening balances. */
	readonly openings: boolean
	/** Whether any chain has outputs: then rules for account ledgers only have no column. */
	readonly outputs: boolean
	readonly direction: Direction
	/** The facts; looking back, mirrored ones. */
	readonly view: LedgerWays
	readonly seeds: SeedBook
	readonly walked: Walked
	readonly mixes: Mixes
	readonly crossings: Crossings
}

/** Every run of a trace: primary and panel under both openings, and the reach of all seeds, which measures hops. */
export class RunSet {
	readonly columns: readonly Column[]
	/** The column that the result's amounts come from. */
	readonly primary: Column
	/** Everything that any seed's value can have touched, with shortest histories. */
	readonly reach: TaintRun
	readonly #hops = new Map<string, number | null>()
	readonly #view: LedgerWays

	constructor(options: RunSetOptions) {
		this.#view = options.view
		const rules = [...new Set([options.primary, ...options.panel])].filter(
			(rule) =>
				(!options.outputs || RULES[rule].ledgers === 'both') &&
				(options.direction === 'forward' || RULES[rule].looksBack),
		)
		this.columns = rules.flatMap((rule) => openingsOf(rule, options).map((opening) => column(rule, opening, options)))
		this.primary = this.columns[0] as Column
		this.reach = new TaintRun({ ...options, rule: poison, opening: 'late', tellsReached: false })
	}

	*all(): Iterable<TaintRun> {
		for (const { runs } of this.columns) yield* runs
		yield this.reach
	}

	followAccount(account: string): void {
		for (const run of this.all()) run.followAccount(account)
	}

	followOutput(output: string): void {
		for (const run of this.all()) run.followOutput(output)
	}

	seedTransaction(id: string): void {
		for (const run of this.all()) run.seedTransaction(id)
	}

	touch(transaction: UtxoTransaction): void {
		for (const run of this.all()) run.touch(transaction)
	}

	/** Has every run take what a transfer or output carries to where it goes now. */
	reroute(event: string): void {
		for (const run of this.all()) run.reroute(event)
	}

	/**
	 * Brings every run up to date, where `least` is 0: exactly; else changes of less than that share of a seed wait, and so
	 * do shorter ways. Returns the nodes whose figures changed and the transactions that value reached.
	 */
	sweep(least: number): { nodes: Set<string>; transactions: Set<string> } {
		const nodes = new Set<string>()
		const transactions = new Set<string>()
		for (const run of this.all()) {
			run.sweep(
				run === this.reach && least > 0
					? { first: 0, again: Number.POSITIVE_INFINITY }
					: { first: least, again: least },
			)
			for (const node of run.arrivals.takeChanged()) {
				nodes.add(node)
				if (run === this.reach) this.#hops.delete(node)
			}
			for (const id of run.takeReached()) transactions.add(id)
		}
		return { nodes, transactions }
	}

	/** Grows whenever what was seeded changes under any run. */
	get seedings(): number {
		let changes = 0
		for (const { runs } of this.columns) for (const run of runs) changes += run.seeded.changes
		return changes
	}

	/** Whether a transfer carries seed value under the primary rule, by itself or as part of what is carried on balance. */
	carries(transfer: string): boolean {
		const isCarried = (id: string): boolean => {
			for (const { accounts } of this.primary.runs) if (accounts.carried(id) !== undefined) return true
			return false
		}
		if (isCarried(transfer)) return true
		const id = transfer.slice(0, transfer.indexOf('#'))
		const transaction = this.#view.transaction(id)
		// Only where the inside of a transaction is told can its transfers come to something else on balance.
		if (transaction?.kind !== 'account' || transaction.inside === undefined) return false
		return this.#view
			.entriesOf(id)
			.some(({ ways = [], transfer: { id } }) => ways.some(({ via }) => via.includes(transfer)) && isCarried(id))
	}

	/** Fewest steps in which value of any seed can have come to a node; null where none can. */
	hops(node: string): number | null {
		let hops = this.#hops.get(node)
		if (hops === undefined) {
			hops = this.reach.arrivals.fewestSteps(node)
			this.#hops.set(node, hops)
		}
		return hops
	}
}

/** What of a seed row has been newly seeded under a column. */
export function seededOf(column: Column, row: SeedRow): bigint {
	let sum = 0n
	for (const run of column.runs) sum += run.seeded.of(row)
	return sum
}

function openingsOf(rule: RuleId, options: RunSetOptions): Opening[] {
	return options.openings && conserves(RULES[rule]) ? ['late', 'least'] : ['late']
}

function column(rule: RuleId, opening: Opening, options: RunSetOptions): Column {
	const { view, seeds, walked, mixes, direction, crossings } = options
	const kept = conserves(RULES[rule])
	const books = kept ? [seeds] : seeds.seeds.map((seed) => seeds.only(seed.place))
	const shared = { rule: RULES[rule], opening, view, walked, mixes, direction, crossings }
	return { rule, opening, conserves: kept, runs: books.map((book) => new TaintRun({ ...shared, seeds: book })) }
}
