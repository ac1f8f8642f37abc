import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { compareEvents } from '../../src/model/order.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryMinedBlocks, SUBSIDY } from '../support/reference/arbitraryMinedBlocks.js'
import { looksMixed } from '../support/reference/looksMixed.js'
import { referenceOutputs } from '../support/reference/referenceOutputs.js'
import { OUTPUT_RULES } from '../support/reference/rules.js'
import { unevenly } from '../support/unevenly.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
const REASONS = { endOfSource: 'unspent', service: 'stop' } as const

describe('trace() with fees carried on into coinbases, over random blocks', () => {
	it('gives every figure of the reference, within bounds, in any order and after any stop', async () => {
		let carried = 0
		await fc.assert(
			fc.asyncProperty(
				arbitraryMinedBlocks,
				fc.constantFrom(...OUTPUT_RULES),
				fc.nat(),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				async (graph, method, start, stop) => {
					fc.pre(!graph.transactions.some(looksMixed))
					const transactions = utxoTransactions(graph.transactions).sort(compareEvents)
					const source = memoryAdapter(transactions, { coinbases: true })
					const options: TraceOptions = {
						seeds: graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` })),
						sources: [source],
						labels: labelBookOf([...graph.stops].map((account) => [account, account] as const)),
						method,
						feeTaint: 'propagate',
						budget: EVERYTHING,
					}
					const whole = await trace(options)
					const places = new Map(
						transactions.flatMap(({ id, order: [height, index], coinbase, outputs }) => [
							...outputs.map((output) => [output.id, height * 10_000 + (coinbase ? 9999 : index)] as const),
							[`${id}:fee`, height * 10_000 + index] as const,
						]),
					)
					checkResult(whole, (id) => places.get(id) as number)

					const found = new Map<string, bigint>()
					const add = (key: string, amount: bigint) => found.set(key, (found.get(key) ?? 0n) + amount)
					for (const { seed, at, stop: reason, amount } of whole.looseEnds.filter(({ amount }) => amount > 0n))
						add(`${seed} ${at} ${REASONS[reason as keyof typeof REASONS] ?? reason}`, amount)
					for (const { seed, hops, amount } of whole.flows)
						add(`${seed} ${hops.at(-1)?.transfer ?? seed.replace(/#\d+$/, '')} stop`, amount)
					const reference = referenceOutputs({ ...graph, rule: method, subsidy: SUBSIDY })
					const expected = new Map(
						reference.ends.map(({ seed, txid, vout, reason, amount }) => [
							`${seed} ${BITCOIN}/${txid}:${vout} ${reason}`,
							amount,
						]),
					)
					expect([...found].sort()).toEqual([...expected].sort())
					const isFee = (path: number | null): boolean => whole.paths[path ?? -1]?.transfer.endsWith(':fee') === true
					if (whole.paths.some(({ parent }) => isFee(parent))) carried++

					const bytes = canonicalJson(whole.toJSON())
					const shuffled = await trace({ ...options, sources: [unevenly(source, start)] })
					expect(canonicalJson(shuffled.toJSON())).toBe(bytes)
					const lookups = Math.floor(stop * whole.lookups)
					const stopped = await trace({ ...options, budget: { ...EVERYTHING, lookups } })
					checkResult(stopped, (id) => places.get(id) as number)
					const resume = JSON.parse(JSON.stringify(stopped.resume))
					expect(canonicalJson((await trace({ ...options, resume })).toJSON())).toBe(bytes)
				},
			),
			{ numRuns: runs(60) },
		)
		expect(carried).toBeGreaterThan(5)
	})
})
