import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bitcoindPath, startBitcoinNode } from './bitcoinNode.js'
import { makeRegtestChain, toldTransactions } from './regtestChain.js'

/** Zero bytes of the padding that is kept behind the last record. */
const PADDING_BYTES = 64

/** Makes the files of `test/chains/bitcoin/regtest` anew: a node's own, but for most of their padding. */
export async function writeRegtestFiles(folder: string): Promise<void> {
	const program = bitcoindPath()
	if (program === null) throw new Error('no bitcoind: name one by FUNDTRAIL_BITCOIND')
	const node = await startBitcoinNode(program)
	try {
		await makeRegtestChain(node)
		const told = await toldTransactions(node)
		await node.stop()
		mkdirSync(folder, { recursive: true })
		for (const file of ['blk00000.dat', 'rev00000.dat']) {
			const bytes = readFileSync(join(node.blocks, file))
			let end = bytes.length
			while (bytes[end - 1] === 0) end--
			writeFileSync(join(folder, file), bytes.subarray(0, end + PADDING_BYTES))
		}
		writeFileSync(join(folder, 'xor.dat'), readFileSync(join(node.blocks, 'xor.dat')))
		writeFileSync(join(folder, 'told.jsonl'), told.map((row) => `${JSON.stringify(row)}\n`).join(''))
		writeFileSync(join(folder, 'node.txt'), `${node.version}\n`)
	} finally {
		node.remove()
	}
}
