import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLabelFile } from '../../src/labels/readLabelFile.js'
import { sha256Hex } from '../../src/model/digest.js'

const EVM = '0x28c6c06298d514db089934071355e5743bf21d60'
const CSV = `address,label,source\n${EVM},L,s\n`
const YAML = `title: T\nlabel: l\nsource: s\ncurrency: ETH\ntags:\n- address: ${EVM}\n`
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (name: string, data: Uint8Array | string, defaults = {}) =>
	readLabelFile({ name, bytes: typeof data === 'string' ? bytes(data) : data }, defaults)

let folder = ''
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'labels-'))
})
afterAll(() => {
	rmSync(folder, { recursive: true })
})

describe('format', () => {
	test.each([
		['l.csv', CSV],
		['l.CSV', CSV],
		['l', CSV],
		['l.yaml', YAML],
		['l.yml', YAML],
		['l.data', YAML],
		['l.data', `---\n${YAML}`],
		['l.txt', `${EVM} # x\n`],
		['l.list', `# x\n${EVM}\n`],
	])('%s is told by name or content, packed or not', async (name, text) => {
		expect((await read(name, text, { source: 's' })).tags).toHaveLength(1)
		expect((await read(`${name}.gz`, gzipSync(text), { source: 's' })).tags).toHaveLength(1)
		expect((await read(name, gzipSync(text), { source: 's' })).tags).toHaveLength(1)
	})

	test('actor lists are told by their key', async () => {
		expect((await read('a.yaml', 'actors:\n- {id: x, label: y}\n')).actors).toHaveLength(1)
		await expect(read('a.yaml', 'tags: []\nactors: []\n')).rejects.toMatchObject({
			code: 'E_LABEL',
			details: { field: 'pack' },
		})
		await expect(read('a.yaml', 'title: x\n')).rejects.toMatchObject({ code: 'E_LABEL', details: { field: 'pack' } })
	})
})

test('the digest is of the file; it is the title where nobody gives one', async () => {
	const sha256 = sha256Hex(bytes(CSV))
	expect(await read('l.csv', CSV)).toMatchObject({ sha256, title: `sha256:${sha256}` })
	expect(await read('l.csv', CSV, { title: 'labels:0' })).toMatchObject({ title: 'labels:0' })
	expect(await read('l.yaml', YAML, { title: 'labels:0' })).toMatchObject({ title: 'T' })
})

test('reads from disk and calls the file by the given name', async () => {
	const path = join(folder, 'x.csv')
	writeFileSync(path, `${CSV}${EVM},L\n`)
	await expect(readLabelFile({ path, name: 'labels/x.csv' })).rejects.toMatchObject({
		code: 'E_LABEL',
		details: { file: 'labels/x.csv', line: 3 },
	})
	writeFileSync(path, CSV)
	expect((await readLabelFile({ path })).tags).toHaveLength(1)
})

describe('refused', () => {
	test('no file, a folder', async () => {
		await expect(readLabelFile({ path: join(folder, 'none.csv'), name: 'none.csv' })).rejects.toMatchObject({
			code: 'E_PATH',
			details: { file: 'none.csv' },
		})
		await expect(readLabelFile({ path: folder, name: 'd' })).rejects.toMatchObject({
			code: 'E_PATH',
			details: { file: 'd' },
		})
	})
	test('broken gzip, broken UTF-8', async () => {
		await expect(read('l.csv.gz', gzipSync(CSV).subarray(0, 30))).rejects.toMatchObject({ code: 'E_LABEL' })
		await expect(read('l.csv', Uint8Array.of(0x61, 0xff, 0xfe))).rejects.toMatchObject({ code: 'E_LABEL' })
	})
	test('a gzip bomb and a YAML file of a million tags, before they are parsed', async () => {
		await expect(read('l.csv.gz', gzipSync(new Uint8Array(129 * 2 ** 20)))).rejects.toMatchObject({ code: 'E_LIMIT' })
		const million = `tags:\n${'- address: 0x28c6c06298d514db089934071355e5743bf21d60\n'.repeat(1_000_000)}`
		await expect(read('l.yaml', million)).rejects.toMatchObject({ code: 'E_LIMIT' })
		await expect(read('l.yaml.gz', gzipSync(million))).rejects.toMatchObject({ code: 'E_LIMIT' })
		await expect(read('l', million)).rejects.toMatchObject({ code: 'E_LIMIT' })
	})
})
