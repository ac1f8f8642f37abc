import { nativeOf } from '../../model/chains.js'
import { isFee } from '../../model/feeOutput.js'
import type { Search } from '../../search/search.js'
import { taintOf } from '../../taint/lot.js'

/** Joins transactions to the coinbases that took their fees, in the traced graph, with what the primary rule allots. */
export function linkFees({ view, runs, options }: Search): void {
	for (const run of runs.primary.runs) {
		for (const fee of run.outputs.taken()) {
			const [output, coinbase] = isFee(fee) ? [view.output(fee), view.spender(fee)] : []
			if (output === undefined || coinbase === undefined) continue
			const taint = runs.primary.runs.reduce((sum, { outputs }) => sum + taintOf(outputs.tainted(fee)), 0n)
			options.graph.linkFee(fee, coinbase.id, { asset: nativeOf(coinbase.chain), amount: output.amount, taint })
		}
	}
}
