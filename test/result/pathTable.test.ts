import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareText } from '../../src/model/order.js'
import { PathTable } from '../../src/result/flows/pathTable.js'
import { Path } from '../../src/taint/path.js'

const root = (place: number): Path => Path.root({ seed: `seed ${place}`, asset: 'usd', place })
const along = (start: Path, steps: readonly string[]): Path => steps.reduce((path, step) => path.through(step), start)

function listOf({ rows }: PathTable, place: number | null): string[] {
	const list: string[] = []
	for (let at = place; at !== null; at = rows[at]!.parent) list.unshift(rows[at]!.transfer)
	return list
}

describe('a table of paths', () => {
	it('gives every list back, holds each beginning once, and does not depend on the order of entry', () => {
		const lists = fc.array(fc.array(fc.constantFrom('a', 'b', 'c#1'), { maxLength: 5 }), { maxLength: 12 })
		fc.assert(
			fc.property(lists, (steps) => {
				const seeds = [root(0), root(1)]
				const paths = steps.map((own, i) => along(seeds[i % 2]!, own))
				const table = new PathTable(paths)
				expect(paths.map((path) => listOf(table, table.placeOf(path)))).toEqual(steps)
				const beginnings = new Set(steps.flatMap((own) => own.map((_, i) => own.slice(0, i + 1).join(' '))))
				expect(table.rows).toHaveLength(beginnings.size)
				expect(table.rows.map((_, i) => listOf(table, i).join(' '))).toEqual([...beginnings].sort(compareText))
				expect(new PathTable([...paths].reverse()).rows).toEqual(table.rows)
			}),
		)
	})

	it('bears a list of a hundred thousand steps', () => {
		const steps = Array.from({ length: 100_000 }, (_, i) => `${i}`)
		const path = along(root(0), steps)
		const table = new PathTable([path])
		expect(table.placeOf(path)).toBe(99_999)
	})
})
