import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelVerdict } from '../../src/labels/labelVerdict.js'
import type { Attribution } from '../../src/model/claims.js'

const label = (category: string | null, entity: string): Attribution => ({
	account: 'eip155:1:0x28c6c06298d514db089934071355e5743bf21d60',
	label: entity,
	category,
	entity,
	source: 'test',
	date: null,
	confidence: null,
	pack: 'pack',
})

const judged = (...labels: [string | null, string][]) => {
	const verdict = labelVerdict(labels.map(([category, entity]) => label(category, entity)))
	return verdict.kind === 'none' ? verdict : [verdict.kind, verdict.stop, verdict.category, verdict.entity]
}

test('no label, no verdict', () => {
	expect(judged()).toEqual({ kind: 'none' })
})

describe('one label', () => {
	test.each([
		['exchange', ['stop', 'service', 'exchange', 'A']],
		['mixing_service', ['stop', 'mixer', 'mixing_service', 'A']],
		['coinjoin', ['stop', 'coinjoin', 'coinjoin', 'A']],
		['defi_bridge', ['stop', 'bridgeUnpaired', 'defi_bridge', 'A']],
		['defi_dex', ['continue', null, 'defi_dex', 'A']],
		['token', ['continue', null, 'token', 'A']],
		['phishing', ['neutral', null, 'phishing', 'A']],
		['something else', ['neutral', null, 'something else', 'A']],
		[null, ['neutral', null, null, 'A']],
	] as const)('%s', (category, expected) => {
		expect(judged([category, 'A'])).toEqual(expected)
	})
})

const AMBIGUOUS = ['ambiguous', 'ambiguous', null, null]

describe('conflicts', () => {
	test.each([
		['two exchanges', 'exchange', 'A', 'exchange', 'B'],
		['names that differ in case only', 'exchange', 'Binance', 'exchange', 'binance'],
		['exchange and mixer', 'exchange', 'A', 'mixing_service', 'B'],
		['exchange and coinjoin', 'exchange', 'A', 'coinjoin', 'B'],
		['two bridges', 'defi_bridge', 'A', 'defi_bridge', 'B'],
		['exchange and bridge of another', 'exchange', 'A', 'defi_bridge', 'B'],
		['exchange and bridge of the same', 'exchange', 'A', 'defi_bridge', 'A'],
		['mixer and bridge of the same', 'mixing_service', 'A', 'defi_bridge', 'A'],
		['exchange and router of the same', 'exchange', 'A', 'router', 'A'],
		['coinjoin and dex', 'coinjoin', 'A', 'defi_dex', 'B'],
		['bridge and dex of the same', 'defi_bridge', 'A', 'defi_dex', 'A'],
		['an unnamed exchange and a named mixer', 'exchange', '', 'mixing_service', 'B'],
		['an unnamed exchange and an unnamed mixer', 'exchange', '', 'mixing_service', ''],
	] as const)('%s', (_name, one, a, other, b) => {
		expect(judged([one, a], [other, b])).toEqual(AMBIGUOUS)
		expect(judged([other, b], [one, a])).toEqual(AMBIGUOUS)
	})

	test('all labels are listed, neutral ones included', () => {
		const labels = [label('exchange', 'A'), label('phishing', 'C'), label('exchange', 'B')]
		expect(labelVerdict(labels)).toMatchObject({ kind: 'ambiguous', name: null, attributions: labels })
	})
})

describe('no conflict', () => {
	test.each([
		['same exchange twice', 'exchange', 'A', 'exchange', 'A', ['stop', 'service', 'exchange', 'A']],
		[
			'two custodial terms of one entity: the least',
			'hosted_wallet',
			'A',
			'exchange',
			'A',
			['stop', 'service', 'exchange', 'A'],
		],
		['exchange that also mixes', 'mixing_service', 'A', 'exchange', 'A', ['stop', 'service', 'exchange', 'A']],
		['exchange and phishing', 'exchange', 'A', 'phishing', 'B', ['stop', 'service', 'exchange', 'A']],
		['exchange and no category', 'exchange', 'A', null, 'B', ['stop', 'service', 'exchange', 'A']],
		['bridge and hack', 'defi_bridge', 'A', 'service_hack', 'B', ['stop', 'bridgeUnpaired', 'defi_bridge', 'A']],
		['two dexes', 'defi_dex', 'A', 'defi_dex', 'B', ['continue', null, 'defi_dex', null]],
		['dex and scam', 'defi_dex', 'A', 'scam', 'B', ['continue', null, 'defi_dex', 'A']],
		['two neutral labels', 'scam', 'A', 'phishing', 'B', ['neutral', null, 'phishing', null]],
		['an unnamed and a named exchange', 'exchange', '', 'exchange', 'A', ['stop', 'service', 'exchange', 'A']],
		['two unnamed exchanges', 'exchange', '', 'market', '', ['stop', 'service', 'exchange', null]],
	] as const)('%s', (_name, one, a, other, b, expected) => {
		expect(judged([one, a], [other, b])).toEqual(expected)
		expect(judged([other, b], [one, a])).toEqual(expected)
	})
})

const anyLabel = fc
	.tuple(
		fc.constantFrom(
			'exchange',
			'gambling',
			'mixing_service',
			'coinjoin',
			'defi_bridge',
			'defi_dex',
			'token',
			'scam',
			'x',
			null,
		),
		fc.constantFrom('', 'A', 'B'),
	)
	.map(([category, entity]) => label(category, entity))

test('the order of labels changes nothing, and neutral labels never turn a stop', () => {
	fc.assert(
		fc.property(fc.array(anyLabel, { maxLength: 5 }), fc.nat(), (labels, at) => {
			const facts = (of: readonly Attribution[]) => ({ ...labelVerdict(of), attributions: null })
			const turned = [...labels.slice(at % 6), ...labels.slice(0, at % 6)]
			expect(facts(turned)).toEqual(facts(labels))
			const plain = facts(labels)
			if (plain.kind === 'stop' || plain.kind === 'continue' || plain.kind === 'ambiguous') {
				expect(facts([...labels, label('phishing', 'Z')])).toEqual(plain)
			}
		}),
	)
})
