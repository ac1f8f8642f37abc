import type { OutputId } from '../../../model/identifiers.js'
import type { LedgerView } from '../../../model/ledgerView.js'
import { compareText } from '../../../model/order.js'
import type { Transaction } from '../../../model/transaction.js'
import type { Heuristic } from '../../heuristic.js'
import { spendable } from '../spendable.js'
import { addressReuse } from './addressReuse.js'
import { type ChangeFamily, type ChangeVoter, changeVoters } from './changeVoters.js'

/** The least lead of an output over every other one. Source: algorithms 2.2; ours. */
const LEAST_MARGIN = 2
/** The fewest families that must speak for it. Source: algorithms 2.2; ours. */
const FEWEST_FAMILIES = 2

/** What one rule said, if it said anything. */
export interface ChangeVote {
	readonly heuristic: string
	readonly family: ChangeFamily
	readonly outputs: readonly OutputId[]
}

/**
 * Which output is change. `change`: decided; several only where all of them go back to payers. `ambiguous`: the rules do
 * not settle it, and every output named may be it. `unknown`: no rule could speak, for want of what is missing. `none`:
 * there is nothing to decide. `missing` says what some rules would have had to know.
 */
export type ChangeDecision =
	| {
			readonly kind: 'change'
			readonly outputs: readonly OutputId[]
			readonly votes: readonly ChangeVote[]
			readonly missing: readonly string[]
	  }
	| {
			readonly kind: 'ambiguous'
			readonly outputs: readonly OutputId[]
			readonly why: string
			readonly votes: readonly ChangeVote[]
			readonly missing: readonly string[]
	  }
	| { readonly kind: 'unknown'; readonly missing: readonly string[] }
	| { readonly kind: 'none' }

/**
 * Lets independent families of rules vote on the change of a transaction. Each rule counts for the outputs that it names
 * and against all others, with its weight (default 1 each). Decided where one output leads all others by at least 2, at
 * least two families are for it, and what outputs are worth does not contradict what their spenders look like. An output
 * back to a payer decides alone. Whether the transaction is a mix is for the caller to know: `judge` does, with `change`.
 *
 * Source: Moeser, Narayanan, FC 2022 (single rules err often, and collapse clusters); the rule of voting is ours.
 */
export function decideChange(
	transaction: Transaction,
	view: LedgerView,
	voters: readonly ChangeVoter[] = changeVoters,
): ChangeDecision {
	if (transaction.kind !== 'utxo' || transaction.coinbase) return { kind: 'none' }
	const own = addressReuse.inspect(transaction, view)
	if (own.kind === 'found') {
		const votes: ChangeVote[] = [{ heuristic: addressReuse.id, family: 'ownership', outputs: own.outputs ?? [] }]
		return { kind: 'change', outputs: own.outputs ?? [], votes, missing: [] }
	}
	const candidates = spendable(transaction).map(({ id }) => id)
	if (candidates.length < 2) return { kind: 'none' }
	// Any output may go back to a payer that is not known, and that would overrule every vote.
	if (own.kind === 'unknown') return { kind: 'unknown', missing: own.missing }

	const ballot = new Ballot(candidates)
	const missing = new Set<string>()
	for (const voter of voters) {
		const finding = voter.heuristic.inspect(transaction, view)
		if (finding.kind === 'unknown') for (const what of finding.missing) missing.add(what)
		if (finding.kind === 'found') ballot.count(voter, finding.outputs ?? [])
	}
	const { votes } = ballot
	const open = [...missing].sort(compareText)
	if (votes.length === 0 && open.length > 0) return { kind: 'unknown', missing: open }
	const why = ballot.contradiction() ?? ballot.shortfall()
	if (why !== null) return { kind: 'ambiguous', outputs: candidates, why, votes, missing: open }
	return { kind: 'change', outputs: ballot.leaders(), votes, missing: open }
}

/** The votes on one transaction. */
class Ballot {
	readonly votes: ChangeVote[] = []
	readonly #scores = new Map<ChangeFamily, Map<OutputId, number>>()

	constructor(readonly candidates: readonly OutputId[]) {}

	count(
		{ heuristic, family, weight }: ChangeVoter & { readonly heuristic: Heuristic },
		outputs: readonly OutputId[],
	): void {
		this.votes.push({ heuristic: heuristic.id, family, outputs })
		const scores = this.#scores.get(family) ?? new Map(this.candidates.map((id) => [id, 0]))
		this.#scores.set(family, scores)
		const named = new Set(outputs)
		for (const id of this.candidates) {
			const others = named.size > (named.has(id) ? 1 : 0)
			const change = (named.has(id) ? weight : 0) - (others ? weight : 0)
			scores.set(id, (scores.get(id) ?? 0) + change)
		}
	}

	/** The outputs of the highest score, over all families or one. */
	leaders(family?: ChangeFamily): OutputId[] {
		const most = Math.max(...this.candidates.map((id) => this.#score(id, family)))
		return this.candidates.filter((id) => this.#score(id, family) === most)
	}

	/** What keeps the value of outputs and the looks of their spenders from agreeing; null where nothing does. */
	contradiction(): string | null {
		const [value, temporal] = (['value', 'temporal'] as const).map((family) => this.#favourite(family))
		if (value === null || temporal === null || value === temporal) return null
		return 'values and spenders point at different outputs'
	}

	/** What the leading output lacks; null where it lacks nothing. */
	shortfall(): string | null {
		const [first, ...ties] = this.leaders()
		if (this.votes.length === 0 || first === undefined) return 'no rule points at an output'
		if (ties.length > 0) return 'several outputs have the same votes'
		const next = Math.max(...this.candidates.filter((id) => id !== first).map((id) => this.#score(id)))
		if (this.#score(first) - next < LEAST_MARGIN) return 'the lead of one output is too small'
		const families = [...this.#scores.keys()].filter((family) => this.#favourite(family) === first)
		return families.length < FEWEST_FAMILIES ? 'only one family of rules points at it' : null
	}

	/** The one output that a family is for; null where it is for none or several. */
	#favourite(family: ChangeFamily): OutputId | null {
		if (!this.#scores.has(family)) return null
		const [first, ...ties] = this.leaders(family)
		return first === undefined || ties.length > 0 || this.#score(first, family) <= 0 ? null : first
	}

	#score(id: OutputId, family?: ChangeFamily): number {
		if (family !== undefined) return this.#scores.get(family)?.get(id) ?? 0
		let sum = 0
		for (const scores of this.#scores.values()) sum += scores.get(id) ?? 0
		return sum
	}
}
