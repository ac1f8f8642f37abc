import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { repoRoot } from '../../support/repoRoot.js'

/** Files of blockchain-etl's own tests (ethereum-etl 9e51c3b8, MIT): node answers and the rows expected from them. */
const FOLDER = `${repoRoot}../shared/data/evm/etl`

export const hasEtlData = existsSync(FOLDER)
export const etlPath = (path: string): string => `${FOLDER}/${path}`

/** A row as text by column; an empty or null field is left out. */
export type Row = Readonly<Record<string, string>>

/** Rows of a CSV or JSON lines file, numbers as their digits. */
export function rowsOf(path: string): Row[] {
	const text = readFileSync(etlPath(path), 'utf8')
	const rows: Record<string, unknown>[] = path.endsWith('.csv')
		? parse(text, { columns: true })
		: text
				.split('\n')
				.filter((line) => line.trim() !== '')
				.map((line) => JSON.parse(line.replace(/: (-?[0-9]+)(?=[,}])/g, ': "$1"')))
	return rows.map((row) => {
		const filled = Object.entries(row).filter(([, value]) => value !== '' && value !== null)
		return Object.fromEntries(
			filled.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
		)
	})
}

/** What a node answered: the `result` of each reply in a folder whose name holds this text, in code-unit order. */
export function answers(folder: string, method: string): unknown[] {
	const names = readdirSync(etlPath(folder)).filter((name) => name.includes(`.${method}`))
	return names.sort().map((name) => JSON.parse(readFileSync(etlPath(`${folder}/${name}`), 'utf8')).result)
}

/** Fails the test with what was wrong. */
export function fault(field: string, value: unknown, expected: string): Error {
	return new Error(`${field} ${JSON.stringify(value)}: expected ${expected}`)
}
