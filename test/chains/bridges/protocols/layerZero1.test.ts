import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { layerZero1Packet } from '../../../../src/chains/bridges/protocols/layerZero/layerZero1Packet.js'
import { layerZeroChains } from '../../../../src/chains/bridges/protocols/layerZero/layerZeroChains.js'
import { stargate1Contracts } from '../../../../src/chains/bridges/protocols/layerZero/stargate1Contracts.js'
import { transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START } from './passage.js'

const [L1, ARBITRUM] = ['eip155:1', 'eip155:42161'] as const
const [FROM, TO] = [101n, 110n]
const [USER, PAYEE, OTHER, TOKEN, THERE, POOL, FAR] = ['a1', 'a2', 'a3', 'c1', 'c2', 'd1', 'd2'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const HASH = `0x${'9'.repeat(64)}`
const library = (chain: string): string => layerZeroChains.find((one) => one.chain === chain)?.library as string
const packed = (nonce: bigint, from: string, to: string, chain = TO): string =>
	`0x${nonce.toString(16).padStart(16, '0')}0065${from.slice(2)}${chain.toString(16).padStart(4, '0')}${to.slice(2)}1234`
const path = (from: string, to: string): string => from + to.slice(2)

describe('LayerZero 1', () => {
	const sent = (nonce: bigint, amount: bigint, by = TOKEN) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, ZERO, amount, 1),
			rowLog('layerzero/1', 'Packet', [packed(nonce, TOKEN, THERE)], library(L1), 2),
			rowLog('layerzero/1', 'SendToChain', [TO, USER, PAYEE, amount], by, 3),
		],
	})
	const got = (nonce: bigint, amount: bigint, by = THERE) => ({
		chain: ARBITRUM,
		logs: [
			rowLog('layerzero/1', 'PacketReceived', [FROM, path(TOKEN, THERE), THERE, nonce, HASH], library(ARBITRUM), 1),
			transferLog(THERE, ZERO, PAYEE, amount, 2),
			rowLog('layerzero/1', 'ReceiveFromChain', [FROM, PAYEE, amount], by, 3),
		],
		atSeconds: START + 300,
	})

	it('joins by path and number', () => {
		checkPassage({
			protocol: 'layerzero/1',
			into: sent(7n, 50n),
			out: got(7n, 50n),
			violated: got(7n, 49n),
			elsewhere: { into: sent(8n, 50n), out: got(8n, 50n) },
		})
		expect(legsTold(sent(7n, 50n))).toMatchObject([{ receiver: `${ARBITRUM}:${PAYEE}`, sender: `${L1}:${USER}` }])
	})

	it('believes no token but the one of the packet, and reads nothing that is cut off', () => {
		expect(legsTold(sent(7n, 50n, OTHER))).toEqual([])
		expect(legsTold(got(7n, 50n, OTHER))).toEqual([])
		expect(layerZero1Packet('0x1234')).toBeNull()
	})
})

describe('Stargate 1', () => {
	const [near] = stargate1Contracts[L1] as unknown as [string]
	const [far, router] = stargate1Contracts[ARBITRUM] as unknown as [string, string]
	const sent = (nonce: bigint, amount: bigint, from = near) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, POOL, amount, 1),
			// In six decimals; of five the pools keep a hundredth, and one thousandth is paid for balancing them.
			rowLog(
				'stargate/1',
				'Swap',
				[TO, 1n, USER, amount / 10n ** 12n - 50_000n, 5_000n, 10_000n, 25_000n, 15_000n],
				POOL,
				2,
			),
			rowLog('stargate/1', 'Packet', [packed(nonce, from, far)], library(L1), 3),
		],
	})
	const received = (nonce: bigint) =>
		rowLog('stargate/1', 'PacketReceived', [FROM, path(near, far), far, nonce, HASH], library(ARBITRUM), 1)
	const got = (nonce: bigint, amount: bigint) => ({
		chain: ARBITRUM,
		logs: [
			received(nonce),
			transferLog(THERE, FAR, PAYEE, amount, 2),
			rowLog('stargate/1', 'SwapRemote', [PAYEE, amount, 0n, 0n], FAR, 3),
		],
		atSeconds: START + 300,
	})
	const kept = rowLog(
		'stargate/1',
		'CachedSwapSaved',
		[FROM, path(near, far), 7n, THERE, 5n, PAYEE, '0x', '0x'],
		router,
		2,
	)

	const whole = 5n * 10n ** 18n
	const PAID = 4_955_000n

	it('joins by path and number, exactly what its pools count', () => {
		checkPassage({
			protocol: 'stargate/1',
			into: sent(7n, whole),
			out: got(7n, PAID),
			violated: got(7n, PAID - 1n),
			elsewhere: { into: sent(8n, whole), out: got(8n, PAID) },
			failed: { chain: ARBITRUM, logs: [received(7n), kept], atSeconds: START + 300 },
		})
	})

	it('holds amounts on both chains against what the pools count', () => {
		const into = legsTold({ ...sent(7n, whole), facts: { from: USER, to: near, value: 99n } })
		// What the sender pays for the message is not what is swapped.
		expect(into).toMatchObject([
			{ asset: `${L1}/erc20:${TOKEN}`, amount: whole, counted: { taken: 5_000_000n, paid: PAID } },
		])
		expect(into[0]?.transfer).toMatch(/#log:1$/)
		const out = legsTold(got(7n, PAID))
		expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ amounts: 'held' }])
		const [told] = got(7n, PAID).logs.slice(-1)
		const other = (amount: bigint) =>
			legsTold({
				...got(7n, PAID),
				logs: [received(7n), transferLog(THERE, FAR, PAYEE, amount, 2), told].flatMap((log) => log ?? []),
			})
		expect(joinLegs([...into, ...other(PAID * 10n ** 12n)]).pairs).toHaveLength(1)
		for (const amount of [PAID + 1n, PAID * 10n ** 12n + 1n, PAID * 2n])
			expect(joinLegs([...into, ...other(amount)]).leads).toMatchObject([{ why: 'amount' }])
		const dusty = legsTold(sent(7n, whole + 1n))
		expect(joinLegs([...dusty, ...out]).leads).toMatchObject([{ why: 'amount' }])
		const untold = into.map(({ counted: _, ...leg }) => leg)
		expect(joinLegs([...untold, ...out]).pairs).toMatchObject([{ amounts: 'notAssessed' }])
	})

	it('takes what a router of coins wraps as coins, and what is left as the price of the way', () => {
		const [, , routerOfCoins = ''] = stargate1Contracts[L1] as readonly string[]
		const [, ...rest] = sent(7n, whole).logs
		const logs = [
			transferLog(TOKEN, ZERO, routerOfCoins, whole, 0),
			transferLog(TOKEN, routerOfCoins, POOL, whole, 1),
			...rest,
		]
		const into = legsTold({ chain: L1, logs, facts: { from: USER, to: routerOfCoins, value: whole + 77n } })
		expect(into).toMatchObject([{ asset: `${L1}/slip44:60`, amount: whole + 77n, fee: 77n }])
		expect(into[0]?.transfer).toMatch(/#tx$/)
		expect(joinLegs([...into, ...legsTold(got(7n, PAID))]).pairs).toMatchObject([{ amounts: 'held' }])
		const less = legsTold({ chain: L1, logs, facts: { from: USER, to: routerOfCoins, value: whole - 1n } })
		expect(less).toMatchObject([{ transfer: null, amount: null }])
	})

	it('reads nothing of packets that others send over the same library', () => {
		expect(legsTold(sent(7n, whole, OTHER))).toEqual([])
		expect(legsTold({ ...got(7n, 50n), logs: got(7n, 50n).logs.slice(1) })).toEqual([])
	})
})
