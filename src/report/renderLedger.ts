import { formatUnits } from '../model/amount.js'
import { assetDisplay } from '../model/asset.js'
import type { Direction } from '../model/direction.js'
import type { LedgerRow, ResultData } from '../model/result.js'
import { directionWords } from '../result/words/directionWords.js'
import type { IdDisplay } from './idDisplay.js'
import { seedAssetSums } from './seedAssetSums.js'
import { textTable } from './textTable.js'
import { toldOf } from './toldOf.js'

const COLUMNS = ['seeded', 'arrived', 'loose', 'fees', 'difference', 'toolLoss'] as const

/** What was seeded against what arrived, is loose and was paid in fees: one row per seed, balanced to the last unit. */
export function renderLedger(result: ResultData, shown: IdDisplay, direction: Direction): string[] {
	return [...seedAssetSums(result, direction).keys()].flatMap((asset) => {
		const own = toldOf(result.ledger, direction).filter((row) => row.asset === asset)
		const { symbol, decimals } = assetDisplay(asset)
		const balanced = own.every(({ difference }) => difference === 0n)
		const cells = (row: Pick<LedgerRow, (typeof COLUMNS)[number]>): string[] =>
			COLUMNS.map((column) => formatUnits(row[column], decimals))
		const total = Object.fromEntries(
			COLUMNS.map((column) => [column, own.reduce((sum, row) => sum + row[column], 0n)]),
		) as Record<(typeof COLUMNS)[number], bigint>
		const rows = own.map((row) => [...cells(row), shown(row.seed)])
		if (own.length > 1) rows.push([...cells(total), `all ${own.length} seeds`])
		const headings = ['seeded', 'arrived', 'loose', 'fees', 'difference', 'tool loss', 'seed']
		const columns = headings.map((title) => ({ title, align: title === 'seed' ? 'left' : 'right' }) as const)
		return [
			`${directionWords[direction].ledger} in ${shown(symbol)}: seeded = arrived + loose + fees + difference`,
			balanced
				? 'It balances. Tool loss is the part of loose that a limit of this search ended.'
				: 'Not balanced: this rule counts value in full after first contact, so the parts add up to more than was seeded.',
			'',
			...textTable(columns, rows),
			'',
		]
	})
}
