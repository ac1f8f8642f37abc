import { AbiCoder } from 'ethers'
import type { Anvil, Deployed, Mined } from './anvil.js'

/** No public chain: what happens here happened nowhere else. */
export const CHAIN_ID = 31_337
export const ETHER = 10n ** 18n
const DOLLAR = 10n ** 6n
/** An address whose ends are those of the deposit address is made by trial; this one is merely told of by spam. */
const NOBODY = `0x${'66'.repeat(20)}`

/** What was done, by whom, with what outcome; amounts in base units. */
export interface Theft {
	readonly accounts: Readonly<
		Record<'victim' | 'taker' | 'first' | 'second' | 'third' | 'customer' | 'exchange', string>
	>
	readonly contracts: Readonly<
		Record<'dollar' | 'weth' | 'pool' | 'router' | 'multisend' | 'factory' | 'spoof', Deployed>
	>
	/** Deposit addresses of the exchange: of whom the money came to, and of another customer. */
	readonly deposits: readonly [string, string]
	readonly steps: Readonly<
		Record<
			| 'theft'
			| 'splitFirst'
			| 'splitSecond'
			| 'approveRouter'
			| 'swap'
			| 'wrap'
			| 'approveMultisend'
			| 'multisend'
			| 'deposit'
			| 'customerDeposit'
			| 'spam'
			| 'nothing'
			| 'sweepWeth'
			| 'sweepDollar',
			Mined
		>
	>
	/** Wei that the swap gave. */
	readonly swapped: bigint
	readonly from: number
	readonly to: number
}

export const AMOUNTS = {
	stolen: 1_000_000n * DOLLAR,
	toFirst: 400_000n * DOLLAR,
	toSecond: 600_000n * DOLLAR,
	wrapped: 150n * ETHER,
	depositedWeth: 100n * ETHER,
	keptWeth: 50n * ETHER,
	depositedDollar: 500_000n * DOLLAR,
	customer: 3_000n * DOLLAR,
} as const

/**
 * A theft of a million dollars of a token, split, partly swapped for ether and wrapped, sent to several at once, paid into a
 * deposit address of an exchange and swept from there with another customer's money; and spam in between.
 */
export async function commitTheft(anvil: Anvil): Promise<Theft> {
	const [maker, victim, taker, first, second, third, customer, exchange, spammer] = anvil.accounts as string[] as [
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		string,
	]
	const dollar = await anvil.deploy(maker, 'Token', ['USDX', 6, 100_000_000n * DOLLAR])
	const weth = await anvil.deploy(maker, 'Weth')
	const pool = await anvil.deploy(maker, 'Pool', [dollar.address, weth.address])
	const router = await anvil.deploy(maker, 'Router', [weth.address])
	const multisend = await anvil.deploy(maker, 'Multisend')
	const factory = await anvil.deploy(maker, 'ForwarderFactory', [exchange])
	const spoof = await anvil.deploy(spammer, 'SpoofToken')
	await anvil.call(maker, dollar, 'transfer', [pool.address, 8_000_000n * DOLLAR])
	await anvil.call(maker, weth, 'deposit', [], { value: 4_000n * ETHER })
	await anvil.call(maker, weth, 'transfer', [pool.address, 4_000n * ETHER])
	await anvil.call(maker, pool, 'mint', [maker])
	await anvil.call(maker, dollar, 'transfer', [victim, AMOUNTS.stolen])
	await anvil.call(maker, dollar, 'transfer', [customer, AMOUNTS.customer])
	const deposits = [await forwarder(anvil, maker, factory, 1), await forwarder(anvil, maker, factory, 2)] as const
	const from = (await anvil.height()) + 1

	const theft = await anvil.call(victim, dollar, 'transfer', [taker, AMOUNTS.stolen])
	const splitFirst = await anvil.call(taker, dollar, 'transfer', [first, AMOUNTS.toFirst])
	const splitSecond = await anvil.call(taker, dollar, 'transfer', [second, AMOUNTS.toSecond])
	const approveRouter = await anvil.call(first, dollar, 'approve', [router.address, AMOUNTS.toFirst])
	const swapped = await anvil.read(router, 'quote', [pool.address, true, AMOUNTS.toFirst])
	const swap = await anvil.call(first, router, 'tokensForEther', [pool.address, AMOUNTS.toFirst, first])
	const wrap = await anvil.call(first, weth, 'deposit', [], { value: AMOUNTS.wrapped })
	const approveMultisend = await anvil.call(first, weth, 'approve', [multisend.address, AMOUNTS.wrapped])
	const spam = await anvil.call(spammer, spoof, 'say', [first, NOBODY, AMOUNTS.wrapped])
	const nothing = await anvil.call(spammer, dollar, 'transferFrom', [second, NOBODY, 0n])
	const sums = [AMOUNTS.depositedWeth, AMOUNTS.keptWeth]
	const sent = await anvil.call(first, multisend, 'token', [weth.address, [deposits[0], third], sums])
	const deposit = await anvil.call(second, dollar, 'transfer', [deposits[0], AMOUNTS.depositedDollar])
	const customerDeposit = await anvil.call(customer, dollar, 'transfer', [deposits[1], AMOUNTS.customer])
	const sweepWeth = await anvil.call(maker, factory, 'flush', [[deposits[0]], weth.address])
	const sweepDollar = await anvil.call(maker, factory, 'flush', [deposits, dollar.address])
	const steps = { theft, splitFirst, splitSecond, approveRouter, swap, wrap, approveMultisend, spam, nothing }
	return {
		accounts: { victim, taker, first, second, third, customer, exchange },
		contracts: { dollar, weth, pool, router, multisend, factory, spoof },
		deposits,
		steps: { ...steps, multisend: sent, deposit, customerDeposit, sweepWeth, sweepDollar },
		swapped,
		from,
		to: await anvil.height(),
	}
}

async function forwarder(anvil: Anvil, by: string, factory: Deployed, salt: number): Promise<string> {
	const word = `0x${salt.toString(16).padStart(64, '0')}`
	const { hash } = await anvil.call(by, factory, 'make', [word])
	const receipt = (await anvil.rpc('eth_getTransactionReceipt', [hash])) as { logs: { data: string }[] }
	const [address] = AbiCoder.defaultAbiCoder().decode(['address'], receipt.logs[0]?.data ?? '0x')
	return (address as string).toLowerCase()
}
