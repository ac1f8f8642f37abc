import { describe, expect, it } from 'vitest'
import { type ForwardingLimits, forwardings, tutelaConfidence } from '../../../src/heuristics/evm/forwardings.js'
import { address, erc20, receipt } from '../../chains/evm/evmFacts.js'
import { accountFacts, ETHER, id, type Placed, TETHER, USDT, viewOf } from './accountFacts.js'

const DEPOSIT = 0xd
const EXCHANGE = 0xe
const ETH = 10n ** 18n
/** Ether with four decimals. */
const eth = (text: string): bigint => {
	const [whole = '0', part = ''] = text.split('.')
	return BigInt(whole) * ETH + BigInt(part.padEnd(18, '0'))
}

const pay = (from: number, to: number, value: string, at: number): Placed => ({
	from: address(from),
	to: address(to),
	value: eth(value),
	at,
})
const token = (from: number, to: number, amount: bigint, at: number): Placed => ({
	at,
	receipt: receipt({ logs: [{ ...erc20(0, from, to, amount), address: USDT }] }),
})

function triples(list: readonly Placed[], asset = ETHER, limits?: ForwardingLimits) {
	const view = viewOf(accountFacts(list))
	return forwardings(id(DEPOSIT), view.ledger(id(DEPOSIT), asset), (account) => account === id(EXCHANGE), limits)
}

describe('golden D1', () => {
	const list = [pay(0xa, DEPOSIT, '100', 10), pay(DEPOSIT, EXCHANGE, '99.99', 100), pay(0xb, EXCHANGE, '0.0001', 111)]

	it('is exactly one triple of user, deposit address and exchange', () => {
		const found = triples(list, ETHER, { missing: eth('0.01'), elapsed: 100, clock: 'height' })
		expect(found.map(({ user, deposit, service }) => [user, deposit, service])).toEqual([
			[id(0xa), id(DEPOSIT), id(EXCHANGE)],
		])
	})

	it('has the confidence that Tutela gives it', () => {
		const limits: ForwardingLimits = { missing: eth('0.01'), elapsed: 3200, clock: 'height' }
		const [found] = triples(list, ETHER, limits)
		expect(found).toMatchObject({ missing: eth('0.01'), elapsed: 90, of: 1 })
		expect(tutelaConfidence(found as NonNullable<typeof found>, limits)).toBe(0.4859375)
	})

	it('is none one block later than allowed, or one wei more missing', () => {
		expect(triples(list, ETHER, { missing: eth('0.01'), elapsed: 89, clock: 'height' })).toEqual([])
		expect(triples(list, ETHER, { missing: eth('0.01') - 1n, elapsed: 100, clock: 'height' })).toEqual([])
	})
})

describe('amounts', () => {
	it('that round alike but differ by more than the limit are no pair', () => {
		expect(triples([pay(0xa, DEPOSIT, '0.26', 1), pay(DEPOSIT, EXCHANGE, '0.249', 2)])).toEqual([])
		expect(triples([pay(0xa, DEPOSIT, '0.34', 1), pay(DEPOSIT, EXCHANGE, '0.26', 2)])).toEqual([])
	})

	it('on either side of a rounding edge are a pair', () => {
		expect(triples([pay(0xa, DEPOSIT, '0.2501', 1), pay(DEPOSIT, EXCHANGE, '0.2499', 2)])).toHaveLength(1)
	})

	it('that grow on the way are no pair', () => {
		expect(triples([pay(0xa, DEPOSIT, '1', 1), pay(DEPOSIT, EXCHANGE, '1.0001', 2)])).toEqual([])
	})

	it('of a token go on to the last unit', () => {
		expect(triples([token(0xa, DEPOSIT, 500n, 1), token(DEPOSIT, EXCHANGE, 500n, 2)], TETHER)).toHaveLength(1)
		expect(triples([token(0xa, DEPOSIT, 500n, 1), token(DEPOSIT, EXCHANGE, 499n, 2)], TETHER)).toEqual([])
	})
})

describe('sweeps', () => {
	it('take each deposit once, the latest that fits', () => {
		const list = [
			pay(0xa, DEPOSIT, '1', 1),
			pay(0xb, DEPOSIT, '1', 2),
			pay(DEPOSIT, EXCHANGE, '1', 3),
			pay(DEPOSIT, EXCHANGE, '1', 4),
		]
		expect(triples(list).map(({ user, elapsed }) => [user, elapsed])).toEqual([
			[id(0xb), 1],
			[id(0xa), 3],
		])
	})

	it('of several deposits name every user', () => {
		const list = [pay(0xa, DEPOSIT, '1', 1), pay(0xb, DEPOSIT, '2.5', 2), pay(DEPOSIT, EXCHANGE, '3.495', 3)]
		expect(triples(list).map(({ user, missing, of }) => [user, missing, of])).toEqual([
			[id(0xa), eth('0.005'), 2],
			[id(0xb), eth('0.005'), 2],
		])
	})

	it('take nothing that came from the service or goes elsewhere', () => {
		expect(triples([pay(EXCHANGE, DEPOSIT, '1', 1), pay(DEPOSIT, EXCHANGE, '1', 2)])).toEqual([])
		expect(triples([pay(0xa, DEPOSIT, '1', 1), pay(DEPOSIT, 0xb, '1', 2)])).toEqual([])
	})

	it('before the deposit take nothing', () => {
		expect(triples([pay(DEPOSIT, EXCHANGE, '1', 1), pay(0xa, DEPOSIT, '1', 2)])).toEqual([])
	})
})
