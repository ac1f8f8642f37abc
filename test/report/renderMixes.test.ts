import { describe, expect, it } from 'vitest'
import { renderResult } from '../../src/report/index.js'
import { payees, payers, spend, times } from '../heuristics/spend.js'
import { chain, EXCHANGE, from, out, traceMixes } from '../trace/mixTrace.js'

const POOL = 1_000_000n
const entry = spend('entry', payers(9_000_000n), payees(POOL + 300n))
const mix = spend('mix', [from(entry, 0), ...payers(POOL + 450n, POOL, POOL, POOL)], payees(...times(5, POOL)))
const near = spend('near', [from(mix, 1)], [[EXCHANGE, POOL - 10n]])
const both = spend('both', [from(mix, 2), from(mix, 3)], [[777, 2n * POOL - 10n]])
const facts = chain(entry, mix, near, both)
const seeds = [{ account: entry.outputs[0]?.account ?? '', amount: POOL }]

describe('mixes as text', () => {
	it('say what can lie where, label leads with their source, and add nothing up', async () => {
		const text = await renderResult(await traceMixes(facts, { seeds, mix: 'set' }))
		expect(text).toContain('each of 5 outputs holds between 0 and at most 0.01000000 BTC')
		expect(text).toContain('entropy in bits: 10.5468')
		expect(text).toMatch(/0\.00999990 BTC {6}1 {2}\S+ by \S+ {2}"Exchange"/)
		expect(text).toContain(out(near, 0))
		expect(text).toContain(
			'spends 2 outputs of 1 mix together: consistent with one party; no payer put in that much alone',
		)
	})

	it('say nothing of leads where none were asked for, and nothing at all where there is no mix', async () => {
		const stopped = await renderResult(await traceMixes(facts, { seeds }))
		expect(stopped).toContain('Mixes that value entered')
		expect(stopped).not.toContain('Leads')
		expect(await renderResult(await traceMixes(facts, { seeds, heuristics: [] }))).not.toContain(
			'Mixes that value entered',
		)
	})
})
