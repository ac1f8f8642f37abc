import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import type { BitcoinNode } from './bitcoinNode.js'

/** Private keys 1, 2, 3 … of nobody, as regtest writes them. */
const key = (number: number, compressed = true): string => {
	const bytes = new Uint8Array(compressed ? 34 : 33)
	bytes[0] = 0xef
	bytes[32] = number
	if (compressed) bytes[33] = 1
	return createBase58check(sha256).encode(bytes)
}

interface Spendable {
	/** Descriptor whose script a coinbase pays. */
	readonly descriptor: string
	readonly keys: readonly string[]
}

const [ONE, TWO, LONG] = [key(1), key(2), key(3, false)]

/** One of each way to be paid that a node can sign for, with a key of either form; and one that needs no signature. */
const WAYS: readonly Spendable[] = [
	{ descriptor: `pk(${ONE})`, keys: [ONE] },
	{ descriptor: `pk(${LONG})`, keys: [LONG] },
	{ descriptor: `pk(${key(4, false)})`, keys: [key(4, false)] },
	{ descriptor: `pkh(${ONE})`, keys: [ONE] },
	{ descriptor: `pkh(${LONG})`, keys: [LONG] },
	{ descriptor: `wpkh(${TWO})`, keys: [TWO] },
	{ descriptor: `multi(1,${ONE},${LONG})`, keys: [ONE] },
	{ descriptor: 'raw(51)', keys: [] },
]

/** Blocks until a coinbase may be spent. */
const MATURITY = 100

/**
 * Makes a chain with every kind of script created and spent, a transaction that spends one of its own block, a branch that
 * another one outgrew, and records of blocks and undo data in other orders than that of heights. Returns the tip's height.
 */
export async function makeRegtestChain(node: BitcoinNode): Promise<number> {
	const { rpc } = node
	await rpc('createwallet', 'w')
	const own = (kind = 'bech32') => rpc<string>('getnewaddress', '', kind)
	const coinbases: { readonly txid: string; readonly way: Spendable }[] = []
	for (const way of WAYS) {
		const [hash] = await rpc<string[]>('generatetodescriptor', 1, way.descriptor)
		const { tx } = await rpc<{ tx: string[] }>('getblock', hash)
		coinbases.push({ txid: tx[0] as string, way })
	}
	await rpc('generatetoaddress', MATURITY + 10, await own())
	const spends: string[] = []
	for (const { txid, way } of coinbases) {
		// A coin of 50 pays 10, 20 and the rest in parts, with data of 20 bytes.
		const outputs = [
			{ [await own('legacy')]: 10.00000001 },
			{ [await own('bech32m')]: 20 },
			{ [await own('p2sh-segwit')]: 19.9 },
			{ data: '66756e64747261696c'.repeat(2) },
		]
		const raw = await rpc<string>('createrawtransaction', [{ txid, vout: 0 }], outputs)
		spends.push(await sign(rpc, raw, way.keys))
	}
	await rpc('generateblock', await own(), spends)
	for (const kind of ['legacy', 'p2sh-segwit', 'bech32', 'bech32m']) {
		await rpc('sendtoaddress', await own(kind), 12.5)
		await rpc(
			'sendmany',
			'',
			Object.fromEntries([
				[await own(kind), 0.29],
				[await own('legacy'), 0.07],
			]),
		)
	}
	await rpc('generatetoaddress', 1, await own())
	for (let i = 0; i < 6; i++) await rpc('sendtoaddress', await own('bech32m'), 55 + i)
	const [lost] = await rpc<string[]>('generatetoaddress', 1, await own())
	await rpc('invalidateblock', lost)
	await rpc('generatetoaddress', 3, await own('bech32m'))
	await rpc('sendall', [await own('legacy')])
	await rpc('generatetoaddress', 2, await own())
	return rpc<number>('getblockcount')
}

/** A transaction as the node tells it, in words that a reader of its files can be held against. Amounts in satoshi. */
export interface ToldTransaction {
	readonly height: number
	readonly blockHash: string
	readonly txid: string
	readonly version: number
	readonly locktime: number
	readonly vsize: number
	readonly fee: number | null
	/** Output spent, its value, its script, and the sequence; null for a coinbase. */
	readonly inputs: readonly (readonly [string, number, string, number] | null)[]
	/** Value, script, address where it has one, type. */
	readonly outputs: readonly (readonly [number, string, string | null, string])[]
}

interface RpcScript {
	readonly hex: string
	readonly address?: string
	readonly type: string
}

interface RpcBlock {
	readonly hash: string
	readonly height: number
	readonly tx: readonly {
		readonly txid: string
		readonly version: number
		readonly locktime: number
		readonly vsize: number
		readonly fee?: number
		readonly vin: readonly {
			readonly coinbase?: string
			readonly txid: string
			readonly vout: number
			readonly sequence: number
			readonly prevout: { readonly value: number; readonly scriptPubKey: RpcScript }
		}[]
		readonly vout: readonly { readonly value: number; readonly scriptPubKey: RpcScript }[]
	}[]
}

/** Every transaction of the node's best chain, in order, with what it spends as the node's own undo data say. */
export async function toldTransactions({ rpc }: BitcoinNode): Promise<ToldTransaction[]> {
	// Amounts are decimal numbers of at most eight places: exact once rounded.
	const sats = (coins: number) => Math.round(coins * 1e8)
	const told: ToldTransaction[] = []
	const tip = await rpc<number>('getblockcount')
	for (let height = 0; height <= tip; height++) {
		const hash = await rpc<string>('getblockhash', height)
		const block = await rpc<RpcBlock>('getblock', hash, 3)
		for (const { txid, version, locktime, vsize, fee, vin, vout } of block.tx) {
			told.push({
				...{ height, blockHash: hash, txid, version, locktime, vsize },
				fee: fee === undefined ? null : sats(fee),
				inputs: vin.map((input) => {
					if (input.coinbase !== undefined) return null
					const { value, scriptPubKey } = input.prevout
					return [`${input.txid}:${input.vout}`, sats(value), scriptPubKey.hex, input.sequence]
				}),
				outputs: vout.map(({ value, scriptPubKey: { hex, address, type } }) => [
					sats(value),
					hex,
					address ?? null,
					type,
				]),
			})
		}
	}
	return told
}

async function sign(rpc: BitcoinNode['rpc'], raw: string, keys: readonly string[]): Promise<string> {
	if (keys.length === 0) return raw
	const { hex, complete } = await rpc<{ hex: string; complete: boolean }>('signrawtransactionwithkey', raw, keys)
	if (!complete) throw new Error('a made transaction could not be signed')
	return hex
}
