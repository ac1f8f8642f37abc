import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src/chains/adapter.js'
import { type EvmRpcOptions, openEvmRpc } from '../../../src/chains/evm/index.js'
import { recordedEvmRpc, replayedEvmRpc } from '../../../src/chains/evm/rpc/evmRpc.js'
import { recordingSchema } from '../../../src/chains/transport/recording.js'
import type { TransportRequest } from '../../../src/chains/transport/transport.js'
import { InputError, SourceError } from '../../../src/model/errors.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { address, hash, topic } from './evmFacts.js'
import {
	BLOCKS,
	block,
	blockHashAt,
	fail,
	fakeNode,
	log,
	type Methods,
	receipt,
	transactionAt,
	tree,
	UNKNOWN_METHOD,
} from './fakeNode.js'

const SECRET = 'https://node.example/v3/canary-key'
const account = (n: number): string => `eip155:1:${address(n)}`

const open = (changes: Methods = {}, options: Partial<EvmRpcOptions> = {}) =>
	openEvmRpc({
		url: SECRET,
		transport: fakeNode(changes).transport,
		chain: 'ethereum',
		from: 1,
		to: BLOCKS,
		...options,
	})

async function ask(changes: Methods = {}, options: Partial<EvmRpcOptions> = {}): Promise<Page[]> {
	const pages = []
	for await (const page of open(changes, options).fetch([{ kind: 'account', subject: account(2) }])) pages.push(page)
	return pages
}

const moved = (pages: readonly Page[]): string[] =>
	pages.flatMap(({ transactions, coverage }) => [
		...(transactions as AccountTransaction[]).flatMap(({ height, transfers }) =>
			transfers.map(({ id, amount }) => `${height}${id.slice(id.indexOf('#'))} ${amount}`),
		),
		...coverage.reasons,
	])

async function refusal(work: Promise<unknown>): Promise<SourceError> {
	const error = await work.then(
		() => new Error('it was accepted'),
		(thrown: unknown) => thrown,
	)
	if (!(error instanceof SourceError)) throw error
	expect(JSON.stringify([error.message, error.details, error.stack, String(error.cause)])).not.toContain('canary')
	return error
}

const EACH = ['#fee 100000', '#tx 10', '#call:0 4', '#log:0 7']
const ALL = [1, 2, 3].flatMap((height) => EACH.map((text) => `${height}${text}`))

describe('a node by JSON-RPC', () => {
	it('is read block by block, once', async () => {
		const { transport, asked } = fakeNode()
		const source = openEvmRpc({ url: SECRET, transport, chain: 'eip155:1', from: 1 })
		expect((await source.describe()).chains).toEqual([
			{
				chain: 'eip155:1',
				ledger: 'account',
				clock: 'height',
				scope: 'excerpt',
				height: BLOCKS,
				blockHash: blockHashAt(BLOCKS),
				atSeconds: 1_700_000_003,
			},
		])
		for (let i = 0; i < 2; i++) {
			const pages = []
			for await (const page of source.fetch([{ kind: 'account', subject: account(2) }])) pages.push(page)
			expect(moved(pages)).toEqual(ALL)
		}
		expect(asked.filter((method) => method === 'eth_getBlockReceipts')).toHaveLength(BLOCKS)
		expect((await source.inflow?.([account(3)], {}))?.get(account(3))?.size).toBe(2)
	})

	it('is asked for no more than blocks, receipts and calls: what contracts say of themselves is never asked', async () => {
		const { transport, asked } = fakeNode()
		const source = openEvmRpc({ url: SECRET, transport, chain: 'eip155:1', from: 1 })
		for await (const _ of source.fetch([{ kind: 'account', subject: account(3) }]));
		expect([...new Set(asked)].sort()).toEqual([
			'debug_traceBlockByNumber',
			'eth_chainId',
			'eth_getBlockByNumber',
			'eth_getBlockReceipts',
		])
	})

	it('keeps two equal transfers and two equal calls apart, and sets megabytes that are no amount aside', async () => {
		const twice = await ask(
			{
				eth_getBlockReceipts: (tag: string) => [
					{
						...receipt(Number(tag)),
						logs: [
							...[0, 1].map((n) => ({ ...log(Number(tag)), logIndex: `0x${n}` })),
							{ ...log(Number(tag)), logIndex: '0x2', data: `0x${'00'.repeat(2 ** 21)}` },
						],
					},
				],
				debug_traceBlockByNumber: (tag: string) => [
					{ txHash: transactionAt(Number(tag)), result: { ...tree(), calls: [tree().calls, tree().calls].flat() } },
				],
			},
			{ to: 1 },
		)
		expect(moved(twice)).toEqual(['1#fee 100000', '1#tx 10', '1#call:0 4', '1#call:1 4', '1#log:0 7', '1#log:1 7'])
		expect(twice.flatMap(({ transactions }) => transactions)).toMatchObject([
			{ setAside: [{ reason: 'malformed', id: expect.stringContaining('#log:2') }] },
		])
	})

	it('asks for receipts one by one where the node cannot give a block of them', async () => {
		expect(moved(await ask({ eth_getBlockReceipts: () => fail(UNKNOWN_METHOD) }))).toEqual(ALL)
	})

	it('takes the traces that the node has', async () => {
		const trace = (height: number, path: number[], from: number, to: number, value: string) => ({
			action: { callType: 'call', from: address(from), to: address(to), value },
			blockHash: blockHashAt(height),
			transactionHash: transactionAt(height),
			traceAddress: path,
			type: 'call',
		})
		const parity = {
			debug_traceBlockByNumber: () => fail(UNKNOWN_METHOD),
			trace_block: (tag: string) => [trace(Number(tag), [0], 2, 3, '0x4'), trace(Number(tag), [], 1, 2, '0xa')],
		}
		expect(moved(await ask(parity))).toEqual(ALL)
		const none = { debug_traceBlockByNumber: () => fail(-32004) }
		expect(moved(await ask(none))).toEqual([...ALL.filter((text) => !text.includes('call')), 'C_NO_TRACES'])
	})

	it('goes on where it ended when it is asked again', async () => {
		let fails = true
		const { transport, asked } = fakeNode({
			eth_getBlockReceipts: (tag: string) => (fails && tag === '0x3' ? null : [receipt(Number(tag))]),
		})
		const source = openEvmRpc({ url: SECRET, transport, chain: 'eip155:1', from: 1, to: BLOCKS })
		const read = async () => {
			const pages = []
			for await (const page of source.fetch([{ kind: 'account', subject: account(2) }])) pages.push(page)
			return moved(pages)
		}
		expect((await refusal(read())).code).toBe('E_NOT_FOUND')
		fails = false
		asked.length = 0
		expect(await read()).toEqual(ALL)
		expect(asked.filter((method) => method === 'eth_getBlockByNumber')).toHaveLength(1)
	})

	it('ends with the reason of an abort while it reads', async () => {
		const controller = new AbortController()
		const reason = new Error('enough')
		const source = open({
			eth_getBlockReceipts: (tag: string) => {
				controller.abort(reason)
				return [receipt(Number(tag))]
			},
		})
		const pages = source.fetch([{ kind: 'account', subject: account(2) }], { signal: controller.signal })
		await expect((pages as AsyncGenerator<Page>).next()).rejects.toBe(reason)
	})
})

/** A frame as `trace_block` tells it: the transaction's own, or one inside it. */
const frame = (height: number, path: readonly number[]) => ({
	action: {
		...{ callType: 'call', from: address(path.length === 0 ? 1 : 2), to: address(path.length === 0 ? 2 : 3) },
		value: path.length === 0 ? '0xa' : '0x4',
	},
	blockHash: blockHashAt(height),
	transactionHash: transactionAt(height),
	traceAddress: path,
	type: 'call',
})
const withBlock = (height: number, more: Record<string, unknown>): Methods => ({
	eth_getBlockByNumber: (tag: string) => (Number(tag) === height ? { ...block(height), ...more } : block(Number(tag))),
})
const withReceipt = (more: Record<string, unknown>): Methods => ({
	eth_getBlockReceipts: (tag: string) => [{ ...receipt(Number(tag)), ...more }],
})
const withTree = (result: unknown, txHash = (tag: string): unknown => transactionAt(Number(tag))): Methods => ({
	debug_traceBlockByNumber: (tag: string) => [{ txHash: txHash(tag), result }],
})
const bytes = (text: string) => () => Buffer.from(text)

describe('answers that are no facts', () => {
	it.each(['0x', '0x0a', '-0x1', ' 0xa', '0xa ', '10', '1e3', '0x1.0', '0x٣', '', ' ', true, 10, null])(
		'with %o for an amount',
		async (value) => {
			const transactions = block(2).transactions as object[]
			const wrong = withBlock(2, { transactions: [{ ...transactions[0], value }] })
			const error = await refusal(ask(wrong, { traces: 'none' }))
			expect(error.code).toBe('E_INCONSISTENT')
		},
	)

	it('with an amount beyond 2^256 - 1', async () => {
		const transactions = block(2).transactions as object[]
		const wrong = withBlock(2, { transactions: [{ ...transactions[0], value: `0x1${'0'.repeat(64)}` }] })
		expect((await refusal(ask(wrong, { traces: 'none' }))).code).toBe('E_INCONSISTENT')
	})

	it.each<[string, Methods]>([
		['an event', withReceipt({ logs: [{ ...log(1) }, { ...log(1) }] })],
		[
			'a frame',
			{
				debug_traceBlockByNumber: () => fail(UNKNOWN_METHOD),
				trace_block: (tag: string) => [[], [0], [0]].map((path) => frame(Number(tag), path)),
			},
		],
	])('that tell %s twice', async (_, changes) => {
		expect((await refusal(ask(changes, { to: 1 }))).code).toBe('E_INCONSISTENT')
	})

	it.each<[string, Methods, SourceError['code']]>([
		['of another chain', { eth_chainId: () => '0x38' }, 'E_CHAIN_MISMATCH'],
		['without a chain', { eth_chainId: () => null }, 'E_CHAIN_MISMATCH'],
		['without the block', { eth_getBlockByNumber: () => null }, 'E_NOT_FOUND'],
		['with another block', { eth_getBlockByNumber: () => block(2) }, 'E_INCONSISTENT'],
		['that are no block', { eth_getBlockByNumber: () => [] }, 'E_INCONSISTENT'],
		['with no transactions under a root of some', withBlock(2, { transactions: [] }), 'E_INCONSISTENT'],
		['with a transaction of another block', withBlock(2, { hash: hash(5) }), 'E_INCONSISTENT'],
		['with a block that does not follow', withBlock(2, { parentHash: hash(5) }), 'E_INCONSISTENT'],
		['with a quantity of nothing', withBlock(2, { number: '0x' }), 'E_INCONSISTENT'],
		['with a quantity with zeros in front', withBlock(2, { timestamp: '0x00ff' }), 'E_INCONSISTENT'],
		['with a number for a quantity', withBlock(2, { timestamp: 12 }), 'E_INCONSISTENT'],
		['without receipts', { eth_getBlockReceipts: () => null }, 'E_NOT_FOUND'],
		['with too few receipts', { eth_getBlockReceipts: () => [] }, 'E_INCONSISTENT'],
		['with receipts of another block', { eth_getBlockReceipts: () => [receipt(9)] }, 'E_INCONSISTENT'],
		['with an unknown outcome', withReceipt({ status: '0x2' }), 'E_INCONSISTENT'],
		['with events of a failed transaction', withReceipt({ status: '0x0' }), 'E_INCONSISTENT'],
		['with no events under a bloom', withReceipt({ logs: [] }), 'E_INCONSISTENT'],
		['with an event of another transaction', withReceipt({ logs: [{ ...log(9) }] }), 'E_INCONSISTENT'],
		[
			'with five topics',
			withReceipt({ logs: [{ ...log(1), blockHash: null, topics: Array(5).fill(hash(1)) }] }),
			'E_INCONSISTENT',
		],
		['with a call tree of another transaction', withTree(tree(), () => hash(9)), 'E_INCONSISTENT'],
		['with a call tree of another tracer', withTree({ gas: 21000, structLogs: [] }), 'E_INCONSISTENT'],
		['with a call tree of another payer', withTree({ ...tree(), from: address(5) }), 'E_INCONSISTENT'],
		['with a call tree that failed', withTree({ ...tree(), error: 'out of gas' }), 'E_INCONSISTENT'],
		['with no call tree', { debug_traceBlockByNumber: () => [] }, 'E_INCONSISTENT'],
		['with an error', { eth_getBlockReceipts: () => fail(-32000) }, 'E_BAD_RESPONSE'],
		['in HTML', { eth_getBlockReceipts: bytes('<html>busy</html>') }, 'E_BAD_RESPONSE'],
		['cut off', { eth_getBlockReceipts: bytes('{"jsonrpc":"2.0","id":1,"result":[') }, 'E_BAD_RESPONSE'],
		['to another question', { eth_getBlockReceipts: bytes('{"jsonrpc":"2.0","id":2,"result":[]}') }, 'E_BAD_RESPONSE'],
		[
			'with result and error',
			{ eth_getBlockReceipts: bytes('{"jsonrpc":"2.0","id":1,"result":[],"error":{}}') },
			'E_BAD_RESPONSE',
		],
		[
			'with a key twice',
			{ eth_getBlockReceipts: bytes('{"jsonrpc":"2.0","id":1,"result":[],"result":[]}') },
			'E_BAD_RESPONSE',
		],
		['that are no UTF-8', { eth_getBlockReceipts: () => Buffer.from([0x7b, 0xff]) }, 'E_BAD_RESPONSE'],
	])('%s', async (_, changes, code) => {
		const error = await refusal(ask(changes))
		expect([error.code, error.shortMessage.includes('\u001b')]).toEqual([code, false])
	})

	it('forget what they said when the chain changed while it was read', async () => {
		let changed = true
		const source = open({
			eth_getBlockByNumber: (tag: string) => ({
				...block(Number(tag)),
				...(changed && tag === '0x2' ? { parentHash: hash(5) } : {}),
			}),
		})
		const read = async () => {
			const pages = []
			for await (const page of source.fetch([{ kind: 'account', subject: account(2) }])) pages.push(page)
			return moved(pages)
		}
		expect(await refusal(read())).toMatchObject({ code: 'E_INCONSISTENT', retryable: true })
		changed = false
		expect(await read()).toEqual(ALL)
	})
})

describe('wrong options', () => {
	it.each<[string, Partial<EvmRpcOptions>, string]>([
		['another kind of chain', { chain: 'bitcoin' }, 'chain'],
		['a range backwards', { from: 3, to: 1 }, 'from'],
		['too many blocks', { from: 0, to: 10, maxBlocks: 10 }, 'from'],
		['a block number below zero', { from: -1 }, 'from'],
	])('%s', (_, options, field) => {
		const error = (() => {
			try {
				open({}, options)
			} catch (thrown) {
				return thrown
			}
		})()
		expect(error).toBeInstanceOf(InputError)
		expect((error as InputError).details.field).toBe(field)
	})
})

describe('what a recording keeps of a node', () => {
	const reply = async ({ body }: TransportRequest) => ({
		status: 200,
		type: 'application/json',
		retryAfterSeconds: null,
		body: await fakeNode({
			eth_getBlockReceipts: (tag: string) => [
				{ ...receipt(Number(tag)), logs: [log(Number(tag)), { ...log(Number(tag)), ...FROZEN }] },
			],
		}).transport({ url: '', body: body ?? '' }),
	})
	const FROZEN = { topics: [keccak('Blacklisted(address)'), topic(address(3))], data: '0x', logIndex: '0x1' }

	it.each([
		[{}, 0],
		[{ issuers: [address(0x70)], bridges: [{ protocol: 'thorchain', contract: account(9) }] }, BLOCKS],
	])('reads its replies again as they were read, with %o', async (more, notices) => {
		const kept = recordedEvmRpc({ chain: 'ethereum', from: 1, to: BLOCKS, ...more })
		const { sources } = recordingSchema.parse({ schema: 'fundtrail.recording/1', sources: [kept] })
		expect(sources).toEqual([kept])
		const source = replayedEvmRpc({ source: kept, transport: { send: reply } })
		const told = []
		for await (const { transactions } of source.fetch([{ kind: 'account', subject: account(2) }]))
			for (const transaction of transactions as AccountTransaction[]) told.push(...(transaction.notices ?? []))
		expect(told.filter(({ kind }) => kind === 'frozen')).toHaveLength(notices)
	})
})
