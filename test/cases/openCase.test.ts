import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { parseResult } from '../../src/index.js'
import { InputError } from '../../src/model/errors.js'
import { trace } from '../../src/trace.js'
import { logRow, sample } from '../chains/etl/sampleEtl.js'
import { address, topic } from '../chains/evm/evmFacts.js'
import { caseFolder, newFolder } from './caseFolder.js'

async function refusal(path: string): Promise<InputError> {
	try {
		await openCase(path)
	} catch (error) {
		if (error instanceof InputError) return error
		throw error
	}
	throw new Error('the case was opened')
}
const PRICES = 'asset,time,price,source\neip155:1/slip44:60,2023-11-14,2000.5,made up\n'
const source = (path: string | string[]): object => ({ sources: [{ kind: 'transfers', path }] })

describe('a path of a case', () => {
	it.each([
		['by ..', '../transfers.csv'],
		['by .. further in', 'a/../../transfers.csv'],
		['by an absolute path', '/etc/hostname'],
		['by .. with a pattern', '../*.csv'],
	])('that leaves the folder %s is refused', async (_how, path) => {
		for (const change of [source(path), source(['transfers.csv', path])]) {
			const error = await refusal(caseFolder(change))
			expect([error.code, error.details.field, error.details.value]).toEqual(['E_PATH', 'sources[0].path', path])
		}
		for (const labels of [[path], [{ path, category: 'exchange', source: 's' }]]) {
			const error = await refusal(caseFolder({ labels }))
			expect([error.code, error.details.field]).toEqual(['E_PATH', 'labels[0]'])
		}
		for (const member of ['undo', 'utxo']) {
			const error = await refusal(caseFolder({ sources: [{ kind: 'blocks', path: 'transfers.csv', [member]: path }] }))
			expect([error.code, error.details.field]).toEqual(['E_PATH', `sources[0].${member}`])
		}
	})

	it('that leaves the folder by a link, or by a linked folder, is refused', async () => {
		const outside = caseFolder()
		const folder = caseFolder(source('linked.csv'))
		symlinkSync(join(outside, 'transfers.csv'), join(folder, 'linked.csv'))
		expect((await refusal(folder)).code).toBe('E_PATH')
		const other = caseFolder(source('linked/transfers.csv'))
		symlinkSync(outside, join(other, 'linked'))
		expect((await refusal(other)).code).toBe('E_PATH')
		const dangling = caseFolder(source('linked/new.csv'))
		symlinkSync(outside, join(dangling, 'linked'))
		expect((await refusal(dangling)).code).toBe('E_PATH')
	})

	it('that leaves the folder is taken where that is allowed', async () => {
		const outside = caseFolder()
		const folder = caseFolder({ expect: undefined, ...source(join(outside, 'transfers.csv')) })
		const opened = await openCase(folder, { allowOutside: true })
		expect((await trace(opened.options)).ledger[0]?.seeded).toBe(10n)
	})

	it('inside is taken, by a link inside too, and the case may itself be reached by a link', async () => {
		const folder = caseFolder(source('./deep/../deep/more.csv'))
		mkdirSync(join(folder, 'deep'))
		linkSync(join(folder, 'transfers.csv'), join(folder, 'deep', 'more.csv'))
		expect((await openCase(folder)).options.sources).toHaveLength(1)
		const inside = caseFolder(source('again.csv'))
		symlinkSync(join(inside, 'transfers.csv'), join(inside, 'again.csv'))
		const reached = join(newFolder(), 'link')
		symlinkSync(inside, reached)
		expect((await openCase(reached)).options.sources).toHaveLength(1)
		const dotted = caseFolder(source('..transfers.csv'))
		linkSync(join(dotted, 'transfers.csv'), join(dotted, '..transfers.csv'))
		expect((await openCase(dotted)).options.sources).toHaveLength(1)
	})

	it.each(['', 'a\0b', 'gone.csv'])('%j is refused', async (path) => {
		expect((await refusal(caseFolder(source(path)))).code).toBe('E_PATH')
	})
})

describe('a case file', () => {
	const write = (text: string | Uint8Array): string => {
		const folder = caseFolder()
		writeFileSync(join(folder, 'case.json'), text)
		return folder
	}
	const whole = { case: 'fundtrail.case/1', name: 'n', seeds: [], sources: [] }

	it.each([
		['a duplicate key', '{"case":"fundtrail.case/1","name":"a",\n"name":"b"}', { line: 2, column: 1 }],
		['a key of the language twice', '{"__proto__":1,"__proto__":2}', { line: 1, column: 16 }],
		['a comma too many', '{"case":1,}', { line: 1, column: 11 }],
		['a byte order mark', '\ufeff{}', { line: 1, column: 1 }],
		['text behind', '{} {}', { line: 1, column: 4 }],
		['nothing', '', { line: 1, column: 1 }],
	])('with %s is refused at its place', async (_what, text, place) => {
		const error = await refusal(write(text))
		expect(error).toMatchObject({ code: 'E_INPUT', details: place })
		expect(error.details.file).toBeDefined()
	})

	it.each([
		['an unknown member', { ...whole, extra: 1 }, 'case', 'extra'],
		[
			'an unknown member of a source',
			{ ...whole, sources: [{ kind: 'transfers', path: 'a', sheet: 1 }] },
			'case.sources[0]',
			'sheet',
		],
		['an unknown kind of source', { ...whole, sources: [{ kind: 'psychic', path: 'a' }] }, 'case.sources[0].kind', ''],
		['an unknown option', { ...whole, options: { metod: 'fifo' } }, 'case.options', 'metod'],
		['an unknown expectation', { ...whole, expect: { endpoint: [] } }, 'case.expect', 'endpoint'],
		['another version', { ...whole, case: 'fundtrail.case/2' }, 'case.case', ''],
		['no name', { ...whole, name: undefined }, 'case.name', ''],
		['an amount as number', { ...whole, expect: { maxLoose: 5 } }, 'case.expect.maxLoose', ''],
		[
			'an amount with a point',
			{ ...whole, expect: { endpoints: [{ exactly: '1.5' }] } },
			'case.expect.endpoints[0].exactly',
			'',
		],
		[
			'a stop that is none',
			{ ...whole, expect: { looseEnds: [{ stop: 'gone' }] } },
			'case.expect.looseEnds[0].stop',
			'',
		],
	])('with %s is refused by name', async (_what, content, field, name) => {
		const error = await refusal(write(JSON.stringify(content)))
		expect([error.code, error.details.field]).toEqual(['E_INPUT', field])
		expect(error.message).toContain(name)
	})

	it('that is not UTF-8, too large, a folder without one, or not there is refused', async () => {
		expect((await refusal(write(new Uint8Array([0x7b, 0xff, 0x7d])))).code).toBe('E_INPUT')
		const large = write('{}')
		truncateSync(join(large, 'case.json'), 17 * 2 ** 20)
		expect((await refusal(large)).code).toBe('E_LIMIT')
		expect((await refusal(newFolder())).code).toBe('E_PATH')
		expect((await refusal(join(newFolder(), 'gone'))).code).toBe('E_PATH')
	})

	it('has its name and what is said of the matter copied unchanged, outside of what was asked', async () => {
		const matter = { reference: 'R-1', allegation: 'alleged theft', offence: { scheme: 's', code: 'c' } }
		const opened = await openCase(caseFolder({ matter, description: 'd' }))
		expect(opened.case.matter).toEqual(matter)
		const plain = await trace((await openCase(caseFolder())).options)
		const result = await trace(opened.options)
		expect(result.case).toEqual({ name: 'Three payments', matter })
		expect(plain.case).toEqual({ name: 'Three payments' })
		expect([result.method.configHash, result.factsHash]).toEqual([plain.method.configHash, plain.factsHash])
		expect(result.resultHash).not.toBe(plain.resultHash)
		const { case: _, ...options } = opened.options
		expect('case' in (await trace(options))).toBe(false)
		expect(parseResult(JSON.stringify(result)).case).toEqual(result.case)
	})

	it('gives the same result wherever it lies: no path or file name enters', async () => {
		const [a, b] = [caseFolder(), caseFolder({ sources: [{ kind: 'transfers', path: 'renamed.csv' }] })]
		linkSync(join(b, 'transfers.csv'), join(b, 'renamed.csv'))
		const [first, second] = await Promise.all([a, b].map(async (folder) => trace((await openCase(folder)).options)))
		expect(JSON.stringify(second)).toBe(JSON.stringify(first))
		expect(JSON.stringify(first)).not.toContain(a)
		expect(first?.method.configHash).toMatch(/^sha256:[0-9a-f]{64}$/)
	})

	it('names labels by their place where they have no title', async () => {
		const { options } = await openCase(caseFolder())
		expect(options.labels?.packs.map(({ title }) => title)).toEqual(['labels:0'])
	})

	it('resolves its secrets nowhere: a source has no other members than those of its kind', async () => {
		const error = await refusal(caseFolder({ sources: [{ kind: 'transfers', path: 'transfers.csv', apiKey: 'x' }] }))
		expect(error.details.field).toBe('case.sources[0]')
	})

	it('needs as many undo files as block files', async () => {
		const sources = [{ kind: 'blocks', path: ['a.dat', 'b.dat'], undo: ['a.undo'] }]
		expect(await refusal(caseFolder({ sources }))).toMatchObject({
			code: 'E_INPUT',
			details: { field: 'sources[0].undo' },
		})
	})
})

describe('an etl source', () => {
	it('joins its files, on the chain that it names', async () => {
		const folder = caseFolder({
			seeds: [
				{ account: `eip155:1:${address(1)}` },
				{ account: `eip155:1:${address(1)}`, asset: `eip155:1/erc20:${address(0x70)}` },
			],
			sources: [{ kind: 'etl', path: sample().map(({ name }) => name), chain: 'ethereum' }],
			expect: undefined,
		})
		for (const { name, bytes } of sample()) writeFileSync(join(folder, name), bytes)
		const { ledger, looseEnds, endpoints } = await trace((await openCase(folder)).options)
		expect(ledger.map(({ asset, seeded, fees }) => [asset, seeded, fees])).toEqual([
			['eip155:1/slip44:60', 142_020n, 142_000n],
			[`eip155:1/erc20:${address(0x70)}`, 7n, 0n],
		])
		expect(endpoints).toEqual([])
		expect(looseEnds.map(({ account, amount }) => [account, amount])).toEqual(
			expect.arrayContaining([
				[`eip155:1:${address(4)}`, 6n],
				[`eip155:1:${address(3)}`, 7n],
			]),
		)
	})

	it.each([
		['nobody’s', {}, 'endOfSource'],
		['an issuer’s', { issuers: [address(0x70)] }, 'frozen'],
	])('takes the word of a token that the case says is %s', async (_, more, stop) => {
		const said = logRow(2, 1, { topics: `${keccak('Blacklisted(address)')},${topic(address(3))}`, data: '0x' })
		const files = sample({ logs: [logRow(2, 0), said] })
		const folder = caseFolder({
			seeds: [{ account: `eip155:1:${address(1)}`, asset: `eip155:1/erc20:${address(0x70)}` }],
			sources: [{ kind: 'etl', path: files.map(({ name }) => name), chain: 'ethereum', ...more }],
			expect: undefined,
		})
		for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
		const { looseEnds } = await trace((await openCase(folder)).options)
		expect(looseEnds.map((row) => [row.stop, row.amount])).toEqual([[stop, 7n]])
	})

	it('names bridges of the registry alone', async () => {
		const bridges = [{ protocol: 'nowhere', contract: `eip155:1:${address(9)}` }]
		const change = { sources: [{ kind: 'etl', path: 'blocks', chain: 'ethereum', bridges }] }
		expect((await refusal(caseFolder(change))).details.field).toBe('bridges[0]')
	})
})

describe('a price list of a case', () => {
	it('is read with the case, its currency where it is told', async () => {
		const folder = caseFolder({ prices: { path: 'prices.csv', currency: 'USD' }, options: { sortBy: 'value' } })
		writeFileSync(join(folder, 'prices.csv'), PRICES)
		const { options } = await openCase(folder)
		expect(options.prices?.currency).toBe('USD')
		const result = await trace(options)
		expect(result.prices?.used).toMatchObject([{ price: '2000.5', source: 'made up' }])
		expect(result.endpoints).toMatchObject([{ value: '0.000000000000012003' }])
		const bare = caseFolder({ prices: 'prices.csv' })
		writeFileSync(join(bare, 'prices.csv'), PRICES)
		expect((await openCase(bare)).options.prices?.currency).toBeNull()
	})

	it('is refused by file and line, or where it lies outside', async () => {
		const folder = caseFolder({ prices: 'prices.csv' })
		expect(await refusal(folder)).toMatchObject({ code: 'E_PATH', details: { file: 'prices.csv' } })
		writeFileSync(join(folder, 'prices.csv'), `${PRICES}eip155:1/slip44:60,2023-11-15,1e3,made up\n`)
		expect(await refusal(folder)).toMatchObject({ code: 'E_INPUT', details: { line: 3, field: 'price' } })
		writeFileSync(join(folder, 'prices.csv'), Buffer.from([0xff, 0xfe, 0x00]))
		expect(await refusal(folder)).toMatchObject({ code: 'E_INPUT', shortMessage: 'prices.csv: not UTF-8 text' })
		expect(await refusal(caseFolder({ prices: '../prices.csv' }))).toMatchObject({
			...{ code: 'E_PATH', details: { field: 'prices' } },
		})
	})
})
