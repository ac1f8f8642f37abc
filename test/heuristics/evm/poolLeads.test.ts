import { describe, expect, it } from 'vitest'
import { hasTornadoData, tornadoPool, tornadoPools } from '../../../scripts/cards/tornadoSets.js'
import { anonymitySets } from '../../../src/heuristics/evm/mixing/anonymitySets.js'
import { mixingPools } from '../../../src/heuristics/evm/mixing/mixingPools.js'
import type { PoolDeposit, PoolHistory, PoolWithdrawal } from '../../../src/heuristics/evm/mixing/poolHistory.js'
import { poolLeads, poolRules } from '../../../src/heuristics/evm/mixing/poolLeads.js'
import { shuffled } from '../../../src/heuristics/evm/mixing/shuffled.js'
import { nativeAsset } from '../../../src/model/chains.js'
import { parseAccount, parseChain } from '../../../src/model/identifiers.js'

const HOUR = 3600
const account = (name: string): string => `eip155:1:${name}`
const put = (
	id: string,
	pool: string,
	height: number,
	depositor: string,
	more: Partial<PoolDeposit> = {},
): PoolDeposit => ({
	id,
	pool,
	height,
	atSeconds: height * HOUR,
	depositor: account(depositor),
	gasPrice: null,
	...more,
})
const take = (
	id: string,
	pool: string,
	height: number,
	recipient: string,
	more: Partial<PoolWithdrawal> = {},
): PoolWithdrawal => ({
	id,
	pool,
	height,
	atSeconds: height * HOUR,
	recipient: account(recipient),
	sender: null,
	gasPrice: null,
	...more,
})
/** Twenty strangers who put in and take out, one an hour. */
const strangers: PoolHistory = {
	deposits: Array.from({ length: 20 }, (_, i) => put(`d${i}`, 'P', i, `in${i}`)),
	withdrawals: Array.from({ length: 20 }, (_, i) => take(`w${i}`, 'P', 100 + i, `out${i}`)),
	payments: [],
	claims: [],
}
const among = (more: Partial<PoolHistory>): PoolHistory => ({
	...strangers,
	...more,
	deposits: [...strangers.deposits, ...(more.deposits ?? [])],
	withdrawals: [...strangers.withdrawals, ...(more.withdrawals ?? [])],
})
const leadsOf = (history: PoolHistory) =>
	poolLeads(history, { rounds: 99 }).leads.map(({ rule, withdrawal, depositors }) => [rule, withdrawal, ...depositors])
const testOf = (history: PoolHistory, rule: string) =>
	poolLeads(history, { rounds: 99 }).rules.find((one) => one.rule === rule)

describe('among strangers', () => {
	it('nothing is tied, and chance explains that', () => {
		const { leads, rules } = poolLeads(strangers, { rounds: 99 })
		expect(leads).toEqual([])
		expect(rules.map(({ rule, linked }) => [rule, linked])).toEqual(poolRules.map(({ id }) => [id, 0]))
		for (const { pValue, missing, rule } of rules) expect([rule, pValue]).toEqual([rule, missing.length > 0 ? null : 1])
	})
})

describe('the rules', () => {
	it('tie one who takes out where they put in before', () => {
		const history = among({ deposits: [put('x', 'P', 30, 'x')], withdrawals: [take('y', 'P', 140, 'x')] })
		const { leads } = poolLeads(history)
		expect(leads).toMatchObject([
			{ rule: 'sameAddress', withdrawal: 'y', deposits: ['x'], confidence: 0.9, anonymitySet: 1, corroboratedBy: [] },
		])
		expect(leadsOf(among({ deposits: [put('x', 'P', 30, 'x')], withdrawals: [take('y', 'P', 20, 'x')] }))).toEqual([])
		expect(leadsOf(among({ deposits: [put('x', 'Q', 30, 'x')], withdrawals: [take('y', 'P', 140, 'x')] }))).toEqual([])
	})

	it('tie one who was paid three times by somebody who put in', () => {
		const pair = { from: account('in3'), to: account('y') }
		const withdrawals = [take('y', 'P', 140, 'y')]
		const known = (times: number) =>
			leadsOf(among({ withdrawals, payments: Array.from({ length: times }, () => pair) }))
		expect(known(3)).toEqual([['knownEachOther', 'y', account('in3')]])
		expect(known(2)).toEqual([])
	})

	it('tie equal notes of several pools on a day', () => {
		const pools = ['P', 'P', 'P', 'Q', 'Q']
		const deposits = pools.map((pool, i) => put(`x${i}`, pool, 30 + i, 'x'))
		const withdrawals = pools.map((pool, i) => take(`y${i}`, pool, 140 + i, 'y'))
		const history = among({ deposits, withdrawals })
		const { leads, rules } = poolLeads(history, { rounds: 99 })
		expect(leads.map(({ withdrawal, depositors }) => [withdrawal, ...depositors])).toEqual(
			withdrawals.map(({ id }) => [id, account('x')]),
		)
		expect(rules.find(({ rule }) => rule === 'sameNotes')).toMatchObject({ linked: 5, pValue: 0.01 })
		expect(leads[0]?.confidence).toBeGreaterThan(0.39)
		expect(leadsOf(among({ deposits: deposits.slice(1), withdrawals }))).toEqual([])
		expect(
			leadsOf(among({ deposits, withdrawals: withdrawals.map((one, i) => ({ ...one, atSeconds: i * 20 * HOUR })) })),
		).toEqual([])
	})

	it('that only corroborate name nobody by themselves', () => {
		const gasPrice = [77n, 2n] as const
		const deposits = [put('x', 'P', 30, 'x', { gasPrice })]
		const own = { gasPrice, sender: account('y') }
		const alone = among({
			deposits,
			withdrawals: [take('y', 'P', 140, 'y', own)],
			claims: [{ account: account('y'), pool: 'P', blocks: 110 }],
		})
		expect(testOf(alone, 'sameGasPrice')?.linked).toBe(1)
		expect(testOf(alone, 'claimedBlocks')?.linked).toBe(1)
		expect(leadsOf(alone)).toEqual([])
		const together = among({
			deposits,
			withdrawals: [take('y', 'P', 140, 'x', { gasPrice, sender: account('x') })],
			claims: [{ account: account('x'), pool: 'P', blocks: 110 }],
		})
		expect(poolLeads(together).leads[0]?.corroboratedBy).toEqual(['sameGasPrice', 'claimedBlocks'])
		const relayed = among({ deposits, withdrawals: [take('y', 'P', 140, 'y', { gasPrice, sender: account('relay') })] })
		expect(testOf(relayed, 'sameGasPrice')?.linked).toBe(0)
	})

	it('say what they miss, and nothing else', () => {
		const blind: PoolHistory = {
			deposits: strangers.deposits.map((one) => ({ ...one, depositor: null })),
			withdrawals: strangers.withdrawals,
			payments: null,
			claims: null,
		}
		const { leads, rules } = poolLeads(blind)
		expect(leads).toEqual([])
		for (const { missing, pValue, byChance } of rules)
			expect([missing.length > 0, pValue, byChance]).toEqual([true, null, null])
	})

	it('state what was published of their worth', () => {
		for (const { published } of poolRules) expect(published.length).toBeGreaterThan(10)
	})
})

describe('a permutation test', () => {
	const deposits = Array.from({ length: 12 }, (_, i) => put(`x${i}`, i % 2 === 0 ? 'P' : 'Q', 30 + i, `x${i}`))
	const withdrawals = deposits.map(({ pool }, i) => take(`y${i}`, pool, 140 + i, `x${i}`))

	it('gives the same figure for the same number, and depends on it', () => {
		const history = { ...strangers, deposits, withdrawals }
		expect(poolLeads(history, { rounds: 50, seed: 7 })).toEqual(poolLeads(history, { rounds: 50, seed: 7 }))
		const figures = [1, 2, 3].map((seed) => poolLeads(history, { rounds: 50, seed }).rules[0]?.byChance)
		expect(new Set(figures).size).toBeGreaterThan(1)
	})

	it('tells ties that chance makes too from those it does not', () => {
		const aligned = testOf({ ...strangers, deposits, withdrawals }, 'sameAddress')
		expect(aligned).toMatchObject({ linked: 12, pValue: 0.01 })
		const onePool = {
			...strangers,
			deposits: deposits.map((one) => ({ ...one, pool: 'P' })),
			withdrawals: withdrawals.map((one) => ({ ...one, pool: 'P' })),
		}
		expect(testOf(onePool, 'sameAddress')).toMatchObject({ linked: 12, pValue: 1 })
	})

	it('shuffles evenly', () => {
		const counts = [0, 0, 0, 0, 0, 0]
		const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
		for (let seed = 1; seed <= 6000; seed++) {
			const place = orders.indexOf(shuffled(['a', 'b', 'c'], seed).join(''))
			counts[place] = (counts[place] ?? 0) + 1
		}
		// Chi-squared with five degrees of freedom: 20.5 at 0.001.
		expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5)
	})
})

describe('pools', () => {
	it('are known by account, each with its note', () => {
		expect(mixingPools.size).toBeGreaterThan(30)
		for (const [id, { asset, note }] of mixingPools) {
			expect(parseAccount(id)).toBe(id)
			expect(asset.startsWith(`${id.slice(0, id.lastIndexOf(':'))}/`)).toBe(true)
			expect(note > 0n).toBe(true)
		}
		const note = (account: string) => mixingPools.get(account)?.note
		expect(note('eip155:1:0x178169b423a011fff22b9e3f3abea13414ddd0f1')).toBe(10_000_000n)
		expect(note('eip155:1:0xd96f2b1c14db8458374d9aca76e26c3d18364307')).toBe(100_000_000n)
		expect(note('eip155:1:0x4736dcf1b7a3d580672cce6e7c65cd5cc9cfba9d')).toBe(1_000_000_000n)
		for (const [id, { asset }] of mixingPools)
			if (asset.includes('/slip44:')) expect(asset).toBe(nativeAsset(parseChain(id.slice(0, id.lastIndexOf(':')))))
	})
})

describe.skipIf(!hasTornadoData())('events of 15 real pools', () => {
	const names = hasTornadoData() ? [...tornadoPools().keys()] : []

	it.each(names)('%s: withdrawals never exceed deposits, and each hides among others', (name) => {
		const { deposits, withdrawals } = tornadoPool(name)
		expect({ deposits: deposits.length, withdrawals: withdrawals.length }).toEqual(tornadoPools().get(name))
		const sets = anonymitySets(deposits, withdrawals)
		expect(Math.min(...sets.map(({ left }) => left))).toBeGreaterThanOrEqual(0)
		expect(Math.min(...sets.map(({ notes }) => notes))).toBeGreaterThan(0)
		expect(sets.at(-1)?.left).toBe(
			deposits.filter(({ height }) => height <= (withdrawals.at(-1)?.height ?? 0)).length - withdrawals.length,
		)
	})

	it('name no recipient: they tell no depositor', () => {
		const all = names.map((name) => tornadoPool(name))
		const history: PoolHistory = {
			deposits: all.flatMap(({ deposits }) => deposits),
			withdrawals: all.flatMap(({ withdrawals }) => withdrawals),
			payments: null,
			claims: null,
		}
		expect(history.withdrawals).toHaveLength(8294)
		expect(poolLeads(history).leads).toEqual([])
	})
})
