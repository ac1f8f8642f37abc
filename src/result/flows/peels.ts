import { PEEL_CHAIN, type PeelChain, type PeelStep, peelChains } from '../../heuristics/bitcoin/peel/peelChains.js'
import { PEEL_PARAMS, type PeelFigures, peelFigures } from '../../heuristics/bitcoin/peel/peelFigures.js'
import { figuresFor } from '../../heuristics/carded.js'
import type { Evidence } from '../../model/claims.js'
import { grade } from '../../model/grade.js'
import type { PeelChainRow } from '../../model/peelChain.js'
import type { ResultData } from '../../model/result.js'
import type { UtxoOutput, UtxoTransaction } from '../../model/transaction.js'
import type { Search } from '../../search/search.js'
import { taintOf } from '../../taint/lot.js'

/** Prior of a chain that nothing contradicts; set by hand, not calibrated. */
const CONFIDENCE = 0.8

/** The peel chains among the transactions of a trace: what a person reads of them, and which step each transaction is. */
export class Peels {
	readonly #chains: { readonly chain: PeelChain; readonly figures: PeelFigures; readonly id: string }[]
	readonly #steps = new Map<string, { readonly step: PeelStep; readonly place: number; readonly id: string }>()

	constructor(private readonly search: Search) {
		const { graph, labels } = search.options
		const found = [...search.evidence.values()]
		const mixes = new Set(found.filter(({ claim }) => claim === 'mix').flatMap(({ transactions }) => transactions))
		const chains = peelChains(traced(search), {
			view: graph.view,
			isMix: ({ id }) => mixes.has(id),
			isService: ({ account, sameKeyAs }) => labels.verdict(account, sameKeyAs).kind === 'stop',
		})
		this.#chains = chains.map((chain) => ({
			chain,
			figures: peelFigures(chain, this.#exchangePeels(chain)),
			id: `peelChain ${chain.steps[0]?.transaction.id}`,
		}))
		for (const { chain, id } of this.#chains)
			for (const [place, step] of chain.steps.entries()) this.#steps.set(step.transaction.id, { step, place, id })
	}

	/** The step that a transaction is, and the chain that it belongs to. */
	stepOf(transaction: string): { readonly step: PeelStep; readonly place: number; readonly id: string } | undefined {
		return this.#steps.get(transaction)
	}

	rows(): PeelChainRow[] {
		return this.#chains.map(({ chain, figures, id }) => {
			const kept = chain.steps.at(-1)?.kept ?? null
			return {
				id,
				...figures,
				transactions: chain.steps.map(({ transaction }) => transaction.id),
				end: kept === null ? null : { output: kept.id, account: kept.account, amount: kept.amount },
				endReason: chain.end,
				peels: chain.steps.flatMap(({ peels }) => peels.map((output) => this.#peelRow(output))),
			}
		})
	}

	evidence(): Evidence[] {
		return this.#chains.map(({ chain, figures, id }) => ({
			id,
			claim: PEEL_CHAIN.claim,
			heuristic: {
				id: PEEL_CHAIN.id,
				version: PEEL_CHAIN.version,
				params: { ...PEEL_PARAMS },
				card: figuresFor(PEEL_CHAIN),
			},
			confidence: grade(CONFIDENCE),
			transactions: chain.steps.map(({ transaction }) => transaction.id),
			note: `${chain.steps.length} transactions in a row pay parts and keep the rest${figures.reusesChange ? ' at the paying account' : ''}: consistent with one wallet; payroll and withdrawals of a service look the same`,
		}))
	}

	indicators(): ResultData['indicators'] {
		return this.#chains
			.filter(({ figures }) => figures.flagged)
			.map(({ id }) => ({ id, rule: 'peelChain', params: { ...PEEL_PARAMS }, evidence: [id] }))
	}

	#peelRow({ id, account, sameKeyAs, amount }: UtxoOutput): PeelChainRow['peels'][number] {
		const verdict = this.search.options.labels.verdict(account, sameKeyAs)
		const taint = this.search.runs.columns
			.filter(({ opening }) => opening === 'late')
			.map(({ rule, runs }): [string, bigint] => [
				rule,
				runs.reduce((sum, run) => sum + taintOf(run.outputs.tainted(id)), 0n),
			])
		const named = verdict.kind === 'stop' ? verdict : null
		return {
			output: id,
			account,
			entity: named?.entity ?? null,
			category: named?.category ?? null,
			amount,
			taint: Object.fromEntries(taint),
		}
	}

	#exchangePeels({ steps }: PeelChain): number {
		const { labels } = this.search.options
		return steps
			.flatMap(({ peels }) => peels)
			.filter(({ account, sameKeyAs }) => {
				const verdict = labels.verdict(account, sameKeyAs)
				return verdict.kind === 'stop' && verdict.category === 'exchange'
			}).length
	}
}

function* traced(search: Search): Iterable<UtxoTransaction> {
	const { graph, sources } = search.options
	if (!sources.hasLedger('utxo')) return
	for (const id of graph.graph.filterNodes((node) => node.includes('/'))) {
		const transaction = graph.view.transaction(id)
		if (transaction?.kind === 'utxo') yield transaction
	}
}
