import type { Proportion } from '../../src/model/cardFigures.js'
import type { HeuristicCard } from '../../src/model/heuristicCard.js'

/** The cards as a table with their intervals at 95 %. */
export function cardTable(cards: readonly HeuristicCard[]): string {
	const rows = cards.map(
		({ heuristic, version, claim, precision, recall, falseDiscovery, falsePositives, unknown }) => [
			`${heuristic}/${version}`,
			claim,
			shown(precision),
			shown(recall),
			shown(falseDiscovery),
			shown(falsePositives),
			String(unknown),
		],
	)
	return table([
		['heuristic', 'claim', 'precision', 'recall', 'false discovery', 'false where not so', 'unknown'],
		...rows,
	])
}

/** Rows as columns of equal width. */
export function table(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n')
}

function shown(proportion: Proportion | null): string {
	if (proportion === null) return 'not measured'
	const { hits, of, value, low, high } = proportion
	return `${percent(value)} [${percent(low)}, ${percent(high)}] ${hits}/${of}`
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
