import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trace } from '../../src/trace.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { looksMixed } from '../support/reference/looksMixed.js'
import { referenceOutputs } from '../support/reference/referenceOutputs.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const RULES: ('fifo' | 'haircut')[] = ['fifo', 'haircut']
const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
const REASONS = { endOfSource: 'unspent', noPrevout: 'noPrevout', service: 'stop' } as const

const sorted = (rows: readonly string[]): string[] => [...rows].sort()

describe('trace() over random block graphs, against the reference', () => {
	it.each(['exchange', 'custody'])('gives every figure where the stops are of category %s', async (category) => {
		await fc.assert(
			fc.asyncProperty(arbitraryBlocks, fc.constantFrom(...RULES), async (graph, method) => {
				fc.pre(!graph.transactions.some(looksMixed))
				const result = await trace({
					seeds: graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` })),
					sources: [memoryAdapter(utxoTransactions(graph.transactions))],
					labels: labelBookOf([...graph.stops].map((account) => [account, account, category] as const)),
					method,
					budget: EVERYTHING,
					panel: RULES,
				})
				const [own, other] = RULES.map((rule) => referenceOutputs({ ...graph, rule }))
				const reference = (method === 'fifo' ? own : other)!
				const ends = reference.ends.map(
					({ seed, txid, vout, reason, amount }) => `${seed} ${txid}:${vout} ${reason} ${amount}`,
				)
				const loose = result.looseEnds
					.filter(({ seedAmount }) => seedAmount > 0n)
					.map(({ seed, at, stop, amount }) => {
						const reason = REASONS[stop as keyof typeof REASONS] ?? stop
						return `${seed} ${at.slice(BITCOIN.length + 1)} ${reason} ${amount}`
					})
				const flows = new Map<string, bigint>()
				for (const { seed, hops, amount } of result.flows) {
					const last = hops.at(-1)?.transfer ?? seed
					const key = `${seed} ${last.slice(BITCOIN.length + 1)}`
					flows.set(key, (flows.get(key) ?? 0n) + amount)
				}
				const arrived = [...flows].map(([key, amount]) => `${key} stop ${amount}`)
				expect(sorted([...loose, ...arrived])).toEqual(sorted(ends))
				const fees = (seed: string): bigint =>
					reference.fees.reduce((sum, fee) => (fee.seed === seed ? sum + fee.amount : sum), 0n)
				expect(result.ledger.map(({ seed, seeded, fees, difference }) => ({ seed, seeded, fees, difference }))).toEqual(
					reference.seeded.map(({ seed, amount }) => ({ seed, seeded: amount, fees: fees(seed), difference: 0n })),
				)
				if (category !== 'exchange') return
				for (const { accounts } of result.endpoints) {
					for (const { account, amounts } of accounts) {
						for (const { seed, amount, lower, upper } of amounts) {
							const at = (column: typeof own): bigint =>
								column!.ends.reduce(
									(sum, end) =>
										end.seed === seed && end.account === account && end.reason === 'stop' ? sum + end.amount : sum,
									0n,
								)
							const [a, b] = [at(own), at(other)]
							expect([amount, lower, upper]).toEqual([at(reference), a < b ? a : b, a > b ? a : b])
						}
					}
				}
			}),
			{ numRuns: runs(200) },
		)
	})
})
