import type { CardFigures, Proportion } from '../model/cardFigures.js'
import type { Evidence } from '../model/claims.js'
import { displayText } from '../model/displayText.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import { textTable } from './textTable.js'

/** Claims that are read off the ledger or added up from it: there is nothing to measure. */
const READ_OFF = new Set(['opening', 'sameKey'])
const TITLES = ['findings', 'precision', 'false discovery', 'recall', 'false where not so', 'measured', 'heuristic']

/** How well the heuristics whose findings stand in this result were measured to do. */
export function renderCards({ evidence }: Pick<ResultData, 'evidence'>): string[] {
	const uses = new Map<string, { readonly card: CardFigures | null; findings: number }>()
	for (const { claim, heuristic } of evidence) {
		if (READ_OFF.has(claim)) continue
		const name = `${heuristic.id}/${heuristic.version}`
		const use = uses.get(name) ?? { card: heuristic.card, findings: 0 }
		use.findings += 1
		uses.set(name, use)
	}
	if (uses.size === 0) return []
	const rows = [...uses].sort(([a], [b]) => compareText(a, b)).map(([name, use]) => row(name, use))
	const columns = TITLES.map((title) => ({ title, align: title === 'heuristic' ? 'left' : 'right' }) as const)
	return [
		'Heuristics that found something here, as last measured on cases of known truth, with intervals at 95 %. Other transactions may differ.',
		'',
		...textTable(columns, rows),
		'',
	]
}

function row(name: string, { card, findings }: { card: Evidence['heuristic']['card']; findings: number }): string[] {
	const { precision = null, falseDiscovery = null, recall = null, falsePositives = null } = card ?? {}
	return [
		String(findings),
		...[precision, falseDiscovery, recall, falsePositives].map(share),
		card?.measuredOn ?? 'never',
		displayText(name),
	]
}

function share(proportion: Proportion | null): string {
	if (proportion === null) return 'not measured'
	const { hits, of, low, high } = proportion
	return `${hits} of ${of} [${percent(low)}, ${percent(high)}]`
}

/** A share of six decimals as a percentage of one. */
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
