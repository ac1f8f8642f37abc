import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import {
	attributeClusters,
	type Clustering,
	cluster,
	coSpend,
	equalOutputs,
	type Heuristic,
} from '../../src/heuristics.js'
import { LabelBook } from '../../src/labels/index.js'
import type { Transaction } from '../../src/model/transaction.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { madeTransactions, named, names } from '../support/madeTransactions.js'

const groups = (clustering: Clustering): string[] => clustering.clusters().map(({ accounts }) => names(accounts))
const rules: readonly Heuristic[] = [coSpend, equalOutputs]

describe('clusters', () => {
	it('hold what was spent together, directly and over others, and everybody else alone', () => {
		const clustering = cluster(madeTransactions(['a50 b60 > x100 y9', 'b1 c2 > z3', 'd4 e5 > v9']))
		expect(groups(clustering)).toEqual(['a b c', 'd e'])
		expect([clustering.accountCount, clustering.clusterCount]).toEqual([9, 6])
		expect(clustering.clusterOf(named('x'))).toMatchObject({ accounts: [named('x')], evidence: [], weakest: null })
		expect(clustering.clusterOf(named('c'))).toMatchObject({ id: `control ${named('a')}`, weakest: 'high' })
		expect(clustering.clusterOf(named('nowhere'))).toBeNull()
		expect(clustering.clusters(3).map(({ accounts }) => accounts.length)).toEqual([3])
		expect(clustering.clusters(1)).toHaveLength(6)
	})

	it('come from no mix, not even a possible one', () => {
		// C-3 of the specification: two outputs of equal value, three distinct inputs, one change.
		const mix = madeTransactions(['a40 b40 c40 > x30 y30 z59'])
		expect(groups(cluster(mix))).toEqual([])
		expect(groups(cluster(mix, { heuristics: [coSpend] }))).toEqual(['a b c'])
		const perhaps = madeTransactions(['a40 b40 ? > x30 y30 z30 v3 w3'])
		expect(groups(cluster(perhaps))).toEqual([])
	})

	it('do not depend on the order of the transactions, on what is given twice or on who reads them', () => {
		const all = madeTransactions(['a5 b6 > x11', 'b1 c2 > z3', 'd4 e5 > v9', 'v9 c7 > w16'])
		const plain = cluster(all)
		const asData = (clustering: Clustering) => [clustering.clusters(1), clustering.refused, clustering.alarms]
		for (const order of [[...all].reverse(), [all[2]!, all[0]!, all[3]!, all[1]!], [...all, ...all]])
			expect(asData(cluster(order))).toEqual(asData(plain))
		const graph = new TransactionGraph()
		graph.add({ transactions: all })
		expect(asData(cluster(graph.view))).toEqual(asData(plain))
		expect(asData(cluster(all, { heuristics: [coSpend, coSpend, equalOutputs] }))).toEqual(asData(plain))
	})

	it('say where facts contradict each other', () => {
		const [one] = madeTransactions(['a5 b6 > x11'])
		const { alarms } = cluster([one!, { ...one!, height: 99 }])
		expect(alarms).toMatchObject([{ kind: 'disagreement', transaction: one!.id }])
	})

	it('are those of their time where a moment is given', () => {
		const all = madeTransactions(['a5 b6 > x11', 'b1 c2 > z3', 'd4 c5 > v9'])
		expect(groups(cluster(all, { asOf: { height: 2 } }))).toEqual(['a b c'])
		expect(cluster(all, { asOf: { height: 2 } }).clusterOf(named('d'))).toBeNull()
		expect(groups(cluster(all, { asOf: { seconds: all[0]!.atSeconds } }))).toEqual(['a b'])
		const graph = new TransactionGraph()
		graph.add({ transactions: all })
		expect(groups(cluster(graph.view, { asOf: { height: 1 } }))).toEqual(['a b'])
		const unplaced: Transaction = { ...all[2]!, height: null }
		expect(() => cluster([...all.slice(0, 2), unplaced], { asOf: { height: 2 } })).toThrow(
			/1 transactions have no height/,
		)
		expect(() => cluster(all, { asOf: -1 })).toThrow(/asOf/)
	})

	it('show a rule nothing of what came later', () => {
		const all = madeTransactions(['a5 b6 > x11', 'x11 c2 > z13'])
		const unspent: Heuristic = {
			...{ id: 'unspent', version: '1', claim: 'sameControl', vetoedBy: [], looksAhead: true, params: {} },
			inspect: (transaction, view) =>
				transaction.kind === 'utxo' && view.spender(transaction.outputs[0]!.id) === undefined
					? { kind: 'found', accounts: [named('p'), named(`q${transaction.height}`)], confidence: 0.5, note: 'made' }
					: { kind: 'absent' },
		}
		expect(groups(cluster(all, { heuristics: [unspent] }))).toEqual(['p q2'])
		expect(groups(cluster(all, { heuristics: [unspent], asOf: { height: 1 } }))).toEqual(['p q1'])
	})
})

describe('why accounts are linked', () => {
	const all = madeTransactions(['a1 b1 c1 > m3', 'c2 d2 > n4', 'd3 e3 > o6', 'e4 a4 > p8', 'b5 d5 > q10'])
	const clustering = cluster(all)

	it('is the shortest chain of transactions and rules, the earliest of several', () => {
		const chain = clustering.whyLinked(named('b'), named('e'))
		expect(
			chain?.map(({ from, to, transaction, rule, order }) => [names([from, to]), transaction, rule, order[0]]),
		).toEqual([
			['a b', all[0]!.id, 'coSpend', 1],
			['a e', all[3]!.id, 'coSpend', 4],
		])
		expect(clustering.whyLinked(named('b'), named('c'))).toHaveLength(1)
		expect(clustering.whyLinked(named('b'), named('b'))).toEqual([])
		expect(clustering.whyLinked(named('a'), named('m'))).toBeNull()
		expect(clustering.whyLinked(named('a'), named('nowhere'))).toBeNull()
	})

	it('can be undone, link by link, and the other evidence stands', () => {
		const [first] = clustering.whyLinked(named('b'), named('d'))!
		const less = clustering.without(first!)
		expect(less.whyLinked(named('b'), named('d'))?.map(({ order }) => order[0])).toEqual([1, 2])
		const least = less.without({ transaction: all[0]!.id, rule: 'coSpend' })
		expect(groups(least)).toEqual(['a c d e'])
		expect(least.clusterOf(named('b'))?.accounts).toEqual([named('b')])
		// What is undone leaves the first as it was, and undoing it again changes nothing.
		expect(groups(clustering)).toEqual(['a b c d e'])
		expect(least.without(first!)).toBe(least)
		expect(least.without({ transaction: all[1]!.id, rule: 'other' })).toBe(least)
	})

	it('is a graph of accounts and evidence', () => {
		const graph = clustering.evidenceGraph(named('a'))
		expect([graph.order, graph.size]).toEqual([5 + 5, 3 + 2 + 2 + 2 + 2])
		expect(graph.degree(`coSpend ${all[0]!.id}`)).toBe(3)
		expect(clustering.evidenceGraph(named('nowhere')).order).toBe(0)
	})

	it('of any two accounts is as short as a walk finds it, and undoing equals never having read', () => {
		const account = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
		const payers = fc.uniqueArray(account, { minLength: 2, maxLength: 3 })
		fc.assert(
			fc.property(fc.array(payers, { minLength: 1, maxLength: 9 }), fc.nat(8), (spends, which) => {
				const read = madeTransactions(
					spends.map((names, i) => `${names.map((name) => `${name}${i + 1}`).join(' ')} > z${i}`),
				)
				const whole = cluster(read, { heuristics: rules })
				const undone = read[which % read.length]!
				const less = whole.without({ transaction: undone.id, rule: 'coSpend' })
				expect(groups(less)).toEqual(
					groups(
						cluster(
							read.filter((one) => one !== undone),
							{ heuristics: rules },
						),
					),
				)
				for (const a of 'abcdefg') {
					const steps = stepsFrom(a, spends)
					for (const b of 'abcdefg')
						expect(whole.whyLinked(named(a), named(b))?.length ?? -1).toBe(
							known(whole, a, b) ? (steps.get(b) ?? -1) : -1,
						)
				}
			}),
			{ numRuns: 60 },
		)
	})
})

const known = (clustering: Clustering, ...all: string[]): boolean =>
	all.every((name) => clustering.clusterOf(named(name)) !== null)

/** Fewest joint spends between accounts, by widening rounds. */
function stepsFrom(start: string, spends: readonly (readonly string[])[]): Map<string, number> {
	const steps = new Map([[start, 0]])
	for (let round = 1; round <= spends.length; round++) {
		const reached = new Set(steps.keys())
		for (const payers of spends) {
			if (!payers.some((name) => reached.has(name))) continue
			for (const name of payers) if (!steps.has(name)) steps.set(name, round)
		}
	}
	return steps
}

describe('accounts of different attested entities', () => {
	const all = madeTransactions(['a1 b1 > m2', 'c1 d1 > n2', 'b2 c2 e2 > o6', 'e3 f3 > p6'])
	const labelled = (a: string, d: string) =>
		cluster(all, {
			labels: labelBookOf([
				[named('a'), a],
				[named('d'), d],
			]),
		})

	it('are never joined, and the refusal is said', () => {
		const clustering = labelled('One', 'Other')
		expect(groups(clustering)).toEqual(['a b', 'c d', 'e f'])
		expect(clustering.refused).toMatchObject([{ transaction: all[2]!.id, rule: 'coSpend', reason: 'entities' }])
		expect(clustering.whyLinked(named('a'), named('d'))).toBeNull()
	})

	it('are joined where the entity is the same, or nobody is named', () => {
		expect(groups(labelled('One', 'One'))).toEqual(['a b c d e f'])
		expect(labelled('One', 'One').refused).toEqual([])
		expect(groups(cluster(all))).toEqual(['a b c d e f'])
	})

	it('stay attributed claims, which name accounts that they label and those that are inferred', () => {
		const book = labelBookOf([
			[named('a'), 'One'],
			[named('n'), 'Other'],
		])
		const clustering = cluster(all, { labels: book })
		const [large, single] = attributeClusters(clustering, book)
		expect(large).toMatchObject({ entity: 'One', conflict: false, labelled: [named('a')], weakest: 'high' })
		expect(names(large!.inferred)).toBe('b c d e f')
		expect(single).toMatchObject({ entity: 'Other', labelled: [named('n')], inferred: [], weakest: null })
		expect(attributeClusters(clustering, new LabelBook())).toEqual([])
		const torn = labelBookOf([
			[named('a'), 'One'],
			[named('f'), 'Other'],
		])
		expect(attributeClusters(cluster(all), torn)).toMatchObject([{ entity: null, conflict: true }])
		// A cluster itself names nobody.
		expect(JSON.stringify(clustering.clusters(1))).not.toContain('One')
	})
})

describe('bad input', () => {
	it('is refused with the field', () => {
		for (const maxChangeMerge of [0, 1.5, Number.NaN])
			expect(() => cluster([], { limits: { maxChangeMerge } })).toThrow(/limits.maxChangeMerge/)
	})

	it('of a transaction of very many inputs is no trouble', () => {
		const many = Array.from({ length: 10_000 }, (_, i) => `${letters(i)}1`).join(' ')
		const clustering = cluster(madeTransactions([`${many} > x9999`]))
		expect(clustering.clusters().map(({ accounts }) => accounts.length)).toEqual([10_000])
		expect(clustering.alarms).toEqual([])
		expect(clustering.whyLinked(named(letters(3)), named(letters(9999)))).toHaveLength(1)
	})
})

/** A name of letters for a number. */
function letters(number: number): string {
	return `n${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
}
