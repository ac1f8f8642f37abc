import { describe, expect, it } from 'vitest'
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
			rowLog('stargate/1', 'Swap', [TO, 1n, USER, amount / 10n ** 12n, 0n, 0n, 0n, 0n], POOL, 2),
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

	it('joins by path and number, within what its pools take and give', () => {
		const whole = 5n * 10n ** 18n
		checkPassage({
			protocol: 'stargate/1',
			into: sent(7n, whole),
			out: got(7n, 4_990_000n),
			violated: got(7n, 4_000_000n),
			elsewhere: { into: sent(8n, whole), out: got(8n, 4_990_000n) },
			failed: { chain: ARBITRUM, logs: [received(7n), kept], atSeconds: START + 300 },
		})
	})

	it('reads nothing of packets that others send over the same library', () => {
		expect(legsTold(sent(7n, 50n, OTHER))).toEqual([])
		expect(legsTold({ ...got(7n, 50n), logs: got(7n, 50n).logs.slice(1) })).toEqual([])
	})
})
