import { deepStrictEqual } from 'node:assert/strict'
import { Interface, type LogDescription } from 'ethers'
import { type Abi, decodeEventLog, parseAbi } from 'viem'
import { evm } from '../../../src/chains/evm/evm.js'
import { appendLogs } from '../../../src/chains/evm/rpc/appendLogs.js'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { BenchRow } from '../support/bench.js'
import { seededRandom } from '../support/seededRandom.js'

const COUNT = 10_000
/** Times that an answer is read in one run, for one reading of ours is too short to be measured. */
const READINGS = 10
const TOKEN = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const EVENT = 'event Transfer(address indexed from, address indexed to, uint256 value)'

/** A transfer as every side must tell it. */
type Told = readonly [from: string, to: string, amount: bigint, height: number]

export const row: BenchRow = {
	title: 'eth_getLogs from JSON to the store',
	async run(bench) {
		const bytes = answer(COUNT)
		const ours = { name: 'appendLogs', run: () => often(() => intoColumns(bytes)) }
		const sides = { work: READINGS * COUNT, unit: 'logs', same }
		await bench.contest({
			workload: `${COUNT} events`,
			peer: { name: 'JSON.parse, ethers parseLog', run: () => often(() => byEthers(bytes)), repeats: 1 },
			ours,
			goal: 60,
			...sides,
		})
		await bench.contest({
			workload: `${COUNT} events`,
			peer: { name: 'JSON.parse, viem decodeEventLog', run: () => often(() => byViem(bytes)), repeats: 1 },
			ours,
			goal: 30,
			...sides,
		})
	},
}

function often<A>(read: () => A): A {
	for (let i = 1; i < READINGS; i++) read()
	return read()
}

interface RpcLog {
	readonly topics: [`0x${string}`, ...`0x${string}`[]]
	readonly data: `0x${string}`
	readonly blockNumber: string
}

/** What each side makes once for a chain or contract. */
const ETHERS_ABI = new Interface([EVENT])
const VIEM_ABI = parseAbi([EVENT]) as Abi
const MODEL = evm('eip155:1')

const eventsIn = (bytes: Uint8Array): RpcLog[] =>
	(JSON.parse(new TextDecoder().decode(bytes)) as { result: RpcLog[] }).result

function byEthers(bytes: Uint8Array): Told[] {
	return eventsIn(bytes).map((log) => {
		const { args } = ETHERS_ABI.parseLog(log) as LogDescription
		const [from, to, amount] = args as unknown as [string, string, bigint]
		return [from, to, amount, Number(log.blockNumber)]
	})
}

function byViem(bytes: Uint8Array): Told[] {
	return eventsIn(bytes).map(({ topics, data, blockNumber }) => {
		const { args } = decodeEventLog({ abi: VIEM_ABI, topics, data })
		const { from, to, value } = args as unknown as { from: string; to: string; value: bigint }
		return [from, to, value, Number(blockNumber)]
	})
}

function intoColumns(bytes: Uint8Array): TransferColumns {
	const columns = new TransferColumns()
	appendLogs(bytes, columns, { model: MODEL, atSeconds: (height) => 1_700_000_000 + 12 * height })
	return columns
}

function same(told: readonly Told[], columns: TransferColumns): void {
	deepStrictEqual(columns.length, told.length)
	for (const [i, [from, to, amount, height]] of told.entries()) {
		const own = [columns.accounts.text(columns.from[i] as number), columns.accounts.text(columns.to[i] as number)]
		deepStrictEqual(own, [`eip155:1:${from.toLowerCase()}`, `eip155:1:${to.toLowerCase()}`])
		deepStrictEqual([columns.amounts.get(i), columns.height(i)], [amount, height])
		deepStrictEqual(columns.assets.text(columns.asset[i] as number), `eip155:1/erc20:${TOKEN}`)
	}
}

/** The body of what a node answers to `eth_getLogs` for the transfers of one token: eight to a block, each in a transaction of its own. */
function answer(count: number): Uint8Array {
	const random = seededRandom(5)
	const hex = (digits: number): string =>
		Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
	const word = (digits: number): string => `0x${'0'.repeat(64 - digits)}${hex(digits)}`
	const result = Array.from({ length: count }, (_, i) => ({
		address: TOKEN,
		topics: ['0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef', word(40), word(40)],
		data: word(24),
		blockNumber: `0x${(18_000_000 + (i >> 3)).toString(16)}`,
		transactionHash: word(64),
		transactionIndex: `0x${(i & 7).toString(16)}`,
		blockHash: word(64),
		logIndex: `0x${(i & 7).toString(16)}`,
		removed: false,
	}))
	return new TextEncoder().encode(JSON.stringify({ jsonrpc: '2.0', id: 1, result }))
}
