import { mergeCandidates } from '../../heuristics/boltzmann/mergeCandidates.js'
import { nativeOf } from '../../model/chains.js'
import type { AccountId, OutputId, TransactionId } from '../../model/identifiers.js'
import type { Lead } from '../../model/lead.js'
import type { Merge } from '../../model/merge.js'
import { compareText } from '../../model/order.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { type LeadWalk, mostOfEach } from '../../search/leadWalk.js'
import { type MixShare, mixShares } from '../../search/mixShares.js'
import type { Search } from '../../search/search.js'

/** Labelled accounts that a walk behind mixes came to: for each seed and output the most that can have come there. */
export function leads(search: Search, walk: LeadWalk): Lead[] {
	const { view } = search.options.graph
	return walk.places().flatMap((place) => {
		const { output, verdict, mix } = place
		if (verdict.kind !== 'stop') return []
		const transaction = view.transaction(transactionOf(output.id))
		const rows = [...mostOfEach(place)].filter(([, most]) => most > 0n).sort(([a], [b]) => a.place - b.place)
		return rows.map(([row, most]) => ({
			seed: row.seed,
			seedAsset: row.asset,
			at: output.id,
			account: output.account,
			entity: verdict.entity,
			category: verdict.category,
			attributions: [...verdict.attributions],
			asset: nativeOf(transaction?.chain ?? ''),
			lower: 0n,
			upper: most,
			mix,
			transfers: walk.wayTo(place),
			arrivedAt: transaction?.atSeconds ?? 0,
		}))
	})
}

/** Several payers that nothing links may be one party, and a merge may be of strangers: then none of the candidates it is. */
const SUPPOSED =
	'supposes that one party spent these outputs, and that no payers of a mix who are not linked here are one party: a lead, never a finding'

/** Transactions that spend several mixed outputs together, with who can have put in that much. */
export function merges(search: Search, walk: LeadWalk): Merge[] {
	const { view } = search.options.graph
	const control = new Map(search.options.entities.list().flatMap(({ id, accounts }) => accounts.map((a) => [a, id])))
	const controlOf = (account: AccountId): string => control.get(account) ?? account
	const shares = mixShares(search)
	return walk.spenders().flatMap((transaction) => {
		const outputs = mixedInputs(search, transaction)
		if (outputs.length < 2) return []
		const byMix = new Map<TransactionId, OutputId[]>()
		for (const output of outputs)
			byMix.set(transactionOf(output), [...(byMix.get(transactionOf(output)) ?? []), output])
		const merged = [...byMix].flatMap(([id, own]) => {
			const mix = view.transaction(id)
			return mix?.kind === 'utxo' ? { mix, outputs: own } : []
		})
		const candidates = mergeCandidates(merged, controlOf)
		const spent = new Set<string | null>(outputs)
		const able = new Set(candidates.map((party) => party.control))
		return {
			transaction: transaction.id,
			mixes: [...byMix.keys()].sort(compareText),
			outputs,
			amount: transaction.inputs.reduce(
				(sum, { spends, amount }) => (spent.has(spends) ? sum + (amount ?? 0n) : sum),
				0n,
			),
			candidates: candidates.map(({ accounts }) => [...accounts].sort(compareText)),
			note: SUPPOSED,
			seeds: seedsAmong(shares, byMix, (account) => able.has(controlOf(account))),
		}
	})
}

function mixedInputs(search: Search, { inputs }: UtxoTransaction): string[] {
	return inputs.flatMap(({ spends }) => (spends !== null && search.mixes.stopAt(spends) !== undefined ? spends : []))
}

/** Seeds whose value an account of the candidates brought into one of the mixes. */
function seedsAmong(
	shares: readonly MixShare[],
	mixes: ReadonlyMap<TransactionId, unknown>,
	isAble: (account: AccountId) => boolean,
): string[] {
	const seeds = shares.flatMap(({ transaction, row, entered }) => {
		const accounts = entered.map(({ place }) => transaction.inputs[place]?.account ?? null)
		return mixes.has(transaction.id) && accounts.some((account) => account !== null && isAble(account)) ? row.seed : []
	})
	return [...new Set(seeds)].sort(compareText)
}

const transactionOf = (output: string): string => output.slice(0, output.lastIndexOf(':'))
