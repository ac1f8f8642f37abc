import { deepStrictEqual } from 'node:assert/strict'
import { Block } from 'bitcoinjs-lib'
import { type BlockColumns, BlockScanner } from '../../../src/chains/bitcoin/blocks/blockScanner.js'
import type { BenchRow } from '../support/bench.js'
import { realBlocks } from '../support/realBlocks.js'

/** Times that a block is read in one run, for one reading of ours is too short to be measured. */
const READINGS = 40

export const row: BenchRow = {
	title: 'raw block to columns',
	async run(bench) {
		for (const { name, bytes } of realBlocks(bench)) {
			const scanner = new BlockScanner()
			await bench.contest({
				workload: `${name}, no ids`,
				peer: { name: 'bitcoinjs-lib Block.fromBuffer', run: () => often(() => Block.fromBuffer(bytes)) },
				ours: { name: 'BlockScanner', run: () => often(() => scanner.scan(bytes) as BlockColumns) },
				same: sameParts,
				work: (READINGS * bytes.length) / 1e6,
				unit: 'MB',
				goal: 60,
			})
		}
	},
}

function often<A>(read: () => A): A {
	for (let i = 1; i < READINGS; i++) read()
	return read()
}

function sameParts({ transactions = [] }: Block, columns: BlockColumns): void {
	const { count, firstInput, firstOutput, inputAt, values, scriptAt, scriptLength, bytes } = columns
	deepStrictEqual(count, transactions.length)
	deepStrictEqual(inputAt.length, firstInput[count])
	let input = 0
	let output = 0
	for (const [i, { ins, outs }] of transactions.entries()) {
		deepStrictEqual([firstInput[i], firstOutput[i]], [input, output])
		for (const { hash } of ins) {
			const at = inputAt[input++] as number
			deepStrictEqual(Buffer.compare(bytes.subarray(at, at + hash.length), hash), 0)
		}
		for (const { value, script } of outs) {
			const at = scriptAt[output] as number
			deepStrictEqual(BigInt(values[output] as number), value)
			deepStrictEqual(Buffer.compare(bytes.subarray(at, at + (scriptLength[output++] as number)), script), 0)
		}
	}
	deepStrictEqual([input, output], [firstInput[count], firstOutput[count]])
}
