import { describe, expect, test } from 'vitest'
import { categoryKind, categoryTerm, isAuthorityList, stopOf } from '../../src/labels/categories.js'

describe('categoryTerm', () => {
	test.each([
		['mixer', 'mixing_service'],
		['bridge', 'defi_bridge'],
		['dex', 'defi_dex'],
		['swap', 'instant_swapper'],
		['Mixing Service', 'mixing_service'],
		[' mixing-service ', 'mixing_service'],
		['EXCHANGE', 'exchange'],
		['payment processor', 'payment_processor'],
		['ATM', 'atm'],
		['custody', 'custody'],
		['defi_lending', 'defi_lending'],
	])('reads %j as %j', (written, term) => {
		expect(categoryTerm(written)).toBe(term)
	})

	test.each(['Darknet', 'P2P Desk', '__proto__', 'constructor', 'toString', 'mixers', '混合'])(
		'keeps %j as written',
		(text) => {
			expect(categoryTerm(text)).toBe(text)
			expect(categoryKind(text)).toBe('neutral')
			expect(stopOf(text)).toBeNull()
		},
	)

	test('an empty category is none', () => {
		expect(categoryTerm('')).toBeNull()
		expect(categoryTerm('  ')).toBeNull()
	})
})

describe('stopOf', () => {
	test.each([
		'exchange',
		'hosted_wallet',
		'wallet_service',
		'custody',
		'payment_processor',
		'gambling',
		'market',
		'atm',
		'instant_swapper',
	])('%s is custodial and stops as a service', (category) => {
		expect(categoryKind(category)).toBe('custodial')
		expect(stopOf(category)).toBe('service')
	})

	test.each([
		['mixing_service', 'mixer'],
		['coinjoin', 'coinjoin'],
		['defi_bridge', 'bridgeUnpaired'],
	] as const)('%s stops as %s', (category, stop) => {
		expect(stopOf(category)).toBe(stop)
	})

	test.each(['defi_dex', 'defi', 'router', 'token'])('%s continues', (category) => {
		expect(categoryKind(category)).toBe('continuing')
		expect(stopOf(category)).toBeNull()
	})

	test.each(['hack', 'service_hack', 'phishing', 'perpetrator', 'miner', 'ransomware', 'sanctioned', 'user', null])(
		'%s never stops',
		(category) => {
			expect(categoryKind(category)).toBe('neutral')
			expect(stopOf(category)).toBeNull()
		},
	)
})

test('lists of authorities are known by category', () => {
	expect(isAuthorityList('Sanctioned')).toBe(true)
	expect(isAuthorityList('sanction')).toBe(true)
	expect(isAuthorityList('exchange')).toBe(false)
})
