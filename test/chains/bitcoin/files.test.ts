import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blockFiles } from '../../../src/chains/bitcoin/files/blockFiles.js'
import { fileBytes, unpacked } from '../../../src/chains/bitcoin/files/fileBytes.js'
import { openBlocks } from '../../../src/chains/bitcoin/index.js'
import { BITCOIN, collect } from './collect.js'
import { makeBlock } from './makeBlock.js'

let root: string
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'blocks-'))
})
afterAll(() => rmSync(root, { recursive: true }))

function folderOf(name: string, entries: readonly string[]): string {
	const folder = join(root, name)
	mkdirSync(folder)
	for (const entry of entries) writeFileSync(join(folder, entry), entry)
	return folder
}

describe('which files are read', () => {
	it('a folder gives its block files in code-unit order and tells of the rest', async () => {
		const names = ['blk00010.dat', 'blk00002.dat', 'B.raw.gz', 'a.bin', 'rev00002.dat', 'xor.dat', 'README.md']
		const folder = folderOf('mixed', names)
		mkdirSync(join(folder, 'index.dat'))
		const { files, warnings } = await blockFiles(folder, 'shown')
		expect(files.map(({ name }) => name)).toEqual(
			['B.raw.gz', 'a.bin', 'blk00002.dat', 'blk00010.dat'].map((n) => join('shown', n)),
		)
		expect(warnings).toEqual([
			{ code: 'skippedEntries', text: expect.stringContaining('2 entries beside 4 block files') },
		])
	})

	it('a pattern gives what matches', async () => {
		const folder = folderOf('pattern', ['blk1.dat', 'blk12.dat', 'xblk1.dat', 'blk1.dat.md', 'b.dat'])
		const found = async (pattern: string) =>
			(await blockFiles(join(folder, pattern), pattern)).files.map(({ name }) => name)
		expect(await found('blk*.dat')).toEqual(['blk1.dat', 'blk12.dat'])
		expect(await found('*1*.dat')).toEqual(['blk1.dat', 'blk12.dat', 'xblk1.dat'])
		expect(await found('b*')).toEqual(['b.dat', 'blk1.dat', 'blk1.dat.md', 'blk12.dat'])
		expect(await found('blk1.dat*')).toEqual(['blk1.dat', 'blk1.dat.md'])
		await expect(blockFiles(join(folder, 'z*'), 'z*')).rejects.toMatchObject({ code: 'E_PATH' })
		await expect(blockFiles(join(root, 'pat*', 'b.dat'), 'x')).rejects.toMatchObject({ code: 'E_PATH' })
	})

	it('a link may not lead out of the folder, and nothing at all is an error', async () => {
		const folder = folderOf('links', ['a.dat'])
		writeFileSync(join(root, 'outside.dat'), '')
		symlinkSync(join(folder, 'a.dat'), join(folder, 'inside.dat'))
		expect((await blockFiles(folder, 'links')).files).toHaveLength(2)
		symlinkSync(join(root, 'outside.dat'), join(folder, 'b.dat'))
		await expect(blockFiles(folder, 'links')).rejects.toMatchObject({
			code: 'E_PATH',
			details: { file: join('links', 'b.dat') },
		})
		await expect(blockFiles(join(root, 'none'), 'none')).rejects.toMatchObject({
			code: 'E_PATH',
			details: { file: 'none' },
		})
		await expect(blockFiles(folderOf('bare', ['README.md']), 'bare')).rejects.toMatchObject({ code: 'E_PATH' })
	})
})

describe('the bytes of a file', () => {
	const zipped = gzipSync(new Uint8Array(10_000))

	it('are unpacked where they are gzip, within the limit', async () => {
		expect(await unpacked(zipped, 'f')).toHaveLength(10_000)
		expect(await unpacked(Uint8Array.of(0x1f), 'f')).toEqual(Uint8Array.of(0x1f))
		await expect(unpacked(zipped, 'f', 9_999)).rejects.toMatchObject({ code: 'E_LIMIT', details: { file: 'f' } })
		await expect(unpacked(new Uint8Array(11), 'f', 10)).rejects.toMatchObject({ code: 'E_LIMIT' })
		writeFileSync(join(root, 'big'), new Uint8Array(11))
		await expect(fileBytes(join(root, 'big'), 'big', 10)).rejects.toMatchObject({ code: 'E_LIMIT' })
	})

	it.each([
		['cut off', zipped.subarray(0, -9)],
		['damaged', Uint8Array.from(zipped, (byte, i) => (i === zipped.length - 8 ? byte ^ 1 : byte))],
		['followed by other bytes', Buffer.concat([zipped, Buffer.from('x')])],
		['followed by zero and other bytes', Buffer.concat([zipped, Uint8Array.of(0, 1)])],
	])('are refused as gzip that is %s', async (_, bytes) => {
		await expect(unpacked(bytes, 'f')).rejects.toMatchObject({ code: 'E_INPUT', details: { file: 'f' } })
	})

	it('that are not there name the file', async () => {
		await expect(fileBytes(join(root, 'gone'), 'gone')).rejects.toMatchObject({
			code: 'E_PATH',
			details: { file: 'gone' },
		})
	})
})

describe('a UTXO file', () => {
	const output = `${'ab'.repeat(32)}:3`
	const made = makeBlock({ coinbase: '0401', transactions: [{ spends: [output], pays: [['51', 9n]] }] })
	const openWith = (text: string) =>
		openBlocks([{ name: 'a', bytes: made.bytes, utxo: new TextEncoder().encode(text) }])
	const good = `${'ab'.repeat(32)},3,10,5152`

	it.each([
		['plain names', `txid,vout,value,script\n${good}\n`],
		['longer names, byte order mark, line ends of Windows', `\ufefftxid,vout,value_sat,script_hex\r\n${good}\r\n`],
		['quotes and upper case', `"txid","vout","value","script"\n"${'AB'.repeat(32)}",3,"10",5152`],
		['further columns and the spender', `txid,vout,prev_txid,prev_vout,value,script\n${'00'.repeat(32)},0,${good}`],
	])('may have %s', async (_, text) => {
		const [tx] = await collect(await openWith(text), { kind: 'spend', subject: `${BITCOIN}/${output}` })
		expect(tx?.inputs[0]).toMatchObject({ amount: 10n, account: expect.stringContaining('script-') })
	})

	it.each([
		['a missing column', 'txid,vout,value\n', 1, 'script_hex'],
		['a column twice', 'txid,vout,value,script,txid\n', 1, 'txid'],
		['half of the previous pair', 'prev_txid,vout,value,script\n', 1, 'prev_vout'],
		['a short row', `txid,vout,value,script\n${good}\n${good.slice(0, -5)}\n`, 3, 'row'],
		['an empty line', `txid,vout,value,script\n\n${good}\n`, 2, 'row'],
		['a short hash', `txid,vout,value,script\n${good.slice(2)}\n`, 2, 'txid'],
		['a signed output number', `txid,vout,value,script\n${good.replace(',3,', ',-3,')}\n`, 2, 'vout'],
		['an output number with a leading zero', `txid,vout,value,script\n${good.replace(',3,', ',03,')}\n`, 2, 'vout'],
		['odd hexadecimal', `txid,vout,value,script\n${good}5\n`, 2, 'script'],
		['more than all coins', `txid,vout,value,script\n${good.replace(',10,', ',2100000000000001,')}\n`, 2, 'value'],
		['nothing', '', 1, 'header'],
	])('with %s is refused with line and field', async (_, text, line, field) => {
		const details = { file: 'a (utxo)', line, field }
		await expect(openWith(text)).rejects.toMatchObject({ code: 'E_INPUT', details })
	})

	it('with an amount that is no whole number of satoshi is refused', async () => {
		for (const value of ['0.1', '1e3', '', '-1', ' 1', '٣']) {
			const opened = openWith(`txid,vout,value,script\n${good.replace(',10,', `,${value},`)}\n`)
			await expect(opened).rejects.toMatchObject({ code: 'E_BAD_AMOUNT', details: { line: 2, field: 'value' } })
		}
	})

	it('that is no UTF-8 text or no CSV is refused', async () => {
		const bad = openBlocks([{ name: 'a', bytes: made.bytes, utxo: Uint8Array.of(0xff, 0xfe) }])
		await expect(bad).rejects.toMatchObject({ code: 'E_INPUT', details: { file: 'a (utxo)' } })
		const quote = openWith('txid,vout,value,script\n"open,3,10,51\n')
		await expect(quote).rejects.toMatchObject({ code: 'E_INPUT', details: { field: 'row' } })
	})
})
