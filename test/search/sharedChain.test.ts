import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { account, ETHER, paymentSource, payments, seconds, transaction } from '../support/payments.js'
import type { Row } from '../support/reference/orderRows.js'

const labels = labelBookOf([[account('X'), 'X']])
const budget = { minShare: 0, hops: 100 }

/** The same payment as a node tells it: with its place in the block. */
function told(place: number, from: string, to: string, amount: bigint, height: number, index: number) {
	const id = transaction(place)
	const order = [height, index, 0] as const
	const ends = { from: account(from), to: account(to), asset: ETHER, amount }
	return {
		...{ kind: 'account' as const, id, chain: 'eip155:1', txid: id.slice(9), height, atSeconds: seconds(height) },
		transfers: [{ id: `${id}#tx`, ...ends, order, orderTold: true }],
		inside: 'whole' as const,
	}
}

/** A node over transactions. */
const nodeOf = (...transactions: ReturnType<typeof told>[]): ChainAdapter =>
	memoryAdapter(transactions, { chain: 'eip155:1', ledger: 'account' })

const run = (sources: readonly ChainAdapter[]): Promise<TraceResult> =>
	trace({ seeds: [account('S')], labels, budget, sources })

const reached = ({ endpoints, warnings }: TraceResult) => [
	endpoints.map(({ totals: { amount, floor, ceiling } }) => [amount, floor, ceiling]),
	warnings.filter(({ code }) => ['orderNotTold', 'disagreement'].includes(code)).map(({ code }) => code),
]

/** Without what stands in the order of the sources. */
const findings = ({ endpoints, flows, looseEnds, ledger, warnings }: TraceResult) => ({
	...{ endpoints, flows, looseEnds, ledger, warnings },
})

describe('two sources that share a height of one chain', () => {
	it('as tables say that nothing orders their rows, and bound them either way', async () => {
		// The payment on stands before what it is paid from by the names of the transactions alone.
		const [on, arrival, before] = payments('A>X 10@5', 'S>A 10@5', 'S>A 5@4') as [Row, Row, Row]
		const parts = await Promise.all([[before], [on], [arrival]].map((rows) => paymentSource(rows)))
		const result = await run(parts)
		expect(reached(result)).toEqual([[[5n, 5n, 10n]], ['orderNotTold']])
		expect(findings(await run([...parts].reverse()))).toEqual(findings(result))
		// As one source a row that pays an account stands before what that account pays.
		const together = await run([await paymentSource([on, arrival, before])])
		expect(reached(together)).toEqual([[[10n, 5n, 10n]], ['orderNotTold']])
	})

	it('as a table and a node say so too', async () => {
		const table = await paymentSource(payments('A>X 10@5'))
		const node = nodeOf(told(2, 'S', 'A', 5n, 4, 0), told(3, 'S', 'A', 10n, 5, 7))
		const result = await run([table, node])
		expect(reached(result)).toEqual([[[5n, 5n, 10n]], ['orderNotTold']])
		expect(findings(await run([node, table]))).toEqual(findings(result))
	})

	it('as a table and a node at other heights say nothing of it', async () => {
		const table = await paymentSource(payments('A>X 10@6'))
		const node = nodeOf(told(2, 'S', 'A', 10n, 5, 7))
		expect(reached(await run([table, node]))).toEqual([[[10n, 10n, 10n]], []])
	})

	it('looked back through say so too', async () => {
		const table = await paymentSource(payments('A>X 10@5'))
		const node = nodeOf(told(2, 'S', 'A', 10n, 5, 7))
		for (const sources of [
			[table, node],
			[node, table],
		]) {
			const result = await trace({ seeds: [account('X')], direction: 'backward', budget, sources })
			expect(result.warnings.map(({ code }) => code)).toContain('orderNotTold')
		}
	})

	it('as two nodes are one', async () => {
		const nodes = [nodeOf(told(1, 'A', 'X', 10n, 5, 8)), nodeOf(told(2, 'S', 'A', 10n, 5, 7))]
		expect(reached(await run(nodes))).toEqual([[[10n, 10n, 10n]], []])
	})
})

describe('a transaction that a table and a node tell', () => {
	const table = () => paymentSource(payments('S>A 10@5', 'A>X 10@6'))
	const node = nodeOf(told(1, 'S', 'A', 10n, 5, 7), told(2, 'A', 'X', 10n, 6, 0))

	it('is one, whichever is asked first', async () => {
		for (const sources of [
			[await table(), node],
			[node, await table()],
		])
			expect(reached(await run(sources))).toEqual([[[10n, 10n, 10n]], []])
	})

	it('is the first one where they contradict each other, and that is said', async () => {
		const other = await paymentSource(payments('S>A 10@5', 'A>X 9@6'))
		expect(reached(await run([other, node]))).toEqual([[[9n, 9n, 9n]], ['disagreement']])
		expect(reached(await run([node, other]))).toEqual([[[10n, 10n, 10n]], ['disagreement']])
	})
})
