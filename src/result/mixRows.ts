import { boltzmann, mostEntropy } from '../heuristics/boltzmann/boltzmann.js'
import type { MixRow } from '../model/mixRow.js'
import { type MixShare, mixShares } from '../search/mixShares.js'
import type { Search } from '../search/search.js'
import type { EvidenceBook } from './evidenceBook.js'

/** The mixes that seed value entered, in event order, with what can have come out where. */
export function mixRows(search: Search, evidence: EvidenceBook): MixRow[] {
	const shares = new Map<string, MixShare[]>()
	for (const share of mixShares(search)) {
		const known = shares.get(share.transaction.id)
		if (known === undefined) shares.set(share.transaction.id, [share])
		else known.push(share)
	}
	return [...shares.values()].map((own) => mixRow(search, own, evidence))
}

function mixRow(search: Search, shares: readonly MixShare[], evidence: EvidenceBook): MixRow {
	const { transaction } = shares[0] as MixShare
	const counted = boltzmann(transaction)
	const probability = (place: number, output: string): number | null => {
		if (counted.kind === 'unknown') return null
		const i = counted.inputs.findIndex(({ places }) => places.includes(place))
		return counted.linkProbability[i]?.[counted.outputs.indexOf(output)] ?? null
	}
	const stop = transaction.outputs.flatMap(({ id }) => search.mixes.stopAt(id) ?? [])[0] ?? 'coinjoin'
	const things = transaction.inputs.length + transaction.outputs.length
	return {
		transaction: transaction.id,
		stop,
		evidence: evidence.ofStep(transaction.id, null),
		interpretations: counted.kind === 'exact' ? counted.interpretations : null,
		entropyBits: counted.kind === 'exact' ? counted.entropyBits : null,
		mostEntropyBits: counted.kind === 'exact' ? mostEntropy(things) : counted.mostEntropyBits,
		entered: shares.flatMap(({ row, entered }) =>
			entered.map(({ place, taint }) => {
				const { spends, account } = transaction.inputs[place] ?? { spends: null, account: null }
				return { seed: row.seed, seedAsset: row.asset, spends: spends ?? '', account, taint }
			}),
		),
		outputs: shares.flatMap(({ row, entered, outputs }) =>
			outputs.map(({ output, upper }) => ({
				seed: row.seed,
				seedAsset: row.asset,
				output: output.id,
				account: output.account,
				amount: output.amount,
				possible: true as const,
				lower: 0n,
				upper,
				links: entered.map(({ place }) => ({
					spends: transaction.inputs[place]?.spends ?? '',
					probability: probability(place, output.id),
				})),
			})),
		),
	}
}
