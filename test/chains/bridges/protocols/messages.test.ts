import { describe, expect, it } from 'vitest'
import { derivedKeys } from '../../../../src/chains/bridges/decode/derivedKeys.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { layerZero2Packet } from '../../../../src/chains/bridges/protocols/layerZero/layerZero2Packet.js'
import { layerZeroChains } from '../../../../src/chains/bridges/protocols/layerZero/layerZeroChains.js'
import { stargateContracts } from '../../../../src/chains/bridges/protocols/layerZero/stargateContracts.js'
import { wormholeChains } from '../../../../src/chains/bridges/protocols/wormhole/wormholeChains.js'
import { wormholeMessage, wormholeTransfer } from '../../../../src/chains/bridges/protocols/wormhole/wormholeMessage.js'
import { transferLog } from '../bridgeLogs.js'
import { callData, checkPassage, legsTold, rowLog, START } from './passage.js'

const [L1, BASE, ARBITRUM] = ['eip155:1', 'eip155:8453', 'eip155:42161'] as const
const [USER, PAYEE, OTHER, TOKEN, THERE] = ['a1', 'a2', 'a3', 'c1', 'c2'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')
const call = { kind: 'call', failed: false } as const

describe('Wormhole', () => {
	const chainNamed = (chain: string) =>
		wormholeChains.find((one) => one.chain === chain) as (typeof wormholeChains)[number]
	const [one, base] = [chainNamed(L1), chainNamed(BASE)]
	const payload = (amount: bigint, to = PAYEE): string =>
		`0x01${word(amount)}${word(TOKEN)}0002${word(to)}${base.number.toString(16).padStart(4, '0')}${word(0n)}`
	const sent = (amount: bigint, sequence: bigint, by = one) => ({
		chain: by.chain,
		logs: [
			transferLog(TOKEN, USER, by.tokenBridge, amount, 1),
			rowLog('wormhole/token', 'LogMessagePublished', [by.tokenBridge, sequence, 0n, payload(amount), 1n], by.core, 2),
		],
	})
	const signed = (sequence: bigint, amount: bigint): string => {
		const body = `${'0'.repeat(16)}0002${word(one.tokenBridge)}${sequence.toString(16).padStart(16, '0')}01`
		return `0x010000000001${'0'.repeat(132)}${body}${payload(amount).slice(2)}`
	}
	const redeemed = (sequence: bigint, paid: bigint, told = paid) => ({
		chain: BASE,
		logs: [
			rowLog('wormhole/token', 'TransferRedeemed', [2n, `0x${word(one.tokenBridge)}`, sequence], base.tokenBridge, 1),
			transferLog(THERE, ZERO, PAYEE, paid, 2),
		],
		facts: { to: base.tokenBridge, input: callData('completeTransfer(bytes encodedVm)', [signed(sequence, told)]) },
		atSeconds: START + 900,
	})

	it('joins by chain, emitter and number; the transfers tell the amount', () => {
		checkPassage({
			protocol: 'wormhole/token',
			into: sent(5_000_000_000n, 9n),
			out: redeemed(9n, 5_000_000_000n),
			violated: redeemed(9n, 4_000_000_000n),
			elsewhere: { into: sent(5_000_000_000n, 9n, chainNamed(ARBITRUM)), out: redeemed(10n, 5_000_000_000n) },
			left: 'unclaimed',
		})
		const [leg] = legsTold(sent(5_000_000_000n, 9n))
		expect(leg).toMatchObject({
			key: `2/0x${word(one.tokenBridge)}/9`,
			amount: 5_000_000_000n,
			receiver: `${BASE}:${PAYEE}`,
		})
	})

	it('takes the same amount in other decimals, and names no receiver where a relayer redeems', () => {
		const legs = [...legsTold(sent(10n ** 18n, 1n)), ...legsTold(redeemed(1n, 10n ** 8n))]
		expect(joinLegs(legs).pairs).toMatchObject([{ amounts: 'held' }])
		const relayed = { ...redeemed(1n, 10n ** 8n), facts: { to: OTHER, input: '0x' } }
		expect(legsTold(relayed)).toMatchObject([{ receiver: null, amount: null, transfer: null }])
		// A signed message of another number is not the one redeemed.
		const wrong = { ...redeemed(1n, 1n), facts: redeemed(2n, 1n).facts }
		expect(legsTold(wrong)).toMatchObject([{ receiver: null }])
	})

	it('reads nothing of other messages, nor of what is cut off', () => {
		const other = rowLog('wormhole/token', 'LogMessagePublished', [USER, 1n, 0n, payload(1n), 1n], one.core)
		const empty = rowLog('wormhole/token', 'LogMessagePublished', [one.tokenBridge, 1n, 0n, '0x02', 1n], one.core)
		expect(legsTold({ chain: L1, logs: [other, empty] })).toEqual([])
		expect(wormholeMessage('0x01')).toBeNull()
		expect(wormholeMessage('0x')).toBeNull()
		expect(wormholeTransfer('0x01')).toBeNull()
	})
})

const endpoint = (chain: string): string => layerZeroChains.find((one) => one.chain === chain)?.endpoint as string
const [FROM, TO] = [30101n, 30184n]
const path = (nonce: bigint, to = TO) => ({
	nonce,
	fromEndpoint: FROM,
	sender: `0x${word(TOKEN)}`,
	toEndpoint: to,
	receiver: `0x${word(THERE)}`,
})
const guidOf = (nonce: bigint, to = TO): string => derivedKeys.layerZero(path(nonce, to))
const packet = (nonce: bigint, to = TO): string =>
	`0x01${nonce.toString(16).padStart(16, '0')}${FROM.toString(16).padStart(8, '0')}${word(TOKEN)}${to.toString(16).padStart(8, '0')}${word(THERE)}${guidOf(nonce, to).slice(2)}`

describe('LayerZero 2', () => {
	const sent = (nonce: bigint, amount: bigint, guid = guidOf(nonce)) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, ZERO, amount, 1),
			rowLog('layerzero/2', 'PacketSent', [packet(nonce), '0x', OTHER], endpoint(L1), 2),
			rowLog('layerzero/2', 'OFTSent', [guid, TO, USER, amount, amount - 1n], TOKEN, 3),
		],
	})
	const got = (nonce: bigint, amount: bigint, by = THERE) => ({
		chain: BASE,
		logs: [
			transferLog(THERE, ZERO, PAYEE, amount, 1),
			rowLog('layerzero/2', 'OFTReceived', [guidOf(nonce), FROM, PAYEE, amount], by, 2),
			rowLog('layerzero/2', 'PacketDelivered', [[FROM, `0x${word(TOKEN)}`, nonce], THERE], endpoint(BASE), 3),
		],
		atSeconds: START + 120,
	})

	it('joins by the GUID, which the delivering side derives', () => {
		checkPassage({
			protocol: 'layerzero/2',
			into: sent(4n, 51n),
			out: got(4n, 50n),
			violated: got(4n, 51n),
			elsewhere: { into: sent(5n, 51n) },
		})
	})

	it('takes the same amount in other decimals', () => {
		const into = legsTold(sent(4n, 10n ** 18n + 1n))
		expect(joinLegs([...into, ...legsTold(got(4n, 10n ** 6n))]).pairs).toMatchObject([{ amounts: 'held' }])
		expect(joinLegs([...into, ...legsTold(got(4n, 10n ** 6n - 1n))]).leads).toMatchObject([{ why: 'amount' }])
	})

	it('believes no token but the one that the packet names, and no packet whose GUID is not its own', () => {
		expect(legsTold(got(4n, 50n, OTHER))).toEqual([])
		expect(legsTold(sent(4n, 51n, guidOf(5n)))).toEqual([])
		expect(layerZero2Packet(packet(4n))).toMatchObject({ sender: TOKEN, toEndpoint: TO, guid: guidOf(4n) })
		expect(layerZero2Packet(packet(4n).slice(0, -2))).toBeNull()
		expect(layerZero2Packet(packet(4n).replace('0x01', '0x02'))).toBeNull()
		expect(layerZero2Packet(packet(4n).replace(/..$/, '00'))).toBeNull()
	})
})

describe('Stargate 2', () => {
	const [messaging, pool] = stargateContracts[L1] as unknown as [string, string]
	const far = stargateContracts[BASE]?.[1] as string
	const NONE = `0x${'0'.repeat(64)}`
	const GUID = `0x${'6d'.repeat(32)}`
	const rides = (riders: readonly (readonly [ticket: bigint, to: string, amount: bigint])[]) => ({
		chain: L1,
		logs: riders.flatMap(([ticket, to, amount], i) => [
			transferLog(TOKEN, USER, pool, amount, 3 * i),
			rowLog(
				'stargate/2',
				'BusRode',
				[TO, ticket, 1n, `0x000d${word(to)}${(amount - 1n).toString(16).padStart(16, '0')}00`],
				messaging,
				3 * i + 1,
			),
			rowLog('stargate/2', 'OFTSent', [NONE, TO, USER, amount, amount - 1n], pool, 3 * i + 2),
		]),
	})
	const drives = (first: bigint, many: bigint, to = TO) => ({
		chain: L1,
		logs: [rowLog('stargate/2', 'BusDriven', [to, first, many, GUID], messaging)],
		atSeconds: START + 60,
	})
	const arrives = (passengers: readonly (readonly [to: string, amount: bigint])[], chain: string = BASE) => ({
		chain,
		logs: passengers.flatMap(([to, amount], i) => [
			transferLog(THERE, far, to, amount, 2 * i),
			rowLog('stargate/2', 'OFTReceived', [GUID, FROM, to, amount], far, 2 * i + 1),
		]),
		atSeconds: START + 120,
	})

	it('joins a taxi by its GUID, less what the pool keeps', () => {
		const into = {
			chain: L1,
			logs: [
				transferLog(TOKEN, USER, pool, 51n, 1),
				rowLog('stargate/2', 'OFTSent', [GUID, TO, USER, 51n, 50n], pool, 2),
			],
		}
		const failed = rowLog('stargate/2', 'UnreceivedTokenCached', [GUID, 0n, FROM, PAYEE, 50n, '0x'], far, 1)
		checkPassage({
			protocol: 'stargate/2',
			into,
			out: arrives([[PAYEE, 50n]]),
			violated: arrives([[PAYEE, 51n]]),
			failed: { chain: BASE, logs: [failed], atSeconds: START + 60 },
		})
	})

	it('joins riders of a bus by ticket, then by whom they pay', () => {
		const riders = legsTold(
			rides([
				[7n, PAYEE, 51n],
				[8n, OTHER, 61n],
			]),
		)
		expect(riders.map(({ key, receiver }) => [key, receiver])).toEqual([
			[`${FROM}/${TO}/7`, `${BASE}:${PAYEE}`],
			[`${FROM}/${TO}/8`, `${BASE}:${OTHER}`],
		])
		const bus = legsTold(drives(6n, 3n))
		expect(bus.map(({ key }) => key)).toEqual([6n, 7n, 8n].map((ticket) => `${FROM}/${TO}/${ticket}`))
		const all = [
			[USER, 5n],
			[OTHER, 60n],
			[PAYEE, 50n],
		] as const
		const { pairs, withoutSource } = joinLegs([...riders, ...bus, ...legsTold(arrives(all))])
		expect(pairs.map(({ source, destinations }) => [source.receiver, destinations[0]?.amount])).toEqual([
			[`${BASE}:${PAYEE}`, 50n],
			[`${BASE}:${OTHER}`, 60n],
		])
		expect(pairs[0]?.relays).toHaveLength(3)
		expect(withoutSource).toHaveLength(1)
	})

	it('does not join outside of the tickets, nor what was paid another amount', () => {
		const riders = legsTold(rides([[7n, PAYEE, 51n]]))
		const out = legsTold(arrives([[PAYEE, 50n]]))
		for (const bus of [drives(8n, 2n), drives(5n, 2n), drives(7n, 1n, 30110n)])
			expect(joinLegs([...riders, ...legsTold(bus), ...out]).pairs).toEqual([])
		const short = legsTold(arrives([[PAYEE, 49n]]))
		expect(joinLegs([...riders, ...legsTold(drives(7n, 1n)), ...short]).leads).toMatchObject([{ why: 'amount' }])
	})

	it('leaves equal passengers of one bus open where their order does not tell them apart', () => {
		const riders = legsTold(
			rides([
				[7n, PAYEE, 51n],
				[8n, PAYEE, 51n],
			]),
		)
		const bus = legsTold(drives(7n, 2n))
		const one = legsTold(arrives([[PAYEE, 50n]]))
		expect(joinLegs([...riders, ...bus, ...one]).open.map(({ why }) => why)).toEqual(['ambiguous', 'ambiguous'])
		const both = legsTold(
			arrives([
				[PAYEE, 50n],
				[PAYEE, 50n],
			]),
		)
		expect(joinLegs([...riders, ...bus, ...both]).pairs).toMatchObject([{ equals: 2 }, { equals: 2 }])
	})
})

describe('legs of packets', () => {
	it('read coins out of the pool that pays them', () => {
		const far = stargateContracts[BASE]?.[1] as string
		const guid = `0x${'6e'.repeat(32)}`
		const [leg] = legsTold({
			chain: BASE,
			logs: [rowLog('stargate/2', 'OFTReceived', [guid, FROM, PAYEE, 3n], far)],
			facts: { calls: [{ ...call, path: [0], from: far, to: PAYEE, value: 3n }] },
		})
		expect(leg?.transfer).toMatch(/#call:0$/)
	})
})
