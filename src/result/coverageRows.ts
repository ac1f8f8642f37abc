import type { Coverage, CoverageReason } from '../model/coverage.js'
import { compareText } from '../model/order.js'
import type { Node } from '../search/node.js'
import type { Search } from '../search/search.js'

/**
 * How completely each query was answered, with what the search itself found about its subject: a hub, a label that
 * contradicts a seed, sources that disagree. An account that was not asked about because its labels contradict each other
 * has a row of its own, after those of the queries.
 */
export function coverageRows(search: Search): Coverage[] {
	const found = reasonsBySubject(search)
	const rows = search.coverage.map((row) => {
		const { account, output, transaction } = row.subject
		const more = found.get(account ?? output ?? transaction ?? '') ?? []
		return more.length === 0 ? row : { ...row, reasons: [...new Set([...row.reasons, ...more])].sort(compareText) }
	})
	return [...rows, ...unasked(search)]
}

function reasonsBySubject(search: Search): Map<string, CoverageReason[]> {
	const found = new Map<string, CoverageReason[]>()
	const add = (subject: string | null, reason: CoverageReason): void => {
		if (subject !== null) found.set(subject, [...(found.get(subject) ?? []), reason])
	}
	for (const node of search.nodes.all()) {
		if (node.stop === 'hub') add(node.id, 'C_HUB')
		if (search.options.direction === 'backward') continue
		if (!node.seed || (node.verdict.kind !== 'stop' && node.verdict.kind !== 'ambiguous')) continue
		add(node.kind === 'output' ? node.id.slice(0, node.id.lastIndexOf(':')) : node.id, 'C_LABEL_CONFLICT')
	}
	for (const id of search.disagreements) {
		for (const subject of subjectsOf(search, id)) add(subject, 'C_DISAGREE')
	}
	return found
}

/** What a query that a transaction answers can have been about. */
function subjectsOf(search: Search, id: string): Set<string | null> {
	const transaction = search.options.graph.view.transaction(id)
	if (transaction === undefined) return new Set([id])
	if (transaction.kind === 'account')
		return new Set([id, ...transaction.transfers.flatMap(({ from, to }) => [from, to])])
	const outputs = transaction.outputs.map(({ account }) => account)
	return new Set([id, ...outputs, ...transaction.inputs.flatMap(({ account, spends }) => [account, spends])])
}

function unasked(search: Search): Coverage[] {
	const isConflict = ({ seed, verdict, stop }: Node): boolean =>
		!seed && verdict.kind === 'ambiguous' && stop === 'ambiguous'
	const nodes = [...search.nodes.all()].filter(isConflict).sort((a, b) => compareText(a.id, b.id))
	return nodes.map(({ id, kind, chain }): Coverage => {
		const held = search.options.sources.describe(chain)
		return {
			subject: { chain, [kind === 'output' ? 'output' : 'account']: id },
			kind: held?.ledger === 'utxo' ? 'utxo' : 'transfers',
			range: { clock: held?.clock ?? 'height', from: null, to: null },
			status: 'incomplete',
			reasons: ['C_LABEL_CONFLICT'],
			assurance: 'single',
			evidence: [],
		}
	})
}
