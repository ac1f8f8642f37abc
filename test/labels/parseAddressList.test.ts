import { expect, test } from 'vitest'
import { parseAddressList } from '../../src/labels/parseAddressList.js'
import { refused } from './refused.js'

const BTC = '34xp4vRoCGJym3xR7yCVPFHoCNxv4Twseo'
const EVM = '0x28C6c06298d514Db089934071355E5743bf21d60'
const LOW = EVM.toLowerCase()
const accounts = (text: string, chain?: string) =>
	parseAddressList(text, 'l.txt', { source: 's', chain }).tags.map((tag) => tag.account)

test('one address a line, comments, blank lines, any line end', () => {
	expect(accounts(`\ufeff# head\r\n\r\n  ${EVM}  # why\r\n${BTC}\n\nbase:${LOW}\neip155:56:${EVM}`)).toEqual([
		`eip155:1:${LOW}`,
		`bip122:000000000019d6689c085ae165831e93:${BTC}`,
		`eip155:8453:${LOW}`,
		`eip155:56:${LOW}`,
	])
})

test('the given chain holds for bare addresses only', () => {
	expect(accounts(`${EVM}\nethereum:${EVM}\n`, 'polygon')).toEqual([`eip155:137:${LOW}`, `eip155:1:${LOW}`])
})

test('the rest comes from the defaults', () => {
	const pack = parseAddressList(BTC, 'l.txt', {
		source: 'OFAC SDN',
		date: '2026-01-01',
		category: 'sanctioned',
		entity: 'E',
		label: 'L',
		confidence: 'c',
		title: 'T',
	})
	expect(pack).toMatchObject({ title: 'T', source: 'OFAC SDN', date: '2026-01-01' })
	expect(pack.tags[0]).toMatchObject({
		label: 'L',
		entityText: 'E',
		category: 'sanctioned',
		source: 'OFAC SDN',
		date: '2026-01-01',
		confidence: 'c',
	})
})

test('a list without words labels with nothing', () => {
	expect(parseAddressList(BTC, 'l.txt', { source: 's' }).tags[0]).toMatchObject({ label: '', entityText: null })
})

test('an address that tells no chain is skipped and counted among others, refused alone', () => {
	const pack = parseAddressList(`${BTC}\n\nTUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq\n${EVM.replace('C', 'c')}\n`, 'l.txt', {
		source: 's',
	})
	expect(pack.tags).toHaveLength(1)
	expect(pack.skipped).toMatchObject([
		{ reason: 'no chain is given and the address does not tell it', count: 1, examples: [{ line: 3 }] },
		{ reason: 'not an address of its chain', count: 1, examples: [{ line: 4 }] },
	])
	expect(refused(() => parseAddressList('# t\n__proto__\n', 'l.txt', { source: 's' }))).toMatchObject({
		code: 'E_LABEL',
		details: { file: 'l.txt', line: 2, field: 'chain' },
	})
})

test.each([
	['source', {}],
	['date', { source: 's', category: 'sanctioned' }],
	['date', { source: 's', date: 'yesterday' }],
])('refused for its %s', (field, defaults) => {
	expect(refused(() => parseAddressList(BTC, 'l.txt', defaults))).toMatchObject({ code: 'E_LABEL', details: { field } })
})

test('an empty list is an empty pack', () => {
	expect(parseAddressList('# nothing\n', 'l.txt', { source: 's' }).tags).toEqual([])
})
