import { id as keccak } from 'ethers'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import type { EvmLog, EvmTransaction } from '../../src/chains/evm/evmBlock.js'
import { evm } from '../../src/chains/evm/index.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import type { LabelBook } from '../../src/labels/labelBook.js'
import type { Seed } from '../../src/model/seed.js'
import type { Transaction } from '../../src/model/transaction.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import { bridgeLog, protocolOf, transferLog } from '../chains/bridges/bridgeLogs.js'
import {
	address,
	call,
	erc20,
	transaction as evmTransaction,
	hash,
	receipt,
	topic,
	word,
} from '../chains/evm/evmFacts.js'
import { accountFacts, type Placed } from '../heuristics/evm/accountFacts.js'
import { payees, payers, script, spend, times } from '../heuristics/spend.js'
import { csvOfRows } from './csvOfRows.js'
import { labelBookOf } from './labelBookOf.js'
import { madeTransactions, named } from './madeTransactions.js'
import { memoryAdapter } from './memoryAdapter.js'
import { account, payments } from './payments.js'
import { orderRows } from './reference/orderRows.js'

/** Facts small enough to trace hundreds of times, and what is traced through them. */
export interface World {
	readonly name: string
	readonly seeds: readonly (Seed | string)[]
	readonly labels: LabelBook
	/** Accounts or outputs to look back from. */
	readonly ends: readonly (Seed | string)[]
	readonly ledger: 'account' | 'utxo' | 'both'
	/** Options without which it is nothing special. */
	readonly asked?: Partial<TraceOptions>
	/** Ways to look through it; all where it does not say. */
	readonly ways?: readonly ('forward' | 'backward' | 'both')[]
	open(): Promise<ChainAdapter[]>
	/** The place of a transfer or output in event order. */
	placeOf(id: string): number
}

const MOST = 2n ** 256n - 1n
const ETHEREUM = 'eip155:1'

/** Everything that is awkward on account ledgers, in one table. */
const awkward = payments(
	'N>A 7',
	`S>A ${MOST}`,
	'S>B 100',
	// Two seeds on one path, and a circle back to the first.
	'B>T 60',
	'T>C 90',
	'C>S 30',
	'S>C 25',
	// To itself, and a chain within one block.
	'C>C 40',
	'C>D 50@9',
	'D>E 50@9',
	'E>F 50@9',
	// More out than came in, before and after value of a seed.
	'E>G 9',
	'F>X 30',
	'F>Y 45',
	'A>G 3',
	`A>X ${MOST}`,
	'G>X 4',
	'G>H 20',
	'H>G 20',
	'B>- 5',
	'B>H 0',
)

/** The same on output ledgers: a chain within one block, a circle, an unknown input, outputs that come together again. */
const spends = madeTransactions([
	['a600 b300 > s500 t350 a40', { height: 1 }],
	['s500 > a200 b150 s140', { height: 2 }],
	['a200 t350 > c400 s100 t45', { height: 2 }],
	['c400 > d200 c195', { height: 2 }],
	['s140 s100 > a120 b110', { height: 3 }],
	['? d200 > e150 a300', { height: 4 }],
	['c195 b110 > x200 y100', { height: 5 }],
	['a120 b150 > y130 a139', { height: 5 }],
	['e150 > x149', { height: 6 }],
])

const POOL = 1_000_000n
const entry = spend('entry', payers(9_000_000n), payees(POOL + 300n))
const mix = spend(
	'mix',
	[[1001, POOL + 300n, entry.outputs[0]?.id ?? ''], ...payers(POOL + 450n, POOL, POOL, POOL)],
	payees(...times(5, POOL)),
)
const behind = ([1, 2, 4] as const).map((vout) =>
	spend(`after ${vout}`, [[1001 + vout, POOL, mix.outputs[vout]?.id ?? '']], [[vout === 4 ? 7 : 9000, POOL - 10n]]),
)
const mixes = [
	entry,
	mix,
	...behind,
	spend('later', [[7, POOL - 10n, behind[2]?.outputs[0]?.id ?? '']], [[9000, 5n]]),
].map((transaction, i) => ({ ...transaction, height: i + 1, order: [i + 1, 0, 0] as const }))

const [PERSON, FRIEND, SHOP, SWAPS, ROUTER, COIN] = [1, 2, 9, 0x30, 0x31, 0x70]
const SWAPPED = '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822'

/** Ether comes in, is exchanged for tokens in one transaction, in two parts, and the tokens move on. */
const exchanges: Transaction[] = [
	{ from: FRIEND, to: PERSON, value: 60n },
	{ from: 5, to: PERSON, value: 15n },
	...[40n, 20n].map((value) => ({
		...{ from: PERSON, to: ROUTER, value, calls: [call([0], ROUTER, SWAPS, value)] },
		logs: [
			erc20(3, SWAPS, PERSON, 2n * value, COIN),
			{
				...{ index: 4, address: address(SWAPS), data: `0x${word(0)}${word(1)}${word(1)}${word(0)}` },
				topics: [SWAPPED, topic(address(ROUTER)), topic(address(PERSON))],
			},
		],
	})),
	{ from: PERSON, to: COIN, logs: [erc20(1, PERSON, 3, 90n, COIN)] },
	{ from: 3, to: COIN, logs: [erc20(1, 3, SHOP, 70n, COIN)] },
	{ from: PERSON, to: SHOP, value: 5n },
].map(
	(
		step: { from: number; to: number; value?: bigint; calls?: ReturnType<typeof call>[]; logs?: EvmLog[] },
		i,
	): Transaction => {
		const { from, to, value = 0n, calls = [], logs = [] } = step
		return evm(ETHEREUM).transaction(
			{ height: 10 + i, hash: hash(100 + i), atSeconds: 1000 + i },
			evmTransaction({
				...{ hash: hash(i + 1), from: address(from), to: address(to), value, receipt: receipt({ logs }) },
				calls: [call([], from, to, value), ...calls],
			}),
		)
	},
)

const THOR = protocolOf('thorchain').contracts[ETHEREUM]?.[0] as string
const [TAKER, VAULT, TOKEN, STORE] = ['a1', 'd1', 'c1', 'e1'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const memo = Buffer.from(`=:ETH.TOK-0XC1:${TAKER}`).toString('hex')
const swaps = madeTransactions(['taker100 > vault60 change39 memo0', 'change39 > shop38']).map((transaction) => ({
	...transaction,
	outputs: transaction.outputs.map((output) =>
		output.account === named('memo') ? { ...output, burn: true, data: memo } : output,
	),
}))
const payouts = [
	[
		transferLog(TOKEN, THOR, TAKER, 500n, 3),
		bridgeLog('thorchain', 'TransferOut', [VAULT, TAKER, TOKEN, 500n, `OUT:${swaps[0]?.txid.toUpperCase()}`], THOR, 4),
	],
	[transferLog(TOKEN, TAKER, STORE, 400n, 1)],
].map((logs, i) => {
	const facts: Partial<EvmTransaction> = { from: VAULT, to: THOR, receipt: receipt({ logs }), hash: hash(i + 1) }
	const block = { height: i + 1, hash: hash(0xb0 + i), atSeconds: 1_500_001_200 + 60 * i }
	return evm(ETHEREUM).transaction(block, evmTransaction(facts))
})

const SUBSIDY = 5_000_000_000n
const mined = madeTransactions([
	['> seed1000 other2000', { height: 1 }],
	[`> miner${SUBSIDY + 8n}`, { height: 2 }],
	['seed1000 > a600 b395', { height: 2 }],
	['other2000 > c1998', { height: 2 }],
	['a600 > a599', { height: 2 }],
	[`> finder${SUBSIDY + 2n}`, { height: 3 }],
	['b395 a599 > x990', { height: 3 }],
	[`miner${SUBSIDY + 8n} > x${SUBSIDY} y8`, { height: 102 }],
])
const minedPlaces = new Map(
	mined.flatMap(({ id, coinbase, height, outputs }, i) => {
		const place = 1000 * (height ?? 0) + (coinbase ? 999 : i)
		return [[`${id}:fee`, 1000 * (height ?? 0) + i] as const, ...outputs.map((output) => [output.id, place] as const)]
	}),
)

const POOL_OF_TEN = '0x910cbd523d972eb0a6f4cae4618ad62622b39dbf'
const TEN = 10n ** 19n
const put = (from: number, leaf: number, at: number): Placed => ({
	...{ from: address(from), to: POOL_OF_TEN, value: TEN, at },
	receipt: receipt({
		logs: [
			{
				...{ index: 0, address: POOL_OF_TEN, data: `0x${word(leaf)}${word(1)}` },
				topics: [keccak('Deposit(bytes32,uint32,uint256)'), `0x${word(leaf + 1)}`],
			},
		],
	}),
})
const pooled = accountFacts([
	{ from: address(0xa), to: address(0xb), value: TEN, at: 1 },
	put(0xf, 40, 2),
	put(0xb, 41, 3),
	{
		...{ from: address(0xc), to: POOL_OF_TEN, at: 9 },
		calls: [call([], 0xc, 0), { ...call([0], 0, 0xd, TEN), from: POOL_OF_TEN }],
	},
	{ from: address(0xd), to: address(0xb), value: TEN / 2n, at: 11 },
	{ from: address(0xd), to: address(SHOP), value: TEN / 4n, at: 12 },
])

const outputPlaces = (transactions: readonly Transaction[]): ((id: string) => number) => {
	const places = new Map(
		transactions.flatMap((transaction, i) =>
			transaction.kind === 'utxo' ? transaction.outputs.map(({ id }) => [id, i] as const) : [],
		),
	)
	return (id) => places.get(id) ?? -1
}
const placesOfTransactions =
	(transactions: readonly Transaction[]) =>
	(id: string): number =>
		transactions.findIndex((transaction) => id.startsWith(transaction.id))
const rowPlaces = new Map(orderRows(awkward).map(({ chain, txid, index }, i) => [`${chain}/${txid}#row:${index}`, i]))
const sold = (facts: readonly Transaction[]): ChainAdapter =>
	memoryAdapter(facts, { chain: ETHEREUM, ledger: 'account', scope: 'complete' })

export const WORLDS: readonly World[] = [
	{
		name: 'payments',
		ledger: 'account',
		seeds: [account('S'), account('T')],
		ends: [account('X'), { account: account('G') }],
		labels: labelBookOf(['X', 'Y'].map((name) => [account(name), name] as const)),
		open: async () => [await openTransferTables([{ name: 'payments', bytes: csvOfRows(awkward) }])],
		placeOf: (id) => rowPlaces.get(id) as number,
	},
	{
		name: 'payments of which two sources hold a part each',
		ledger: 'account',
		seeds: [account('S'), account('T')],
		ends: [account('X')],
		labels: labelBookOf(['X', 'Y'].map((name) => [account(name), name] as const)),
		open: () =>
			Promise.all(
				[0, 1].map((half) =>
					openTransferTables([
						{ name: `part ${half}`, bytes: csvOfRows(awkward.filter(({ block }, i) => block === 9 || i % 2 === half)) },
					]),
				),
			),
		placeOf: (id) => rowPlaces.get(id) as number,
	},
	{
		name: 'spends',
		ledger: 'utxo',
		seeds: [spends[0]?.outputs[0]?.id ?? '', spends[0]?.outputs[1]?.id ?? ''],
		ends: [spends[6]?.outputs[0]?.id ?? '', named('y')],
		labels: labelBookOf(['x', 'y'].map((name) => [named(name), name] as const)),
		open: async () => [memoryAdapter(spends)],
		placeOf: outputPlaces(spends),
	},
	{
		name: 'a mix',
		ledger: 'utxo',
		seeds: [{ account: entry.outputs[0]?.account ?? '', amount: POOL }],
		ends: [script(9000)],
		labels: labelBookOf([[script(9000), 'Exchange']]),
		open: async () => [memoryAdapter(mixes)],
		placeOf: outputPlaces(mixes),
	},
	{
		name: 'exchanges inside transactions',
		ledger: 'account',
		seeds: [{ account: `${ETHEREUM}:${address(FRIEND)}` }],
		ends: [`${ETHEREUM}:${address(SHOP)}`],
		labels: labelBookOf([[`${ETHEREUM}:${address(SHOP)}`, 'Shop']]),
		open: async () => [sold(exchanges)],
		placeOf: placesOfTransactions(exchanges),
	},
	{
		name: 'a bridge between two chains',
		ledger: 'both',
		seeds: [named('taker')],
		ends: [`${ETHEREUM}:${STORE}`],
		labels: labelBookOf([
			[`${ETHEREUM}:${STORE}`, 'Store'],
			[named('shop'), 'Shop'],
		]),
		open: async () => [memoryAdapter(swaps, { scope: 'complete' }), sold(payouts)],
		placeOf: placesOfTransactions([...swaps, ...payouts]),
	},
	{
		name: 'fees that go on into coinbases',
		ledger: 'utxo',
		seeds: [mined[0]?.outputs[0]?.id ?? ''],
		ends: [],
		ways: ['forward'],
		asked: { feeTaint: 'propagate' },
		labels: labelBookOf([[named('x'), 'x']]),
		open: async () => [memoryAdapter(mined, { coinbases: true })],
		placeOf: (id) => minedPlaces.get(id) as number,
	},
	{
		name: 'a mixing pool',
		ledger: 'account',
		seeds: [{ account: `${ETHEREUM}:${address(0xa)}` }],
		ends: [`${ETHEREUM}:${address(SHOP)}`],
		labels: labelBookOf([[`${ETHEREUM}:${address(SHOP)}`, 'Shop']]),
		open: async () => [sold(pooled)],
		placeOf: placesOfTransactions(pooled),
	},
]
