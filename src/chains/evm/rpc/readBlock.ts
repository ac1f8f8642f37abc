import { SourceError } from '../../../model/errors.js'
import { callTracer } from '../callTracer.js'
import type { EvmBlock, EvmCall } from '../evmBlock.js'
import { HexFields } from '../hexFields.js'
import { parityTraces } from '../parityTraces.js'
import { type BlockCalls, joinBlock } from './joinBlock.js'
import { type ParsedBlock, parseBlock } from './parseBlock.js'
import { type ParsedReceipt, parseReceipt } from './parseReceipt.js'
import { type RpcClient, rpcFault } from './rpcClient.js'

/** How a node tells the calls inside transactions: geth's call tracer, Parity's traces, or not at all. */
export type TraceMethod = 'callTracer' | 'trace_block' | 'none'

/** A block and the hash of the one before it. */
export interface ReadBlock {
	readonly block: EvmBlock
	readonly parentHash: string
}

/**
 * One block with all receipts and call trees, every part held against the block's own hash.
 * @throws SourceError `E_NOT_FOUND`, `E_INCONSISTENT`, `E_BAD_RESPONSE`; the signal's reason
 */
export async function readBlock(
	client: RpcClient,
	height: number,
	traces: TraceMethod,
	signal?: AbortSignal,
): Promise<ReadBlock> {
	const head = await blockAt(client, quantity(height), signal)
	if (head.height !== height) throw rpcFault('eth_getBlockByNumber')('number', head.height, `block ${height}`)
	const receipts = await receiptsOf(client, head, signal)
	const calls = await callsOf(client, head, traces, signal)
	return { block: joinBlock(head, receipts, calls, rpcFault('block')), parentHash: head.parentHash }
}

/** The block that a number or tag names, with whole transactions. */
export async function blockAt(client: RpcClient, tag: string, signal?: AbortSignal): Promise<ParsedBlock> {
	const answer = await client.call('eth_getBlockByNumber', [tag, true], signal)
	if (answer === null) throw missing('eth_getBlockByNumber', `block ${tag}`)
	return parseBlock(answer, rpcFault('eth_getBlockByNumber'))
}

/** `0x`-quantity of a number. */
export const quantity = (value: number): string => `0x${value.toString(16)}`

/** All at once where the node can, one by one where it cannot. */
async function receiptsOf(
	client: RpcClient,
	{ height, transactions }: ParsedBlock,
	signal?: AbortSignal,
): Promise<ParsedReceipt[]> {
	if (transactions.length === 0) return []
	const method = 'eth_getBlockReceipts'
	const answer = await client.tryCall(method, [quantity(height)], signal)
	if (answer === null) throw missing(method, `receipts of block ${height}`)
	if (answer !== undefined) {
		if (!Array.isArray(answer)) throw rpcFault(method)('result', answer, 'a list of receipts')
		return answer.map((item) => parseReceipt(item, rpcFault(method)))
	}
	const receipts: ParsedReceipt[] = []
	for (const { hash } of transactions) {
		const one = await client.call('eth_getTransactionReceipt', [hash], signal)
		if (one === null) throw missing('eth_getTransactionReceipt', `the receipt of ${hash}`)
		receipts.push(parseReceipt(one, rpcFault('eth_getTransactionReceipt')))
	}
	return receipts
}

async function callsOf(
	client: RpcClient,
	block: ParsedBlock,
	traces: TraceMethod,
	signal?: AbortSignal,
): Promise<BlockCalls> {
	if (traces === 'none') return { calls: null, rewards: [] }
	if (traces === 'trace_block') return parityCalls(client, block, signal)
	return { calls: await tracedCalls(client, block, signal), rewards: [] }
}

async function parityCalls(
	client: RpcClient,
	{ height, hash, transactions }: ParsedBlock,
	signal?: AbortSignal,
): Promise<BlockCalls> {
	const fault = rpcFault('trace_block')
	const answer = await client.call('trace_block', [quantity(height)], signal)
	if (answer === null && transactions.length > 0) throw missing('trace_block', `traces of block ${height}`)
	const { calls, rewards, blockHashes } = parityTraces(answer ?? [], fault)
	for (const told of blockHashes) if (told !== hash) throw fault('blockHash', told, `${hash} of block ${height}`)
	for (const transaction of calls.keys()) {
		if (!transactions.some((own) => own.hash === transaction))
			throw fault('transactionHash', transaction, `a transaction of block ${height}`)
	}
	return { calls, rewards }
}

async function tracedCalls(
	client: RpcClient,
	{ height, transactions }: ParsedBlock,
	signal?: AbortSignal,
): Promise<Map<string, readonly EvmCall[]>> {
	const method = 'debug_traceBlockByNumber'
	const fault = rpcFault(method)
	const calls = new Map<string, readonly EvmCall[]>()
	if (transactions.length === 0) return calls
	const answer = await client.call(method, [quantity(height), { tracer: 'callTracer' }], signal)
	if (!Array.isArray(answer) || answer.length !== transactions.length)
		throw fault('result', answer, `call trees of ${transactions.length} transactions of block ${height}`)
	for (const [i, item] of answer.entries()) {
		const { hash } = transactions[i] as { readonly hash: string }
		const fields = HexFields.of(item, 'result', fault)
		const named = fields.orNull('txHash', fields.hash)
		if (named !== null && named !== hash) throw fault('txHash', named, `transaction ${i} of block ${height}, ${hash}`)
		if (!fields.has('result')) throw fault('result', fields.raw('error'), `the call tree of ${hash}`)
		calls.set(hash, callTracer(fields.raw('result'), fault))
	}
	return calls
}

function missing(method: string, what: string): SourceError {
	return new SourceError('E_NOT_FOUND', `${method}: the node does not have ${what}`, {
		details: { method },
		retryable: true,
	})
}
