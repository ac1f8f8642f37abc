import type { Row } from './orderRows.js'

/** Rows in groups: the source tells in which order the groups happened, and nothing of the order inside a group. */
export function tieGroups(rows: readonly Row[]): Row[][] {
	const groups = new Map<string, { key: readonly [string, number, number]; rows: Row[] }>()
	for (const row of rows) {
		const own = rows.filter((other) => other.chain === row.chain)
		const height = own.some((other) => other.block === null) ? null : row.block
		const place = own.some((other) => (other.txindex ?? null) === null) ? null : row.txindex
		const key = [row.chain, height ?? row.time, place ?? 0] as const
		const name = key.join(' ')
		if (!groups.has(name)) groups.set(name, { key, rows: [] })
		groups.get(name)!.rows.push(row)
	}
	return [...groups.values()]
		.sort(({ key: a }, { key: b }) => (a[0] === b[0] ? a[1] - b[1] || a[2] - b[2] : a[0] < b[0] ? -1 : 1))
		.map((group) => group.rows)
}
