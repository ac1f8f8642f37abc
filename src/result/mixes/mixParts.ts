import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'
import type { EvidenceBook } from '../evidence/evidenceBook.js'
import type { Ending } from '../flows/endings.js'

/** What is said of mixes and mixing pools that value entered, going forward; loaded where there are any. */
export async function mixParts(
	search: Search,
	evidence: EvidenceBook,
	ends: readonly Ending[],
): Promise<Pick<ResultData, 'mixes' | 'leads' | 'merges' | 'pools'>> {
	const pools =
		search.pools === null ? {} : { pools: (await import('./poolReport.js')).poolReport(search, search.pools, ends) }
	if (search.mixes.size === 0 || search.options.direction === 'backward')
		return { mixes: [], leads: [], merges: [], ...pools }
	const { mixRows } = await import('./mixRows.js')
	const { leads, merges } = await import('./leads.js')
	const walk = search.leads
	return {
		mixes: mixRows(search, evidence),
		leads: walk === null ? [] : leads(search, walk),
		merges: walk === null ? [] : merges(search, walk),
		...pools,
	}
}
