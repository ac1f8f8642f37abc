import type { ChainAdapter } from './chains/adapter.js'
import { cluster } from './clusters/cluster.js'
import type { EvidenceEdge, Refusal } from './graph/clustering/joint.js'
import { TransactionGraph } from './graph/transactionGraph.js'
import type { Heuristic } from './heuristics/heuristic.js'
import { judge } from './heuristics/judge.js'
import { standard } from './heuristics/standard.js'
import type { LabelBook } from './labels/labelBook.js'
import { InputError } from './model/errors.js'
import { type AccountId, chainOf, parseAccount } from './model/identifiers.js'
import { compareText } from './model/order.js'
import { SourceSet } from './search/sources/sourceSet.js'

export interface WhyLinkedOptions {
	readonly sources: readonly ChainAdapter[]
	/** Labels that hold apart what they name differently. */
	readonly labels?: LabelBook
	/** Rules to judge by; default `standard`. Only claims `sameControl` are followed from account to account. */
	readonly heuristics?: readonly Heuristic[]
	/** Most questions asked of the sources. Default: as many as there are accounts to ask for. */
	readonly lookups?: number
	readonly signal?: AbortSignal
}

/** Why two accounts are under one control, as far as was read. */
export interface WhyLinked {
	readonly from: AccountId
	readonly to: AccountId
	/** The shortest chain of transactions and rules; null where what was read has none. */
	readonly chain: readonly EvidenceEdge[] | null
	/** Joints that were not made between accounts that were read. */
	readonly refused: readonly Refusal[]
	/** False where a budget, an abort or a source ended the reading: then a missing chain means less. */
	readonly complete: boolean
	readonly lookups: number
	/** Transactions read. */
	readonly transactions: number
}

/**
 * Reads from one account to those that spend together with it, and so on in rounds, until the other one is linked or
 * nothing is left. Everything at one distance is read before what is farther, so that the chain is the shortest there is.
 * The script of a key and the address of the same key are joined, each time by a step that says so.
 * @throws InputError for accounts that do not parse or lie on two chains, before any source is asked
 */
export async function whyLinked(a: string, b: string, options: WhyLinkedOptions): Promise<WhyLinked> {
	const { labels, heuristics = standard, lookups: most = Number.MAX_SAFE_INTEGER, signal } = options
	const [from, to] = [parseAccount(a, 'a'), parseAccount(b, 'b')]
	if (chainOf(from) !== chainOf(to))
		throw new InputError('E_INPUT', 'b: the accounts are on two chains', { details: { field: 'b' } })
	const sources = await SourceSet.open(options.sources, signal)
	const graph = new TransactionGraph()
	const judged = new Set<string>()
	const known = new Set([from])
	let [round, lookups, complete] = [[from], 0, true]
	const clustered = () =>
		cluster(graph.view, { heuristics, sameKey: true, ...(labels === undefined ? {} : { labels }) })

	while (round.length > 0) {
		const asked = round.slice(0, Math.max(0, most - lookups))
		if (asked.length < round.length) complete = false
		if (asked.length === 0 || signal?.aborted === true) break
		const answers = await sources.ask(
			asked.map((subject) => ({ kind: 'account' as const, subject })),
			{ signal },
		)
		lookups += asked.length
		for (const { transactions, coverage } of answers) {
			graph.add({ transactions })
			if (coverage.status !== 'complete') complete = false
		}
		const next = new Set<AccountId>()
		for (const transaction of graph.view.transactions()) {
			if (judged.has(transaction.id)) continue
			judged.add(transaction.id)
			for (const { evidence, accounts } of judge(heuristics, transaction, graph.view))
				if (evidence.claim === 'sameControl') for (const account of accounts) next.add(account)
			if (transaction.kind !== 'utxo') continue
			// Either name of a key leads on where the other one is reached.
			for (const { account, sameKeyAs } of [...transaction.inputs, ...transaction.outputs]) {
				if (account === null || sameKeyAs === undefined) continue
				if (next.has(account) || known.has(account)) next.add(sameKeyAs)
				if (next.has(sameKeyAs) || known.has(sameKeyAs)) next.add(account)
			}
		}
		round = [...next].filter((account) => !known.has(account)).sort(compareText)
		for (const account of round) known.add(account)
		if (known.has(to) && clustered().whyLinked(from, to) !== null) break
	}
	if (signal?.aborted === true) complete = false
	const clustering = clustered()
	const chain = from === to ? [] : clustering.whyLinked(from, to)
	return { from, to, chain, refused: clustering.refused, complete, lookups, transactions: judged.size }
}
