import type { RpcRequest, RpcTransport } from '../../../src/chains/evm/rpc/rpcClient.js'
import { address, hash, topic, word } from './evmFacts.js'

type Json = Record<string, unknown>

/** What a node answers to a method; a thrown number is a JSON-RPC error of that code. */
export type Methods = Record<string, (...params: never[]) => unknown>

export const BLOCKS = 3
export const blockHashAt = (height: number): string => hash(0xb000 + height)
export const transactionAt = (height: number): string => hash(0x7000 + height)

/** Block n: account 1 pays 10 to account 2, which pays 4 on to 3 inside and moves a token. */
export const block = (height: number): Json => ({
	number: `0x${height.toString(16)}`,
	hash: blockHashAt(height),
	parentHash: blockHashAt(height - 1),
	timestamp: `0x${(1_700_000_000 + height).toString(16)}`,
	logsBloom: '0x01',
	transactionsRoot: hash(0xabc),
	transactions: [
		{
			hash: transactionAt(height),
			blockHash: blockHashAt(height),
			blockNumber: `0x${height.toString(16)}`,
			transactionIndex: '0x0',
			from: address(1),
			to: address(2),
			value: '0xa',
			type: '0x2',
			maxFeePerGas: '0x5',
			gasPrice: '0x3',
		},
	],
})
export const log = (height: number): Json => ({
	address: address(0x70),
	topics: ['0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef', topic(address(2)), topic(address(3))],
	data: `0x${word(7)}`,
	logIndex: '0x0',
	transactionHash: transactionAt(height),
	blockHash: blockHashAt(height),
})
export const receipt = (height: number): Json => ({
	transactionHash: transactionAt(height),
	transactionIndex: '0x0',
	blockHash: blockHashAt(height),
	gasUsed: '0xc350',
	effectiveGasPrice: '0x2',
	status: '0x1',
	contractAddress: null,
	logs: [log(height)],
})
export const tree = (): Json => ({
	type: 'CALL',
	from: address(1),
	to: address(2),
	value: '0xa',
	calls: [{ type: 'CALL', from: address(2), to: address(3), value: '0x4' }],
})

const METHODS: Methods = {
	eth_chainId: () => '0x1',
	eth_getBlockByNumber: (tag: string) => block(tag === 'finalized' ? BLOCKS : Number(tag)),
	eth_getBlockReceipts: (tag: string) => [receipt(Number(tag))],
	eth_getTransactionReceipt: (id: string) => receipt(Number(BigInt(id)) - 0x7000),
	debug_traceBlockByNumber: (tag: string) => [{ txHash: transactionAt(Number(tag)), result: tree() }],
}

export const UNKNOWN_METHOD = -32601

/** A node of three blocks whose answers can be changed; it counts what it is asked. */
export function fakeNode(changes: Methods = {}): { readonly transport: RpcTransport; readonly asked: string[] } {
	const asked: string[] = []
	const transport = async ({ body }: RpcRequest): Promise<Uint8Array> => {
		const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: never[] }
		asked.push(method)
		const answer = changes[method] ?? METHODS[method]
		try {
			const result = answer === undefined ? fail(UNKNOWN_METHOD) : answer(...params)
			if (result instanceof Uint8Array) return result
			return Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result }))
		} catch (code) {
			if (typeof code !== 'number') throw code
			return Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: 'no \u001b[2Jmore' } }))
		}
	}
	return { transport, asked }
}

/** Answers with a JSON-RPC error. */
export function fail(code: number): never {
	throw code
}
