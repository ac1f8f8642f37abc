import type { AccountId } from '../../../model/identifiers.js'
import { compareText } from '../../../model/order.js'
import { anonymitySets } from './anonymitySets.js'
import { claimedBlocks } from './claimedBlocks.js'
import { knownEachOther } from './knownEachOther.js'
import type { PoolHistory, PoolLink, PoolRule } from './poolHistory.js'
import { sameAddress } from './sameAddress.js'
import { sameGasPrice } from './sameGasPrice.js'
import { sameNotes } from './sameNotes.js'
import { shuffled } from './shuffled.js'

export const POOL_LEADS = { id: 'poolLeads', version: '1', claim: 'mixLead' } as const

/** The five published rules, the firmest first. */
export const poolRules: readonly PoolRule[] = [sameAddress, knownEachOther, sameNotes, sameGasPrice, claimedBlocks]

/** Shuffles of a permutation test: enough for a p-value of 0.001. */
const ROUNDS = 999

export interface PoolLeadOptions {
	/** Shuffles of the permutation test. Default 999. */
	readonly rounds?: number
	/** Where the shuffles begin: the same number gives the same p-values. Default 1. */
	readonly seed?: number
}

/** How a rule did on a history. */
export interface PoolRuleTest {
	readonly rule: string
	readonly published: string
	/** What the history does not tell; then the rule says nothing. */
	readonly missing: readonly string[]
	/** Withdrawals that it ties to deposits. */
	readonly linked: number
	/** How many it ties on average where depositors are dealt out anew; rounded. Null where it says nothing. */
	readonly byChance: number | null
	/** Share of shuffles (this history counted as one) that tie as many: how well chance explains it. */
	readonly pValue: number | null
}

/** A withdrawal that may be of one of some deposits. Never a statement that it is. */
export interface PoolLead {
	readonly rule: string
	readonly withdrawal: string
	readonly recipient: AccountId
	/** Deposits that it may be of, and who made them, in code-unit order. */
	readonly deposits: readonly string[]
	readonly depositors: readonly AccountId[]
	/** Notes among which the withdrawal hides in its pool. */
	readonly anonymitySet: number
	/** Uncalibrated prior between 0 and 1. */
	readonly confidence: number
	readonly pValue: number
	/** Rules that make no lead by themselves and tie the same withdrawal to one of these deposits. */
	readonly corroboratedBy: readonly string[]
}

/**
 * What people do around mixing pools that may tie withdrawals to deposits, with how often chance does the same. A pool
 * itself ties nothing to anything: where none of this is told no exit is named, and value that entered has ended there.
 *
 * Source: Wu et al., *Tutela*, 2022 (five rules); tornado-demix 2.18 for what they are worth; the permutation test deals
 * out the depositors, with what they offered for gas, anew over all deposits of the history.
 * Fails when: people act alike by habit or by the same software (found, and the p-value does not tell); one acts with care
 * (absent).
 * Cost: the rules, once for each shuffle.
 */
export function poolLeads(
	history: PoolHistory,
	{ rounds = ROUNDS, seed = 1 }: PoolLeadOptions = {},
): { readonly leads: readonly PoolLead[]; readonly rules: readonly PoolRuleTest[] } {
	const tested = poolRules.map((rule) => test(rule, history, rounds, seed))
	const sets = setsOf(history)
	const further = tested.filter(({ rule }) => rule.confidence === null)
	const leads = tested.flatMap(({ rule, links, test: { pValue, byChance } }) => {
		if (rule.confidence === null || pValue === null || byChance === null) return []
		// What chance ties as well is taken off the prior of the rule that rests on counts alone.
		const confidence =
			rule === sameNotes ? rule.confidence * (1 - Math.min(1, byChance / links.length)) : rule.confidence
		return links.map((link): PoolLead => {
			const deposits = link.deposits.map(({ id }) => id).sort(compareText)
			return {
				rule: rule.id,
				withdrawal: link.withdrawal.id,
				recipient: link.withdrawal.recipient,
				deposits,
				depositors: [...new Set(link.deposits.flatMap(({ depositor }) => depositor ?? []))].sort(compareText),
				anonymitySet: sets.get(link.withdrawal.id) ?? 0,
				confidence,
				pValue,
				corroboratedBy: further.filter(({ links: others }) => agrees(link, others)).map((other) => other.rule.id),
			}
		})
	})
	leads.sort((a, b) => compareText(a.withdrawal, b.withdrawal) || compareText(a.rule, b.rule))
	return { leads, rules: tested.map((one) => one.test) }
}

interface Tested {
	readonly rule: PoolRule
	readonly links: readonly PoolLink[]
	readonly test: PoolRuleTest
}

function test(rule: PoolRule, history: PoolHistory, rounds: number, seed: number): Tested {
	const missing = rule.missing(history)
	const head = { rule: rule.id, published: rule.published, missing }
	if (missing.length > 0) return { rule, links: [], test: { ...head, linked: 0, byChance: null, pValue: null } }
	const links = rule.links(history)
	const linked = linkedBy(links)
	// Where nothing is tied there is nothing that chance has to explain.
	let [asMany, sum] = [1, 0]
	for (let round = 1; round <= rounds; round++) {
		const other = linked === 0 ? 0 : linkedBy(rule.links(dealtAnew(history, seed * (rounds + 1) + round)))
		sum += other
		if (other >= linked) asMany++
	}
	const byChance = rounds === 0 ? 0 : sum / rounds
	return { rule, links, test: { ...head, linked, byChance, pValue: asMany / (rounds + 1) } }
}

const linkedBy = (links: readonly PoolLink[]): number => new Set(links.map(({ withdrawal }) => withdrawal.id)).size

/** The same history with depositors, and what they offered for gas, dealt out anew over its deposits. */
function dealtAnew(history: PoolHistory, seed: number): PoolHistory {
	const people = shuffled(history.deposits, seed)
	return {
		...history,
		deposits: history.deposits.map((deposit, i) => {
			const { depositor, gasPrice } = people[i] as (typeof people)[number]
			return { ...deposit, depositor, gasPrice }
		}),
	}
}

/** Whether other links tie the same withdrawal to one of the same deposits. */
function agrees({ withdrawal, deposits }: PoolLink, others: readonly PoolLink[]): boolean {
	const own = new Set(deposits.map(({ id }) => id))
	return others.some((other) => other.withdrawal.id === withdrawal.id && other.deposits.some(({ id }) => own.has(id)))
}

function setsOf({ deposits, withdrawals }: PoolHistory): Map<string, number> {
	const sets = new Map<string, number>()
	for (const pool of new Set(withdrawals.map((one) => one.pool))) {
		const own = withdrawals.filter((one) => one.pool === pool)
		const found = anonymitySets(
			deposits.filter((one) => one.pool === pool),
			own,
		)
		for (const [i, { id }] of own.entries()) sets.set(id, found[i]?.notes ?? 0)
	}
	return sets
}
