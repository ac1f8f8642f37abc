import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Block } from 'bitcoinjs-lib'
import type { ToldTransaction } from './regtestChain.js'
import { repoRoot } from './repoRoot.js'

/** Files of a real node's regtest chain, and what the node itself told of it. `writeRegtestFiles` made them. */
export const regtestFolder = join(repoRoot, 'test/chains/bitcoin/regtest')

/** What the node told, in chain order. */
export const regtestTold: readonly ToldTransaction[] = readFileSync(join(regtestFolder, 'told.jsonl'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line))

/** The blocks of the node's best chain, in order, as bitcoinjs-lib reads them. */
export function regtestBlocks(): Block[] {
	const key = readFileSync(join(regtestFolder, 'xor.dat'))
	const plain = readFileSync(join(regtestFolder, 'blk00000.dat')).map((byte, i) => byte ^ (key[i % 8] as number))
	const file = Buffer.from(plain)
	const byHash = new Map<string, Block>()
	for (let at = 0; at + 8 < file.length && file.readUInt32BE(at) === 0xfabfb5da; ) {
		const end = at + 8 + file.readUInt32LE(at + 4)
		const block = Block.fromBuffer(file.subarray(at + 8, end))
		byHash.set(block.getId(), block)
		at = end
	}
	const hashes = [...new Set(regtestTold.map(({ blockHash }) => blockHash))]
	return hashes.map((hash) => byHash.get(hash) as Block)
}
