import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '../../src/model/method.js'
import { idDisplay } from '../../src/report/idDisplay.js'
import { percentOf } from '../../src/report/percentOf.js'
import { ruleWords } from '../../src/report/ruleWords.js'
import { textTable } from '../../src/report/textTable.js'
import { quoteText } from '../../src/result/words/quoteText.js'

describe('percentOf', () => {
	it.each([
		[12_474_688_130n, 34_813_430_250n, '35.8330 %'],
		[1n, 3n, '33.3333 %'],
		[2n, 3n, '66.6667 %'],
		[1n, 1n, '100.0000 %'],
		[0n, 7n, '0 %'],
		[5n, 0n, '0 %'],
		[1n, 10n ** 30n, '< 0.0001 %'],
		[1n, 2_000_000n, '0.0001 %'],
	])('of %s in %s is %s', (part, whole, text) => {
		expect(percentOf(part, whole)).toBe(text)
	})

	it('is within half a unit of its last digit', () => {
		fc.assert(
			fc.property(fc.bigInt(1n, 10n ** 40n), fc.bigInt(1n, 10n ** 40n), (a, b) => {
				const [part, whole] = a < b ? [a, b] : [b, a]
				const text = percentOf(part, whole)
				if (text.startsWith('<')) return 2n * part * 1_000_000n < whole
				const shown = BigInt(text.replace(/[. %]/g, ''))
				const error = 2n * (shown * whole - part * 1_000_000n)
				return error <= whole && error >= -whole
			}),
		)
	})
})

describe('quoteText', () => {
	it.each([
		['Bitfinex', '"Bitfinex"'],
		['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
		['\u001b[31m', '"\\u{1b}[31m"'],
		['\ud800', '"\\u{d800}"'],
		['', '""'],
	])('quotes %j', (text, quoted) => {
		expect(quoteText(text)).toBe(quoted)
	})

	it('cuts long text between characters and says how long it was', () => {
		expect(quoteText('😀'.repeat(300))).toBe(`"${'😀'.repeat(200)}… (600 long)"`)
		expect(quoteText('x'.repeat(200))).toBe(`"${'x'.repeat(200)}"`)
	})
})

describe('idDisplay', () => {
	const lower = '0xd8da6bf26964af9d7eed9e03e53415d37aa96045'
	const mixed = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'

	it('shows EVM addresses with their checksum wherever they stand in an id', async () => {
		const shown = await idDisplay([`eip155:1:${lower}`])
		expect(shown(`eip155:1:${lower}`)).toBe(`eip155:1:${mixed}`)
		expect(shown(`eip155:1:${lower}#2`)).toBe(`eip155:1:${mixed}#2`)
		expect(shown(`eip155:56/erc20:${lower}`)).toBe(`eip155:56/erc20:${mixed}`)
		const transaction = `eip155:1/0x${'d8da6bf2'.repeat(8)}`
		expect(shown(transaction)).toBe(transaction)
		expect(shown(`${transaction}#row:3>eip155:1:${lower}`)).toBe(`${transaction}#row:3>eip155:1:${mixed}`)
	})

	it('leaves other ids as they are, and text in them inert', async () => {
		const shown = await idDisplay(['bip122:000000000019d6689c085ae165831e93/x:0'])
		expect(shown('bip122:000000000019d6689c085ae165831e93:1PeJ')).toBe('bip122:000000000019d6689c085ae165831e93:1PeJ')
		expect(shown('\u202e')).toBe('\\u{202e}')
	})
})

describe('textTable', () => {
	it('aligns columns, cuts nothing and leaves the last column as it is', () => {
		const columns = [
			{ title: 'amount', align: 'right' },
			{ title: 'grade', align: 'left' },
			{ title: 'id', align: 'left' },
		] as const
		const rows = [
			['1', 'high', 'x'.repeat(200)],
			['1000000', 'low', 'y'],
		]
		expect(textTable(columns, rows, '  ')).toEqual([
			'   amount  grade  id',
			`        1  high   ${'x'.repeat(200)}`,
			'  1000000  low    y',
		])
	})
})

describe('ruleWords', () => {
	it('has words for every rule and no other', () => {
		expect(Object.keys(ruleWords).sort()).toEqual([...RULE_IDS].sort())
	})
})
