import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openBlocks } from '../src/chains/bitcoin/index.js'
import { whyLinked } from '../src/heuristics.js'
import { labelBookOf } from './support/labelBookOf.js'
import { madeTransactions, named, names } from './support/madeTransactions.js'
import { BITCOIN, memoryAdapter } from './support/memoryAdapter.js'
import { repoRoot } from './support/repoRoot.js'

const all = madeTransactions(['a1 b1 > m3', 'b2 c2 > n4', 'c3 d3 > o6', 'a4 d4 > p8', 'x5 y5 > q10'])
const sources = [memoryAdapter(all)]
const why = (a: string, b: string, more = {}) => whyLinked(named(a), named(b), { sources, ...more })

describe('why two accounts are linked', () => {
	it('is the shortest chain, read from one account to the next', async () => {
		const answer = await why('a', 'c')
		expect(answer.chain?.map(({ from, to, transaction }) => [names([from, to]), transaction])).toEqual([
			['a b', all[0]!.id],
			['b c', all[1]!.id],
		])
		expect(answer).toMatchObject({ complete: true, refused: [] })
		expect(answer.chain?.[0]?.note).toMatch(/consistent with control by one party/)
		expect((await why('a', 'a')).chain).toEqual([])
	})

	it('asks for no more than it needs, and stops where it is told', async () => {
		expect(await why('a', 'd')).toMatchObject({ lookups: 1, transactions: 2 })
		expect(await why('b', 'd', { lookups: 1 })).toMatchObject({ chain: null, complete: false, lookups: 1 })
		expect(await why('a', 'd', { signal: AbortSignal.abort() }).catch((error: Error) => error.name)).toBe('AbortError')
	})

	it('is nothing where nothing links them, and says what was not joined', async () => {
		expect(await why('a', 'x')).toMatchObject({ chain: null, complete: true, lookups: 4, refused: [] })
		const labels = labelBookOf([
			[named('a'), 'One'],
			[named('d'), 'Other'],
		])
		const held = await why('a', 'd', { labels })
		expect(held.chain).toBeNull()
		expect(held.refused.map(({ reason }) => reason)).toContain('entities')
	})

	it('refuses what is no account, and accounts of two chains', async () => {
		await expect(why('a', 'a', {}).then(() => whyLinked('nonsense', named('a'), { sources }))).rejects.toThrow(/^a: /)
		const other = 'eip155:1:0x00000000219ab540356cbb839cbe05303d7705fa'
		await expect(whyLinked(named('a'), other, { sources })).rejects.toThrow(/two chains/)
	})
})

const early = `${repoRoot}../shared/data/bitcoin/blocks/early/blk-0-4521.dat`

describe.skipIf(!existsSync(early))('two addresses of the cluster of 44', () => {
	it('are linked by transactions that are named, also where each is paid by its plain key', async () => {
		const [a, b] = ['126jEcDoSWgGm1XAAWNMG8DPMsZARS9AJE', '1ADPHabNSJACDTM5CfXMqFZkN4S6rLYQz1']
		const answer = await whyLinked(`bitcoin:${a}`, `bitcoin:${b}`, { sources: [await openBlocks([{ path: early }])] })
		expect(answer.complete).toBe(true)
		const chain = answer.chain!
		expect([chain[0]!.from, chain.at(-1)!.to]).toEqual([`${BITCOIN}:${a}`, `${BITCOIN}:${b}`])
		for (const [i, { from, transaction, rule }] of chain.entries()) {
			expect(from).toBe(chain[i - 1]?.to ?? `${BITCOIN}:${a}`)
			expect(transaction).toMatch(/^bip122:[0-9a-f]{32}\/[0-9a-f]{64}$/)
			expect(['coSpend', 'sameKey']).toContain(rule)
		}
		expect(chain.some(({ rule }) => rule === 'coSpend')).toBe(true)
	})
})
