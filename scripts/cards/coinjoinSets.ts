import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { sha256Hex } from '../../src/model/digest.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'

const CHAIN = 'bip122:000000000019d6689c085ae165831e93'

interface Place {
	readonly value: number
	readonly script: string
	readonly address: string | null
}

interface Line {
	readonly txid: string
	readonly block_hash: string
	readonly tx_index: number
	readonly time: number
	readonly vin: readonly (Place & { readonly txid: string; readonly vout: number })[]
	readonly vout: readonly (Place & { readonly n: number })[]
}

/** The transactions of one file of `../shared/data/bitcoin/coinjoin`, a repeated one once, in the file's order. */
export function coinjoinSet(folder: string, name: string): UtxoTransaction[] {
	const lines = coinjoinFile(folder, name).toString('utf8').split('\n')
	const byId = new Map(
		lines
			.filter((line) => line !== '')
			.map((line) => [(JSON.parse(line) as Line).txid, toTransaction(JSON.parse(line))]),
	)
	return [...byId.values()]
}

/** The bytes of a file as they are meant: unpacked where only the packed one is there. */
export function coinjoinFile(folder: string, name: string): Buffer {
	const plain = `${folder}/${name}`
	return existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`))
}

function toTransaction({ txid, block_hash, tx_index, time, vin, vout }: Line): UtxoTransaction {
	const id = `${CHAIN}/${txid}`
	return {
		kind: 'utxo',
		id,
		chain: CHAIN,
		txid,
		height: null,
		blockHash: block_hash,
		atSeconds: time,
		order: [time, tx_index, 0],
		coinbase: false,
		inputs: vin.map((input) => ({
			spends: `${CHAIN}/${input.txid}:${input.vout}`,
			account: accountOf(input),
			amount: BigInt(input.value),
		})),
		outputs: vout.map((output) => ({
			id: `${id}:${output.n}`,
			account: accountOf(output),
			amount: BigInt(output.value),
			...(output.script.startsWith('6a') ? { burn: true } : {}),
		})),
	}
}

function accountOf({ address, script }: Place): string {
	return `${CHAIN}:${address ?? `script-${sha256Hex(Buffer.from(script, 'hex'))}`}`
}
