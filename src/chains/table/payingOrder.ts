import { LeastFirst } from './leastFirst.js'
import type { OrderedRow } from './orderedRow.js'
import { strongComponents } from './strongComponents.js'

/** End of a row that pays or is paid by nobody: issue, burn, unknown. */
const NOBODY = -1

/**
 * Orders rows whose source does not: a row that pays an account stands before the rows by which that account pays out the
 * same asset. Rows that form a cycle stay together; of the rows and cycles that wait for nothing, the one whose first row
 * comes first in the input is next. The input is sorted as ties are to be broken; the answer is its indices in order.
 *
 * Accounts (per asset) are the vertices and rows the edges, so that a million rows through one account stay a million
 * edges: a cycle of rows is then all rows within one strongly connected component of accounts.
 */
export function payingOrder(rows: readonly OrderedRow[]): number[] {
	if (rows.length < 2) return [...rows.keys()]
	const vertices = new Map<string, number>()
	const vertex = (account: string | null, asset: string): number => {
		if (account === null) return NOBODY
		const key = `${asset} ${account}`
		const known = vertices.get(key) ?? vertices.size
		vertices.set(key, known)
		return known
	}
	const from = rows.map((row) => vertex(row.from, row.asset))
	const to = rows.map((row) => vertex(row.to, row.asset))
	const component = strongComponents(vertices.size, from, to)
	const of = (v: number): number => (v === NOBODY ? NOBODY : (component[v] as number))

	// Per component: rows that must come before it, rows inside it, rows that leave it, each in input order.
	const waiting = new Map<number, number>()
	const inside = new Map<number, number[]>()
	const leaving = new Map<number, number[]>()
	for (const i of rows.keys()) {
		const [source, target] = [of(from[i] as number), of(to[i] as number)]
		if (source !== NOBODY && source === target) append(inside, source, i)
		else {
			if (source !== NOBODY) append(leaving, source, i)
			if (target !== NOBODY) waiting.set(target, (waiting.get(target) ?? 0) + 1)
		}
	}

	const ready = new LeastFirst()
	const reach = (c: number): void => {
		const cycle = inside.get(c)
		if (cycle !== undefined) ready.push(cycle[0] as number)
		else for (const row of leaving.get(c) ?? []) ready.push(row)
	}
	for (const c of new Set(component)) if (!waiting.has(c)) reach(c)
	for (const [i, source] of from.entries()) if (source === NOBODY) ready.push(i)

	const order: number[] = []
	for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
		const [source, target] = [of(from[next] as number), of(to[next] as number)]
		if (source !== NOBODY && source === target) {
			for (const row of inside.get(source) ?? []) order.push(row)
			for (const row of leaving.get(source) ?? []) ready.push(row)
			continue
		}
		order.push(next)
		if (target === NOBODY) continue
		const left = (waiting.get(target) as number) - 1
		waiting.set(target, left)
		if (left === 0) reach(target)
	}
	return order
}

function append(map: Map<number, number[]>, key: number, item: number): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [item])
	else list.push(item)
}
