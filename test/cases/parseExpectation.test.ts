import { describe, expect, it } from 'vitest'
import { parseExpectation } from '../../src/cases/parseExpectation.js'
import { check, openCase } from '../../src/cases.js'
import type { Expectation } from '../../src/model/caseFile.js'
import { account, ETHER } from '../support/payments.js'
import { caseFolder, EXPECT } from './caseFolder.js'

const HASH = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9'
const TOKEN = '0xdAC17F958D2ee523a2206206994597C13D831ec7'
const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'
const GENESIS = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const EVM = `eip155:1/0x${HASH}`

/** The same account as somebody else may write it. */
const otherwise = (id: string): string => `ethereum:0x${id.slice('eip155:1:0x'.length).toUpperCase()}`

describe('what a case expects', () => {
	it('may be written with aliases and upper-case digits', async () => {
		const expectation = {
			...EXPECT,
			endpoints: [{ account: otherwise(account('X')), asset: 'ethereum/slip44:60', exactly: '6' }],
			absent: [otherwise(account('N')), 'Nobody', 'Nobody: Hot Wallet 2'],
			looseEnds: [{ stop: 'endOfSource', at: otherwise(account('A')), asset: 'eth/slip44:60', exactly: '2' }],
			maxLoose: { 'ethereum/slip44:60': '4' },
			ledger: [{ seed: otherwise(account('S')), asset: 'ethereum/slip44:60', seeded: '10' }],
		}
		const { cases, failed } = await check([caseFolder({ expect: expectation })])
		expect([failed, cases[0]?.failures]).toEqual([0, []])
		const { expect: parsed } = await openCase(caseFolder({ expect: expectation }))
		expect(parsed?.maxLoose).toEqual({ [ETHER]: '4' })
		expect(parsed?.ledger?.[0]?.seed).toBe(account('S'))
	})

	it('fails by those names too', async () => {
		for (const [expectation, sentence] of [
			[{ absent: [otherwise(account('X'))] }, /absent/],
			[{ maxLoose: { 'ethereum/slip44:60': '3' } }, /at most 3, got 4/],
			[{ ledger: [{ seed: otherwise(account('S')), asset: 'eth/slip44:60', seeded: '9' }] }, /expected 9, got 10/],
		] as const) {
			const { cases } = await check([caseFolder({ expect: expectation })])
			expect(cases[0]?.failures.join()).toMatch(sentence)
		}
	})

	it.each([[{ exactly: '0' }], [{ atMost: '0' }], [{ atLeast: '0' }], [{ atLeast: '0', atMost: '7' }]])(
		'of an entity that was not reached is met where 0 is within: %j',
		async (bounds) => {
			const report = await check([caseFolder({ expect: { endpoints: [{ entity: 'Nobody', ...bounds }] } })])
			expect(report.cases[0]?.failures).toEqual([])
		},
	)

	it('names seeds as results write them', () => {
		const seeds = [
			[`bitcoin:${GENESIS}`, `${BITCOIN}:${GENESIS}`],
			[`bitcoin:${GENESIS}#2`, `${BITCOIN}:${GENESIS}#2`],
			[`bitcoin/${HASH.toUpperCase()}:1`, `${BITCOIN}/${HASH}:1`],
			[`bitcoin/${HASH}:1#12`, `${BITCOIN}/${HASH}:1#12`],
			[EVM.replace('eip155:1', 'eth'), EVM],
			[`${EVM}#2`, `${EVM}#2`],
			[`${EVM}#row:3`, `${EVM}#row:3`],
			[`${EVM}#log:5>ethereum:${TOKEN}#2`, `${EVM}#log:5>eip155:1:${TOKEN.toLowerCase()}#2`],
		] as const
		const expectation = { ledger: seeds.map(([seed]) => ({ seed, asset: 'usd' })) }
		expect(parseExpectation(expectation).ledger?.map(({ seed }) => seed)).toEqual(seeds.map(([, id]) => id))
	})
})

describe('an expectation that says nothing, or cannot be met, is refused by its place', () => {
	it.each<[string, Expectation, string]>([
		['a row without a name', { endpoints: [{ entity: 'a' }, { exactly: '6' }] }, 'endpoints[1]'],
		['exactly and at least', { endpoints: [{ entity: 'a', exactly: '6', atLeast: '6' }] }, 'endpoints[0].exactly'],
		['exactly and at most', { looseEnds: [{ stop: 'hub', exactly: '6', atMost: '6' }] }, 'looseEnds[0].exactly'],
		['more than the most', { looseEnds: [{ stop: 'hub', atLeast: '7', atMost: '6' }] }, 'looseEnds[0].atLeast'],
		['a broken account', { endpoints: [{ account: 'ethereum:0x12' }] }, 'endpoints[0].account'],
		['a name as an account', { endpoints: [{ account: 'Huobi' }] }, 'endpoints[0].account'],
		['an unknown asset', { endpoints: [{ entity: 'a', asset: 'eth' }] }, 'endpoints[0].asset'],
		['a broken contract', { looseEnds: [{ stop: 'hub', asset: 'ethereum/erc20:0x1' }] }, 'looseEnds[0].asset'],
		['a place that is none', { looseEnds: [{ stop: 'hub', at: 'Huobi' }] }, 'looseEnds[0].at'],
		['an output that is none', { looseEnds: [{ stop: 'hub', at: `bitcoin/${HASH}:x` }] }, 'looseEnds[0].at'],
		['an absent account of no chain', { absent: ['Nobody', 'etherium:0x12'] }, 'absent[1]'],
		['an absent account that is cut short', { absent: [`ethereum:${TOKEN.slice(0, -1)}`] }, 'absent[0]'],
		['an absent account with a wrong checksum', { absent: [`ethereum:${TOKEN.replace('dAC', 'dac')}`] }, 'absent[0]'],
		['an absent account behind a space', { absent: [` ethereum:${TOKEN}`] }, 'absent[0]'],
		['a bare absent address', { absent: [TOKEN] }, 'absent[0]'],
		['a bare absent Bitcoin address', { absent: [GENESIS] }, 'absent[0]'],
		['an absent output that is none', { absent: [`bitcoin/${HASH.slice(1)}:0`] }, 'absent[0]'],
		['the most of no asset', { maxLoose: { eth: '5' } }, 'maxLoose.eth'],
		['the most of one asset twice', { maxLoose: { [ETHER]: '5', 'ethereum/slip44:60': '6' } }, 'maxLoose'],
		['a ledger of no asset', { ledger: [{ asset: '' }] }, 'ledger[0].asset'],
		['a ledger of no seed', { ledger: [{ asset: 'usd', seed: 'S' }] }, 'ledger[0].seed'],
	])('%s', (_what, expectation, place) => {
		const field = `case.expect.${place}`
		const refused = expect.objectContaining({ code: 'E_INPUT', details: expect.objectContaining({ field }) })
		expect(() => parseExpectation(expectation)).toThrowError(refused)
	})

	it('before any table is read', async () => {
		const folder = caseFolder({ expect: { absent: ['ethereum:0x1'] }, sources: [{ kind: 'transfers', path: 'gone' }] })
		await expect(openCase(folder)).rejects.toMatchObject({ details: { field: 'case.expect.absent[0]' } })
		const report = await check([folder])
		expect(report.cases[0]?.error?.code).toBe('E_INPUT')
	})
})

describe('a case', () => {
	it.each([
		[{ seeds: [{ account: account('S'), asst: ETHER }] }, 'seeds[0].asst', 'an account seed is {'],
		[{ seeds: [account('S'), { output: 5 }] }, 'seeds[1].output', 'an output seed is {'],
		[{ seeds: [{ id: account('S') }] }, 'seeds[0]', 'a seed is'],
		[{ seeds: [{ account: 'ethereum:0x12' }] }, 'seeds[0].account', '40 hexadecimal digits'],
		[{ options: { budget: { hops: -1 } } }, 'case.options.budget.hops', ''],
	])('is refused before any table is read: %j', async (change, field, text) => {
		const folder = caseFolder({ ...change, sources: [{ kind: 'transfers', path: 'gone' }] })
		const error = await openCase(folder).catch((thrown: unknown) => thrown)
		expect(error).toMatchObject({ code: 'E_INPUT', details: { field } })
		expect(String(error)).toContain(text)
	})
})
