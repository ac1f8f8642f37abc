import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import { cluster, judge, payJoin, standard } from '../../src/heuristics.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { madeTransactions, named, names } from '../support/madeTransactions.js'

const { view } = new TransactionGraph()
function says(line: string, change: (transaction: UtxoTransaction) => UtxoTransaction = (same) => same): string {
	const finding = payJoin.inspect(change(madeTransactions([line])[0]!), view)
	if (finding.kind === 'unknown') return `? ${finding.missing.join(', ')}`
	return finding.kind === 'found' ? names(finding.accounts) : ''
}
const withInput =
	(place: number, more: Partial<UtxoTransaction['inputs'][number]>) => (transaction: UtxoTransaction) => ({
		...transaction,
		inputs: transaction.inputs.map((input, i) => ({ ...input, sequence: 0xfffffffd, ...(i === place ? more : {}) })),
	})

describe('an input of the payee', () => {
	// The payee pays b in: without it a alone covers the larger output, with change left.
	const joined = 'a200000:p2wpkh c100000:p2wpkh b50000:p2tr > x150000 y199000'

	it('is suspected where an input is not needed and looks different', () => {
		expect(says(joined)).toBe('b')
		expect(says('a200000 b50000 > x100000 y149000', withInput(1, { sequence: 0xffffffff }))).toBe('b')
		expect(says('a200000 b50000 c60000 > x100000 y209000', withInput(1, { compressedKey: false }))).toBe('')
		expect(says('a200000 b50000 c60000 > x150000 y159000', withInput(1, { sequence: 0xfffffffe }))).toBe('b')
	})

	it('is not where every input is needed, all look alike, or there is but one', () => {
		expect(says('a100000:p2wpkh b50000:p2tr > x149000 y900')).toBe('')
		expect(says('a200000:p2wpkh b50000:p2wpkh > x150000 y99000')).toBe('')
		expect(says('a200000:p2wpkh > x150000 y49000')).toBe('')
		expect(says('a200000:p2wpkh b50000:p2tr > x249000')).toBe('')
		expect(says('> x5 y6')).toBe('')
		// What would be left as change is dust.
		expect(says('a200000:p2wpkh b50000:p2tr > x199000 y50500')).toBe('')
	})

	it('is not known where previous outputs or all traits are', () => {
		expect(says('a200000:p2wpkh ? > x150000 y99000')).toBe('? 1 previous outputs')
		expect(says('a200000 b50000 > x100000 y149000')).toBe('? script types, sequences and keys of the inputs')
	})

	it('is fooled by a wallet with coins of two types that takes more than it needs', () => {
		expect(says('own200000:p2wpkh old50000:p2pkh > payee100000 change149000')).toBe('old')
	})

	it('lowers what is made of inputs spent together, and refuses nothing', () => {
		const all = madeTransactions([joined, 'd5 e6 > z11'])
		const [control] = judge(standard, all[0]!, view)
		expect(control).toMatchObject({ heuristic: { id: 'coSpend' }, confidence: 0.6, evidence: { confidence: 'low' } })
		const clustering = cluster(all)
		expect(clustering.clusterOf(named('b'))).toMatchObject({
			accounts: [named('a'), named('b'), named('c')].sort(),
			weakest: 'low',
		})
		expect(clustering.clusterOf(named('d'))).toMatchObject({ weakest: 'high' })
		expect(clustering.refused).toEqual([])
	})
})
