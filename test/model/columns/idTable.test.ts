import { describe, expect, it } from 'vitest'
import { IdTable } from '../../../src/model/columns/idTable.js'
import { InputError } from '../../../src/model/errors.js'

const address = (n: number): string => `eip155:1:0x${n.toString(16).padStart(40, '0')}`

/** Texts that are near to each other in how they are kept. */
const NEIGHBOURS = [
	'',
	':',
	'/',
	'a',
	'a:',
	'a:b',
	'a/b',
	address(1),
	address(1).toUpperCase(),
	`eip155:1:${'0'.repeat(39)}1`,
	`eip155:10:0x${'0'.repeat(39)}1`,
	`eip155:1/0x${'ab'.repeat(32)}`,
	`eip155:1/0x${'AB'.repeat(32)}`,
	`0x${'ab'.repeat(20)}`,
	'ab'.repeat(20),
	'ab'.repeat(32),
	`a${'ab'.repeat(20)}`,
	`${'ab'.repeat(20)}:`,
	'bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
	'bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
	'bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
	`bip122:000000000019d6689c085ae165831e93:script-${'0f'.repeat(32)}`,
	'usd',
	'\0',
	'\0\0',
	'ÿ',
	'Ā',
	'a:\ud800',
	'a:\udfff\ud800',
	'x'.repeat(8000),
]

describe('IdTable', () => {
	it('gives every text back, and one number to a text', () => {
		const ids = new IdTable()
		expect(NEIGHBOURS.map((text) => ids.add(text))).toEqual([...NEIGHBOURS.keys()])
		expect(NEIGHBOURS.map((text) => ids.add(text))).toEqual([...NEIGHBOURS.keys()])
		expect(NEIGHBOURS.map((text) => ids.find(text))).toEqual([...NEIGHBOURS.keys()])
		expect(NEIGHBOURS.map((_, id) => ids.text(id))).toEqual(NEIGHBOURS)
		expect(ids.size).toBe(NEIGHBOURS.length)
	})

	it('finds nothing that was not added, and adds nothing by finding', () => {
		const ids = new IdTable()
		ids.add(address(1))
		for (const text of [address(2), 'eip155:2:0x00', 'b:c', '', 'x'.repeat(9000)]) expect(ids.find(text)).toBe(-1)
		expect(ids.find(address(1))).toBe(0)
		expect(ids.size).toBe(1)
	})

	it('refuses a text too long to be an identifier', () => {
		expect(() => new IdTable().add('x'.repeat(8001))).toThrow(InputError)
	})

	it('numbers 200,000 addresses as a Map does, in at most 130 bytes each', () => {
		const ids = new IdTable()
		const numbers = new Map<string, number>()
		for (let i = 0; i < 300_000; i++) {
			const text = address(Math.imul(i % 200_000, 2_654_435_761) >>> 0)
			const number = numbers.get(text) ?? numbers.size
			numbers.set(text, number)
			if (ids.add(text) !== number) expect.fail(`${text} is not ${number}`)
		}
		for (const [text, number] of numbers) if (ids.text(number) !== text) expect.fail(`${number} is not ${text}`)
		expect(ids.bytes / ids.size).toBeLessThan(130)
		ids.trim()
		expect(ids.text(199_999)).toBe([...numbers.keys()][199_999])
		expect(ids.add('one more')).toBe(200_000)
		expect(ids.text(200_000)).toBe('one more')
	})

	it('keeps apart texts whose beginnings are too many to number', () => {
		const ids = new IdTable()
		const texts = Array.from({ length: 70_000 }, (_, i) => `chain${i}:0x${'ab'.repeat(20)}`)
		for (const text of texts) ids.add(text)
		expect(ids.size).toBe(70_000)
		for (const id of [0, 65_000, 65_535, 65_536, 69_999]) {
			expect(ids.text(id)).toBe(texts[id])
			expect(ids.find(texts[id] as string)).toBe(id)
		}
		expect(ids.find('chain70000:x')).toBe(-1)
	})
})
