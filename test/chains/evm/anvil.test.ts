import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../../src/chains/adapter.js'
import { openEvmRpc } from '../../../src/chains/evm/index.js'
import type { TraceMethod } from '../../../src/chains/evm/rpc/readBlock.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { adapterExam, type Examinee } from '../../conformance/adapterExam.js'
import { Anvil, type Mined } from '../../support/anvil/anvil.js'

const CHAIN = 'eip155:1'
const ETHER = 10n ** 18n
const ZERO = `0x${'0'.repeat(40)}`
/** Who collects tips on this node. */
const COINBASE = ZERO
/** What the node gives each of its accounts. */
const ENDOWMENT = 10_000n * ETHER
/** Accounts without code, which only receive. */
const [ONE, TWO, THREE] = ['11', '22', '33'].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string]

let anvil: Anvil
let source: ChainAdapter
let done: Awaited<ReturnType<typeof act>>

const open = (traces?: TraceMethod): ChainAdapter =>
	openEvmRpc({
		url: anvil.url,
		transport: anvil.transport,
		chain: 'ethereum',
		from: 0,
		to: done.height,
		wrapped: [done.contracts.weth.address],
		...(traces === undefined ? {} : { traces }),
	})

/** Everything that these tests look at, done once. */
async function act() {
	const [a, b, c] = anvil.accounts as [string, string, string]
	const plain = await anvil.pay(a, ONE, 5n * ETHER)
	const probe = await anvil.deploy(a, 'Probe', [], { value: 10n })
	const library = await anvil.deploy(a, 'Probe')
	const call = (method: string, args: unknown[], value = 0n, mayFail = false): Promise<Mined> =>
		anvil.call(a, probe, method, args, { value, mayFail })
	const calls = {
		pay: await call('pay', [ONE, 4n], 5n),
		payAndFail: await call('payAndFail', [ONE, 4n], 5n),
		failAltogether: await call('failAltogether', [ONE, 4n], 5n, true),
		borrow: await call('borrow', [library.address, ONE, 2n], 3n),
		borrowOld: await call('borrowOld', [library.address, ONE, 2n], 3n),
		payAround: await call('payAround', [TWO, 2n]),
		create: await call('create', [3n], 1n),
		createAndEnd: await call('createAndEnd', [3n, THREE]),
		createAndEndAtItself: await call('createAndEnd', [2n, ZERO]),
		end: await call('end', [TWO], 1n),
	}
	const token = await anvil.deploy(b, 'Token', ['GLD', 0, 1_000_000n])
	const fee = await anvil.deploy(b, 'FeeToken', [1000n])
	const spoof = await anvil.deploy(c, 'SpoofToken')
	const hostile = await anvil.deploy(c, 'HostileToken')
	const items = await anvil.deploy(b, 'Items')
	const multi = await anvil.deploy(b, 'Multi', [
		[1, 2],
		[100, 200],
	])
	const weth = await anvil.deploy(c, 'Weth')
	const otherWeth = await anvil.deploy(c, 'Weth')
	const multisend = await anvil.deploy(c, 'Multisend')
	const tokens = {
		transfer: await anvil.call(b, token, 'transfer', [ONE, 10n]),
		zero: await anvil.call(b, token, 'transfer', [ONE, 0n]),
		burn: await anvil.call(b, token, 'burn', [7n]),
		fee: await anvil.call(b, fee, 'transfer', [ONE, 500n]),
		spoof: await anvil.call(c, spoof, 'say', [b, THREE, 2n ** 256n - 1n]),
		hostile: await anvil.call(c, hostile, 'transfer', [ONE, 1n]),
		item: await anvil.call(b, items, 'mint', [b, 42n]),
		itemSent: await anvil.call(b, items, 'transferFrom', [b, ONE, 42n]),
		single: await anvil.call(b, multi, 'send', [ONE, 1n, 30n]),
		batch: await anvil.call(b, multi, 'sendBatch', [ONE, [1n, 2n, 2n], [5n, 6n, 0n]]),
		tooMuch: await anvil.call(b, token, 'transfer', [ONE, 10n ** 9n], { mayFail: true }),
	}
	const wraps = {
		deposit: await anvil.call(c, weth, 'deposit', [], { value: 9n }),
		withdraw: await anvil.call(c, weth, 'withdraw', [4n]),
		unlisted: await anvil.call(c, otherWeth, 'deposit', [], { value: 9n }),
	}
	const disperse = await anvil.call(
		c,
		multisend,
		'ether_',
		[
			[ONE, TWO],
			[1n, 2n],
		],
		{ value: 3n },
	)
	await anvil.call(b, token, 'approve', [multisend.address, 100n])
	const disperseTokens = await anvil.call(b, multisend, 'token', [token.address, [ONE, ONE], [8n, 8n]])
	const contracts = { probe, library, token, fee, spoof, items, multi, weth, otherWeth, multisend }
	return { height: await anvil.height(), plain, calls, tokens, wraps, disperse, disperseTokens, contracts }
}

beforeAll(async () => {
	anvil = await Anvil.start()
	done = await act()
	source = open()
}, 60_000)

afterAll(() => anvil?.stop())

/** The transactions of a source, by hash; all that name an account that had a part in anything. */
async function everything(of: ChainAdapter): Promise<Map<string, AccountTransaction>> {
	const found = new Map<string, AccountTransaction>()
	const asked = new Set<string>()
	for (let open = [...anvil.accounts, ONE, TWO, THREE].map((address) => `${CHAIN}:${address}`); open.length > 0; ) {
		for (const account of open) asked.add(account)
		const next = new Set<string>()
		for await (const { transactions, coverage } of of.fetch(open.map((subject) => ({ kind: 'account', subject })))) {
			expect(coverage.status).toBe('complete')
			for (const transaction of transactions as AccountTransaction[]) {
				found.set(transaction.txid, transaction)
				for (const { from, to } of transaction.transfers)
					for (const account of [from, to]) if (account !== null && !asked.has(account)) next.add(account)
			}
		}
		open = [...next]
	}
	return found
}

/** What a transaction moved but its fee: `place from>to amount asset`, accounts and assets by name. */
async function moved({ hash }: Mined): Promise<string[]> {
	const names = new Map<string, string>([
		[ONE, 'ONE'],
		[TWO, 'TWO'],
		[THREE, 'THREE'],
		...anvil.accounts.map((address, i) => [address, 'abcdefghij'[i] as string] as const),
		...Object.entries(done.contracts).map(([name, { address }]) => [address, name] as const),
	])
	const name = (account: string | null): string =>
		account === null ? '-' : (names.get(account.slice(account.lastIndexOf(':') + 1)) ?? 'new')
	const asset = (id: string): string =>
		id === `${CHAIN}/slip44:60`
			? ''
			: ` ${id.slice(CHAIN.length + 1).replace(/:(0x[0-9a-f]{40})/, (_, a) => ` ${names.get(a)}`)}`
	for await (const { transactions } of source.fetch([{ kind: 'transaction', subject: `${CHAIN}/${hash}` }])) {
		const [transaction] = transactions as [AccountTransaction]
		return [
			...transaction.transfers
				.filter(({ fee }) => fee !== true)
				.map(({ id, from, to, amount, asset: of }) => `${placeOf(id)} ${name(from)}>${name(to)} ${amount}${asset(of)}`),
			...(transaction.setAside ?? []).map(
				({ reason, from, to, asset: of }) => `${reason} ${name(from)}>${name(to)}${asset(of)}`,
			),
		]
	}
	return []
}

/** Places of events without their number, which counts those of other transactions of the block. */
const placeOf = (id: string): string => id.slice(id.indexOf('#') + 1).replace(/^log:[0-9]+/, 'log')

describe('a node of our own', () => {
	it('tells what was done: value, calls, reverts, borrowed code, creations, self-destructs', async () => {
		const { calls, plain } = done
		expect(await moved(plain)).toEqual([`tx a>ONE ${5n * ETHER}`])
		expect(await moved(calls.pay)).toEqual(['tx a>probe 5', 'call:0 probe>ONE 4'])
		expect(await moved(calls.payAndFail)).toEqual(['tx a>probe 5'])
		expect(await moved(calls.failAltogether)).toEqual([])
		expect(await moved(calls.borrow)).toEqual(['tx a>probe 3', 'call:0.0 probe>ONE 2'])
		expect(await moved(calls.borrowOld)).toEqual(['tx a>probe 3', 'call:0.0 probe>ONE 2'])
		expect(await moved(calls.payAround)).toEqual(['call:0 probe>TWO 2', 'call:1 probe>TWO 2'])
		expect(await moved(calls.create)).toEqual(['tx a>probe 1', 'call:0 probe>new 3'])
		expect(await moved(calls.createAndEnd)).toEqual(['call:0 probe>new 3', 'call:1.0 new>THREE 3'])
		expect(await moved(calls.createAndEndAtItself)).toEqual(['call:0 probe>new 2', 'call:1.0 new>- 2'])
		expect(await moved(calls.end)).toEqual(['tx a>probe 1', 'call:0 probe>TWO 8'])
	})

	it('tells tokens, well and badly behaved, and sets aside what is no amount', async () => {
		const { tokens, wraps } = done
		expect(await moved(tokens.transfer)).toEqual(['log b>ONE 10 erc20 token'])
		expect(await moved(tokens.zero)).toEqual(['zeroValue b>ONE erc20 token'])
		expect(await moved(tokens.burn)).toEqual(['log b>- 7 erc20 token'])
		expect(await moved(tokens.fee)).toEqual(['log b>ONE 495 erc20 fee', 'log b>fee 5 erc20 fee'])
		expect(await moved(tokens.spoof)).toEqual([`log b>THREE ${2n ** 256n - 1n} erc20 spoof`])
		expect(await moved(tokens.item)).toEqual(['nonFungible ->b erc721 items/42'])
		expect(await moved(tokens.itemSent)).toEqual(['nonFungible b>ONE erc721 items/42'])
		expect(await moved(tokens.single)).toEqual(['log b>ONE 30 erc1155 multi/1'])
		expect(await moved(tokens.batch)).toEqual([
			'log.0 b>ONE 5 erc1155 multi/1',
			'log.1 b>ONE 6 erc1155 multi/2',
			'zeroValue b>ONE erc1155 multi/2',
		])
		expect(await moved(tokens.tooMuch)).toEqual([])
		expect(await moved(wraps.deposit)).toEqual(['tx c>weth 9', 'log ->c 9 erc20 weth'])
		expect(await moved(wraps.withdraw)).toEqual(['call:0 weth>c 4', 'log c>- 4 erc20 weth'])
		expect(await moved(wraps.unlisted)).toEqual(['tx c>otherWeth 9'])
		expect(await moved(done.disperse)).toEqual(['tx c>multisend 3', 'call:0 multisend>ONE 1', 'call:1 multisend>TWO 2'])
		expect(await moved(done.disperseTokens)).toEqual(['log b>ONE 8 erc20 token', 'log b>ONE 8 erc20 token'])
	})

	it('charges every sender exactly what its receipts say', async () => {
		const all = await everything(source)
		for (const { hash, fee } of [done.plain, done.calls.failAltogether, done.tokens.tooMuch, done.wraps.deposit]) {
			const fees = all.get(hash)?.transfers.filter((transfer) => transfer.fee === true)
			expect(fees?.map(({ amount, to }) => [amount, to])).toEqual([[fee, null]])
		}
	})

	it('adds up to the balances that the node states, of every account', async () => {
		const native = `${CHAIN}/slip44:60`
		const sums = new Map<string, bigint>()
		const add = (account: string | null, asset: string, amount: bigint): void => {
			if (account !== null) sums.set(`${account} ${asset}`, (sums.get(`${account} ${asset}`) ?? 0n) + amount)
		}
		for (const account of anvil.accounts) add(`${CHAIN}:${account}`, native, ENDOWMENT)
		for (const { transfers } of (await everything(source)).values()) {
			for (const { from, to, asset, amount } of transfers) {
				add(from, asset, -amount)
				add(to, asset, amount)
			}
		}
		const tokens = new Map(
			[done.contracts.token, done.contracts.fee, done.contracts.weth].map((token) => [
				`${CHAIN}/erc20:${token.address}`,
				token,
			]),
		)
		let checked = 0
		for (const [key, sum] of sums) {
			const [account = '', asset = ''] = key.split(' ')
			const address = account.slice(CHAIN.length + 1)
			if (address === COINBASE) continue
			const token = tokens.get(asset)
			if (asset !== native && token === undefined) continue
			const stated =
				token === undefined ? await anvil.balance(address) : await anvil.read(token, 'balanceOf', [address])
			expect([key, sum]).toEqual([key, stated])
			checked++
		}
		expect(checked).toBeGreaterThan(25)
	})

	it('tells the same by call tracer and by trace_block, and without either says what is missing', async () => {
		const traced = await everything(open('callTracer'))
		expect(await everything(open('trace_block'))).toEqual(traced)
		expect(await everything(source)).toEqual(traced)
		const subject = `${CHAIN}:${ONE}`
		for await (const { coverage, transactions } of open('none').fetch([{ kind: 'account', subject }])) {
			expect([coverage.status, ...coverage.reasons]).toEqual(['incomplete', 'C_NO_TRACES'])
			expect(transactions.length).toBeGreaterThan(1)
		}
	})
})

adapterExam(
	'a node by JSON-RPC',
	async (): Promise<Examinee> => ({
		adapter: open(),
		account: `${CHAIN}:${ONE}`,
		transaction: `${CHAIN}/${done.calls.pay.hash}`,
		unknownAccount: `${CHAIN}:0x${'77'.repeat(20)}`,
	}),
)
