import type { AccountId } from '../../model/identifiers.js'
import type { Search } from '../../search/search.js'
import type { TaintRun } from '../../taint/taintRun.js'
import type { EvidenceBook } from '../evidence/evidenceBook.js'
import type { HopsOf } from '../flows/rankFlows.js'
import { BackwardHops } from './backwardHops.js'
import { FlowHops } from './flowHops.js'

/** The steps of histories, whichever way the search went; histories of one run share their steps. */
export function hopsOf(search: Search, evidence: EvidenceBook): HopsOf {
	const byRun = new Map<TaintRun, FlowHops | BackwardHops>()
	const evidenceOf = (transaction: string, payer: AccountId | null): string[] => evidence.ofStep(transaction, payer)
	return (run, path) => {
		let own = byRun.get(run)
		if (own === undefined) {
			const back = run.options.direction === 'backward'
			own = back
				? new BackwardHops(run, search.options.graph.view, evidenceOf)
				: new FlowHops(run, evidenceOf, (event) => search.crossings.pair(event))
			byRun.set(run, own)
		}
		return own.of(path)
	}
}
