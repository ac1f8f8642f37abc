import { describe, expect, it } from 'vitest'
import { parseResult } from '../../src/index.js'
import { InputError } from '../../src/model/errors.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import { payees, payers, script, spend, times } from '../heuristics/spend.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { chain, EXCHANGE, from, loose, out, traceMixes } from './mixTrace.js'

const POOL = 1_000_000n
const entry = spend('entry', payers(9_000_000n), payees(POOL + 300n))
const mix = spend('mix', [from(entry, 0), ...payers(POOL + 450n, POOL, POOL, POOL)], payees(...times(5, POOL)))
const seeds = [{ account: entry.outputs[0]?.account ?? '', amount: POOL }]
const pays = (name: string, vout: number, to: number, sats = POOL - 10n): UtxoTransaction =>
	spend(name, [from(mix, vout)], [[to, sats]])

describe('mix: set', () => {
	it('gives each of five outputs 0 to 1,000,000 and the link .3422, and attributes nothing', async () => {
		const result = await traceMixes(chain(entry, mix), { seeds, mix: 'set' })
		expect(result.mixes).toHaveLength(1)
		const [row] = result.mixes
		expect(row).toMatchObject({
			transaction: mix.id,
			stop: 'coinjoin',
			interpretations: 1496n,
			entropyBits: expect.closeTo(10.5469, 4),
		})
		expect(row?.entered).toEqual([
			{
				seed: seeds[0]?.account,
				seedAsset: expect.any(String),
				spends: out(entry, 0),
				account: seeds[0]?.account,
				taint: POOL,
			},
		])
		expect(
			row?.outputs.map(({ output, possible, lower, upper, links }) => [output, possible, lower, upper, links]),
		).toEqual(mix.outputs.map(({ id }) => [id, true, 0n, POOL, [{ spends: out(entry, 0), probability: 0.342245989 }]]))
		expect(loose(result, 'coinjoin')).toBe(POOL)
		expect(result.leads).toEqual([])
	})

	it('shows what lies behind every output as leads, never as endpoints', async () => {
		const near = pays('near', 1, EXCHANGE)
		const far = pays('far', 4, 700)
		const farther = spend(
			'farther',
			[from(far, 0)],
			[
				[EXCHANGE, 400_000n],
				[701, 599_980n],
			],
		)
		const facts = chain(entry, mix, near, far, farther)
		const result = await traceMixes(facts, { seeds, mix: 'set' })
		expect(result.endpoints).toEqual([])
		expect(result.flows).toEqual([])
		const shown = result.leads.map(({ at, entity, lower, upper, transfers, mix: of }) => [
			at,
			entity,
			lower,
			upper,
			transfers,
			of,
		])
		expect(shown).toEqual(
			[
				[out(near, 0), 'Exchange', 0n, POOL - 10n, [out(mix, 1), out(near, 0)], mix.id],
				[out(farther, 0), 'Exchange', 0n, 400_000n, [out(mix, 4), out(far, 0), out(farther, 0)], mix.id],
			].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
		)
		expect(result.ledger[0]).toMatchObject({ seeded: POOL, arrived: 0n, difference: 0n })
		expect(result.headline.map(({ text }) => text).join()).not.toContain('Exchange')
		expect(result.warnings.map(({ code }) => code)).toContain('leads')
		expect(parseResult(JSON.parse(JSON.stringify(result))).leads).toEqual(result.leads)
		// Nothing that is certain differs from a trace that stops.
		const stopped = await traceMixes(facts, { seeds })
		expect([stopped.endpoints, stopped.looseEnds, stopped.ledger]).toEqual([
			result.endpoints,
			result.looseEnds,
			result.ledger,
		])
		expect(stopped.leads).toEqual([])
		expect(stopped.mixes).toEqual(result.mixes)
	})

	it('lets no output hold more than entered the mix, however many are joined', async () => {
		const joined = spend('joined', [from(mix, 0), from(mix, 1), from(mix, 2)], [[EXCHANGE, 2_999_000n]])
		const small = [{ account: seeds[0]?.account ?? '', amount: 300_000n }]
		const result = await traceMixes(chain(entry, mix, joined), { seeds: small, mix: 'set' })
		expect(result.mixes[0]?.outputs.map(({ upper }) => upper)).toEqual(times(5, 300_000n))
		expect(result.leads.map(({ upper }) => upper)).toEqual([300_000n])
	})

	it('names who can have put in what is spent together', async () => {
		const both = spend('both', [from(mix, 0), from(mix, 3)], [[700, 1_999_000n]])
		const result = await traceMixes(chain(entry, mix, both), { seeds, mix: 'set' })
		// Nobody put in two million alone.
		expect(result.merges.map(({ note: _note, ...row }) => row)).toEqual([
			{
				transaction: both.id,
				mixes: [mix.id],
				outputs: [out(mix, 0), out(mix, 3)],
				amount: 2n * POOL,
				candidates: [],
				seeds: [],
			},
		])
	})

	it('intersects the payers of two mixes whose outputs are spent together', async () => {
		const U = 10_000n
		const round = (name: string, first: number, units: readonly bigint[]): UtxoTransaction =>
			spend(
				name,
				units.map((value, i) => [first + i, value * U] as const),
				[[0, 60n * U], [1, 60n * U], [2, 60n * U], ...units.map((value, i) => [3 + i, (value - 60n) * U] as const)].map(
					([n, sats]) => [first * 100 + Number(n), BigInt(sats ?? 0)] as const,
				),
			)
		// Account 31 pays into both; 32 and 33 into the first only, 34 and 35 into the second.
		const one = round('one', 31, [100n, 91n, 125n])
		const two = { ...round('two', 34, [131n, 97n, 108n]) }
		const second = {
			...two,
			inputs: two.inputs.map((input, i) => (i === 2 ? { ...input, account: script(31) } : input)),
		}
		const both = spend('both', [from(one, 0), from(second, 1)], [[EXCHANGE, 119n * U]])
		const result = await traceMixes(chain(one, second, both), { seeds: [{ account: script(31) }], mix: 'set' })
		expect(result.merges[0]?.note).toMatch(/^supposes .* a lead, never a finding$/)
		expect(result.merges).toMatchObject([{ candidates: [[script(31)]], seeds: [script(31)], amount: 120n * U }])
		expect(result.merges[0]?.mixes).toEqual([one.id, second.id].sort())
		const other = await traceMixes(chain(one, second, both), { seeds: [{ account: script(32) }], mix: 'set' })
		expect(other.merges).toEqual([])
		expect(other.leads).toHaveLength(1)
	})

	it('spends no look-up beyond the budget, and goes on from where it stopped with the same bytes', async () => {
		const facts = chain(entry, mix, pays('a', 0, 700), pays('b', 1, EXCHANGE), pays('c', 2, 702))
		const whole = await traceMixes(facts, { seeds, mix: 'set' })
		for (let lookups = 1; lookups < whole.lookups; lookups++) {
			const part = await traceMixes(facts, { seeds, mix: 'set', budget: { minShare: 0, lookups } })
			expect([part.status, part.lookups <= lookups]).toEqual(['partial', true])
			const rest = await traceMixes(facts, {
				seeds,
				mix: 'set',
				...(part.resume === undefined ? {} : { resume: part.resume }),
			})
			expect(rest.resultHash).toBe(whole.resultHash)
		}
	})

	it('says the same whatever the order in which it is read', async () => {
		const facts = chain(entry, mix, pays('a', 0, 700), pays('b', 1, EXCHANGE), pays('c', 2, 702))
		const [one, other] = [
			await traceMixes(facts, { seeds, mix: 'set' }),
			await traceMixes([...facts].reverse(), { seeds, mix: 'set' }),
		]
		expect(other.resultHash).toBe(one.resultHash)
	})

	it('is one of two answers', async () => {
		const wrong = trace({ seeds, sources: [memoryAdapter([])], mix: 'expected' } as never)
		await expect(wrong).rejects.toBeInstanceOf(InputError)
	})
})
