import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openTransferTables } from '../../../src/chains/table/index.js'
import { trace } from '../../../src/trace.js'
import { account, address, csv, csvRow, HEADER, hash, openBytes, refusal, transactionsOf } from './sampleTable.js'

const everyone = [1, 2, 3].map(account)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const join3 = (...parts: (string | Uint8Array)[]): Uint8Array =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))

const PLAIN = `${HEADER},note,txindex
ethereum,${hash(1)},0,100,1700000000,${address(1)},${address(2)},usd,5,first,7
eip155:1,${hash(1).toUpperCase().replace('0X', '0x')},1,100,1700000000,,${address(2)},eip155:1/slip44:60,0,"a ""quoted"", note",7
eip155:1,${hash(2)},12,,1700000009,${address(2)},,usd,3,,
`
const JSON_LINES = [
	{
		chain: 'ethereum',
		txid: hash(1),
		index: 0,
		block: 100,
		time: 1700000000,
		from: address(1),
		to: address(2),
		asset: 'usd',
		amount: '5',
		note: 'first',
		txindex: 7,
	},
	{
		note: 'a "quoted", note',
		amount: '0',
		chain: 'eip155:1',
		txid: hash(1),
		index: '1',
		block: '100',
		time: '1700000000',
		from: null,
		to: address(2),
		asset: 'ethereum/slip44:60',
		txindex: '7',
	},
	{
		chain: 'eip155:1',
		txid: hash(2),
		index: 12,
		block: null,
		time: 1700000009,
		from: address(2),
		to: '',
		asset: 'usd',
		amount: '3',
		note: '',
		txindex: null,
	},
]
	.map((row) => JSON.stringify(row))
	.join('\n')

const plain = await transactionsOf(await openBytes(PLAIN), everyone)

describe('reading', () => {
	it('keeps every row with its ids, nulls, zero amounts and extras', () => {
		expect([...plain.keys()]).toEqual([`eip155:1/${hash(1)}`, `eip155:1/${hash(2)}`])
		expect(plain.get(`eip155:1/${hash(1)}`)).toEqual({
			kind: 'account',
			id: `eip155:1/${hash(1)}`,
			chain: 'eip155:1',
			txid: hash(1),
			height: 100,
			atSeconds: 1700000000,
			transfers: [
				{
					id: `eip155:1/${hash(1)}#row:0`,
					from: account(1),
					to: account(2),
					asset: 'usd',
					amount: 5n,
					order: [1700000000, 7, 0],
					orderTold: false,
					extra: { note: 'first' },
				},
				{
					id: `eip155:1/${hash(1)}#row:1`,
					from: null,
					to: account(2),
					asset: 'eip155:1/slip44:60',
					amount: 0n,
					order: [1700000000, 7, 1],
					orderTold: false,
					extra: { note: 'a "quoted", note' },
				},
			],
		})
		const second = plain.get(`eip155:1/${hash(2)}`)
		expect(second).toMatchObject({
			height: null,
			transfers: [{ to: null, order: [1700000009, -1, 0], orderTold: true, extra: { note: '' } }],
		})
	})

	it('upper-case and checksummed addresses become lower case', async () => {
		const mixed = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
		const adapter = await openBytes(csv(csvRow({ from: mixed, to: `0x${mixed.slice(2).toUpperCase()}`, amount: '1' })))
		expect((await transactionsOf(adapter, [`eip155:1:${mixed.toLowerCase()}`])).size).toBe(1)
	})

	it.each([
		['JSON lines', JSON_LINES],
		['JSON lines with CRLF, empty lines and spaces', `\r\n  ${JSON_LINES.replaceAll('\n', '\r\n\r\n')}\r\n\r\n`],
		['CRLF', PLAIN.replaceAll('\n', '\r\n')],
		['mixed line ends and empty lines', PLAIN.replace('\n', '\r\n\n\r\n')],
		['no line end at the end', PLAIN.trimEnd()],
		['a byte order mark', `\ufeff${PLAIN}`],
		[
			'quotes around every field',
			PLAIN.split('\n')[0] + PLAIN.slice(PLAIN.indexOf('\n')).replace(/(?<=^|,)([^",\n]+)(?=,|$)/gm, '"$1"'),
		],
		['gzip', gzipSync(PLAIN)],
		['gzip of JSON lines', gzipSync(JSON_LINES)],
		['gzip in several members', join3(gzipSync(PLAIN.slice(0, 100)), gzipSync(PLAIN.slice(100)))],
	])('%s gives the same facts', async (_, table) => {
		expect(await transactionsOf(await openBytes(table), everyone)).toEqual(plain)
	})

	it('columns stand in any order', async () => {
		const rows = PLAIN.trimEnd()
			.split('\n')
			.map((line) =>
				line
					.match(/("([^"]|"")*"|[^,"]*)(,|$)/g)
					?.slice(0, 11)
					.map((field) => field.replace(/,$/, '')),
			)
		const turned = rows.map((row) => row?.reverse().join(',')).join('\n')
		expect(turned.startsWith('txindex,note,amount')).toBe(true)
		expect(await transactionsOf(await openBytes(turned), everyone)).toEqual(plain)
	})

	it('several tables are one source; a row told by two is one fact', async () => {
		const lines = PLAIN.trimEnd().split('\n')
		const [header, ...rows] = lines
		const table = (...picked: number[]) => [header, ...picked.map((i) => rows[i])].join('\n')
		for (const tables of [
			[table(0, 1), table(1, 2)],
			[table(2), table(1), table(0)],
			[PLAIN, JSON_LINES, gzipSync(PLAIN)],
		]) {
			expect(await transactionsOf(await openBytes(...tables), everyone)).toEqual(plain)
		}
	})

	it('a table of a header alone holds nothing, describes no chain, and that is said', async () => {
		const text = 'Transfer table 1 has a header and no rows.'
		const alone = await openBytes(HEADER)
		expect(await alone.describe()).toEqual({ chains: [], warnings: [{ code: 'emptyTable', text }] })
		await expect(trace({ seeds: [account(1)], sources: [alone] })).rejects.toMatchObject({
			shortMessage: `seeds[0]: no source holds eip155:1; ${text}`,
		})
		const { warnings } = await (await openBytes(csv(csvRow()), HEADER)).describe()
		expect(warnings).toEqual([{ code: 'emptyTable', text: text.replace('1', '2') }])
	})

	it('an amount as a JSON number is refused, and how to write it is said', async () => {
		const row = { chain: 'eip155:1', txid: hash(1), index: 0, block: 100, time: 1, from: address(1), to: address(2) }
		const error = await refusal(openBytes(JSON.stringify({ ...row, asset: 'usd', amount: 5 })))
		expect([error.code, error.details.line, error.details.field]).toEqual(['E_BAD_AMOUNT', 1, 'amount'])
		expect(error.shortMessage).toContain('written as a string: "5"')
	})

	it.each([
		[undefined, 'inputs'],
		[[null], 'inputs[0]'],
		[[{}], 'inputs[0].bytes'],
		[[{ path: '' }], 'inputs[0].path'],
		[[{ name: 'a', bytes: 'chain' }], 'inputs[0].bytes'],
		[[{ bytes: new Uint8Array() }], 'inputs[0].name'],
		[[{ path: 'a', scope: 'all' }], 'inputs[0].scope'],
	])('what is no table is refused by name: %j', async (inputs, field) => {
		expect((await refusal(openTransferTables(inputs as never))).details.field).toBe(field)
	})

	it('a row after a quoted line end is found on its own line', async () => {
		const error = await refusal(
			openBytes(`${HEADER},note\r\n${csvRow()},"two\r\nlines"\r\n\r\n${csvRow({ index: 'x' })},\r\n`),
		)
		expect(error.details).toMatchObject({ line: 5, column: 3, field: 'index' })
	})
})

describe('malformed tables stop the read', () => {
	it.each([
		['an empty file', '', 1, undefined],
		['only empty lines', '\n\n', 1, undefined],
		['text after a closing quote', `${HEADER}\n${csvRow().replace('usd', '"usd"x')}`, 2, 8],
		['a quote inside a field', `${HEADER}\n${csvRow().replace('usd', 'us"d')}`, 2, 8],
		[
			'a quote never closed',
			`${HEADER}\n${csvRow()}\n${csvRow({ txid: hash(2) }).replace('usd', '"usd')}\n${csvRow({ txid: hash(3) })}`,
			3,
			8,
		],
		['a field too few', `${HEADER}\n${csvRow().slice(0, -2)}`, 2, 9],
		['a field too many', `${HEADER}\n${csvRow()},x`, 2, 10],
		['a line of spaces', `${HEADER}\n${csvRow()}\n   \n`, 3, 2],
		['a column twice', `${HEADER},amount\n${csvRow()},5`, 1, 10],
		['a column without a name', `${HEADER},\n${csvRow()},`, 1, 10],
		['a column named __proto__', `${HEADER},__proto__\n${csvRow()},x`, 1, 10],
		['a NUL character', `${HEADER}\n${csvRow()}\n${csvRow().replace('usd', '"usd"\0')}`, 3, undefined],
		['the header again', `${HEADER}\n${csvRow()}\n${HEADER}`, 3, 1],
		['line ends of a lone carriage return', `${HEADER}\r${csvRow()}\r`, 1, undefined],
		['semicolons', `${HEADER}\n${csvRow()}`.replaceAll(',', ';'), 1, undefined],
	])('%s', async (_, text, line, column) => {
		const error = await refusal(openBytes(text))
		expect(error.code).toBe('E_INPUT')
		expect(error.details).toMatchObject({ file: 'table0', line })
		expect(error.details.column).toBe(column)
		expect(error.details.expected).toBeTruthy()
	})

	it.each(HEADER.split(','))('no column %s', async (field) => {
		const names = HEADER.split(',').filter((name) => name !== field)
		const error = await refusal(openBytes(`${names.join(',')}\n`))
		expect(error.details).toMatchObject({ line: 1, field, expected: `a column named ${field}` })
		const { [field]: _, ...rest } = JSON.parse(JSON_LINES.split('\n')[0] as string)
		expect((await refusal(openBytes(JSON.stringify(rest)))).details).toMatchObject({ line: 1, field })
	})

	it('a row longer than a megabyte', async () => {
		const long = 'x'.repeat(1_000_001)
		expect((await refusal(openBytes(`${HEADER},note\n${csvRow()},${long}\n`))).code).toBe('E_LIMIT')
		expect((await refusal(openBytes(`{"note":"${long}"}`))).code).toBe('E_LIMIT')
	})

	it.each([
		['not UTF-8', [0xc3, 0x28]],
		['cut off', [0xe2, 0x82]],
		['a surrogate', [0xed, 0xa0, 0x80]],
		['overlong', [0xc0, 0xaf]],
		['Latin-1', [0xe9]],
	])('bytes that are no UTF-8: %s', async (_, foreign) => {
		const error = await refusal(
			openBytes(join3(`${HEADER},note\n${csvRow()},a\n${csvRow({ index: '1' })},`, new Uint8Array(foreign), '\n')),
		)
		expect(error.details).toMatchObject({ line: 3, expected: 'UTF-8 text' })
		expect(
			(await refusal(openBytes(join3(`${JSON_LINES}\n{"note":"`, new Uint8Array(foreign), '"}\n')))).details,
		).toMatchObject({ line: 4 })
	})

	it.each([
		['a duplicate key', JSON_LINES.replace('"index":12', '"index":12,"index":12'), 3],
		['text after the object', JSON_LINES.replace('}\n', '} x\n'), 1],
		['an object over several lines', JSON.stringify(JSON.parse(JSON_LINES.split('\n')[0] as string), null, 1), 1],
		['an array among objects', `${JSON_LINES}\n[]`, 4],
		['an extra that is no string', JSON_LINES.replace('"note":"first"', '"note":1'), 1],
		['an extra that is null', JSON_LINES.replace('"note":"first"', '"note":null'), 1],
		['a key __proto__', JSON_LINES.replace('"note":"first"', '"__proto__":"x"'), 1],
		['a fraction for a time', JSON_LINES.replace('1700000009', '1700000009.5'), 3],
		['a negative time', JSON_LINES.replace('1700000009', '-1'), 3],
		['an unsafe integer', JSON_LINES.replace('"index":12', '"index":9007199254740993'), 3],
		['null for a time', JSON_LINES.replace('1700000009', 'null'), 3],
		['a number for a hash', JSON_LINES.replace(`"${hash(2)}"`, '2'), 3],
		['a byte order mark', `\ufeff${JSON_LINES}`, 1],
	])('JSON lines with %s', async (_, text, line) => {
		const error = await refusal(openBytes(text))
		expect(error.code).toBe('E_INPUT')
		expect(error.details).toMatchObject({ file: 'table0', line })
	})
})

describe('gzip', () => {
	const packed = gzipSync(PLAIN)
	it('cut short at any byte is refused, never read in part', async () => {
		for (let length = 2; length < packed.length; length++) {
			expect((await refusal(openBytes(packed.subarray(0, length)))).details.expected).toBe('whole and intact gzip data')
		}
	})

	it.each([
		['text', 'chain,txid'],
		['zeros', '\0\0\0\0'],
		['one byte of a header', '\x1f'],
	])('with %s after its end is refused', async (_, tail) => {
		expect((await refusal(openBytes(join3(packed, tail)))).details.expected).toMatch(/gzip data$/)
	})

	it('with a wrong checksum is refused', async () => {
		const damaged = Uint8Array.from(packed)
		damaged[damaged.length - 6] = (damaged[damaged.length - 6] as number) ^ 1
		expect((await refusal(openBytes(damaged))).shortMessage).toContain('incorrect data check')
	})

	it('that unpacks beyond the limit is refused, and one at the limit is read', async () => {
		const table = (maxBytes: number) => openTransferTables([{ name: 'bomb', bytes: packed }], { maxBytes })
		expect((await refusal(table(PLAIN.length - 1))).code).toBe('E_LIMIT')
		await expect(table(PLAIN.length)).resolves.toBeDefined()
		const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20))
		expect((await refusal(openTransferTables([{ name: 'bomb', bytes: bomb }], { maxBytes: 1_000_000 }))).code).toBe(
			'E_LIMIT',
		)
	})
})

describe('files', () => {
	const folder = mkdtempSync(join(tmpdir(), 'transfer-table-'))
	const path = join(folder, 'rows.csv')
	writeFileSync(path, `${HEADER}\n${csvRow({ amount: 'x' })}\n`)
	afterAll(() => rmSync(folder, { recursive: true }))

	it('are read by path, and named in errors as the caller says', async () => {
		expect((await refusal(openTransferTables([{ path }]))).details.file).toBe(path)
		const error = await refusal(openTransferTables([{ path, name: 'transfers.csv' }]))
		expect(error.details.file).toBe('transfers.csv')
		expect(error.message).not.toContain(folder)
	})

	it('that are missing, no file, or too large are refused', async () => {
		const missing = await refusal(openTransferTables([{ path: join(folder, 'none.csv'), name: 'none.csv' }]))
		expect(missing).toMatchObject({ code: 'E_PATH', details: { file: 'none.csv' } })
		expect(missing.cause).toMatchObject({ code: 'ENOENT' })
		expect((await refusal(openTransferTables([{ path: folder }]))).code).toBe('E_PATH')
		expect((await refusal(openTransferTables([{ path }], { maxBytes: 10 }))).code).toBe('E_LIMIT')
		expect(
			(await refusal(openTransferTables([{ name: 'x', bytes: bytes('too long for this') }], { maxBytes: 10 }))).code,
		).toBe('E_LIMIT')
		expect((await refusal(openTransferTables([]))).code).toBe('E_INPUT')
	})
})
