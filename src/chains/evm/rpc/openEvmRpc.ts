import pLimit from 'p-limit'
import type { Scope } from '../../../model/coverage.js'
import { InputError, SourceError } from '../../../model/errors.js'
import { parseChain } from '../../../model/identifiers.js'
import type { AccountTransaction } from '../../../model/transaction.js'
import { AccountIndex } from '../../accountIndex.js'
import type { ChainAdapter, ChainDescription, FetchOptions, Page, Query, SourceDescription } from '../../adapter.js'
import type { BridgeContract } from '../../bridges/bridgeRegistry.js'
import { LedgerAdapter } from '../../ledgerAdapter.js'
import { type Evm, evm } from '../evm.js'
import { GapIndex } from '../gapIndex.js'
import type { ParsedBlock } from './parseBlock.js'
import { blockAt, quantity, type ReadBlock, readBlock, type TraceMethod } from './readBlock.js'
import { RpcClient, type RpcTransport } from './rpcClient.js'

export interface EvmRpcOptions {
	/** Where the node answers; handed to the transport as it stands. */
	readonly url: string
	/** The only way out: the library makes no connection of its own. */
	readonly transport: RpcTransport
	/** CAIP-2 id or alias; the node must say the same. */
	readonly chain: string
	/** First block read. */
	readonly from: number
	/** Last block read. Default: the newest that the node calls final. */
	readonly to?: number
	/** Whether these blocks are everything that their accounts did. Default `excerpt`. */
	readonly scope?: Scope
	/** How the node is asked for internal calls. Default: the first that it knows of call tracer, `trace_block`, none. */
	readonly traces?: TraceMethod
	/** Further contracts of the WETH9 kind. */
	readonly wrapped?: readonly string[]
	/** Further tokens whose issuer can freeze accounts. */
	readonly issuers?: readonly string[]
	/** Further contracts of bridges that are known by name. */
	readonly bridges?: readonly BridgeContract[]
	/** Most blocks read: they are held in memory. Default 10,000. */
	readonly maxBlocks?: number
}

const MAX_BLOCKS = 10_000
/** Blocks asked for at the same time. Invented. */
const PARALLEL_BLOCKS = 4

/**
 * One node as a source: a range of blocks, each read whole (transactions, receipts, call trees) and held against its own
 * header and the block before it. The blocks are read when something is first asked, and once.
 * @throws InputError for wrong options
 */
export function openEvmRpc(options: EvmRpcOptions): ChainAdapter {
	const facts = parseChain(options.chain)
	const { from, to, maxBlocks = MAX_BLOCKS } = options
	for (const [field, value] of [
		['from', from],
		['to', to ?? from],
		['maxBlocks', maxBlocks],
	] as const) {
		if (!Number.isSafeInteger(value) || value < 0)
			throw new InputError('E_INPUT', `${field}: expected a block number`, { details: { field } })
	}
	if (to !== undefined) checkRange(from, to, maxBlocks)
	const { wrapped = [], issuers = [], bridges = [] } = options
	const model = evm(facts.id, { wrapped, issuers, bridges })
	return new NodeSource(options, model, maxBlocks)
}

class NodeSource implements ChainAdapter {
	readonly #client: RpcClient
	#pinned: { readonly head: ParsedBlock; readonly traces: TraceMethod } | undefined
	/** Blocks read so far: a failed read goes on where it ended. */
	readonly #blocks = new Map<number, ReadBlock>()
	#ledger: LedgerAdapter | undefined

	constructor(
		private readonly options: EvmRpcOptions,
		private readonly model: Evm,
		private readonly maxBlocks: number,
	) {
		this.#client = new RpcClient(options.url, options.transport)
	}

	async describe({ signal }: FetchOptions = {}): Promise<SourceDescription> {
		signal?.throwIfAborted()
		const { head } = await this.#pin(signal)
		return { chains: [this.#description(head)], warnings: [] }
	}

	async *fetch(queries: readonly Query[], options: FetchOptions = {}): AsyncGenerator<Page, void, void> {
		options.signal?.throwIfAborted()
		yield* (await this.#read(options.signal)).fetch(queries, options)
	}

	readonly inflow: NonNullable<ChainAdapter['inflow']> = async (accounts, window, options) =>
		(await this.#read(options?.signal)).inflow(accounts, window, options)

	#description({ height, hash, atSeconds }: ParsedBlock): ChainDescription {
		const { scope = 'excerpt' } = this.options
		return { chain: this.model.chain, ledger: 'account', clock: 'height', scope, height, blockHash: hash, atSeconds }
	}

	/** Which chain, which newest block, and how calls are told: asked once. */
	async #pin(signal?: AbortSignal) {
		if (this.#pinned !== undefined) return this.#pinned
		const { from, to } = this.options
		const id = await this.#client.call('eth_chainId', [], signal)
		if (typeof id !== 'string' || `eip155:${/^0x[0-9a-f]+$/i.test(id) ? BigInt(id) : id}` !== this.model.chain) {
			const message = `the node answers for chain ${String(id).slice(0, 80)}, not for ${this.model.chain}`
			throw new SourceError('E_CHAIN_MISMATCH', message, { details: { chain: this.model.chain } })
		}
		const head = await blockAt(this.#client, to === undefined ? 'finalized' : quantity(to), signal)
		if (to !== undefined && head.height !== to)
			throw new SourceError('E_INCONSISTENT', `the node answers with block ${head.height} for ${to}`)
		checkRange(from, head.height, this.maxBlocks)
		const traces = this.options.traces ?? (await this.#traceMethod(head, signal))
		this.#pinned = { head, traces }
		return this.#pinned
	}

	async #traceMethod({ height }: ParsedBlock, signal?: AbortSignal): Promise<TraceMethod> {
		const at = quantity(height)
		const tracer = { tracer: 'callTracer' }
		if ((await this.#client.tryCall('debug_traceBlockByNumber', [at, tracer], signal)) !== undefined)
			return 'callTracer'
		return (await this.#client.tryCall('trace_block', [at], signal)) === undefined ? 'none' : 'trace_block'
	}

	async #read(signal?: AbortSignal): Promise<LedgerAdapter> {
		if (this.#ledger !== undefined) return this.#ledger
		const { head, traces } = await this.#pin(signal)
		const limit = pLimit(PARALLEL_BLOCKS)
		const heights = Array.from({ length: head.height - this.options.from + 1 }, (_, i) => this.options.from + i)
		await limit.map(heights, async (height) => {
			if (this.#blocks.has(height)) return
			this.#blocks.set(height, await readBlock(this.#client, height, traces, signal))
		})
		const gaps = new GapIndex(this.model.chain)
		const transactions: AccountTransaction[] = []
		let before: string | undefined
		for (const height of heights) {
			const { block, parentHash } = this.#blocks.get(height) as ReadBlock
			if (before !== undefined && parentHash !== before) throw this.#broken(height)
			before = block.hash as string
			gaps.add(block)
			for (const transaction of this.model.block(block)) transactions.push(transaction)
		}
		if (before !== head.hash) throw this.#broken(head.height)
		const index = new AccountIndex('height', transactions)
		const reasons = (query: Query) => gaps.reasons(query)
		this.#ledger = new LedgerAdapter([{ description: this.#description(head), index, reasons }])
		return this.#ledger
	}

	/** The chain changed while it was read: what was read of it is forgotten. */
	#broken(height: number): SourceError {
		this.#blocks.clear()
		this.#pinned = undefined
		const message = `block ${height} does not follow the one before it: the chain changed while it was read`
		return new SourceError('E_INCONSISTENT', message, { details: { height }, retryable: true })
	}
}

function checkRange(from: number, to: number, maxBlocks: number): void {
	const count = to - from + 1
	if (count >= 1 && count <= maxBlocks) return
	const message =
		count < 1 ? `block ${from} comes after block ${to}` : `${count} blocks are more than the ${maxBlocks} allowed`
	throw new InputError(count < 1 ? 'E_INPUT' : 'E_LIMIT', `from: ${message}`, {
		details: { field: 'from', from, to, maxBlocks },
	})
}
