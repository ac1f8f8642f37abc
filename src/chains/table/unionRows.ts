import { transactionId } from '../../model/identifiers.js'
import { rowFault } from './rowFault.js'
import type { TableRow } from './tableRow.js'

/**
 * The rows of several tables as one source, by chain. A row that two tables tell alike is one fact.
 * @throws InputError where one table tells a row twice, two tables tell it differently, or the rows of one transaction
 * disagree about its block, time or txindex
 */
export function unionRows(tables: readonly (readonly TableRow[])[]): Map<string, TableRow[]> {
	const byChain = new Map<string, TableRow[]>()
	const seen = new Map<string, { readonly row: TableRow; readonly table: number }>()
	const heads = new Map<string, TableRow>()
	for (const [table, rows] of tables.entries()) {
		for (const row of rows) {
			const transaction = transactionId(row.chain, row.txid)
			const id = `${transaction}#${row.index}`
			const known = seen.get(id)
			if (known !== undefined) {
				if (known.table === table) throw clash(row, known.row, 'an index that no other row of the transaction has')
				if (!sameFact(row, known.row)) throw clash(row, known.row, 'the same content as in the other table')
				continue
			}
			seen.set(id, { row, table })
			const head = heads.get(transaction)
			if (head === undefined) heads.set(transaction, row)
			else agree(row, head)
			const list = byChain.get(row.chain)
			if (list === undefined) byChain.set(row.chain, [row])
			else list.push(row)
		}
	}
	return byChain
}

function clash(
	row: TableRow,
	other: TableRow,
	expected: string,
	field = 'index',
	value: string | number = row.index,
): Error {
	const { file, line } = row
	return rowFault({
		file,
		line,
		field,
		value: String(value),
		expected,
		why: `transaction ${row.txid}; the other row is ${other.file}, line ${other.line}`,
		details: { otherFile: other.file, otherLine: other.line },
	})
}

function agree(row: TableRow, head: TableRow): void {
	const columns = [
		['block', row.height, head.height],
		['time', row.atSeconds, head.atSeconds],
		['txindex', row.txIndex, head.txIndex],
	] as const
	for (const [field, value, other] of columns) {
		if (value !== other)
			throw clash(row, head, `${other ?? 'nothing'} as in the other rows of the transaction`, field, value ?? '')
	}
}

function sameFact(a: TableRow, b: TableRow): boolean {
	return (
		a.height === b.height &&
		a.atSeconds === b.atSeconds &&
		a.txIndex === b.txIndex &&
		a.from === b.from &&
		a.to === b.to &&
		a.asset === b.asset &&
		a.amount === b.amount &&
		a.received === b.received &&
		a.rebase === b.rebase &&
		sameExtra(a.extra ?? {}, b.extra ?? {})
	)
}

function sameExtra(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
	const keys = Object.keys(a)
	return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])
}
