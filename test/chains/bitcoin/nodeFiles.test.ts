import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Block } from 'bitcoinjs-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { CoinReader } from '../../../src/chains/bitcoin/files/coinReader.js'
import { openBlocks } from '../../../src/chains/bitcoin/index.js'
import { chainFacts } from '../../../src/model/chains.js'
import { sha256Hex } from '../../../src/model/digest.js'
import { subsidy } from '../../../src/model/subsidy.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'
import { seededRandom } from '../../bench/support/seededRandom.js'
import { adapterExam } from '../../conformance/adapterExam.js'
import { bitcoindPath, startBitcoinNode } from '../../support/bitcoinNode.js'
import { makeRegtestChain, type ToldTransaction, toldTransactions } from '../../support/regtestChain.js'
import { repoRoot } from '../../support/repoRoot.js'
import { byTxid, collect, sums } from './collect.js'
import { makeBlock, records } from './makeBlock.js'
import { rawBlocks } from './plainBlocks.js'
import { compressedAmount, masked, undoRecord, type WrittenCoin, writtenCoin, writtenNumber } from './writeNodeFiles.js'

const REGTEST = 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'
const folder = join(repoRoot, 'test/chains/bitcoin/regtest')
const told = readFileSync(join(folder, 'told.jsonl'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line) as ToldTransaction)

const root = mkdtempSync(join(tmpdir(), 'fundtrail-node-files-'))
afterAll(() => rmSync(root, { recursive: true }))

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const KEY = hex('f1e2d3c4b5a69788')

/** A folder as a node keeps it. */
function nodeFolder(name: string, files: Readonly<Record<string, Uint8Array>>): string {
	const path = join(root, name)
	mkdirSync(path)
	for (const [file, bytes] of Object.entries(files)) writeFileSync(join(path, file), bytes)
	return path
}

const TYPES: Readonly<Record<string, string>> = {
	pubkey: 'p2pk',
	pubkeyhash: 'p2pkh',
	scripthash: 'p2sh',
	witness_v0_keyhash: 'p2wpkh',
	witness_v1_taproot: 'p2tr',
}

/** The same words for a transaction that we read as for one that the node told. Accounts stand for scripts. */
function ours(tx: UtxoTransaction): unknown {
	const { paidIn, paidOut } = sums(tx)
	return {
		place: [tx.height, tx.blockHash, tx.txid, tx.version, tx.locktime, tx.vsize],
		fee: tx.coinbase ? null : Number((paidIn ?? 0n) - paidOut),
		inputs: tx.inputs.map(({ spends, account, amount, sequence }) =>
			spends === null ? null : [spends.slice(REGTEST.length + 1), Number(amount), account, sequence],
		),
		outputs: tx.outputs.map(({ account, amount, scriptType }) => [Number(amount), account, scriptType]),
	}
}

function theirs({ height, blockHash, txid, version, locktime, vsize, fee, inputs, outputs }: ToldTransaction): unknown {
	return {
		place: [height, blockHash, txid, version, locktime, vsize],
		fee,
		inputs: inputs.map((input) => input && [input[0], input[1], accounts.get(input[2]), input[3]]),
		outputs: outputs.map(([sats, script, , type]) => [sats, accounts.get(script), TYPES[type] ?? type]),
	}
}

/** Accounts by script, as the node writes addresses. */
const accounts = new Map<string, string>()
const learn = (rows: readonly ToldTransaction[]) => {
	for (const { outputs } of rows)
		for (const [, script, address] of outputs)
			accounts.set(script, `${REGTEST}:${address ?? `script-${sha256Hex(Buffer.from(script, 'hex'))}`}`)
}

async function read(path: string, rows: readonly ToldTransaction[]): Promise<UtxoTransaction[]> {
	const adapter = await openBlocks([{ path }])
	const found: UtxoTransaction[] = []
	for (const { txid } of rows) {
		found.push(...(await collect(adapter, { kind: 'transaction', subject: `${REGTEST}/${txid}` })))
	}
	return found
}

describe('the files of a real node', () => {
	learn(told)

	it('are read as the node tells them: blocks under the mask, undo data, a branch that was left', async () => {
		expect((await read(folder, told)).map(ours)).toEqual(told.map(theirs))
		const { chains, warnings } = await (await openBlocks([{ path: folder }])).describe()
		expect(chains).toMatchObject([{ chain: REGTEST, clock: 'height', height: told.at(-1)?.height }])
		expect(warnings.map(({ code }) => code)).toEqual(['skippedEntries', 'staleBlock'])
		expect(warnings[0]?.text).toMatch(/^2 entries/)
	})

	it('tell what each coinbase could claim: the subsidy and the fees that the node tells, in block order', async () => {
		const adapter = await openBlocks([{ path: folder }])
		const seen: boolean[] = []
		const heights = [...new Set(told.map(({ height }) => height))]
		for (const height of heights) {
			const block = told.filter((row) => row.height === height)
			const last = `${REGTEST}/${block.at(-1)?.txid}`
			const [coinbase] = await collect(adapter, { kind: 'coinbase', subject: last })
			const fees = block.slice(1).map(({ txid, fee }) => ({ transaction: `${REGTEST}/${txid}`, amount: BigInt(fee!) }))
			expect(coinbase?.blockFees).toEqual(fees)
			const claim = fees.reduce((sum, { amount }) => sum + amount, subsidy(chainFacts(REGTEST)!, height!)!)
			const left = claim - sums(coinbase!).paidOut
			// A block whose transactions were chosen by hand claims none of their fees.
			expect([0n, claim - subsidy(chainFacts(REGTEST)!, height!)!]).toContain(left)
			if (fees.length > 0) seen.push(left === 0n)
		}
		expect(heights.length).toBeGreaterThan(100)
		expect(seen).toContain(true)
	})

	it('are found by a pattern and by a single path too', async () => {
		for (const path of ['blk*.dat', 'blk00000.dat']) {
			const [last] = await read(join(folder, path), told.slice(-1))
			expect(ours(last as UtxoTransaction)).toEqual(theirs(told.at(-1) as ToldTransaction))
		}
	})

	it('tell by their undo data alone what blocks spend whose parents are not there, in any order of records', async () => {
		const key = readFileSync(join(folder, 'xor.dat'))
		const plain = masked(readFileSync(join(folder, 'blk00000.dat')), key)
		const blocks: Buffer[] = []
		for (let at = 0; plain.readUInt32BE(at) === 0xfabfb5da; at += 8 + plain.readUInt32LE(at + 4))
			blocks.push(plain.subarray(at, at + 8 + plain.readUInt32LE(at + 4)))
		const last = blocks.slice(-9).reverse()
		const undo = masked(readFileSync(join(folder, 'rev00000.dat')), key).subarray(0, -64)
		const path = nodeFolder('undo-alone', {
			'blk00007.dat': masked(Buffer.concat(last), KEY, 100),
			'rev00007.dat': masked(undo, KEY, 100),
			'xor.dat': KEY,
		})
		const first = told.at(-1)!.height - 7
		const rows = told.filter(({ height }) => height >= first)
		const spending = rows.filter(({ fee }) => fee !== null)
		expect(spending.length).toBeGreaterThan(20)
		expect((await read(path, rows)).map(ours)).toEqual(rows.map(theirs))
		const { warnings } = await (await openBlocks([{ path }])).describe()
		expect(warnings.map(({ code }) => code)).toEqual(['staleBlock'])
	})

	adapterExam('the files of a real node', async () => {
		const adapter = await openBlocks([{ path: folder }])
		const paid = told.find(({ fee }) => fee !== null)!
		const [output] = paid.inputs[0]!
		return {
			adapter,
			account: accounts.get(paid.inputs[0]![2])!,
			transaction: `${REGTEST}/${paid.txid}`,
			output: `${REGTEST}/${output}`,
			unknownAccount: `${REGTEST}:script-${'ab'.repeat(32)}`,
		}
	})
})

const bitcoind = bitcoindPath()

describe.skipIf(bitcoind === null)('a node that is here (set FUNDTRAIL_BITCOIND to name one)', () => {
	it('keeps files that are read as it tells them', { timeout: 120_000 }, async () => {
		const node = await startBitcoinNode(bitcoind as string)
		try {
			await makeRegtestChain(node)
			const rows = await toldTransactions(node)
			await node.stop()
			learn(rows)
			expect((await read(node.blocks, rows)).map(ours)).toEqual(rows.map(theirs))
		} finally {
			node.remove()
		}
	})
})

const data = join(repoRoot, '../shared/data/bitcoin/blocks')

const present = existsSync(data)

describe.skipIf(!present)('block 300025 as a node would keep it', () => {
	// The body of a skipped suite runs too.
	const bytes = present ? readFileSync(join(data, 'bcoin/block300025.raw')) : Buffer.alloc(0)
	const other = present ? rawBlocks(join(data, 'btcd/block277647.raw'))[0]! : Buffer.alloc(0)
	const table = present ? readFileSync(join(data, 'bcoin/prevouts300025.csv'), 'utf8') : ''
	const rows = table.trim().split('\n').slice(1)
	const block = present ? Block.fromBuffer(bytes) : new Block()

	/** The previous outputs of each transaction after the coinbase. */
	function coins(): WrittenCoin[][] {
		const byTransaction = (block.transactions ?? []).slice(1).map((): WrittenCoin[] => [])
		for (const row of rows) {
			const [tx, , , , , sats, script] = row.split(',')
			byTransaction[Number(tx) - 1]!.push({
				sats: BigInt(sats!),
				script: hex(script!),
				place: 600_000 + rows.indexOf(row),
			})
		}
		return byTransaction
	}

	it('gives 1,427 previous outputs and fees of 7,773,345 sat', async () => {
		const parent = Buffer.from(block.prevHash!).reverse().toString('hex')
		const path = nodeFolder('block-300025', {
			'blk00131.dat': masked(records(bytes, other), KEY, 4096),
			'rev00131.dat': masked(undoRecord(parent, coins()), KEY, 4096),
			'xor.dat': KEY,
			'blk00132.dat': masked(records(makeBlock({ coinbase: '51' }).bytes), KEY),
		})
		const adapter = await openBlocks([{ path }])
		const txs = await byTxid(
			adapter,
			block.transactions!.map((tx) => tx.getId()),
		)
		const inputs = txs.flatMap((tx) => (tx.coinbase ? [] : tx.inputs))
		expect(inputs).toHaveLength(1427)
		expect(inputs.every(({ amount, account }) => amount !== null && account !== null)).toBe(true)
		const fees = txs.filter(({ coinbase }) => !coinbase).map((tx) => sums(tx).paidIn! - sums(tx).paidOut)
		expect(fees.reduce((a, b) => a + b)).toBe(7_773_345n)
		expect((await adapter.describe()).warnings).toEqual([])
	})
})

describe('undo data', () => {
	const spend = (output: string, sats: bigint) => ({ spends: [output], pays: [['51', sats]] as const })
	const A = `${'aa'.repeat(32)}:0`
	const B = `${'bb'.repeat(32)}:0`
	const parent = makeBlock({ coinbase: '51', version: 1 })
	const one = makeBlock({ coinbase: '52', parent: parent.hash, transactions: [spend(A, 5n)] })
	const two = makeBlock({ coinbase: '53', parent: parent.hash, transactions: [spend(B, 5n)] })
	const same = makeBlock({ coinbase: '54', parent: parent.hash, transactions: [spend(A, 6n)] })
	const coin = (sats: bigint): WrittenCoin => ({ sats, script: hex('51') })
	const record = (sats: bigint) => undoRecord(parent.hash, [[coin(sats)]])
	const open = (blocks: Uint8Array, undo: Uint8Array) => openBlocks([{ name: 'made', bytes: blocks, undo }])
	const inputOf = async (adapter: Awaited<ReturnType<typeof open>>, txid: string | undefined) =>
		(await byTxid(adapter, [txid!]))[0]?.inputs[0]?.amount

	it('belong to the block whose parent their checksum covers', async () => {
		const adapter = await open(records(parent.bytes, one.bytes), record(7n))
		expect(await inputOf(adapter, one.txids[1])).toBe(7n)
		expect((await adapter.describe()).warnings).toEqual([])
	})

	it('of two branches that spend other outputs are not used, and that is said', async () => {
		const adapter = await open(records(parent.bytes, one.bytes, two.bytes), Buffer.concat([record(7n), record(8n)]))
		const { warnings } = await adapter.describe()
		expect(warnings.map(({ code }) => code)).toEqual(['unmatchedUndo', 'staleBlock'])
		expect(warnings[0]?.text).toBe(
			'2 records of the undo data of block input 1 could not be matched to one block and are not used',
		)
		const kept = [one, two].find(({ hash }) => !warnings[1]?.text.includes(hash))
		expect(await inputOf(adapter, kept?.txids[1])).toBeNull()
	})

	it('of two branches that spend the same are used', async () => {
		const adapter = await open(records(parent.bytes, one.bytes, same.bytes), record(7n))
		const { warnings } = await adapter.describe()
		expect(warnings.map(({ code }) => code)).toEqual(['staleBlock'])
		const kept = [one, same].find(({ hash }) => !warnings[0]?.text.includes(hash))
		expect(await inputOf(adapter, kept?.txids[1])).toBe(7n)
	})

	it('with another byte are not used: an unknown output, never another one', async () => {
		const good = record(7n)
		for (const at of [9, 12, good.length - 1]) {
			const damaged = Buffer.from(good)
			damaged[at] = damaged[at]! ^ 1
			const outcome = await open(records(parent.bytes, one.bytes), damaged).catch((error) => error.code)
			if (outcome === 'E_INPUT') continue
			expect(await inputOf(outcome, one.txids[1])).toBeNull()
			expect((await outcome.describe()).warnings[0].code).toBe('unmatchedUndo')
		}
	})

	it('whose last record is cut off are told', async () => {
		const adapter = await open(records(parent.bytes, one.bytes), record(7n).subarray(0, -5))
		expect((await adapter.describe()).warnings.map(({ code }) => code)).toEqual(['unmatchedUndo'])
		expect(await inputOf(adapter, one.txids[1])).toBeNull()
	})

	it.each([
		[
			'a value that cannot exist',
			Buffer.concat([writtenNumber(0n), writtenNumber(compressedAmount(2_100_000_000_000_001n)), hex('0751')]),
		],
		['a script that is too long', Buffer.concat([writtenNumber(0n), hex('00'), writtenNumber(10_007n)])],
		['a key that is no point', Buffer.concat([writtenNumber(0n), hex('0004'), Buffer.alloc(32, 0xff)])],
		['a number without an end', Buffer.alloc(30, 0xff)],
		['a coin that is cut off', hex('0000')],
	])('with %s are refused, naming file and byte', (_, bytes) => {
		expect(() => new CoinReader(bytes, 'rev', 100).coin()).toThrow(
			expect.objectContaining({ code: 'E_INPUT', details: expect.objectContaining({ file: 'rev' }) }),
		)
	})

	it('keep amounts and scripts of every form', () => {
		const random = seededRandom(11)
		const key = '79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'
		const y = '483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8'
		const odd = 'c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5'
		const oddY = '1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a'
		const scripts = [
			`76a914${'12'.repeat(20)}88ac`,
			`a914${'34'.repeat(20)}87`,
			`2102${key}ac`,
			`2103${key}ac`,
			`4104${key}${y}ac`,
			`4104${odd}${oddY}ac`,
			'',
			'51',
			'ab'.repeat(10_000),
		]
		const amounts = [
			0n,
			1n,
			9n,
			10n,
			999n,
			100_000_000n,
			5_000_000_000n,
			2_100_000_000_000_000n,
			2_099_999_999_999_999n,
		]
		for (let i = 0; i < 2000; i++) amounts.push(BigInt(Math.floor(random() * 10 ** (1 + Math.floor(random() * 15)))))
		for (const [i, sats] of amounts.entries()) {
			const script = scripts[i % scripts.length]!
			const place = i % 3
			const reader = new CoinReader(writtenCoin({ sats, script: hex(script), place }), 'rev', 0)
			const coin = reader.coin()
			expect([coin.sats, Buffer.from(coin.script).toString('hex')]).toEqual([Number(sats), script])
			expect(reader.atEnd).toBe(true)
		}
	})
})

describe('a node folder that is not as it should be', () => {
	const made = makeBlock({ coinbase: '51' })

	it('is refused where the key is not eight bytes', async () => {
		const path = nodeFolder('short-key', { 'blk00000.dat': records(made.bytes), 'xor.dat': KEY.subarray(1) })
		await expect(openBlocks([{ path }])).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { file: join(path, 'xor.dat') },
		})
		await expect(openBlocks([{ name: 'x', bytes: made.bytes, xor: KEY.subarray(1) }])).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { field: 'inputs[0].xor' },
		})
	})

	it('is refused where the key is another, and read where it is none', async () => {
		const file = masked(records(made.bytes), KEY)
		const wrong = nodeFolder('wrong-key', { 'blk00000.dat': file, 'xor.dat': hex('0102030405060708') })
		await expect(openBlocks([{ path: wrong }])).rejects.toMatchObject({ code: 'E_INPUT' })
		const none = nodeFolder('no-key', { 'blk00000.dat': records(made.bytes), 'xor.dat': new Uint8Array(8) })
		expect((await (await openBlocks([{ path: none }])).describe()).chains[0]?.blockHash).toBe(made.hash)
		const inMemory = await openBlocks([{ name: 'x', bytes: file, xor: KEY }])
		expect((await inMemory.describe()).chains[0]?.blockHash).toBe(made.hash)
	})

	it('is refused where the key or the undo data lie elsewhere', async () => {
		writeFileSync(join(root, 'elsewhere'), KEY)
		const path = nodeFolder('links', { 'blk00000.dat': records(made.bytes) })
		symlinkSync(join(root, 'elsewhere'), join(path, 'xor.dat'))
		await expect(openBlocks([{ path }])).rejects.toMatchObject({ code: 'E_PATH' })
	})

	it('takes zeros behind the last record for padding, and nothing else', async () => {
		const path = nodeFolder('padding', { 'blk00000.dat': masked(records(made.bytes), KEY, 77), 'xor.dat': KEY })
		expect((await (await openBlocks([{ path }])).describe()).warnings).toEqual([])
		const stray = Buffer.concat([masked(records(made.bytes), KEY, 77), Buffer.from([1])])
		writeFileSync(join(path, 'blk00000.dat'), stray)
		await expect(openBlocks([{ path }])).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { offset: made.bytes.length + 8 },
		})
	})
})
