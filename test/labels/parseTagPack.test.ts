import { describe, expect, test } from 'vitest'
import { parseTagPack } from '../../src/labels/parseTagPack.js'
import { refused } from './refused.js'

const BTC = '34xp4vRoCGJym3xR7yCVPFHoCNxv4Twseo'
const EVM = '0x28c6c06298d514db089934071355e5743bf21d60'
const HEAD = `title: T
creator: C
label: head label
source: https://example.org/head
currency: BTC
category: exchange
abuse: scam
actor: head-actor
confidence: forensic
lastmod: 2021-04-21 00:00:00
licence: MIT
redistribute: true
`

describe('inheritance', () => {
	test('a tag takes from the head what it lacks', () => {
		const pack = parseTagPack(`${HEAD}tags:\n- address: ${BTC}\n`, 'p.yaml')
		expect(pack).toMatchObject({
			title: 'T',
			source: 'https://example.org/head',
			date: '2021-04-21',
			licence: 'MIT',
			redistribute: true,
			actors: [],
			skipped: [],
		})
		expect(pack.tags).toEqual([
			{
				account: `bip122:000000000019d6689c085ae165831e93:${BTC}`,
				label: 'head label',
				category: 'exchange',
				entityText: null,
				actor: 'head-actor',
				source: 'https://example.org/head',
				date: '2021-04-21',
				confidence: 'forensic',
			},
		])
	})

	test('and overrides each of them', () => {
		const own = `- address: ${EVM}\n  label: own\n  source: s\n  currency: ETH\n  category: mixer\n  actor: a\n  confidence: web_crawl\n  lastmod: '2022-01-02'\n`
		expect(parseTagPack(`${HEAD}tags:\n${own}`, 'p.yaml').tags).toEqual([
			{
				account: `eip155:1:${EVM}`,
				label: 'own',
				category: 'mixing_service',
				entityText: null,
				actor: 'a',
				source: 's',
				date: '2022-01-02',
				confidence: 'web_crawl',
			},
		])
	})

	test('defaults fill in last', () => {
		const text = `tags:\n- address: ${EVM}\n- address: ${EVM}\n  label: own\n  source: s\n`
		const pack = parseTagPack(text, 'p', {
			chain: 'bsc',
			label: 'l',
			source: 'd',
			category: 'swap',
			date: '2020-01-01',
			title: 'place',
			licence: 'x',
			redistribute: false,
		})
		expect(pack).toMatchObject({ title: 'place', source: 'd', date: '2020-01-01', licence: 'x', redistribute: false })
		expect(pack.tags.map((tag) => [tag.account, tag.label, tag.source, tag.category])).toEqual([
			[`eip155:56:${EVM}`, 'l', 'd', 'instant_swapper'],
			[`eip155:56:${EVM}`, 'own', 's', 'instant_swapper'],
		])
	})
})

describe('category', () => {
	const category = (lines: string) =>
		parseTagPack(
			`title: t\nlabel: l\nsource: s\ncurrency: ETH\nlastmod: 2020-01-01\ntags:\n- address: ${EVM}\n${lines}`,
			'p',
		).tags[0]?.category
	test.each([
		['  category: defi_dex\n  abuse: scam\n  concepts: [exchange]\n', 'defi_dex'],
		['  abuse: scam\n  concepts:\n  - exchange\n  - gambling\n', 'exchange'],
		['  concepts: exchange\n', 'exchange'],
		['  concepts: []\n  abuse: scam\n', 'scam'],
		['  abuse: Own Term\n', 'Own Term'],
		['  abuse: ~\n', null],
		['', null],
	])('%j', (lines, expected) => {
		expect(category(lines)).toBe(expected)
	})
})

describe('chains', () => {
	test('network outranks currency; unknown ones and transactions are skipped and counted', () => {
		const text = `label: l
source: s
tags:
- {address: ${EVM}, currency: USDT, network: ETH}
- {address: ${EVM}, currency: USDT}
- {address: ${EVM}, currency: MATIC}
- {address: LQ3B36Yv2rBTxdgAdYpU2UcEZsaNwXeATk, currency: LTC}
- {tx_hash: abc, currency: BTC}
`
		const pack = parseTagPack(text, 'p')
		expect(pack.tags.map((tag) => tag.account)).toEqual([`eip155:1:${EVM}`, `eip155:137:${EVM}`])
		expect(pack.skipped).toEqual([
			{
				reason: 'chain is not known',
				count: 2,
				examples: [
					{ line: 5, text: 'USDT' },
					{ line: 7, text: 'LTC' },
				],
			},
			{ reason: 'tag on a transaction', count: 1, examples: [{ line: 8, text: 'abc' }] },
		])
	})

	test('malformed addresses are skipped and counted with at most five examples', () => {
		const bad = Array.from({ length: 7 }, (_, i) => `- address: ${BTC.slice(0, -1)}${i + 1}\n`).join('')
		const pack = parseTagPack(`${HEAD}tags:\n${bad}- address: '${BTC} '\n`, 'p')
		expect(pack.tags).toHaveLength(1)
		expect(pack.skipped).toMatchObject([
			{ reason: 'not an address of its chain', count: 7, examples: { length: 5, 0: { line: 14 } } },
		])
	})

	test('an unquoted 0x address stays text', () => {
		const pack = parseTagPack(
			`label: 0x10\nsource: 1e3\ncurrency: ETH\nconfidence: 0o17\nlastmod: 2020-01-01\ntags:\n- address: ${EVM}\n`,
			'p',
		)
		expect(pack.tags[0]).toMatchObject({ account: `eip155:1:${EVM}`, label: '0x10', source: '1e3', confidence: '0o17' })
	})
})

describe('refused', () => {
	const tags = `tags:\n- address: ${BTC}\n`
	test.each([
		['source', `label: l\ncurrency: BTC\n${tags}`, 4],
		['label', `source: l\ncurrency: BTC\n${tags}`, 4],
		['currency', `source: l\nlabel: l\n${tags}`, 4],
		['date', `source: l\nlabel: l\ncurrency: BTC\nlastmod: 2023-02-30\n${tags}`, 6],
		['date', `source: l\nlabel: l\ncurrency: BTC\nabuse: sanction\n${tags}`, 6],
		['address', `${HEAD}tags:\n- label: x\n`, 14],
		['label', `source: l\nlabel: {a: b}\ncurrency: BTC\n${tags}`, 2],
		['tags', 'title: t\n', 1],
		['tags', 'tags: text\n', 1],
		['tags', 'tags:\n- text\n', 2],
		['redistribute', `${HEAD.replace('redistribute: true', 'redistribute: maybe')}${tags}`, 12],
		['pack', '- a\n', 1],
	])('%s: %j', (field, text, line) => {
		expect(refused(() => parseTagPack(text, 'p.yaml'))).toMatchObject({
			code: 'E_LABEL',
			details: { file: 'p.yaml', field, line },
		})
	})

	test('a default chain that is not known', () => {
		expect(refused(() => parseTagPack(`${HEAD}${tags}`, 'p', { chain: 'etherium' }))).toMatchObject({
			code: 'E_LABEL',
			details: { field: 'chain' },
		})
	})
})

describe('label text', () => {
	const labelled = (label: string) =>
		parseTagPack(`source: s\ncurrency: ETH\ntags:\n- address: ${EVM}\n  label: ${JSON.stringify(label)}\n`, 'p')
	test.each([
		'__proto__',
		'constructor',
		'toString',
		'<img onerror=x>',
		'=HYPERLINK("x")',
		'\u202eevil',
		'\u001b]52;c;x',
		'a\u0000b',
		'🦊',
		'x'.repeat(10_000),
	])('is kept as data (%#)', (label) => {
		expect(labelled(label).tags[0]?.label).toBe(label)
	})
	test('of a megabyte is refused', () => {
		expect(refused(() => labelled('x'.repeat(1_000_000)))).toMatchObject({
			code: 'E_LIMIT',
			details: { field: 'label', line: 4 },
		})
	})
	test('with a lone surrogate is refused', () => {
		expect(refused(() => labelled('\ud800'))).toMatchObject({ code: 'E_LABEL', details: { field: 'label' } })
	})
})

test('foreign keys are plain data', () => {
	const pack = parseTagPack(
		`${HEAD}__proto__: {x: y}\nconstructor: z\ntags:\n- address: ${BTC}\n  __proto__: {label: evil}\n  toString: a\n`,
		'p',
	)
	expect(pack.tags).toHaveLength(1)
	expect(pack.tags[0]?.label).toBe('head label')
	expect('x' in {}).toBe(false)
})

test('a pack of 100,000 tags is read in seconds', { timeout: 30_000 }, () => {
	const rows = Array.from(
		{ length: 100_000 },
		(_, i) => `- address: 0x${String(i).padStart(40, '0')}\n  label: L${i}\n`,
	)
	expect(parseTagPack(`source: s\ncurrency: ETH\ntags:\n${rows.join('')}`, 'p').tags).toHaveLength(100_000)
})
