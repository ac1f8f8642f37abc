import * as fc from 'fast-check'
import { arbitraryTable } from './arbitraryTable.js'
import type { ReferenceTable } from './referenceTable.js'

/**
 * Tables whose blocks stand minutes to days apart, now and then exactly half a day or a day: what a rule that looks at
 * a day of payments can get wrong.
 */
export const arbitrarySpacedTable: fc.Arbitrary<ReferenceTable> = fc
	.tuple(arbitraryTable, fc.constantFrom(1, 150, 3600, 7200, 10_000))
	.map(([table, factor]) => {
		const start = table.rows.reduce((least, row) => Math.min(least, row.time), Number.POSITIVE_INFINITY)
		const spaced = (seconds: number): number => start + (seconds - start) * factor
		return {
			rows: table.rows.map((row) => ({ ...row, time: spaced(row.time) })),
			seeds: table.seeds.map((seed) => ({
				...seed,
				...(seed.since === undefined ? {} : { since: spaced(seed.since) }),
				...(seed.until === undefined ? {} : { until: spaced(seed.until) }),
			})),
			stops: table.stops,
		}
	})
