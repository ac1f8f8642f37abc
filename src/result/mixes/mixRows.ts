import { type Boltzmann, mostEntropy } from '../../heuristics/boltzmann/boltzmann.js'
import { countedOf } from '../../heuristics/boltzmann/deterministicLinks.js'
import type { OutputId } from '../../model/identifiers.js'
import type { MixRow } from '../../model/mixRow.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { type MixShare, mixShares } from '../../search/mixShares.js'
import type { Search } from '../../search/search.js'
import type { EvidenceBook } from '../evidence/evidenceBook.js'

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
	const counted = countedOf(transaction)
	const linksTo = linksOfOutputs(transaction, counted)
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
				links: linksTo(output.id, entered),
			})),
		),
	}
}

/** How probable it is that inputs and an output stand in one block; nothing where that cannot be counted. */
function linksOfOutputs(
	{ inputs }: UtxoTransaction,
	counted: Boltzmann,
): (output: OutputId, entered: MixShare['entered']) => MixRow['outputs'][number]['links'] {
	if (counted.kind === 'unknown') return () => []
	const columns = new Map(counted.outputs.map((id, column) => [id, column]))
	const rows = new Map(counted.inputs.flatMap(({ places }, row) => places.map((place) => [place, row])))
	return (output, entered) =>
		entered.map(({ place }) => ({
			spends: inputs[place]?.spends ?? '',
			probability: counted.linkProbability[rows.get(place) ?? -1]?.[columns.get(output) ?? -1] ?? null,
		}))
}
