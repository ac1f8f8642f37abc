import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Block } from 'bitcoinjs-lib'
import { describe, expect, it } from 'vitest'
import { openBlocks } from '../../src/chains/bitcoin/index.js'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import { peelChains } from '../../src/heuristics/bitcoin/peel/peelChains.js'
import { change, changeVoters, cluster, decideChange, judge, standard } from '../../src/heuristics.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN, byTxid } from '../chains/bitcoin/collect.js'
import { madeTransactions, named, names } from '../support/madeTransactions.js'
import { repoRoot } from '../support/repoRoot.js'

const viewOf = (all: readonly UtxoTransaction[]) => {
	const graph = new TransactionGraph()
	graph.add({ transactions: all })
	return graph.view
}
const decided = (all: readonly UtxoTransaction[], which = all.length - 1) => decideChange(all[which]!, viewOf(all))
const payees = (transaction: UtxoTransaction, ids: readonly string[]) =>
	names(transaction.outputs.filter(({ id }) => ids.includes(id)).map(({ account }) => account))
const rules = [...standard, change]
const groups = (all: readonly UtxoTransaction[]) =>
	cluster(all, { heuristics: rules })
		.clusters()
		.map(({ accounts }) => names(accounts))

// Values of C-1 and C-2 are those of the specification.
const c1 = madeTransactions(['> x7', 'a50:p2pkh b60:p2pkh > x100:p2pkh y9:p2pkh'])
const c2 = madeTransactions(['> x7', 'a50:p2pkh b60:p2pkh > x54:p2pkh y55:p2pkh'])

describe('a vote on change', () => {
	it('is decided where families agree (C-1)', () => {
		const decision = decided(c1)
		expect(decision).toMatchObject({ kind: 'change', outputs: [c1[1]!.outputs[1]!.id] })
		const votes = decision.kind === 'change' ? decision.votes : []
		expect(votes.map(({ heuristic, family }) => [heuristic, family])).toEqual([
			['freshAddress', 'novelty'],
			['oneTimeAddress', 'novelty'],
			['shadowAddress', 'novelty'],
			['optimalChange', 'value'],
			['unnecessaryInput', 'value'],
		])
		expect(groups(c1)).toEqual(['a b y'])
	})

	it('of one family decides nothing (C-2)', () => {
		const decision = decided(c2)
		expect(decision).toMatchObject({ kind: 'ambiguous', why: 'only one family of rules points at it' })
		expect(decision.kind === 'ambiguous' && decision.votes.every(({ family }) => family === 'novelty')).toBe(true)
		expect(decision.kind === 'ambiguous' && payees(c2[1]!, decision.outputs)).toBe('x y')
		expect(groups(c2)).toEqual(['a b'])
	})

	it('is void on what may be a mix (C-3)', () => {
		const mix = madeTransactions(['> x7', 'a40 b40 c40 > x30 z30 y59'])
		expect(judge(rules, mix[1]!, viewOf(mix)).map(({ evidence }) => evidence.claim)).not.toContain('change')
		expect(groups(mix)).toEqual([])
	})

	it('is decided by an output back to a payer alone, whatever the others say', () => {
		const [, own] = madeTransactions(['> a7', 'a50 b60 > a100 y9'])
		expect(decided([own!])).toMatchObject({
			kind: 'change',
			outputs: [own!.outputs[0]!.id],
			votes: [{ heuristic: 'addressReuse', family: 'ownership' }],
		})
		const finding = change.inspect(own!, viewOf([own!]))
		expect(finding).toMatchObject({ kind: 'found', confidence: 0.99, note: 'addressReuse: consistent with change' })
		const both = madeTransactions(['a50 b60 > a100 b9'])
		expect(decided(both)).toMatchObject({ kind: 'change', outputs: both[0]!.outputs.map(({ id }) => id) })
		expect(decided(madeTransactions(['a50 > a49']))).toMatchObject({ kind: 'change' })
	})

	it('is ambiguous where values and spenders point at different outputs', () => {
		const torn = madeTransactions([
			'> x7',
			['a50 b60 > x100 y9', { transaction: { version: 1 } }],
			['y9 > v8', { transaction: { version: 2 } }],
			['x100 c9 > w108', { transaction: { version: 1 } }],
		])
		const decision = decided(torn, 1)
		expect(decision).toMatchObject({ kind: 'ambiguous', why: 'values and spenders point at different outputs' })
		expect(decision.kind === 'ambiguous' && decision.votes.map(({ heuristic }) => heuristic)).toContain(
			'sameFingerprint',
		)
		expect(change.inspect(torn[1]!, viewOf(torn))).toMatchObject({
			kind: 'unknown',
			missing: expect.arrayContaining(['values and spenders point at different outputs']),
		})
	})

	it('is ambiguous where the lead is too small, or nothing is said', () => {
		const half = changeVoters.map((voter) => ({ ...voter, weight: 0.2 }))
		expect(decideChange(c1[1]!, viewOf(c1), half)).toMatchObject({ kind: 'change' })
		const fifth = changeVoters.map((voter) => ({ ...voter, weight: 0.19 }))
		expect(decideChange(c1[1]!, viewOf(c1), fifth)).toMatchObject({
			kind: 'ambiguous',
			why: 'the lead of one output is too small',
		})
		const tie = changeVoters.map((voter) => ({ ...voter, weight: voter.family === 'novelty' ? 1 : 3 }))
		const torn = madeTransactions(['> y7', 'a50:p2pkh b60:p2pkh > x54:p2wpkh y55:p2pkh'])
		expect(decideChange(torn[1]!, viewOf(torn), tie)).toMatchObject({
			kind: 'ambiguous',
			why: 'several outputs have the same votes',
		})
		const silent = madeTransactions(['> x7 y7', 'a50:p2pkh b60:p2pkh > x54:p2pkh y55:p2pkh'])
		expect(decided(silent)).toMatchObject({ kind: 'unknown' })
		const told = { locktime: 0, version: 1, vsize: 10 }
		const spends = [
			'> x7 y7',
			['a50:p2pkh b60:p2pkh > x54:p2pkh y55:p2pkh', { transaction: told }],
			['x54:p2pkh c1:p2pkh > v54', { transaction: told }],
			['y55:p2pkh d1:p2pkh > w55', { transaction: told }],
		] as const
		const asked = changeVoters.filter(({ heuristic }) => heuristic.id !== 'knownCluster')
		const read = madeTransactions(spends)
		expect(decideChange(read[1]!, viewOf(read), asked)).toMatchObject({
			kind: 'ambiguous',
			why: 'no rule points at an output',
			votes: [],
		})
	})

	it('says what it would have to know', () => {
		expect(decided(madeTransactions(['a5 ? > x3 y1']))).toEqual({ kind: 'unknown', missing: ['1 previous outputs'] })
		const bare = decided(madeTransactions(['a5 > x3 y1']))
		expect(bare).toEqual({
			kind: 'unknown',
			missing: [
				'1 fee rates',
				'1 locktimes',
				'3 script types',
				'clusters as of this transaction',
				'spenders of 2 outputs',
			],
		})
		const decision = decided(c1)
		expect(decision.kind === 'change' && decision.missing).toContain('clusters as of this transaction')
	})

	it('has nothing to decide on coinbases, single outputs and account ledgers', () => {
		for (const line of ['> x5 y6', 'a5 > x4', 'a5 > x0 y4'])
			expect(decided(madeTransactions([line]))).toEqual({ kind: 'none' })
		expect(change.inspect(madeTransactions(['a5 > x4'])[0]!, viewOf([]))).toEqual({ kind: 'absent' })
	})

	it('weighs as it is told, and lets only those vote who are asked', () => {
		const [, transaction] = c1
		const voters = decideChange(transaction!, viewOf(c1), [])
		expect(voters).toMatchObject({ kind: 'ambiguous', why: 'no rule points at an output', votes: [] })
	})

	it('is fooled by a payee with a new address who gets less than each input', () => {
		const fooled = madeTransactions(['> change7', 'a50 b60 > change100 payee9'])
		const decision = decided(fooled)
		expect(decision.kind === 'change' && payees(fooled[1]!, decision.outputs)).toBe('payee')
	})
})

describe('clusters with change', () => {
	it('hold a payer apart from whom it paid, and a cluster known then speaks for an output', () => {
		// y was spent together with a before the last transaction: the ownership family speaks too.
		const known = madeTransactions(['a9 y9 > m18', '> x7 y7', 'a50 b60 > x100 y9'])
		expect(groups(known)).toEqual(['a b y'])
		const view = cluster(known, { heuristics: rules })
		expect(view.whyLinked(named('b'), named('y'))?.length).toBeLessThanOrEqual(2)
	})

	it('are as of their time: a look ahead sees only what is read', () => {
		const later = madeTransactions(['> x7', 'a50 b60 > x100 y9', 'c5 > y4'])
		expect(groups(later)).toEqual(['a b y'])
		const spread = [...later.slice(0, 2), { ...later[2]!, atSeconds: later[1]!.atSeconds + 60 }]
		const early = cluster(spread, { heuristics: rules, asOf: { height: 2 } })
		expect(
			early
				.clusterOf(named('y'))
				?.accounts.map((account) => names([account]))
				.sort(),
		).toEqual(['a', 'b', 'y'])
	})
})

const fixture = `${repoRoot}fixtures/mainnet-2015`

describe('real change', () => {
	it('of a chain of payments in 2015 is seldom decided, and never for a payee', async () => {
		const files = [367238, 367239, 367240].map((height) => `${fixture}/block${height}.raw.gz`)
		const adapter = await openBlocks(files.map((path) => ({ path })))
		const txids = files.flatMap((path) =>
			(Block.fromBuffer(gunzipSync(readFileSync(path))).transactions ?? []).map((one) => one.getId()),
		)
		const all = await byTxid(adapter, txids)
		const view = viewOf(all)
		const start = `${BITCOIN}/a4df183a104fd35a2f326eb4ca9338c672abade4d57ea276d161127faf0acf32`
		const context = { view, isMix: () => false, isService: () => false }
		const chain = peelChains(all, context).find(({ steps }) => steps[0]?.transaction.id === start)
		// 31 transactions with a fresh change address at every hop (README of the data): what is kept is change.
		expect(chain?.steps).toHaveLength(31)
		const decisions = chain!.steps.map(({ transaction, kept }) => ({
			kept: kept?.id,
			decision: decideChange(transaction, view),
		}))
		for (const { kept, decision } of decisions) if (decision.kind === 'change') expect(decision.outputs).toEqual([kept])
		const count = (kind: string) => decisions.filter(({ decision }) => decision.kind === kind).length
		expect([count('change'), count('ambiguous'), count('unknown')]).toEqual([1, 28, 2])
	})
})

describe.skipIf(!existsSync(`${repoRoot}../shared/data/bitcoin/blocks/early`))('change of 2009', () => {
	it('goes back to the payer, hop by hop', async () => {
		const adapter = await openBlocks([{ path: `${repoRoot}../shared/data/bitcoin/blocks/early/blk-0-4521.dat` }])
		const txids = [
			'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16',
			'a16f3ce4dd5deb92d98ef5cf8afeaf0775ebca408f708b2146c4fb42b41e14be',
		]
		const all = await byTxid(adapter, txids)
		for (const one of all) {
			const decision = decideChange(one, viewOf(all))
			expect(decision).toMatchObject({ kind: 'change', votes: [{ heuristic: 'addressReuse' }] })
		}
	})
})
