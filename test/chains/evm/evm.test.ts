import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { evm } from '../../../src/chains/evm/evm.js'
import type { EvmCall, EvmLog } from '../../../src/chains/evm/evmBlock.js'
import { gapsOf } from '../../../src/chains/evm/gapsOf.js'
import { TOPICS } from '../../../src/chains/evm/topics.js'
import { accountTransactionSchema, type Transfer } from '../../../src/model/transaction.js'
import { address, block, call, erc20, hash, PLACE, receipt, topic, transaction, word } from './evmFacts.js'

const CHAIN = 'eip155:1'
const NATIVE = `${CHAIN}/slip44:60`
const ID = `${CHAIN}/${hash(1)}`
const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
const model = evm('ethereum')

/** Transfers as `place: from > to amount asset`, short. */
function told(transfers: readonly Transfer[]): string[] {
	const short = (id: string | null): string =>
		id === null ? '-' : String(Number(BigInt(id.slice(id.lastIndexOf(':') + 1))))
	return transfers.map(({ id, from, to, amount, asset, fee }) => {
		const unit = asset === NATIVE ? '' : ` ${asset.slice(CHAIN.length + 1)}`
		return `${id.slice(ID.length)}: ${short(from)} > ${short(to)} ${amount}${unit}${fee ? ' fee' : ''}`
	})
}

const of = (more: Parameters<typeof transaction>[0]): string[] =>
	told(model.transaction(PLACE, transaction(more)).transfers)
const calls = (...list: EvmCall[]): { calls: EvmCall[]; value: bigint } => ({
	calls: [call([], 1, 2, 10n), ...list],
	value: 10n,
})

describe('value of transactions', () => {
	it('is the sender’s payment, after its fee', () => {
		expect(of({ value: 10n, receipt: receipt({ fee: 3n }) })).toEqual(['#fee: 1 > - 3 fee', '#tx: 1 > 2 10'])
	})

	it('makes transactions that the schema accepts, in order of events', () => {
		const made = model.transaction(
			PLACE,
			transaction({ ...calls(call([0], 2, 3, 4n)), receipt: receipt({ fee: 1n, logs: [erc20(5, 1, 2, 6n)] }) }),
		)
		expect(() => z.encode(accountTransactionSchema, made)).not.toThrow()
		expect(made.transfers.map(({ id }) => id.slice(ID.length))).toEqual(['#fee', '#tx', '#call:0', '#log:5'])
		const ranks = made.transfers.map(({ order }) => order)
		expect(ranks).toEqual([...ranks].sort((a, b) => a[2] - b[2]))
		for (const order of ranks) expect(order.slice(0, 2)).toEqual([100, 7])
	})

	it('stays where the transaction failed: only the fee leaves', () => {
		const failed = receipt({ succeeded: false, fee: 3n })
		const root = [call([], 1, 2, 10n, { failed: true }), call([0], 2, 3, 10n)]
		expect(of({ value: 10n, receipt: failed, calls: root })).toEqual(['#fee: 1 > - 3 fee'])
	})

	it('goes to the contract that it creates', () => {
		const created = receipt({ contractAddress: address(9) })
		expect(of({ to: null, value: 10n, receipt: created })).toEqual(['#tx: 1 > 9 10'])
	})

	it('is told by the call tree where the receipt does not tell the outcome', () => {
		const old = receipt({ succeeded: null })
		expect(of({ value: 10n, receipt: old, calls: [call([], 1, 2, 10n)] })).toEqual(['#tx: 1 > 2 10'])
		expect(of({ value: 10n, receipt: old, calls: [call([], 1, 2, 10n, { failed: true })] })).toEqual([])
		expect(of({ value: 10n, receipt: old })).toEqual([])
		expect(gapsOf(transaction({ value: 10n, receipt: old }))).toContain('C_NO_RECEIPTS')
	})

	it('takes a rollup’s deposit as credited, whether or not the call succeeds', () => {
		expect(of({ type: 0x7e, mint: 5n, value: 4n })).toEqual(['#mint: - > 1 5', '#tx: 1 > 2 4'])
		expect(of({ type: 0x7e, mint: 5n, value: 4n, receipt: receipt({ succeeded: false }) })).toEqual(['#mint: - > 1 5'])
	})

	it('holds amounts up to 2^256 - 1 exactly', () => {
		const most = 2n ** 256n - 1n
		expect(of({ receipt: receipt({ logs: [erc20(0, 1, 2, most)] }) })).toEqual([
			`#log:0: 1 > 2 ${most} erc20:${address(0x70)}`,
		])
	})
})

describe('internal calls', () => {
	it('carry value by their place in the tree', () => {
		expect(of(calls(call([0], 2, 3, 4n), call([0, 0], 3, 4, 1n), call([1], 2, 5, 2n)))).toEqual([
			'#tx: 1 > 2 10',
			'#call:0: 2 > 3 4',
			'#call:0.0: 3 > 4 1',
			'#call:1: 2 > 5 2',
		])
	})

	it('carry nothing inside a reverted parent, and go on after it', () => {
		const tree = calls(
			call([0], 2, 3, 4n, { failed: true }),
			call([0, 0], 3, 4, 1n),
			call([0, 0, 0], 4, 5, 1n),
			call([1], 2, 6, 2n),
			call([10], 2, 7, 1n),
		)
		expect(of(tree)).toEqual(['#tx: 1 > 2 10', '#call:1: 2 > 6 2', '#call:10: 2 > 7 1'])
	})

	it('carry nothing where they only borrow code or read', () => {
		for (const kind of ['delegatecall', 'callcode', 'staticcall'] as const)
			expect(of(calls(call([0], 2, 3, 4n, { kind }), call([0, 0], 2, 6, 1n)))).toEqual([
				'#tx: 1 > 2 10',
				'#call:0.0: 2 > 6 1',
			])
	})

	it('count creations and self-destructs', () => {
		expect(of(calls(call([0], 2, 8, 4n, { kind: 'create' }), call([1], 2, 3, 6n, { kind: 'selfdestruct' })))).toEqual([
			'#tx: 1 > 2 10',
			'#call:0: 2 > 8 4',
			'#call:1: 2 > 3 6',
		])
	})

	it('destroy what a contract leaves to itself, where the rules of the time say so', () => {
		const onItself = calls(call([0], 2, 2, 6n, { kind: 'selfdestruct' }))
		const madeHere = calls(call([0], 2, 8, 4n, { kind: 'create' }), call([0, 0], 8, 8, 4n, { kind: 'selfdestruct' }))
		expect(of(onItself)).toEqual(['#tx: 1 > 2 10', '#call:0: 2 > - 6'])
		expect(of(madeHere)).toEqual(['#tx: 1 > 2 10', '#call:0: 2 > 8 4', '#call:0.0: 8 > - 4'])
		const later = { ...PLACE, atSeconds: 1_750_000_000 }
		const afterCancun = (more: object): string[] => told(model.transaction(later, transaction(more)).transfers)
		expect(afterCancun(onItself)).toEqual(['#tx: 1 > 2 10'])
		expect(afterCancun(madeHere)).toEqual(['#tx: 1 > 2 10', '#call:0: 2 > 8 4', '#call:0.0: 8 > - 4'])
	})

	it('are declared missing where code ran and no tree is told', () => {
		expect(gapsOf(transaction())).toEqual(['C_NO_TRACES'])
		expect(gapsOf(transaction({ receipt: receipt({ gasUsed: 21_000n }) }))).toEqual([])
		expect(gapsOf(transaction({ receipt: receipt({ succeeded: false }) }))).toEqual([])
		expect(gapsOf(transaction(calls()))).toEqual([])
		expect(gapsOf(transaction({ receipt: receipt({ fee: null, gasUsed: null }) }))).toEqual([
			'C_NO_TRACES',
			'C_NO_RECEIPTS',
		])
		expect(gapsOf(transaction({ ...calls(), receipt: receipt({ logs: null }) }))).toEqual(['C_NO_RECEIPTS'])
		const early = call([0], 2, 3, 0n, { kind: 'selfdestruct', from: null, to: null, value: null })
		expect(gapsOf(transaction(calls(early)))).toEqual(['C_NO_TRACES'])
		expect(gapsOf(transaction({ ...calls(), type: 0x69 }))).toEqual(['C_NO_TRACES'])
	})
})

describe('tokens', () => {
	const from = topic(address(1))
	const to = topic(address(2))
	const log = (topics: string[], data: string, contract = address(0x70)): EvmLog => ({
		index: 4,
		address: contract,
		topics,
		data,
	})
	const logs = (...list: EvmLog[]) => model.transaction(PLACE, transaction({ receipt: receipt({ logs: list }) }))

	it('are issued from nobody and burnt to nobody', () => {
		expect(told(logs(erc20(0, 0, 2, 5n), erc20(1, 2, 0, 5n)).transfers)).toEqual([
			`#log:0: - > 2 5 erc20:${address(0x70)}`,
			`#log:1: 2 > - 5 erc20:${address(0x70)}`,
		])
	})

	it('keep two equal transfers of one transaction apart', () => {
		expect(told(logs(erc20(0, 1, 2, 5n), erc20(1, 1, 2, 5n)).transfers)).toHaveLength(2)
	})

	it('never count a single item as an amount', () => {
		const { transfers, setAside } = logs(log([TOPICS.transfer, from, to, hash(77)], '0x'))
		expect(transfers).toEqual([])
		expect(setAside).toEqual([
			{
				id: `${ID}#log:4`,
				reason: 'nonFungible',
				from: `${CHAIN}:${address(1)}`,
				to: `${CHAIN}:${address(2)}`,
				asset: `${CHAIN}/erc721:${address(0x70)}/77`,
			},
		])
	})

	it('move nothing by a transfer of zero', () => {
		const { transfers, setAside } = logs(erc20(0, 1, 2, 0n))
		expect(transfers).toEqual([])
		expect(setAside?.map(({ reason }) => reason)).toEqual(['zeroValue'])
	})

	it.each<[string, string[], string]>([
		['no topic but the first, all in the data', [TOPICS.transfer], `0x${word(1)}${word(2)}${word(3)}`],
		['two topics', [TOPICS.transfer, from], `0x${word(2)}${word(3)}`],
		['no amount', [TOPICS.transfer, from, to], '0x'],
		['two words', [TOPICS.transfer, from, to], `0x${word(1)}${word(2)}`],
		['an item and an amount', [TOPICS.transfer, from, to, hash(1)], `0x${word(1)}`],
		['an address with something in front', [TOPICS.transfer, `0x01${from.slice(4)}`, to], `0x${word(1)}`],
		['nobody on both sides', [TOPICS.transfer, hash(0), hash(0)], `0x${word(1)}`],
		['a single ERC-1155 move of one word', [TOPICS.transferSingle, from, from, to], `0x${word(1)}`],
		['a batch whose lists differ', [TOPICS.transferBatch, from, from, to], batch([1n, 2n], [3n])],
		['a batch that points outside', [TOPICS.transferBatch, from, from, to], `0x${word(64)}${word(4096)}${word(0)}`],
		['a batch of 2^255 moves', [TOPICS.transferBatch, from, from, to], `0x${word(64)}${word(64)}${word(2n ** 255n)}`],
		['a batch cut inside a word', [TOPICS.transferBatch, from, from, to], `0x${word(64)}${word(64)}00`],
	])('set aside what has %s', (_, topics, data) => {
		const { transfers, setAside } = logs(log(topics, data))
		expect(transfers).toEqual([])
		expect(setAside?.map(({ id, reason }) => [id, reason])).toEqual([[`${ID}#log:4`, 'malformed']])
	})

	it('move ERC-1155 amounts by item, each move of a batch by itself', () => {
		const operator = topic(address(9))
		const one = log([TOPICS.transferSingle, operator, from, to], `0x${word(7)}${word(5)}`)
		const two = { ...log([TOPICS.transferBatch, operator, from, hash(0)], batch([7n, 8n, 9n], [1n, 0n, 2n])), index: 6 }
		const { transfers, setAside } = logs(one, two)
		const contract = `erc1155:${address(0x70)}`
		expect(told(transfers)).toEqual([
			`#log:4: 1 > 2 5 ${contract}/7`,
			`#log:6.0: 1 > - 1 ${contract}/7`,
			`#log:6.2: 1 > - 2 ${contract}/9`,
		])
		expect(setAside?.map(({ id, reason }) => [id.slice(ID.length), reason])).toEqual([['#log:6.1', 'zeroValue']])
	})

	it('are ignored where the event is another one or has no topic', () => {
		expect(logs(log([], '0x'), log([hash(5), from, to], `0x${word(1)}`)).transfers).toEqual([])
	})

	it('read a wrap of a listed contract as a mint, an unwrap as a burn', () => {
		const wrap = log([TOPICS.deposit, to], `0x${word(5)}`, WETH)
		const unwrap = { ...log([TOPICS.withdrawal, to], `0x${word(2)}`, WETH), index: 5 }
		expect(told(logs(wrap, unwrap).transfers)).toEqual([
			`#log:4: - > 2 5 erc20:${WETH}`,
			`#log:5: 2 > - 2 erc20:${WETH}`,
		])
	})

	it('take no wrap from a contract that is not listed, unless the caller lists it', () => {
		const wrap = log([TOPICS.deposit, to], `0x${word(5)}`)
		expect(logs(wrap).transfers).toEqual([])
		const own = evm('ethereum', { wrapped: [address(0x70)] })
		const transfers = own.transaction(PLACE, transaction({ receipt: receipt({ logs: [wrap] }) })).transfers
		expect(told(transfers)).toEqual([`#log:4: - > 2 5 erc20:${address(0x70)}`])
	})

	it('count a wrap once where the contract tells it as a transfer too', () => {
		const wrap = log([TOPICS.deposit, to], `0x${word(5)}`, WETH)
		const mint = { ...erc20(3, 0, 2, 5n), address: WETH }
		const other = { ...wrap, index: 5 }
		expect(told(logs(mint, wrap).transfers)).toEqual([`#log:3: - > 2 5 erc20:${WETH}`])
		expect(told(logs(mint, wrap, other).transfers)).toEqual([
			`#log:3: - > 2 5 erc20:${WETH}`,
			`#log:5: - > 2 5 erc20:${WETH}`,
		])
	})
})

describe('payments of a block', () => {
	it('stand after its transactions, under the hash of the block', () => {
		const withdrawals = [
			{ index: 900, address: address(5), amount: 12_000_000_000n },
			{ index: 901, address: address(5), amount: 0n },
		]
		const rewards = [{ index: 0, from: null, address: address(6), amount: 5n }]
		const [, , payments] = model.block(
			block([transaction(), transaction({ hash: hash(2), index: 8 })], { withdrawals, rewards }),
		)
		expect(payments?.txid).toBe(PLACE.hash)
		expect(payments?.transfers.map(({ id, to, amount, order }) => [id, to, amount, order])).toEqual([
			[`${CHAIN}/${PLACE.hash}#reward:0`, `${CHAIN}:${address(6)}`, 5n, [100, 2, 0]],
			[`${CHAIN}/${PLACE.hash}#withdrawal:900`, `${CHAIN}:${address(5)}`, 12_000_000_000n, [100, 2, 1]],
		])
		expect(model.blockPayments(block([]))).toBeNull()
	})
})

describe('the model', () => {
	it('serves any EVM chain with its own coin', () => {
		const other = evm('eip155:31337')
		const [transfer] = other.transaction(PLACE, transaction({ value: 1n })).transfers
		expect(transfer?.asset).toBe('eip155:31337/slip44:60')
		expect(evm('polygon').native).toBe('eip155:137/slip44:966')
	})

	it('refuses other chains and contracts that are no addresses', () => {
		expect(() => evm('bitcoin')).toThrow('is not an EVM chain')
		expect(() => evm('ethereum', { wrapped: ['0x12'] })).toThrow('wrapped[0]')
	})
})

/** ABI form of two lists of words. */
function batch(items: readonly bigint[], amounts: readonly bigint[]): string {
	const list = (values: readonly bigint[]): string => word(values.length) + values.map(word).join('')
	return `0x${word(64)}${word(64 + 32 * (items.length + 1))}${list(items)}${list(amounts)}`
}
