import { Block, Transaction } from 'bitcoinjs-lib'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

/** A transaction to put in a made block: the outputs it spends as `<txid>:<vout>` and what it pays. */
export interface MadeTransaction {
	readonly spends: readonly string[]
	readonly pays: readonly (readonly [script: string, sats: bigint])[]
}

export interface MadeBlock {
	readonly parent?: string
	/** Default 1: no height in the coinbase. */
	readonly version?: number
	/** Input script of the coinbase, hex; must differ between blocks, for else coinbases have one hash. */
	readonly coinbase: string
	readonly reward?: readonly (readonly [script: string, sats: bigint])[]
	readonly time?: number
	readonly transactions?: readonly MadeTransaction[]
}

/** A made block: its bytes, its hash and the hashes of its transactions. */
export interface Made {
	readonly bytes: Uint8Array
	readonly hash: string
	readonly txids: readonly string[]
}

/** A block without proof of work, its merkle root in order. */
export function makeBlock(made: MadeBlock): Made {
	const coinbase = new Transaction()
	coinbase.addInput(new Uint8Array(32), 0xffffffff, 0xffffffff, hex(made.coinbase))
	for (const [script, sats] of made.reward ?? [['51', 5_000_000_000n]]) coinbase.addOutput(hex(script), sats)
	const transactions = [coinbase, ...(made.transactions ?? []).map(makeTransaction)]
	const block = new Block()
	block.version = made.version ?? 1
	block.prevHash = hex(made.parent ?? '00'.repeat(32)).reverse()
	block.merkleRoot = Block.calculateMerkleRoot(transactions)
	block.timestamp = made.time ?? 1_500_000_000
	block.transactions = transactions
	return { bytes: block.toBuffer(), hash: block.getId(), txids: transactions.map((tx) => tx.getId()) }
}

function makeTransaction({ spends, pays }: MadeTransaction): Transaction {
	const transaction = new Transaction()
	for (const output of spends) {
		const [txid = '', vout] = output.split(':')
		transaction.addInput(hex(txid).reverse(), Number(vout))
	}
	for (const [script, sats] of pays) transaction.addOutput(hex(script), sats)
	return transaction
}

/** Blocks as the records of a block file. */
export function records(...blocks: readonly Uint8Array[]): Uint8Array {
	const parts = blocks.flatMap((bytes) => {
		const prefix = Buffer.from('f9beb4d900000000', 'hex')
		prefix.writeUInt32LE(bytes.length, 4)
		return [prefix, bytes]
	})
	return Uint8Array.from(Buffer.concat(parts))
}
