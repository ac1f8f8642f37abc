import { describe, expect, it } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import { cluster, optional, standard } from '../../src/heuristics.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { type Paid, type Paying, script, spend } from './spend.js'

/** Inputs, and outputs, of one transaction: more than any block of 1 MB has held. */
const N = 10_000
/** Far above what is needed here: a square of N would take many times as long. */
const MOST_MS = 5_000

const traits = (transaction: UtxoTransaction): UtxoTransaction => ({
	...transaction,
	...{ version: 2, locktime: 0, vsize: 1_000_000 },
	inputs: transaction.inputs.map((input) => ({ ...input, sequence: 0xffffffff })),
})
const numbers = Array.from({ length: N }, (_, i) => i)
const before = spend(
	'before',
	[[1, 10_000_000_000n]],
	numbers.map((i): Paid => [200_000 + i, 10_000n]),
)
const great = traits(
	spend(
		'great',
		numbers.map((i): Paying => [100_000 + i, 1_000_000n + BigInt(i)]),
		numbers.map((i): Paid => [200_000 + i, 900_000n + BigInt(i % 7)]),
		2,
	),
)
const sweep = traits(
	spend(
		'sweep',
		great.outputs.map(({ id, amount }, i): Paying => [200_000 + i, amount, id]),
		[
			[3, 1_000_000n],
			[4, 5_000n],
		],
		3,
	),
)
const facts = [before, great, sweep].map(
	(transaction, i): UtxoTransaction => ({ ...transaction, height: i + 1, order: [i + 1, 0, 0] }),
)

describe(`transactions of ${N} inputs and outputs`, () => {
	const view = new FactIndex()
	for (const transaction of facts) view.add(transaction)
	const seeing = Object.assign(view, { controlOf: (account: string) => Number.parseInt(account.slice(-8), 16) })

	it.each([...standard, ...optional].map((heuristic) => [heuristic.id, heuristic] as const))(
		'are quick to judge by %s',
		(_id, heuristic) => {
			const start = performance.now()
			for (const transaction of facts) heuristic.inspect(transaction, seeing)
			expect(performance.now() - start).toBeLessThan(MOST_MS)
		},
	)

	it('are quick to cluster, by change too', () => {
		const start = performance.now()
		const clusters = cluster(facts, { heuristics: [...standard, ...optional] })
		expect(clusters.clusterOf(script(100_000))?.accounts).toHaveLength(N)
		expect(performance.now() - start).toBeLessThan(MOST_MS)
	})
})
