import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { coverageSchema } from '../../src/model/coverage.js'
import { isCoverage } from '../../src/model/isCoverage.js'

const WHOLE = {
	subject: { chain: 'eip155:1', account: 'eip155:1:0x1' },
	kind: 'transfers',
	range: { clock: 'height', from: 1, to: null },
	status: 'incomplete',
	reasons: ['C_HUB'],
	assurance: 'single',
	evidence: ['raw'],
}
const odd = fc.constantFrom(
	...[undefined, null, 0, Number.NaN, '', 'utxo', 'time', 'complete', [], ['C_HUB'], ['C_NONE'], [undefined], [1], {}],
	...[
		{ chain: 'a' },
		{ chain: 1 },
		{ chain: 'a', output: null },
		{ clock: 'time', from: null, to: 2 },
		{ clock: 'time' },
	],
)

it('takes what the schema takes and nothing else', () => {
	expect(isCoverage(WHOLE)).toBe(true)
	fc.assert(
		fc.property(fc.constantFrom(...Object.keys(WHOLE)), odd, (member, value) => {
			const coverage = { ...WHOLE, [member]: value }
			expect(isCoverage(coverage)).toBe(coverageSchema.safeParse(coverage).success)
		}),
		{ numRuns: 500 },
	)
	for (const value of [null, undefined, 1, '', [], {}, [WHOLE]])
		expect(isCoverage(value)).toBe(coverageSchema.safeParse(value).success)
})
