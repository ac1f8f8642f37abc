import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Block } from 'bitcoinjs-lib'
import type { BlockInput } from '../../src/chains/bitcoin/files/blockInput.js'
import { openBlocks } from '../../src/chains/bitcoin/openBlocks.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'

const CHAIN = 'bip122:000000000019d6689c085ae165831e93'
/** The four bytes before each block where a file holds several, read from the left. */
const MAGIC = 0xf9beb4d9

/** Block files with what is known of the outputs that they spend, below one folder. */
export interface BlockFiles {
	readonly blocks: readonly string[]
	readonly utxo?: string
}

/** The bytes of a block file as they are meant. */
export function blockBytes(path: string): Buffer {
	const bytes = readFileSync(path)
	return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

/** Every transaction of block files, each with the name of its file. */
export async function blockTransactions(
	folder: string,
	{ blocks, utxo }: BlockFiles,
): Promise<{ readonly file: string; readonly transaction: UtxoTransaction }[]> {
	const facts = utxo === undefined ? {} : { utxo: `${folder}/${utxo}` }
	const adapter = await openBlocks(blocks.map((path): BlockInput => ({ path: `${folder}/${path}`, ...facts })))
	const fileOf = new Map<string, string>()
	for (const path of blocks) {
		const parsed = records(blockBytes(`${folder}/${path}`)).map((bytes) => Block.fromBuffer(bytes))
		for (const { transactions = [] } of parsed)
			for (const transaction of transactions) fileOf.set(`${CHAIN}/${transaction.getId()}`, path)
	}
	const queries = [...fileOf.keys()].map((subject) => ({ kind: 'transaction', subject }) as const)
	const found: { file: string; transaction: UtxoTransaction }[] = []
	for await (const { transactions } of adapter.fetch(queries)) {
		for (const transaction of transactions)
			if (transaction.kind === 'utxo') found.push({ file: fileOf.get(transaction.id) ?? '', transaction })
	}
	return found
}

/** The blocks of a file: its whole records where it holds records, else the one block that it is. */
function records(bytes: Buffer): Buffer[] {
	if (bytes.readUInt32BE(0) !== MAGIC) return [bytes]
	const found: Buffer[] = []
	for (let at = 0; at + 8 <= bytes.length; ) {
		const end = at + 8 + bytes.readUInt32LE(at + 4)
		if (end <= bytes.length) found.push(bytes.subarray(at + 8, end))
		at = end
	}
	return found
}
