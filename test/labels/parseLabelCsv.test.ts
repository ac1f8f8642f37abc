import { describe, expect, test } from 'vitest'
import { parseLabelCsv } from '../../src/labels/parseLabelCsv.js'
import { refused } from './refused.js'

const EVM = '0x28c6c06298d514db089934071355e5743bf21d60'

test('reads every column, in any order', () => {
	const text = `\ufeffconfidence,date,source,category,entity,label,address,chain\r\nhigh,2021-04-21,s,swap,E,"L, ""x""",${EVM},ethereum\r\n`
	expect(parseLabelCsv(text, 'l.csv').tags).toEqual([
		{
			account: `eip155:1:${EVM}`,
			label: 'L, "x"',
			category: 'instant_swapper',
			entityText: 'E',
			actor: null,
			source: 's',
			date: '2021-04-21',
			confidence: 'high',
		},
	])
})

test('kind is category and name is label; other columns are listed', () => {
	const pack = parseLabelCsv(
		`chain,address,name,kind,labels,__proto__,toString\neip155:1,${EVM},N,mixer,a|b,x,y\n`,
		'l.csv',
		{ source: 's' },
	)
	expect(pack.tags[0]).toMatchObject({ label: 'N', category: 'mixing_service', source: 's', entityText: null })
	expect(pack.skipped).toEqual([
		{
			reason: 'column is not read',
			count: 3,
			examples: [
				{ line: 1, text: 'labels' },
				{ line: 1, text: '__proto__' },
				{ line: 1, text: 'tostring' },
			],
		},
	])
})

test('where both stand, category and label win', () => {
	const pack = parseLabelCsv(`address,name,label,kind,category\n${EVM},N,L,mixer,exchange\n`, 'l.csv', { source: 's' })
	expect(pack.tags[0]).toMatchObject({ label: 'L', category: 'exchange' })
	expect(pack.skipped[0]?.examples.map((example) => example.text)).toEqual(['name', 'kind'])
})

test('a row without words is labelled with its entity, else with nothing', () => {
	const pack = parseLabelCsv(`address,label,entity\n${EVM},,E\n${EVM},,\n`, 'l.csv', { source: 's' })
	expect(pack.tags.map((tag) => [tag.label, tag.entityText])).toEqual([
		['E', 'E'],
		['', null],
	])
})

test.each([
	'=HYPERLINK("http://x")',
	'+1',
	'@x',
	'__proto__',
	'constructor',
	'toString',
	'<img onerror=x>',
	'\u202e',
	'a\nb',
])('%j is kept as data', (label) => {
	const text = `address,label,entity,category,source\n${[EVM, label, label, label, label].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
	expect(parseLabelCsv(text, 'l.csv').tags[0]).toMatchObject({
		label,
		entityText: label,
		category: label.trim(),
		source: label,
	})
})

describe('rows that are skipped', () => {
	test('are counted by reason with their line', () => {
		const text = `chain,address\neip155:1,\neip155:1,genesis\nlitecoin,Lx\n\nsolana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp,abc\neip155:1,${EVM}\n`
		const pack = parseLabelCsv(text, 'l.csv', { source: 's' })
		expect(pack.tags).toHaveLength(1)
		expect(pack.skipped).toEqual([
			{ reason: 'row without an address', count: 1, examples: [{ line: 2, text: '' }] },
			{
				reason: 'not an address of its chain',
				count: 1,
				examples: [{ line: 3, text: 'genesis: an EVM address starts with 0x' }],
			},
			{
				reason: 'chain is not known',
				count: 2,
				examples: [
					{ line: 4, text: 'litecoin' },
					{ line: 6, text: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' },
				],
			},
		])
	})
})

describe('refused', () => {
	test.each([
		['source', `address\n${EVM}\n`, 2],
		['source', `address,source\n${EVM},s\n${EVM},\n`, 3],
		['date', `address,source,date\n${EVM},s,21.4.2021\n`, 2],
		['date', `address,source,category\n${EVM},s,Sanctioned\n`, 2],
		['address', 'chain,source\neip155:1,s\n', 1],
		['header', 'address,ADDRESS\n', 1],
		['header', '', 1],
		['row', `address,source\n${EVM}\n`, 2],
		['row', `address,source\n${EVM},"s\n`, 2],
		['chain', 'address,source\ngenesis,s\n', 2],
	])('%s: %j', (field, text, line) => {
		expect(refused(() => parseLabelCsv(text, 'l.csv'))).toMatchObject({
			code: 'E_LABEL',
			details: { file: 'l.csv', field, line },
		})
	})

	test('a label of a megabyte', () => {
		expect(
			refused(() => parseLabelCsv(`address,label\n${EVM},${'x'.repeat(999_000)}\n`, 'l.csv', { source: 's' })).code,
		).toBe('E_LIMIT')
		expect(
			refused(() => parseLabelCsv(`address,label\n${EVM},${'x'.repeat(2_000_000)}\n`, 'l.csv', { source: 's' })).code,
		).toBe('E_LIMIT')
	})
})

test('a table of 200,000 rows is read in seconds', { timeout: 30_000 }, () => {
	const rows = Array.from({ length: 200_000 }, (_, i) => `0x${String(i).padStart(40, '0')},L${i},s`)
	expect(parseLabelCsv(`address,label,source\n${rows.join('\n')}`, 'l.csv').tags).toHaveLength(200_000)
})
