import { AbiCoder, keccak256 } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEvmRpc } from '../../src/chains/evm/index.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { Anvil, type Deployed, type Mined } from '../support/anvil/anvil.js'
import { ETHER } from '../support/anvil/theft.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'

/** The node says that it is mainnet, so that Tether's token and the pool are those that the library knows by their address. */
const CHAIN = 'eip155:1'
const ETH = `${CHAIN}/slip44:60`
const TETHER = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const TEN_ETHER_POOL = '0x910cbd523d972eb0a6f4cae4618ad62622b39dbf'
const USDT = `${CHAIN}/erc20:${TETHER}`
const DOLLAR = 10n ** 6n
const NOBODY = `0x${'66'.repeat(20)}`
const AMOUNTS = {
	stolenDollar: 1_000_000n * DOLLAR,
	stolenEther: 100n * ETHER,
	toSecond: 300_000n * DOLLAR,
	toThird: 400_000n * DOLLAR,
	deposited: 250_000n * DOLLAR,
	forwarded: 3n * ETHER,
	swapped: 50n * ETHER,
	note: 10n * ETHER,
} as const

const id = (address: string): string => `${CHAIN}:${address}`
const abi = AbiCoder.defaultAbiCoder()
const hashOf = (word: string): string => keccak256(abi.encode(['bytes32'], [word]))
const secret = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

let anvil: Anvil
let result: TraceResult
let account: Record<'taker' | 'second' | 'third' | 'deposit' | 'exchange' | 'spammer', string>
let steps: Record<'dollar' | 'ether' | 'spam' | 'withdrawal', Mined>
let spoof: Deployed
/** Passes on to the exchange what it is sent, at once. */
let forwarder: Deployed
let coin: string
/** Wei that the taker paid for gas. */
let gas = 0n
let bought: bigint

beforeAll(async () => {
	anvil = await Anvil.start(1)
	const [maker, victim, taker, second, third, deposit, exchange, stranger, spammer] = anvil.accounts as string[] as [
		...[string, string, string, string, string],
		...[string, string, string, string],
	]
	account = { taker, second, third, deposit, exchange, spammer }
	const tether = await anvil.place(maker, 'IssuerToken', [0n], TETHER)
	const mixer = await anvil.place(maker, 'MixerPool', [AMOUNTS.note], TEN_ETHER_POOL)
	for (const [holder, amount] of [
		[victim, AMOUNTS.stolenDollar],
		[stranger, 5_000n * DOLLAR],
	] as const)
		await anvil.rpc('anvil_setStorageAt', [
			TETHER,
			keccak256(abi.encode(['address', 'uint256'], [holder, 0n])),
			abi.encode(['uint256'], [amount]),
		])
	const token = await anvil.deploy(maker, 'Token', ['COIN', 6, 100_000_000n * DOLLAR])
	coin = `${CHAIN}/erc20:${token.address}`
	const weth = await anvil.deploy(maker, 'Weth')
	const pool = await anvil.deploy(maker, 'Pool', [token.address, weth.address])
	const router = await anvil.deploy(maker, 'Router', [weth.address])
	spoof = await anvil.deploy(spammer, 'SpoofToken')
	forwarder = await anvil.deploy(maker, 'AutoForwarder', [exchange])
	await anvil.call(maker, token, 'transfer', [pool.address, 8_000_000n * DOLLAR])
	await anvil.call(maker, weth, 'deposit', [], { value: 4_000n * ETHER })
	await anvil.call(maker, weth, 'transfer', [pool.address, 4_000n * ETHER])
	await anvil.call(maker, pool, 'mint', [maker])
	const from = (await anvil.height()) + 1

	const byTaker = async (sent: Promise<Mined>): Promise<void> => {
		gas += (await sent).fee
	}
	const dollar = await anvil.call(victim, tether, 'transfer', [taker, AMOUNTS.stolenDollar])
	const ether = await anvil.pay(victim, taker, AMOUNTS.stolenEther)
	await byTaker(anvil.call(taker, tether, 'transfer', [second, AMOUNTS.toSecond]))
	await byTaker(anvil.call(taker, tether, 'transfer', [third, AMOUNTS.toThird]))
	await anvil.call(maker, tether, 'addBlackList', [third])
	const spam = await anvil.call(spammer, spoof, 'say', [second, exchange, AMOUNTS.toSecond])
	await anvil.call(spammer, spoof, 'say', [second, NOBODY, AMOUNTS.toSecond])
	await anvil.call(spammer, token, 'transferFrom', [second, NOBODY, 0n])
	await anvil.call(second, tether, 'transfer', [deposit, AMOUNTS.deposited])
	await anvil.pay(exchange, deposit, ETHER)
	await anvil.call(deposit, tether, 'transfer', [exchange, AMOUNTS.deposited])
	await anvil.call(stranger, tether, 'transfer', [exchange, 5_000n * DOLLAR])
	bought = await anvil.read(router, 'quote', [pool.address, false, AMOUNTS.swapped])
	await byTaker(anvil.call(taker, router, 'etherForTokens', [pool.address, taker], { value: AMOUNTS.swapped }))
	await byTaker(anvil.pay(taker, forwarder.address, AMOUNTS.forwarded))
	const note = { value: AMOUNTS.note }
	for (const [n, who] of [stranger, taker, taker, taker, stranger].entries()) {
		const put = anvil.call(who, mixer, 'deposit', [hashOf(hashOf(secret(n + 1)))], note)
		await (who === taker ? byTaker(put) : put)
	}
	const withdrawal = await anvil.call(maker, mixer, 'withdraw', [secret(2), taker, maker, ETHER / 10n])
	await anvil.call(maker, mixer, 'withdraw', [secret(1), NOBODY, maker, 0n])
	steps = { dollar, ether, spam, withdrawal }

	const node = { url: anvil.url, transport: anvil.transport, chain: CHAIN, from, to: await anvil.height() }
	result = await trace({
		seeds: [{ transaction: `${CHAIN}/${dollar.hash}` }, { transaction: `${CHAIN}/${ether.hash}` }],
		sources: [openEvmRpc({ ...node, wrapped: [weth.address] })],
		labels: labelBookOf([[id(exchange), 'Exchange']]),
		assets: [coin, `${CHAIN}/erc20:${weth.address}`],
		mix: 'set',
		budget: { minShare: 0 },
	})
}, 60_000)

afterAll(() => anvil?.stop())

describe('a theft with everything at once', () => {
	it('reaches the deposit addresses, also the one that passes on at once, by the stolen money alone', () => {
		const reached = result.endpoints.map(({ entity, accounts, amounts }) => [
			entity,
			accounts.map((one) => one.account),
			amounts.map(({ asset, amount, seedAmount }) => [asset, amount, seedAmount]),
		])
		expect(reached).toEqual([
			['Exchange', [id(account.deposit)], [[USDT, AMOUNTS.deposited, AMOUNTS.deposited]]],
			['Exchange', [id(forwarder.address)], [[ETH, AMOUNTS.forwarded, AMOUNTS.forwarded]]],
		])
	})

	it('ends frozen, in the pool, swapped and kept, each to the base unit', () => {
		const loose = result.looseEnds.map((row) => [row.account, row.asset, row.amount, row.seedAmount, row.stop])
		const kept = AMOUNTS.stolenDollar - AMOUNTS.toSecond - AMOUNTS.toThird
		const spent = AMOUNTS.swapped + AMOUNTS.forwarded + 3n * AMOUNTS.note + gas
		const left = AMOUNTS.stolenEther - spent
		const expected = [
			[id(account.third), USDT, AMOUNTS.toThird, AMOUNTS.toThird, 'frozen'],
			[
				id(account.second),
				USDT,
				AMOUNTS.toSecond - AMOUNTS.deposited,
				AMOUNTS.toSecond - AMOUNTS.deposited,
				'endOfSource',
			],
			[id(account.taker), USDT, kept, kept, 'endOfSource'],
			[id(account.taker), ETH, left, left, 'endOfSource'],
			[id(account.taker), coin, bought, AMOUNTS.swapped, 'endOfSource'],
			[id(TEN_ETHER_POOL), ETH, 3n * AMOUNTS.note, 3n * AMOUNTS.note, 'mixer'],
		]
		expect(loose).toEqual(expect.arrayContaining(expected))
		expect(loose).toHaveLength(expected.length)
	})

	it('balances for each seed and in the exchange', () => {
		expect(result.ledger.map(({ asset, seeded, fees, difference }) => [asset, seeded, fees, difference])).toEqual(
			expect.arrayContaining([
				[USDT, AMOUNTS.stolenDollar, 0n, 0n],
				[ETH, AMOUNTS.stolenEther, gas, 0n],
			]),
		)
		for (const { seeded, arrived, loose, fees } of result.ledger) expect(arrived + loose + fees).toBe(seeded)
		expect(result.conversions).toMatchObject([
			{
				payer: id(account.taker),
				given: [{ asset: ETH, amount: AMOUNTS.swapped, taint: AMOUNTS.swapped }],
				received: [{ asset: coin, amount: bought }],
			},
		])
		checkResult(result, (transfer) =>
			Number(result.graph?.getNodeAttribute(transfer.slice(0, transfer.indexOf('#')), 'height')),
		)
	})

	it('has nothing of spoofed transfers but their count and who sent them', () => {
		const reasons = Object.fromEntries(result.excluded.map(({ reason, count }) => [reason, count]))
		expect(reasons).toEqual({ unlistedAsset: 2, zeroValue: 1 })
		for (const { signers } of result.excluded) expect(signers).toEqual([id(account.spammer)])
		const text = JSON.stringify({ ...result.toJSON(), excluded: [] })
		for (const told of [spoof.address, NOBODY]) expect(text).not.toContain(told)
		const { endpoints, flows, looseEnds, paths, conversions, evidence, pools } = result
		expect(JSON.stringify([endpoints, flows, looseEnds, paths, conversions, evidence, pools], asText)).not.toContain(
			steps.spam.hash,
		)
	})

	it('has the way out of the pool as a lead alone', () => {
		const { pools } = result
		expect(pools?.pools).toEqual([
			{ account: id(TEN_ETHER_POOL), asset: ETH, note: AMOUNTS.note, deposits: 5, withdrawals: 2, depositsBefore: 0 },
		])
		expect(pools?.leads).toMatchObject([
			{
				rule: 'sameAddress',
				account: id(account.taker),
				withdrawal: expect.stringContaining(steps.withdrawal.hash),
				seeds: [`${CHAIN}/${steps.ether.hash}`],
				otherDeposits: 0,
				anonymitySet: 5,
			},
		])
		expect(pools?.leads[0]?.deposits).toHaveLength(3)
	})
})
