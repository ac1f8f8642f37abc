import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { openBlocks } from '../../src/chains/bitcoin/index.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { readLabelFile } from '../../src/labels/index.js'
import { caseFolder, newFolder } from '../cases/caseFolder.js'
import { csvRow, HEADER, hash } from './table/sampleTable.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const ROWS = 150_000
const table = (): Uint8Array =>
	bytes([HEADER, ...Array.from({ length: ROWS }, (_, i) => csvRow({ txid: hash(i) }))].join('\n'))
const jsonLines = (): Uint8Array => {
	const [names, ...rows] = new TextDecoder()
		.decode(table())
		.split('\n')
		.map((line) => line.split(','))
	return bytes(
		rows.map((row) => JSON.stringify(Object.fromEntries(names!.map((name, i) => [name, row[i]])))).join('\n'),
	)
}

/** Milliseconds that a read goes on after its signal, which must end it. */
async function endsIn(read: (signal: AbortSignal) => Promise<unknown>, afterMs = 60): Promise<number> {
	const controller = new AbortController()
	const why = new Error('enough')
	let aborted = 0
	setTimeout(() => {
		aborted = performance.now()
		controller.abort(why)
	}, afterMs)
	await expect(read(controller.signal)).rejects.toBe(why)
	return performance.now() - aborted
}

describe('a read that is aborted ends with the reason', () => {
	it.each([
		['CSV', table],
		['JSON lines', jsonLines],
	])('within a transfer table, %s', async (_format, make) => {
		const content = make()
		expect(await endsIn((signal) => openTransferTables([{ name: 'a', bytes: content }], { signal }))).toBeLessThan(1000)
		const file = join(newFolder(), 'a')
		writeFileSync(file, content)
		expect(await endsIn((signal) => openTransferTables([{ path: file }], { signal }))).toBeLessThan(1000)
	})

	it.each(['tables', 'blocks', 'labels', 'a case'])('before it begins: %s', async (what) => {
		const signal = AbortSignal.abort(new Error('enough'))
		const path = 'fixtures/mainnet-2015'
		const read = {
			tables: () => openTransferTables([{ name: 'a', bytes: bytes(HEADER) }], { signal }),
			blocks: () => openBlocks([{ path }], { signal }),
			labels: () => readLabelFile({ path: 'fixtures/worked-a1/labels.csv' }, {}, { signal }),
			'a case': () => openCase(caseFolder(), { signal }),
		}[what] as () => Promise<unknown>
		await expect(read()).rejects.toThrow('enough')
	})
})
