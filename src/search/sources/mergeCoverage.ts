import type { ChainDescription, Page, Query } from '../../chains/adapter.js'
import { SUBJECTS } from '../../chains/subjects.js'
import type { Coverage, CoverageReason } from '../../model/coverage.js'
import { chainOf } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'

/** Coverage of one query over several sources: the best answer counts, and how many gave it in full is said. */
export function mergeCoverage(records: readonly Coverage[]): Coverage {
	const complete = records.filter((record) => record.status === 'complete')
	const best = complete[0] ?? records.find((record) => record.status === 'incomplete') ?? (records[0] as Coverage)
	const reasons =
		complete.length > 0 ? best.reasons : [...new Set(records.flatMap((record) => record.reasons))].sort(compareText)
	const assurance = complete.length > 1 ? `quorum ${complete.length}/${records.length}` : best.assurance
	return { ...best, reasons, assurance }
}

/** Coverage of one query over the pages of one source: the worst page counts. */
export function mergePages(pages: readonly Page[]): Coverage {
	const [only] = pages
	if (only !== undefined && pages.length === 1 && only.coverage.reasons.length < 2) return only.coverage
	const worst =
		pages.find((page) => page.coverage.status === 'unavailable') ??
		pages.find((page) => page.coverage.status === 'incomplete') ??
		pages[0]
	const first = (worst as Page).coverage
	return { ...first, reasons: [...new Set(pages.flatMap((page) => page.coverage.reasons))].sort(compareText) }
}

/** Coverage of a query that a source did not answer to its end. */
export function unanswered(query: Query, chain: ChainDescription | undefined, pages: readonly Page[] = []): Coverage {
	const reason: CoverageReason = 'C_NOT_FETCHED'
	return {
		subject: { chain: chainOf(query.subject), [SUBJECTS[query.kind]]: query.subject },
		kind: chain?.ledger === 'utxo' ? 'utxo' : 'transfers',
		range: { clock: chain?.clock ?? 'height', from: query.from ?? null, to: query.to ?? null },
		status: pages.length > 0 ? 'incomplete' : 'unavailable',
		reasons: [reason],
		assurance: 'single',
		evidence: [],
	}
}
