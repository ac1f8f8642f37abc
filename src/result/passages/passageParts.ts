import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'
import type { PriceDesk } from '../values/priceDesk.js'

/** What is said of pay-outs that nothing names, going forward; loaded where there are any. */
export async function passageParts(search: Search, desk: PriceDesk | null): Promise<Pick<ResultData, 'payoutLeads'>> {
	const { crossings, nodes, options } = search
	const isSwapper = ({ verdict }: ReturnType<typeof nodes.get>): boolean =>
		verdict.kind === 'stop' && verdict.category === 'instant_swapper'
	if (options.direction === 'backward') return {}
	if (crossings.unanswered().length === 0 && ![...nodes.all()].some(isSwapper)) return {}
	const { payoutLeads } = await import('./payoutLeads.js')
	const rows = payoutLeads(search, desk)
	return rows.length === 0 ? {} : { payoutLeads: rows }
}
