import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { RULE_IDS } from '../../src/model/method.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { account, ETHER } from '../support/payments.js'
import { unevenly } from '../support/unevenly.js'
import { runs } from './runs.js'

const NAMES = ['S', 'A', 'B', 'C', 'X']
const name = fc.constantFrom(...NAMES)
const amount = fc.oneof(
	{ weight: 4, arbitrary: fc.bigInt(1n, 60n) },
	{ weight: 1, arbitrary: fc.bigInt(1n, 10n ** 24n) },
)

/** A payment of which some may be kept, or a balance that the token changes. */
const rowDraft = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('paid'), from: name, to: name, amount, keeps: fc.nat(9) }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constantFrom('gain', 'loss'), from: name, to: name, amount, keeps: fc.nat(9) }),
	},
)

const table = fc.array(rowDraft, { minLength: 4, maxLength: 25 }).map((rows) => {
	const lines = rows.map(({ kind, from, to, amount, keeps }, i) => {
		const bare = (party: string): string => account(party).slice('eip155:1:'.length)
		const kept = kind === 'paid' && keeps < 4 ? (amount * BigInt(keeps)) / 10n : 0n
		const cells = [kind === 'gain' ? '' : bare(from), kind === 'loss' ? '' : bare(to), ETHER, amount, amount - kept]
		const head = ['eip155:1', `0x${String(i + 1).padStart(64, '0')}`, 0, i + 1, 1_700_000_000 + i]
		return [...head, ...cells.slice(0, 4), kind === 'paid' ? cells[4] : '', kind === 'paid' ? '' : 'true'].join(',')
	})
	return ['chain,txid,index,block,time,from,to,asset,amount,received,rebase', ...lines].join('\n')
})

describe('tokens that keep parts and change balances', () => {
	it('balance under every rule and opening, within floor and ceiling, whatever order and stop', async () => {
		await fc.assert(
			fc.asyncProperty(
				table,
				fc.constantFrom(...RULE_IDS),
				fc.constantFrom('forward' as const, 'backward' as const),
				fc.nat(),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				async (csv, method, direction, start, stop) => {
					fc.pre(direction === 'forward' || ['fifo', 'lifo', 'haircut', 'poison'].includes(method))
					const source = await openTransferTables([{ name: 'table', bytes: new TextEncoder().encode(csv) }])
					const everything = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
					const options: Omit<TraceOptions, 'sources'> = {
						seeds: [{ account: account('S'), asset: ETHER }, account('A')],
						labels: labelBookOf([[account('X'), 'X', 'gambling'] as const]),
						endpointCategories: ['gambling'],
						budget: everything,
						direction,
						method,
					}
					const whole = await trace({ ...options, sources: [source] })
					const placeOf = (id: string): number => Number(id.slice(id.indexOf('/0x') + 3, id.indexOf('#')))
					checkResult(whole, placeOf)
					const bytes = canonicalJson(whole.toJSON())
					const shuffled = await trace({ ...options, sources: [unevenly(source, start)] })
					expect(canonicalJson(shuffled.toJSON())).toBe(bytes)
					const budget = { ...everything, lookups: Math.floor(stop * whole.lookups) }
					const stopped = await trace({ ...options, sources: [source], budget })
					const resume = JSON.parse(JSON.stringify(stopped.resume))
					expect(canonicalJson((await trace({ ...options, sources: [source], resume })).toJSON())).toBe(bytes)
				},
			),
			{ numRuns: runs(80) },
		)
	})
})
