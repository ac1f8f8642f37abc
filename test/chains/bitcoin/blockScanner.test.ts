import { existsSync } from 'node:fs'
import { Block, Transaction } from 'bitcoinjs-lib'
import { describe, expect, it } from 'vitest'
import { type BlockColumns, BlockScanner } from '../../../src/chains/bitcoin/blocks/blockScanner.js'
import { merkleRoot } from '../../../src/chains/bitcoin/blocks/merkleRoot.js'
import { outpointText } from '../../../src/chains/bitcoin/blocks/outpoint.js'
import { transactionHashes, witnessHashes } from '../../../src/chains/bitcoin/blocks/transactionHashes.js'
import { transactionInputs } from '../../../src/chains/bitcoin/blocks/transactionInputs.js'
import { repoRoot } from '../../support/repoRoot.js'
import { makeBlock } from './makeBlock.js'
import { rawBlocks } from './plainBlocks.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const idOf = (hash: Uint8Array) => Buffer.from(hash).reverse().toString('hex')

/** What both decoders say of a transaction, in one form. */
interface Said {
	readonly txid: string
	readonly wtxid: string
	readonly inputs: readonly (readonly [string, string, number, readonly string[]])[]
	readonly outputs: readonly (readonly [bigint, string])[]
}

function ours(columns: BlockColumns): Said[] {
	const { bytes, firstOutput, values, scriptAt, scriptLength } = columns
	const hashes = transactionHashes(columns)
	const whole = witnessHashes(columns, hashes)
	return Array.from({ length: columns.count }, (_, index) => {
		const inputs = transactionInputs(columns, index).map(
			({ outpointAt, script, sequence, witness }) =>
				[outpointText(bytes, outpointAt), hex(script), sequence, witness.map(hex)] as const,
		)
		const outputs: (readonly [bigint, string])[] = []
		for (let i = firstOutput[index]!; i < firstOutput[index + 1]!; i++) {
			outputs.push([BigInt(values[i]!), hex(bytes.subarray(scriptAt[i]!, scriptAt[i]! + scriptLength[i]!))])
		}
		const [txid, wtxid] = [hashes, whole].map((all) => idOf(all.subarray(32 * index, 32 * index + 32)))
		return { txid: txid!, wtxid: wtxid!, inputs, outputs }
	})
}

function theirs(transactions: readonly Transaction[]): Said[] {
	return transactions.map((tx, place) => ({
		txid: tx.getId(),
		wtxid: place === 0 ? '00'.repeat(32) : idOf(tx.getHash(true)),
		inputs: tx.ins.map(({ hash, index, script, sequence, witness }) => [
			`${idOf(hash)}:${index}`,
			hex(script),
			sequence,
			witness.map(hex),
		]),
		outputs: tx.outs.map(({ value, script }) => [value, hex(script)]),
	}))
}

const folder = `${repoRoot}../shared/data/bitcoin/`
const FILES = [
	'blocks/early/blk-0-4521.dat',
	'blocks/core-bench/block413567.raw.gz',
	'blocks/rust-bitcoin/block702861.raw.gz',
	'blocks/btcd/block574200.raw.gz',
	'blocks/btcd/block540107.raw.gz',
	'blocks/btcd/block277647.raw',
	'blocks/bcoin/block300025.raw',
	'blocks/bitcoinj/block481829.raw.gz',
]

describe.skipIf(!existsSync(folder))('real transactions', () => {
	it('are read as bitcoinjs-lib reads them: 10,000 and more, no difference', () => {
		const scanner = new BlockScanner()
		let read = 0
		let inputs = 0
		let outputs = 0
		for (const bytes of FILES.flatMap((file) => rawBlocks(folder + file))) {
			const columns = scanner.scan(bytes)
			const block = Block.fromBuffer(bytes)
			const plain = theirs(block.transactions ?? [])
			expect(columns?.length).toBe(block.byteLength())
			const own = ours(columns!)
			// One comparison a block: a million small ones would take a minute.
			expect(own.length).toBe(plain.length)
			for (const [i, said] of own.entries()) if (!equal(said, plain[i]!)) expect(said).toEqual(plain[i])
			expect(hex(merkleRoot(transactionHashes(columns!))!)).toBe(hex(block.merkleRoot!))
			read += own.length
			inputs += columns!.inputAt.length
			outputs += columns!.values.length
		}
		expect(read).toBeGreaterThan(10_000)
		expect([read, inputs, outputs]).toEqual([14_879, 35_683, 29_968])
	})
})

const equal = (a: unknown, b: unknown) => text(a) === text(b)
const text = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part))

describe('bytes that are no block', () => {
	const segwit = new Transaction()
	segwit.addInput(Buffer.alloc(32, 7), 1, 5, Buffer.alloc(300, 1))
	segwit.addInput(Buffer.alloc(32, 8), 0x01020304, 6)
	segwit.setWitness(0, [Buffer.alloc(0), Buffer.alloc(260, 3)])
	segwit.addOutput(Buffer.alloc(253, 9), 1n)
	segwit.addOutput(Buffer.alloc(0), 2_100_000_000_000_000n)
	const { bytes } = makeBlock({
		coinbase: '51',
		transactions: [{ spends: [`${'ab'.repeat(32)}:7`], pays: [['76a9', 5n]] }],
	})
	const block = Block.fromBuffer(bytes)
	block.transactions?.push(segwit)
	const whole = block.toBuffer()
	const scanner = new BlockScanner()

	it('are the same to both decoders wherever a block is cut off', () => {
		expect(scanner.scan(whole)).not.toBeNull()
		expect(ours(scanner.scan(whole)!)).toEqual(theirs(block.transactions!))
		for (let length = 0; length < whole.length; length++) {
			const cut = whole.subarray(0, length)
			const columns = scanner.scan(cut)
			if (length === 80) expect(columns?.count).toBe(0)
			else expect(columns).toBeNull()
			expect(decode(cut) === null).toBe(length !== 80)
		}
	})

	it('are the same to both decoders whichever byte is another, but for lengths not in their shortest form', () => {
		let read = 0
		for (let at = 80; at < whole.length; at++) {
			for (const value of [0, 1, 0xfd, 0xff]) {
				const changed = Uint8Array.from(whole)
				changed[at] = value
				const columns = scanner.scan(changed)
				const plain = decode(changed)
				if (columns === null) {
					const longForm =
						plain !== null && !Buffer.from(changed).subarray(0, plain.byteLength()).equals(plain.toBuffer())
					expect(plain === null || longForm).toBe(true)
					continue
				}
				read++
				expect(columns.length).toBe(plain?.byteLength())
				// Values above 2^53 are not exact in the columns; the reader refuses them with the exact figure.
				const own = ours(columns)
				const said = theirs(plain!.transactions!)
				for (const [i, { txid, inputs, outputs }] of own.entries()) {
					expect([txid, inputs]).toEqual([said[i]?.txid, said[i]?.inputs])
					expect(outputs.map(([, script]) => script)).toEqual(said[i]?.outputs.map(([, script]) => script))
				}
			}
		}
		expect(read).toBeGreaterThan(500)
	})

	it('are not taken for a block because a count promises more than there is', () => {
		const promise = Buffer.concat([whole.subarray(0, 80), Buffer.from('feffffffff', 'hex'), whole.subarray(81)])
		expect(scanner.scan(promise)).toBeNull()
		expect(scanner.scan(Buffer.concat([whole.subarray(0, 80), Buffer.from('ff01000000000000', 'hex')]))).toBeNull()
	})

	it('may follow a block', () => {
		expect(scanner.scan(Buffer.concat([whole, Buffer.from([10])]))?.length).toBe(whole.length)
	})

	it('include witness forms without a witness', () => {
		const bare = Buffer.concat([
			whole.subarray(0, 80),
			Buffer.from(`0101000000000101${'00'.repeat(36)}00ffffffff0000${'00'.repeat(4)}`, 'hex'),
		])
		expect(scanner.scan(bare)).toBeNull()
		expect(decode(bare)).toBeNull()
	})
})

function decode(bytes: Uint8Array): Block | null {
	try {
		return Block.fromBuffer(bytes)
	} catch {
		return null
	}
}

describe('merkleRoot', () => {
	const hashes = (count: number) => Buffer.concat(Array.from({ length: count }, (_, i) => Buffer.alloc(32, i + 1)))

	it.each([1, 2, 3, 4, 5, 7, 8, 11])('of %i hashes is that of bitcoinjs-lib', (count) => {
		const transactions = Array.from({ length: count }, (_, i) => ({ getHash: () => Buffer.alloc(32, i + 1) }))
		const expected = Block.calculateMerkleRoot(transactions as unknown as Transaction[])
		expect(hex(merkleRoot(hashes(count))!)).toBe(hex(expected))
	})

	it('is none where a repeated tail would give the root of a shorter list', () => {
		const three = hashes(3)
		expect(merkleRoot(Buffer.concat([three, three.subarray(64)]))).toBeNull()
		const six = hashes(6)
		expect(merkleRoot(Buffer.concat([six, six.subarray(128)]))).toBeNull()
	})
})
