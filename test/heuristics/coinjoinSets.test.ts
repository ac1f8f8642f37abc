import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { coinjoinSet } from '../../scripts/cards/coinjoinSets.js'
import { FactIndex } from '../../src/graph/factIndex.js'
import {
	equalOutputs,
	type Heuristic,
	joinMarket,
	judge,
	standard,
	wabiSabi,
	wasabi10,
	wasabi11,
	wasabiCoordinator,
} from '../../src/heuristics/index.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { repoRoot } from '../support/repoRoot.js'

const folder = `${repoRoot}../shared/data/bitcoin/coinjoin`
/** The source lists these two of its own mixes as false. */
const DOUBTFUL = /^(?:91c9d1a1|a4f995fd)/

describe.skipIf(!existsSync(folder))('real mixes and what looks like them', () => {
	const view = new FactIndex()
	let sets: Record<'wasabi1' | 'wasabi2' | 'exits1' | 'exits2' | 'lookalikes', UtxoTransaction[]>
	const count = (heuristic: Heuristic, set: readonly UtxoTransaction[]): number =>
		set.filter((transaction) => heuristic.inspect(transaction, view).kind === 'found').length

	beforeAll(() => {
		sets = {
			wasabi1: coinjoinSet(folder, 'wasabi1-mixes.jsonl'),
			wasabi2: coinjoinSet(folder, 'wasabi2-mixes.jsonl'),
			exits1: coinjoinSet(folder, 'wasabi1-exits.jsonl'),
			exits2: coinjoinSet(folder, 'wasabi2-exits.jsonl'),
			lookalikes: coinjoinSet(folder, 'joinmarket-lookalikes.jsonl'),
		}
		for (const set of Object.values(sets)) for (const transaction of set) view.add(transaction)
		expect(Object.values(sets).map((set) => set.length)).toEqual([152, 35, 223, 179, 19])
	})

	it('finds every Wasabi 1 mix by the coordinator, and 79 by the structure of one denomination', () => {
		expect(count(wasabiCoordinator, sets.wasabi1)).toBe(152)
		expect(count(wasabi10, sets.wasabi1)).toBe(79)
	})

	it('finds every firm Wasabi 2 mix', () => {
		const firm = sets.wasabi2.filter(({ txid }) => !DOUBTFUL.test(txid))
		expect(firm).toHaveLength(33)
		expect(count(wabiSabi, firm)).toBe(33)
	})

	it('calls no exit and no look-alike Wasabi', () => {
		const others = [...sets.exits1, ...sets.exits2, ...sets.lookalikes]
		for (const wasabi of [wasabi10, wasabi11, wasabiCoordinator, wabiSabi]) expect(count(wasabi, others)).toBe(0)
	})

	it('refuses 10 of the 19 look-alikes as JoinMarket rounds, and vetoes a co-spend on 18', () => {
		expect(sets.lookalikes.length - count(joinMarket, sets.lookalikes)).toBe(10)
		expect(count(equalOutputs, sets.lookalikes)).toBe(18)
	})

	it('joins no inputs of a listed mix', () => {
		const mixes = [...sets.wasabi1, ...sets.wasabi2]
		const joining = mixes.filter((transaction) =>
			judge(standard, transaction, view).some(({ evidence }) => evidence.claim === 'sameControl'),
		)
		// Also not of the two doubtful ones: each has one paying account.
		expect(joining).toEqual([])
	})
})
