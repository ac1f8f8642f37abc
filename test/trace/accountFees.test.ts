import { describe, expect, it } from 'vitest'
import { evm } from '../../src/chains/evm/evm.js'
import type { EvmTransaction } from '../../src/chains/evm/evmBlock.js'
import { RULE_IDS } from '../../src/model/method.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { address, hash, receipt, transaction } from '../chains/evm/evmFacts.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'

const CHAIN = 'eip155:1'
const id = (n: number): string => `${CHAIN}:${address(n)}`
const model = evm(CHAIN)

/** A payment with its fee, in a block of its own. */
const payment = (from: number, to: number, value: bigint, fee: bigint, more: Partial<EvmTransaction> = {}) => ({
	from: address(from),
	to: address(to),
	value,
	receipt: receipt({ fee }),
	...more,
})

/** Account 1 pays 100 with a fee of 5; account 2 loses 3 on a failure and pays the rest on, less a fee of 7. */
async function run(method: (typeof RULE_IDS)[number]): Promise<TraceResult> {
	const failed = { receipt: receipt({ fee: 3n, succeeded: false }) }
	const rows = [payment(1, 2, 100n, 5n), payment(2, 9, 50n, 3n, failed), payment(2, 8, 90n, 7n)]
	const facts = rows.map((row, i) =>
		model.transaction(
			{ height: 10 + i, hash: hash(100 + i), atSeconds: 1000 + i },
			transaction({ hash: hash(i + 1), ...row }),
		),
	)
	const source = memoryAdapter(facts, { chain: CHAIN, ledger: 'account' })
	const labels = labelBookOf([[id(8), 'X']])
	const budget = { minShare: 0 }
	const result = await trace({ seeds: [{ account: id(1) }], sources: [source], labels, method, budget })
	const order = facts.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
	checkResult(result, (transfer) => order.indexOf(transfer))
	return result
}

describe('gas', () => {
	it.each(RULE_IDS.filter((rule) => rule !== 'poison'))(
		'ends as fees under %s, and the books balance',
		async (rule) => {
			const { ledger, endpoints, looseEnds } = await run(rule)
			expect(ledger.map(({ seeded, arrived, loose, fees }) => [seeded, arrived, loose, fees])).toEqual([
				[105n, 90n, 0n, 15n],
			])
			expect(endpoints.map(({ totals: { floor, ceiling } }) => [floor, ceiling])).toEqual([[90n, 90n]])
			expect(looseEnds).toEqual([])
		},
	)

	it('is counted in full by poison', async () => {
		const { ledger } = await run('poison')
		expect(ledger.map(({ arrived, fees }) => [arrived, fees])).toEqual([[90n, 15n]])
	})
})
