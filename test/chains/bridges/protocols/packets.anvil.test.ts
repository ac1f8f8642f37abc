import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { layerZeroChains } from '../../../../src/chains/bridges/protocols/layerZero/layerZeroChains.js'
import { stargate1Contracts } from '../../../../src/chains/bridges/protocols/layerZero/stargate1Contracts.js'
import { stargateContracts } from '../../../../src/chains/bridges/protocols/layerZero/stargateContracts.js'
import { wormholeChains } from '../../../../src/chains/bridges/protocols/wormhole/wormholeChains.js'
import type { Anvil } from '../../../support/anvil/anvil.js'
import { twoNodes } from '../../../support/anvil/twoNodes.js'
import { legsOf, placeAt } from './onChain.js'

const [L1, BASE] = ['eip155:1', 'eip155:8453'] as const
const [FROM, TO] = [30101n, 30184n]
const [PAYEE, TOKEN, THERE, OTHER] = ['a2', 'c1', 'c2', 'a3'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const ETHER = 10n ** 18n
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')

let one: Anvil
let two: Anvil

twoNodes(8453, (first, second) => {
	one = first
	two = second
})

describe('messages and packets on local nodes', () => {
	it('LayerZero 2: the GUID that the chain computes is the one that the delivery gives', async () => {
		const [user] = one.accounts as [string]
		const endpoint = (chain: string) => layerZeroChains.find((known) => known.chain === chain)?.endpoint as string
		const near = await placeAt(one, 'PacketEndpoint', endpoint(L1))
		const far = await placeAt(two, 'PacketEndpoint', endpoint(BASE))
		const token = await placeAt(one, 'PacketToken', TOKEN)
		await placeAt(two, 'PacketToken', THERE)
		const sent = await one.call(user, token, 'send', [near.address, FROM, TO, `0x${word(THERE)}`, 50n])
		const into = await legsOf(one, L1, sent)
		expect(into).toMatchObject([{ protocol: 'layerzero/2', amount: 50n, peer: BASE }])
		const origin = [FROM, `0x${word(TOKEN)}`, 1n]
		const done = await two.call(user, far, 'deliver', [origin, TO, THERE, PAYEE, 50n])
		const out = await legsOf(two, BASE, done)
		expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ evidence: 'derived', amounts: 'held' }])
		const forged = await one.deploy(user, 'PacketEndpoint')
		const other = await one.call(user, token, 'send', [forged.address, FROM, TO, `0x${word(THERE)}`, 50n])
		expect(await legsOf(one, L1, other)).toEqual([])
	})

	it('Stargate 2: two riders of one bus', async () => {
		const [user] = one.accounts as [string]
		const [messaging, pool] = stargateContracts[L1] as unknown as [string, string]
		const buses = await placeAt(one, 'Buses', messaging)
		const near = await placeAt(one, 'BusPool', pool)
		const far = await placeAt(two, 'BusPool', stargateContracts[BASE]?.[1] as string, ETHER)
		const guid = `0x${'6d'.repeat(32)}`
		const legs = []
		for (const [to, value] of [
			[PAYEE, 50n],
			[OTHER, 60n],
		] as const)
			legs.push(...(await legsOf(one, L1, await one.call(user, near, 'ride', [messaging, TO, to, 1n], { value }))))
		legs.push(...(await legsOf(one, L1, await one.call(user, buses, 'drive', [TO, guid]))))
		for (const [to, paid] of [
			[OTHER, 59n],
			[PAYEE, 49n],
		] as const)
			legs.push(...(await legsOf(two, BASE, await two.call(user, far, 'receiveFrom', [guid, FROM, to, paid]))))
		const { pairs, open } = joinLegs(legs)
		expect(open).toEqual([])
		expect(pairs.map(({ source, destinations }) => [source.receiver, destinations[0]?.amount])).toEqual(
			pairs.map(({ source }) => [source.receiver, source.receiver === `${BASE}:${PAYEE}` ? 49n : 59n]),
		)
		expect(pairs).toHaveLength(2)
	})

	it('Wormhole: a numbered message is redeemed', async () => {
		const [user] = one.accounts as [string]
		const chainNamed = (chain: string) =>
			wormholeChains.find((known) => known.chain === chain) as (typeof wormholeChains)[number]
		const [here, there] = [chainNamed(L1), chainNamed(BASE)]
		await placeAt(one, 'Guardians', here.core)
		const near = await placeAt(one, 'Guardians', here.tokenBridge)
		const far = await placeAt(two, 'Guardians', there.tokenBridge, ETHER)
		const value = 3n * 10n ** 10n
		const args = [here.core, 2n, TOKEN, there.number, `0x${word(PAYEE)}`]
		const into = await legsOf(one, L1, await one.call(user, near, 'wrapAndTransferETH', args, { value }))
		expect(into).toMatchObject([{ protocol: 'wormhole/token', receiver: `${BASE}:${PAYEE}` }])
		const payload = `01${word(3n)}${word(TOKEN)}0002${word(PAYEE)}001e${word(0n)}`
		const body = `${'0'.repeat(16)}0002${word(here.tokenBridge)}${'0'.repeat(16)}01${payload}`
		const signed = `0x010000000001${'0'.repeat(132)}${body}`
		const out = await legsOf(two, BASE, await two.call(user, far, 'completeTransferAndUnwrapETH', [signed]))
		expect(out).toMatchObject([{ key: into[0]?.key, receiver: `${BASE}:${PAYEE}` }])
		expect(joinLegs([...into, ...out]).pairs).toHaveLength(1)
	})

	it('LayerZero 1 and Stargate 1: packets numbered by path', async () => {
		const [user] = one.accounts as [string]
		const [from, to] = [101n, 184n]
		const library = (chain: string) => layerZeroChains.find((known) => known.chain === chain)?.library as string
		const near = await placeAt(one, 'PathLibrary', library(L1))
		const far = await placeAt(two, 'PathLibrary', library(BASE))
		const token = await placeAt(one, 'PathToken', TOKEN)
		await placeAt(two, 'PathToken', THERE)
		const args = [near.address, from, to, THERE, PAYEE, 50n]
		const into = await legsOf(one, L1, await one.call(user, token, 'sendFrom', args))
		const delivered = await two.call(user, far, 'deliver', [from, TOKEN, 1n, THERE, PAYEE, 50n])
		const out = await legsOf(two, BASE, delivered)
		expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ protocol: 'layerzero/1', amounts: 'held' }])

		const [bridge, farBridge] = [stargate1Contracts[L1]?.[0], stargate1Contracts[BASE]?.[0]] as [string, string]
		await placeAt(one, 'PathBridge', bridge)
		await placeAt(two, 'PathBridge', farBridge)
		const pool = await one.deploy(user, 'PathPool')
		await placeAt(two, 'PathPool', `0x${'d2'.repeat(20)}`, ETHER)
		const swap = [bridge, near.address, from, to, farBridge]
		const swapped = await legsOf(one, L1, await one.call(user, pool, 'swap', swap, { value: 1000n }))
		expect(swapped).toMatchObject([{ protocol: 'stargate/1', amount: 1000n }])
		const done = await two.call(user, far, 'deliver', [from, bridge, 2n, farBridge, PAYEE, 999n])
		const paid = await legsOf(two, BASE, done)
		expect(paid).toMatchObject([{ key: swapped[0]?.key, receiver: `${BASE}:${PAYEE}` }])
		expect(joinLegs([...swapped, ...paid]).pairs).toMatchObject([{ protocol: 'stargate/1' }])
	})
})
