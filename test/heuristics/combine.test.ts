import { describe, expect, it, vi } from 'vitest'
import { FactIndex } from '../../src/graph/factIndex.js'
import { both, either, type Finding, type Heuristic, only, unless } from '../../src/heuristics/index.js'
import type { Transaction } from '../../src/model/transaction.js'

const view = new FactIndex()
const transaction: Transaction = {
	kind: 'account',
	id: 'c/t',
	chain: 'c',
	txid: 't',
	height: 1,
	atSeconds: 1,
	transfers: [],
}

const found = (name: string, confidence: number): Finding => ({
	kind: 'found',
	accounts: [name],
	confidence,
	note: name,
})
const unknown = (name: string): Finding => ({ kind: 'unknown', missing: [name] })
const absent: Finding = { kind: 'absent' }

const saying = (id: string, finding: Finding): Heuristic => ({
	...{
		id,
		version: '1',
		claim: id,
		vetoedBy: [`${id}Veto`],
		looksAhead: id === 'b',
		params: { [id]: '1', shared: id },
	},
	inspect: () => finding,
})
const A: Record<string, Finding> = { found: found('a', 0.9), unknown: unknown('a'), absent }
const B: Record<string, Finding> = { found: found('b', 0.5), unknown: unknown('b'), absent }

describe('two heuristics', () => {
	it.each([
		// a, b, both, either, unless
		['found', 'found', 'found', 'found', 'absent'],
		['found', 'unknown', 'unknown', 'found', 'unknown'],
		['found', 'absent', 'absent', 'found', 'found'],
		['unknown', 'found', 'unknown', 'found', 'unknown'],
		['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
		['unknown', 'absent', 'absent', 'unknown', 'unknown'],
		['absent', 'found', 'absent', 'found', 'absent'],
		['absent', 'unknown', 'absent', 'unknown', 'absent'],
		['absent', 'absent', 'absent', 'absent', 'absent'],
	])('%s and %s give both %s, either %s, unless %s', (a, b, ...expected) => {
		const [x, y] = [saying('a', A[a]!), saying('b', B[b]!)]
		const answers = [both(x, y), either(x, y), unless(x, y)].map((joint) => joint.inspect(transaction, view).kind)
		expect(answers).toEqual(expected)
	})

	it("that agree keep the first one's accounts and the lesser confidence", () => {
		const joint = both(saying('a', A.found!), saying('b', B.found!))
		expect(joint.inspect(transaction, view)).toEqual({ kind: 'found', accounts: ['a'], confidence: 0.5, note: 'a; b' })
		expect(either(saying('a', A.absent!), saying('b', B.found!)).inspect(transaction, view)).toEqual(B.found)
		expect(either(saying('a', A.found!), saying('b', B.found!)).inspect(transaction, view)).toEqual(A.found)
	})

	it('that do not know say all that is missing, once', () => {
		const joint = both(saying('a', A.unknown!), saying('b', B.unknown!))
		expect(joint.inspect(transaction, view)).toEqual({ kind: 'unknown', missing: ['a', 'b'] })
		expect(either(saying('a', A.unknown!), saying('a', A.unknown!)).inspect(transaction, view)).toEqual(A.unknown)
		expect(unless(saying('a', A.found!), saying('b', B.unknown!)).inspect(transaction, view)).toEqual(B.unknown)
	})

	it('declare what each of them declares', () => {
		const joint = unless(saying('a', absent), saying('b', absent))
		expect(joint).toMatchObject({
			id: '(a-b)',
			claim: 'a',
			vetoedBy: ['aVeto', 'bVeto'],
			looksAhead: true,
			params: { a: '1', b: '1', shared: 'a' },
		})
		expect([both(joint, joint).id, either(joint, joint).id]).toEqual(['((a-b)&(a-b))', '((a-b)|(a-b))'])
	})

	it('are asked only where a condition holds', () => {
		const a = { ...saying('a', A.found!), inspect: vi.fn(() => A.found!) }
		expect(only(a, () => false).inspect(transaction, view)).toEqual(absent)
		expect(a.inspect).not.toHaveBeenCalled()
		expect(only(a, (given, facts) => given === transaction && facts === view).inspect(transaction, view)).toEqual(
			A.found,
		)
	})
})
