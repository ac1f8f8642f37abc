import type { ExchangeHop } from '../../model/hop.js'
import { isGiven } from '../../model/ledgerView.js'
import { compareText } from '../../model/order.js'
import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'
import { conversionRecord } from './conversionRecord.js'

/** Exchanges that value of any seed went through under the primary rule, in code-unit order. */
export function conversions(search: Search): Pick<ResultData, 'conversions'> {
	const { graph, view, tellsInside } = search.options.graph
	if (!tellsInside) return {}
	const { runs } = search.runs.primary
	const found = new Map<string, ExchangeHop['conversion']>()
	graph.forEachNode((id, { kind }) => {
		for (const entry of kind === 'transaction' ? view.entriesOf(id) : []) {
			if (!isGiven(entry)) continue
			if (!runs.some((run) => run.accounts.carried(entry.transfer.id) !== undefined)) continue
			const record = conversionRecord(id, entry.exchange.conversion, runs)
			found.set(record.id, record)
		}
	})
	const all = [...found].sort(([a], [b]) => compareText(a, b)).map(([, record]) => record)
	return all.length === 0 ? {} : { conversions: all }
}
