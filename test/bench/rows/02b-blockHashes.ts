import { deepStrictEqual } from 'node:assert/strict'
import { Block } from 'bitcoinjs-lib'
import { type BlockColumns, BlockScanner } from '../../../src/chains/bitcoin/blocks/blockScanner.js'
import { hashText } from '../../../src/chains/bitcoin/blocks/outpoint.js'
import { HASH_BYTES, transactionHashes } from '../../../src/chains/bitcoin/blocks/transactionHashes.js'
import { ScriptBook } from '../../../src/chains/bitcoin/scripts/scriptBook.js'
import type { BenchRow } from '../support/bench.js'
import { realBlocks } from '../support/realBlocks.js'

/** Times that a block is read in one run, so that compiling the code does not count for more than running it. */
const READINGS = 8

/** What is known of a block beyond its columns: the ids of its transactions, and the number of each output's script. */
interface Identified<Hashes> {
	readonly ids: Hashes
	readonly scripts: Uint32Array
	readonly distinct: number
}

export const row: BenchRow = {
	title: 'raw block to columns, ids and scripts',
	async run(bench) {
		for (const { name, bytes } of realBlocks(bench)) {
			const scanner = new BlockScanner()
			await bench.contest({
				workload: `${name}, ids and scripts`,
				peer: { name: 'bitcoinjs-lib, getId, Map of scripts', run: () => often(() => theirs(bytes)) },
				ours: { name: 'BlockScanner, transactionHashes, ScriptBook', run: () => often(() => ours(bytes, scanner)) },
				same: (peer, own) => {
					deepStrictEqual([own.distinct, own.scripts], [peer.distinct, peer.scripts])
					deepStrictEqual(
						peer.ids.map((_, i) => hashText(own.ids, i * HASH_BYTES)),
						peer.ids,
					)
				},
				work: (READINGS * bytes.length) / 1e6,
				unit: 'MB',
				goal: 6,
			})
		}
	},
}

function often<A>(read: () => A): A {
	for (let i = 1; i < READINGS; i++) read()
	return read()
}

function theirs(bytes: Uint8Array): Identified<readonly string[]> {
	const { transactions = [] } = Block.fromBuffer(bytes)
	const numbers = new Map<string, number>()
	const scripts: number[] = []
	for (const { outs } of transactions) {
		for (const { script } of outs) {
			const key = Buffer.from(script.buffer, script.byteOffset, script.length).toString('latin1')
			const number = numbers.get(key) ?? numbers.size
			numbers.set(key, number)
			scripts.push(number)
		}
	}
	return { ids: transactions.map((tx) => tx.getId()), scripts: Uint32Array.from(scripts), distinct: numbers.size }
}

function ours(bytes: Uint8Array, scanner: BlockScanner): Identified<Uint8Array> {
	const columns = scanner.scan(bytes) as BlockColumns
	const { scriptAt, scriptLength } = columns
	const book = new ScriptBook()
	const scripts = new Uint32Array(scriptAt.length)
	for (let i = 0; i < scripts.length; i++) {
		scripts[i] = book.idOf(bytes, scriptAt[i] as number, scriptLength[i] as number)
	}
	return { ids: transactionHashes(columns), scripts, distinct: book.size }
}
