import { describe, expect, it } from 'vitest'
import { InputError } from '../../src/model/errors.js'
import { parseSeeds, type Seed } from '../../src/model/seed.js'

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'
const A = 'eip155:1:0x8b3cb6bf982798fba233bca56749e22eec42dcf3'
const B = 'eip155:1:0x6dd68bb7177edfb4f2f88fe62d80a6545378ef40'
const HASH = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9'
const EVM = `eip155:1/0x${HASH}`

function refusal(seeds: readonly unknown[]): InputError {
	try {
		parseSeeds(seeds as Seed[])
	} catch (error) {
		if (error instanceof InputError) return error
		throw error
	}
	throw new Error('the seeds were accepted')
}

describe('seeds', () => {
	it('have the id of what they name, marked where it is not the first', () => {
		const seeds: (Seed | string)[] = [
			A.replace('eip155:1', 'ethereum'),
			{ account: A, asset: 'usd' },
			{ output: `bitcoin/${HASH}:1` },
			{ transaction: `bitcoin/${HASH}`, index: 1 },
			{ transaction: EVM },
			{ transaction: EVM, to: B },
			{ transaction: EVM, index: 3 },
			{ transaction: EVM, index: '3', to: B },
			{ transaction: EVM, index: 'log:7' },
			{ transaction: EVM, index: 2 },
			{ transaction: EVM },
			{ account: A },
		]
		expect(parseSeeds(seeds).map(({ id }) => id)).toEqual([
			A,
			`${A}#2`,
			`${BITCOIN}/${HASH}:1`,
			`${BITCOIN}/${HASH}:1#2`,
			EVM,
			`${EVM}>${B}`,
			`${EVM}#row:3`,
			`${EVM}#row:3>${B}`,
			`${EVM}#log:7`,
			`${EVM}#row:2`,
			`${EVM}#2`,
			`${A}#3`,
		])
		expect(new Set(parseSeeds(seeds).map(({ id }) => id)).size).toBe(seeds.length)
		expect(parseSeeds(seeds).map(({ place }) => place)).toEqual(seeds.map((_, i) => i))
	})

	it('may be given as text: an account, an output or a transaction', () => {
		expect(parseSeeds([A, `bitcoin/${HASH}:0`, EVM]).map(({ kind }) => kind)).toEqual([
			'account',
			'output',
			'transaction',
		])
	})

	it('take moments as numbers, dates and heights, and amounts as text or bigint', () => {
		const parsed = parseSeeds([
			{ account: A, since: 1700000000, until: '2023-11-15', amount: '5' },
			{ account: A, since: { height: 7 }, until: { seconds: '2023-11-15T01:02:03Z' }, amount: 5n },
		])
		expect(parsed).toMatchObject([
			{ since: { seconds: 1700000000 }, until: { seconds: 1700006400 }, amount: 5n },
			{ since: { height: 7 }, until: { seconds: 1700010123 }, amount: 5n },
		])
		expect(Object.keys(parseSeeds([{ account: A }])[0]!).sort()).toEqual(['account', 'chain', 'id', 'kind', 'place'])
	})
})

describe('a seed that is refused names the field and the place', () => {
	it.each([
		['no seed at all', [], 'seeds', undefined, 'E_INPUT'],
		['an account', [A, { account: 'ethereum:0x12' }], 'seeds[1].account', 13, 'E_INPUT'],
		['an account as text', [A, A.slice(0, -1)], 'seeds[1].account', 50, 'E_INPUT'],
		['a bare account', ['0x8b3cb6bf982798fba233bca56749e22eec42dcf3'], 'seeds[0].account', 0, 'E_INPUT'],
		['an output', [{ output: `bitcoin/${HASH}` }], 'seeds[0].output', 0, 'E_INPUT'],
		['a transaction', [{ transaction: `bitcoin/${HASH}z` }], 'seeds[0].transaction', 72, 'E_INPUT'],
		['a recipient', [{ transaction: EVM, to: 'nobody' }], 'seeds[0].to', 0, 'E_INPUT'],
		[
			'a recipient of another chain',
			[{ transaction: EVM, to: B.replace('155:1', '155:56') }],
			'seeds[0].to',
			0,
			'E_INPUT',
		],
		['a place', [{ transaction: EVM, index: 'log 5' }], 'seeds[0].index', 0, 'E_INPUT'],
		['a place of another ledger', [{ transaction: `bitcoin/${HASH}`, index: 'log:5' }], 'seeds[0].index', 0, 'E_INPUT'],
		['an asset', [{ account: A, asset: 'eth' }], 'seeds[0].asset', 0, 'E_INPUT'],
		['an asset of another chain', [A, { account: A, asset: 'bsc/slip44:714' }], 'seeds[1].asset', 0, 'E_INPUT'],
		['a contract', [{ account: A, asset: 'ethereum/erc20:0x12' }], 'seeds[0].asset', 19, 'E_INPUT'],
		[
			'the checksum of a contract',
			[{ account: A, asset: 'eip155:1/erc20:0xdac17F958D2ee523a2206206994597C13D831ec7' }],
			'seeds[0].asset',
			18,
			'E_INPUT',
		],
		['an amount of nothing', [{ account: A, amount: '0' }], 'seeds[0].amount', 0, 'E_BAD_AMOUNT'],
		['an amount below zero', [{ account: A, amount: '-1' }], 'seeds[0].amount', 0, 'E_BAD_AMOUNT'],
		['an amount below zero as bigint', [{ account: A, amount: -1n }], 'seeds[0].amount', 0, 'E_BAD_AMOUNT'],
		['an amount with a point', [{ account: A, amount: '1.5' }], 'seeds[0].amount', 1, 'E_BAD_AMOUNT'],
		['an amount in another script', [{ account: A, amount: '12٣' }], 'seeds[0].amount', 2, 'E_BAD_AMOUNT'],
		['an amount beyond 2^256', [{ account: A, amount: 2n ** 256n }], 'seeds[0].amount', 0, 'E_BAD_AMOUNT'],
		['a date that is none', [{ account: A, since: '2023-13-45' }], 'seeds[0].since', undefined, 'E_INPUT'],
		['a date that the calendar has not', [{ account: A, until: '2023-02-30' }], 'seeds[0].until', undefined, 'E_INPUT'],
		[
			'a time that the day has not',
			[{ account: A, until: '2023-02-20T25:00Z' }],
			'seeds[0].until',
			undefined,
			'E_INPUT',
		],
	])('%s', (_what, seeds, field, position, code) => {
		const error = refusal(seeds)
		expect(error.code).toBe(code)
		expect(error.details.field).toBe(field)
		expect(error.details.position).toBe(position)
		expect(error.message).toContain(field)
	})

	it('says which shape was meant, what does not fit it, and how great an amount may be', () => {
		expect(refusal([{ account: A, ammount: '5' }]).shortMessage).toBe(
			'seeds[0].ammount: "ammount" is no member; an account seed is { account, asset?, since?, until?, amount? }',
		)
		expect(refusal([{ transaction: EVM, index: -1 }]).shortMessage).toContain('expected a whole number')
		expect(refusal([{ transaction: EVM, index: -1 }]).shortMessage).toContain('a transaction seed is {')
		expect(refusal([{ output: 7 }]).shortMessage).toContain('expected text; an output seed is { output }')
		for (const amount of [2n ** 256n, `1${'0'.repeat(99)}`])
			expect(refusal([{ account: A, amount }]).shortMessage).toContain('greater than 2^256 - 1')
	})

	it('refuses what is no list', () => {
		for (const seeds of [undefined, null, A, { 0: A }, 7]) expect(refusal(seeds as never).details.field).toBe('seeds')
		expect(refusal(new Array(2)).details.field).toBe('seeds[0]')
	})

	it.each([
		[[{ account: A, amount: 5 }], 'seeds[0].amount', 'E_BAD_AMOUNT'],
		[[{ account: A, amount: true }], 'seeds[0].amount', 'E_BAD_AMOUNT'],
		[[{ account: A, since: 'yesterday' }], 'seeds[0].since', 'E_INPUT'],
		[[{ account: A, since: -1 }], 'seeds[0].since', 'E_INPUT'],
		[[{ account: A, until: 1.5 }], 'seeds[0].until', 'E_INPUT'],
		[[{ account: A, ammount: '5' }], 'seeds[0].ammount', 'E_INPUT'],
		[[{ account: A, output: `bitcoin/${HASH}:0` }], 'seeds[0].output', 'E_INPUT'],
		[[{ transaction: EVM, index: -1 }], 'seeds[0].index', 'E_INPUT'],
		[[{ account: 7 }], 'seeds[0].account', 'E_INPUT'],
		[[{}], 'seeds[0]', 'E_INPUT'],
		[[null], 'seeds[0]', 'E_INPUT'],
		[[7], 'seeds[0]', 'E_INPUT'],
	])('%j', (seeds, field, code) => {
		const error = refusal(seeds)
		expect([error.code, error.details.field]).toEqual([code, field])
	})
})
