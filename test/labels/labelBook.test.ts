import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LabelBook } from '../../src/labels/labelBook.js'
import type { Actor, LabelPack, Tag } from '../../src/labels/labelPack.js'
import { attributionSchema } from '../../src/model/claims.js'

const ACCOUNT = 'eip155:1:0x28c6c06298d514db089934071355e5743bf21d60'

const tag = (fields: Partial<Tag> = {}): Tag => ({
	account: ACCOUNT,
	label: 'Binance 14',
	category: 'exchange',
	entityText: null,
	actor: null,
	source: 'test',
	date: null,
	confidence: null,
	...fields,
})
const pack = (title: string, tags: Tag[], actors: Actor[] = []): LabelPack => ({
	title,
	source: null,
	date: null,
	licence: 'MIT',
	redistribute: true,
	tags,
	actors,
	skipped: [],
})
const actor = (id: string, label: string, aliases: string[] = []): Actor => ({
	id,
	label,
	aliases,
	categories: [],
	jurisdictions: [],
})

const entityOf = (book: LabelBook) => book.attributions(ACCOUNT).map((claim) => claim.entity)

describe('entities', () => {
	test('without an actor list: entity text, else actor id, else label, byte for byte', () => {
		expect(entityOf(new LabelBook([pack('p', [tag()])]))).toEqual(['Binance 14'])
		expect(entityOf(new LabelBook([pack('p', [tag({ actor: 'binance' })])]))).toEqual(['binance'])
		expect(entityOf(new LabelBook([pack('p', [tag({ entityText: ' Bin\u00e4nce ', actor: 'x' })])]))).toEqual([
			' Bin\u00e4nce ',
		])
	})

	test.each(['binance', 'BINANCE', 'Binance.com', 'binance.COM', 'bnb-x'])(
		'%j is found as id, label or alias',
		(name) => {
			const actors = pack('a', [], [actor('binance', 'Binance.com', ['bnb-X'])])
			expect(entityOf(new LabelBook([actors, pack('p', [tag({ entityText: name })])]))).toEqual(['binance'])
			expect(entityOf(new LabelBook([actors, pack('p', [tag({ label: name })])]))).toEqual(['binance'])
			expect(entityOf(new LabelBook([pack('p', [tag({ actor: name, entityText: 'other' })]), actors]))).toEqual([
				'binance',
			])
		},
	)

	test.each(['Binance', 'binance ', 'binance.co', 'bınance', 'Binance 14'])(
		'%j is not: names match whole, never by similarity',
		(name) => {
			const actors = pack('a', [], [actor('binance-id', 'Binance.com', [])])
			expect(entityOf(new LabelBook([actors, pack('p', [tag({ label: name })])]))).toEqual([name])
		},
	)

	test('letters outside ASCII keep their case', () => {
		const actors = pack('a', [], [actor('a', 'ÄB')])
		expect(entityOf(new LabelBook([actors, pack('p', [tag({ label: 'Äb' })])]))).toEqual(['a'])
		expect(entityOf(new LabelBook([actors, pack('p', [tag({ label: 'äb' })])]))).toEqual(['äb'])
	})

	test('an alias of two actors finds none and is reported; an id wins over an alias', () => {
		const actors = pack('a', [], [actor('one', 'One', ['Both', 'two']), actor('two', 'Two', ['BOTH'])])
		const book = new LabelBook([actors, pack('p', [tag({ label: 'both' })])])
		expect(entityOf(book)).toEqual(['both'])
		expect(book.conflicts).toEqual([{ name: 'both', actors: ['one', 'two'] }])
		expect(entityOf(new LabelBook([actors, pack('p', [tag({ label: 'TWO' })])]))).toEqual(['two'])
	})

	test('ids that differ in case only are found as they are written', () => {
		const actors = pack('a', [], [actor('Abc', 'x'), actor('abc', 'y')])
		const named = (name: string) => entityOf(new LabelBook([actors, pack('p', [tag({ label: name })])]))
		expect([named('Abc'), named('abc'), named('ABC')]).toEqual([['Abc'], ['abc'], ['ABC']])
	})

	test('the same actor in two lists is one, its names are joined', () => {
		const one = pack('a', [], [actor('x', 'Zed')])
		const other = pack('b', [], [actor('x', 'Ex', ['Xe'])])
		const tags = pack('p', [tag({ label: 'xe' })])
		for (const packs of [
			[one, other, tags],
			[tags, other, one],
		]) {
			expect(new LabelBook(packs).verdict(ACCOUNT)).toMatchObject({ entity: 'x', name: 'Ex' })
			expect(new LabelBook(packs).conflicts).toEqual([])
		}
	})

	test('an actor list turns a conflict of names into one entity', () => {
		const tags = pack('p', [tag({ label: 'Huobi' }), tag({ label: 'HTX' })])
		expect(new LabelBook([tags]).verdict(ACCOUNT).kind).toBe('ambiguous')
		const actors = pack('a', [], [actor('huobi', 'Huobi', ['HTX'])])
		expect(new LabelBook([tags, actors]).verdict(ACCOUNT)).toMatchObject({
			kind: 'stop',
			entity: 'huobi',
			name: 'Huobi',
		})
	})
})

describe('attributions', () => {
	test('identical claims stand once, claims of two packs both', () => {
		const book = new LabelBook([pack('p', [tag(), tag()]), pack('q', [tag()])])
		expect(book.attributions(ACCOUNT).map((claim) => claim.pack)).toEqual(['p', 'q'])
	})

	test('the order of packs and tags changes nothing', () => {
		const a = pack('b', [tag({ label: 'z' }), tag({ label: 'Z' }), tag({ label: 'ä' })])
		const b = pack('a', [tag({ label: 'y', date: '2021-01-01' }), tag({ label: 'y' })])
		const turned = pack('b', [...a.tags].reverse())
		const one = new LabelBook([a, b]).attributions(ACCOUNT)
		expect(one.map((claim) => `${claim.pack}${claim.label}`)).toEqual(['ay', 'ay', 'bZ', 'bz', 'bä'])
		expect(new LabelBook([b, turned]).attributions(ACCOUNT)).toEqual(one)
	})

	test('every attribution has exactly the fields of the model', () => {
		const [claim] = new LabelBook([pack('p', [tag({ actor: 'binance' })])]).attributions(ACCOUNT)
		expect(attributionSchema.parse(claim)).toEqual(claim)
	})

	test('an account without labels has none, whatever it is called', () => {
		const book = new LabelBook([pack('p', [tag()])])
		for (const account of ['eip155:1:0x0', '__proto__', 'constructor', 'toString']) {
			expect(book.attributions(account)).toEqual([])
			expect(book.verdict(account)).toEqual({ kind: 'none' })
		}
	})

	test('names of object members are plain data', () => {
		const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
		const actors = pack(
			'a',
			[],
			names.map((name) => actor(name, `${name} label`)),
		)
		const tags = names.map((name) => tag({ account: name, label: name, category: name }))
		const book = new LabelBook([actors, pack('p', tags)])
		for (const name of names) {
			expect(book.verdict(name)).toMatchObject({ kind: 'neutral', entity: name, name: `${name} label`, category: name })
		}
		expect(book.size).toBe(4)
		expect(Object.hasOwn(Object.prototype, 'label')).toBe(false)
	})
})

describe('verdict', () => {
	test('labels of the address of the same key count and keep their account', () => {
		const book = new LabelBook([pack('p', [tag()])])
		expect(book.verdict('script')).toEqual({ kind: 'none' })
		expect(book.verdict('script', ACCOUNT)).toMatchObject({
			kind: 'stop',
			entity: 'Binance 14',
			attributions: [{ account: ACCOUNT }],
		})
		const both = book.with(pack('q', [tag({ account: 'script', label: 'Other' })]))
		expect(both.verdict('script', ACCOUNT).kind).toBe('ambiguous')
		expect(both.verdict(ACCOUNT, ACCOUNT)).toMatchObject({ kind: 'stop', attributions: { length: 1 } })
	})

	test('an exchange label on an account that another source calls a victim is kept with both', () => {
		const book = new LabelBook([pack('p', [tag()]), pack('q', [tag({ label: 'victim', category: 'victim' })])])
		expect(book.verdict(ACCOUNT)).toMatchObject({ kind: 'stop', entity: 'Binance 14', attributions: { length: 2 } })
	})
})

test('with() leaves the first book as it is', () => {
	const book = new LabelBook([pack('p', [tag()])])
	const more = book.with(pack('q', [tag({ account: 'other' })]))
	expect([book.size, more.size]).toEqual([1, 2])
	expect(more.packs).toEqual([
		{ title: 'p', source: null, date: null, licence: 'MIT', redistribute: true, tags: 1 },
		{ title: 'q', source: null, date: null, licence: 'MIT', redistribute: true, tags: 1 },
	])
})

test('the book and what it imports need neither node nor a YAML or CSV reader', () => {
	const seen = new Set<string>()
	const open = ['labelBook.ts']
	for (let file = open.pop(); file; file = open.pop()) {
		if (seen.has(file)) continue
		seen.add(file)
		const code = readFileSync(new URL(`../../src/labels/${file}`, import.meta.url), 'utf8')
		for (const [, from = ''] of code.matchAll(/from '([^']+)'/g)) {
			expect(from).toMatch(/^\.\.?\//)
			if (from.startsWith('./')) open.push(`${from.slice(2, -3)}.ts`)
		}
	}
	expect([...seen].sort()).toEqual([
		'actorIndex.ts',
		'categories.ts',
		'labelBook.ts',
		'labelPack.ts',
		'labelVerdict.ts',
	])
})
