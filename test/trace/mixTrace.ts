import type { UtxoTransaction } from '../../src/model/transaction.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { type Paying, script } from '../heuristics/spend.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'

/** The account that is labelled as an exchange. */
export const EXCHANGE = 9_000

/** A chain of blocks with one transaction each. */
export const chain = (...transactions: readonly UtxoTransaction[]): UtxoTransaction[] =>
	transactions.map((transaction, i) => ({ ...transaction, height: i + 1, order: [i + 1, 0, 0] }))

export const out = (transaction: UtxoTransaction | undefined, vout: number): string =>
	transaction?.outputs[vout]?.id ?? ''

/** An input of an account that spends an output. */
export const from = (transaction: UtxoTransaction, vout: number): Paying => {
	const output = transaction.outputs[vout]
	return [Number.parseInt(output?.account.slice(-8) ?? '', 16), output?.amount ?? 0n, output?.id ?? '']
}

/** A trace of these transactions, held against everything that must hold of any. */
export async function traceMixes(
	transactions: readonly UtxoTransaction[],
	options: Partial<TraceOptions> & Pick<TraceOptions, 'seeds'>,
): Promise<TraceResult> {
	const labels = labelBookOf([[script(EXCHANGE), 'Exchange']])
	const budget = { minShare: 0 }
	const result = await trace({ labels, budget, ...options, sources: [memoryAdapter(transactions)] })
	const places = new Map(transactions.flatMap(({ outputs, height }) => outputs.map(({ id }) => [id, height ?? 0])))
	checkResult(result, (id) => places.get(id) ?? 0)
	return result
}

/** What ended for a reason, over all rows. */
export const loose = (result: TraceResult, stop: string): bigint =>
	result.looseEnds.filter((row) => row.stop === stop).reduce((sum, { seedAmount }) => sum + seedAmount, 0n)
