import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PoolDeposit, PoolWithdrawal } from '../../src/heuristics/evm/mixing/poolHistory.js'
import { sha256Hex } from '../../src/model/digest.js'

/** Events of 15 pools of Tornado Cash, beside the repository: deposits without depositors, withdrawals with recipients. */
const FOLDER = '../shared/data/evm/tornado'

export const hasTornadoData = (): boolean => existsSync(FOLDER)

/** Names of the pools, `dai-100`, with how many deposits and withdrawals the list says there are. */
export function tornadoPools(): Map<string, { deposits: number; withdrawals: number }> {
	const pools = new Map<string, { deposits: number; withdrawals: number }>()
	for (const [token, denomination, kind, events] of rowsOf(readFileSync(`${FOLDER}/pools.csv`))) {
		const name = `${token}-${denomination}`
		const own = pools.get(name) ?? { deposits: 0, withdrawals: 0 }
		pools.set(name, { ...own, [kind as string]: Number(events) })
	}
	return pools
}

const fileOf = (name: string, kind: string): Buffer => gunzipSync(readFileSync(`${FOLDER}/${name}-${kind}.csv.gz`))

/** Digest of the unpacked bytes of both files of a pool. */
export const tornadoDigests = (name: string): (readonly [file: string, sha256: string])[] =>
	['deposits', 'withdrawals'].map((kind) => [`${name}-${kind}.csv`, sha256Hex(fileOf(name, kind))])

/** Events of one pool, in their order, as rules read them. */
export function tornadoPool(name: string): { deposits: PoolDeposit[]; withdrawals: PoolWithdrawal[] } {
	const pool = `eip155:1:${name}`
	return {
		deposits: rowsOf(fileOf(name, 'deposits')).map(([leaf, block, time]) => ({
			id: `${name} ${leaf}`,
			pool,
			height: Number(block),
			atSeconds: Number(time),
			depositor: null,
			gasPrice: null,
		})),
		withdrawals: rowsOf(fileOf(name, 'withdrawals')).map(([block, txid, to, , nullifier]) => ({
			id: `${txid} ${nullifier}`,
			pool,
			height: Number(block),
			atSeconds: null,
			recipient: `eip155:1:${to}`,
			sender: null,
			gasPrice: null,
		})),
	}
}

/** Rows without the head. */
const rowsOf = (bytes: Buffer): string[][] =>
	bytes
		.toString('utf8')
		.trim()
		.split(/\r?\n/)
		.slice(1)
		.map((line) => line.split(','))
