import { zeroPadValue } from 'ethers'
import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START, type Told } from './passage.js'

const [FROM, TO, OTHER] = ['eip155:1', 'eip155:137', 'eip155:10'] as const
const [USER, PAYEE, TOKEN, FAR, RELAYER] = ['a1', 'a2', 'c1', 'c2', 'b1'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const word = (address: string): string => zeroPadValue(address, 32)
const pool = (id: string, chain: string): string => protocolOf(id).contracts[chain]?.[0] as string
const call = { kind: 'call', failed: false } as const

/** A deposit by one of the two versions of it, of this amount for that. */
function deposited(version: 3 | 3.5, amount: bigint, wanted: bigint, id = 5n, output = FAR): Told {
	const as = version === 3 ? (address: string) => address : word
	const values = [as(TOKEN), as(output), amount, wanted, 137n, id, 1n, 2n, 0n, as(USER), as(PAYEE), as(ZERO), '0x']
	const name = version === 3 ? 'V3FundsDeposited' : 'FundsDeposited'
	const spoke = pool('across/3', FROM)
	return { chain: FROM, logs: [transferLog(TOKEN, USER, spoke, amount, 1), rowLog('across/3', name, values, spoke, 2)] }
}
function filled(version: 3 | 3.5, paid: bigint, { id = 5n, chain = TO as string, to = PAYEE, origin = 1n } = {}): Told {
	const as = version === 3 ? (address: string) => address : word
	const message = version === 3 ? '0x' : word(ZERO)
	const head = [
		as(TOKEN),
		as(FAR),
		100n,
		99n,
		1n,
		origin,
		id,
		2n,
		0n,
		as(ZERO),
		as(RELAYER),
		as(USER),
		as(PAYEE),
		message,
	]
	const name = version === 3 ? 'FilledV3Relay' : 'FilledRelay'
	return {
		chain,
		logs: [
			transferLog(FAR, RELAYER, to, paid, 1),
			rowLog('across/3', name, [...head, [as(to), message, paid, 0n]], pool('across/3', chain), 2),
		],
		atSeconds: START + 30,
	}
}

describe('Across 3 and 3.5', () => {
	it.each([3, 3.5] as const)('joins a deposit of %s by its number and chain, paid by the relayer', (version) => {
		checkPassage({
			protocol: 'across/3',
			into: deposited(version, 100n, 99n),
			out: filled(version, 99n),
			violated: filled(version, 98n),
			elsewhere: { out: filled(version, 99n, { origin: 10n }), into: deposited(version, 100n, 99n, 6n) },
		})
	})

	it('joins a deposit of 3 that 3.5 filled, over one proxy', () => {
		const legs = [deposited(3, 100n, 99n), filled(3.5, 99n)].flatMap(legsTold)
		expect(joinLegs(legs).pairs).toMatchObject([{ protocol: 'across/3', amounts: 'held' }])
	})

	it('takes no other receiver and no other token than was asked for; an untold token is any', () => {
		const why = (...told: Told[]) => joinLegs(told.flatMap(legsTold)).leads.map((lead) => lead.why)
		expect(why(deposited(3.5, 100n, 99n), filled(3.5, 99n, { to: RELAYER }))).toEqual(['receiver'])
		expect(why(deposited(3.5, 100n, 99n, 5n, TOKEN), filled(3.5, 99n))).toEqual(['amount'])
		expect(why(deposited(3.5, 100n, 99n, 5n, ZERO), filled(3.5, 99n))).toEqual([])
		expect(why(deposited(3.5, 100n, 99n), filled(3.5, 99n, { chain: OTHER }))).toEqual(['chain'])
	})

	it('takes coins that the pool unwraps for the token that was asked', () => {
		const out = filled(3.5, 99n)
		const spoke = pool('across/3', TO)
		const calls = [{ ...call, path: [0], from: spoke, to: PAYEE, value: 99n }]
		const logs = [transferLog(FAR, RELAYER, spoke, 99n, 1), ...out.logs.slice(1)]
		expect(legsTold({ ...out, logs, facts: { calls } })[0]?.transfer).toMatch(/#call:0$/)
	})

	it('leaves two fills of one deposit open', () => {
		const legs = [deposited(3.5, 100n, 99n), filled(3.5, 99n), filled(3.5, 99n)].flatMap(legsTold)
		expect(joinLegs(legs).open).toMatchObject([{ why: 'ambiguous' }])
	})
})

const PERCENT = 10n ** 16n
/** A part of a deposit of 2 or 2.5 that was filled, less 1 % for the relayer and 2 % for the pool. */
function part(version: '2' | '2.5', amount: bigint, paid = (amount * 97n) / 100n): Told {
	const id = `across/${version}`
	const spoke = pool(id, TO)
	const head = [1000n, amount, amount, 137n, 1n, 137n, PERCENT]
	const values =
		version === '2'
			? [...head, PERCENT, 2n * PERCENT, 5n, FAR, RELAYER, USER, PAYEE, false]
			: [...head, 2n * PERCENT, 5n, FAR, RELAYER, USER, PAYEE, '0x', [PAYEE, '0x', PERCENT, false, 0n]]
	return {
		chain: TO,
		logs: [transferLog(FAR, RELAYER, PAYEE, paid, 1), rowLog(id, 'FilledRelay', values, spoke, 2)],
		atSeconds: START + 30,
	}
}
function earlier(version: '2' | '2.5', amount: bigint): Told {
	const id = `across/${version}`
	const spoke = pool(id, FROM)
	const values =
		version === '2'
			? [amount, 1n, 137n, PERCENT, 5n, 1n, TOKEN, PAYEE, USER]
			: [amount, 1n, 137n, PERCENT, 5n, 1n, TOKEN, PAYEE, USER, '0x']
	return {
		chain: FROM,
		logs: [transferLog(TOKEN, USER, spoke, amount, 1), rowLog(id, 'FundsDeposited', values, spoke, 2)],
	}
}

describe('Across 2 and 2.5', () => {
	it.each(['2', '2.5'] as const)('joins %s, whose fills state their fees', (version) => {
		const whole = [earlier(version, 1000n), part(version, 1000n)] as const
		checkPassage({
			protocol: `across/${version}`,
			into: whole[0],
			out: whole[1],
			violated: version === '2' ? null : part(version, 600n),
		})
	})

	it('adds the parts up, and waits for all of them', () => {
		const [into, ...parts] = [earlier('2.5', 1000n), part('2.5', 600n), part('2.5', 400n)].map(legsTold)
		expect(parts.flat().map(({ amount, fee }) => [amount, fee])).toEqual([
			[582n, 18n],
			[388n, 12n],
		])
		expect(joinLegs([...(into ?? []), ...parts.flat()]).pairs).toMatchObject([
			{ amounts: 'held', destinations: [{}, {}] },
		])
	})
})
