import { keccak256 } from 'ethers'
import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import type { BridgeLeg } from '../../../../src/model/bridgeLeg.js'
import type { Anvil, Deployed } from '../../../support/anvil/anvil.js'
import { twoNodes } from '../../../support/anvil/twoNodes.js'
import { protocolOf } from '../bridgeLogs.js'
import { legsOf, placeAt } from './onChain.js'

const [L1, ARBITRUM, RONIN] = ['eip155:1', 'eip155:42161', 'eip155:2020'] as const
const [PAYEE, ROUTER, FAR] = ['a2', 'd2', 'd3'].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string]
const ETHER = 10n ** 18n
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')

let one: Anvil
let two: Anvil

twoNodes(42161, (first, second) => {
	one = first
	two = second
})

const listed = (id: string, chain: string, place = 0): string => protocolOf(id).contracts[chain]?.[place] as string

describe('orders and messages on local nodes', () => {
	const told = async (contract: Deployed, method: string, args: readonly unknown[], value = 0n, chain?: string) => {
		const anvil = contract === undefined || chain !== undefined ? two : one
		const user = anvil.accounts[0] as string
		return legsOf(anvil, chain ?? L1, await anvil.call(user, contract, method, args, { value }))
	}
	const joined = (protocol: string, into: readonly BridgeLeg[], out: readonly BridgeLeg[]) => {
		expect(into).toMatchObject([{ protocol, side: 'source' }])
		expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ protocol, amounts: 'held', verified: 'contract' }])
	}

	it('Synapse RFQ: the number of a transaction is the hash of its request', async () => {
		const near = await placeAt(one, 'FastOrders', listed('synapse/rfq', L1))
		const far = await placeAt(two, 'FastOrders', listed('synapse/rfq', ARBITRUM), ETHER)
		const into = await told(near, 'bridge', [42161n, PAYEE, 48n], 50n)
		expect(into).toMatchObject([{ receiver: `${ARBITRUM}:${PAYEE}` }])
		joined('synapse/rfq', into, await told(far, 'relay', [into[0]?.key, 1n, PAYEE, 50n], 48n, ARBITRUM))
	})

	it('deBridge: an order is fulfilled', async () => {
		const near = await placeAt(one, 'DlnOrders', listed('debridge/dln', L1))
		const far = await placeAt(two, 'DlnOrders', listed('debridge/dln', ARBITRUM, 1), ETHER)
		const into = await told(near, 'create', [42161n, PAYEE, 46n], 50n)
		expect(into).toMatchObject([{ amount: 50n, fee: 3n }])
		joined('debridge/dln', into, await told(far, 'fulfill', [into[0]?.key, 1n, PAYEE], 46n, ARBITRUM))
	})

	it('Connext: the id of a transfer is the hash of its parameters', async () => {
		const near = await placeAt(one, 'Transfers', listed('connext', L1))
		const far = await placeAt(two, 'Transfers', listed('connext', ARBITRUM))
		const way = [6648936n, 1634886255n, PAYEE, 50_000n]
		const into = await told(near, 'xcall', way)
		joined('connext', into, await told(far, 'execute', [...way, 49_900n], 0n, ARBITRUM))
	})

	it('Hyperlane: the id of a message is its hash', async () => {
		const near = await placeAt(one, 'WarpMailbox', listed('hyperlane/warp', L1))
		const far = await placeAt(two, 'WarpMailbox', listed('hyperlane/warp', ARBITRUM))
		const router = await placeAt(one, 'WarpRouter', ROUTER)
		await placeAt(two, 'WarpRouter', FAR)
		const args = [near.address, 42161n, `0x${word(FAR)}`, `0x${word(PAYEE)}`, 50n]
		const into = await told(router, 'transferRemote', args)
		const message = `0x0300000000${'00000001'}${word(ROUTER)}${'0000a4b1'}${word(FAR)}${word(PAYEE)}${word(50n)}`
		expect(into[0]?.key).toBe(keccak256(message))
		joined('hyperlane/warp', into, await told(far, 'process', [message], 0n, ARBITRUM))
	})

	it('Ronin: a receipt is told on both sides', async () => {
		const near = await placeAt(one, 'Receipts', listed('ronin/2', L1))
		const far = await placeAt(two, 'Receipts', listed('ronin/2', RONIN), ETHER)
		const user = one.accounts[0] as string
		const into = await told(near, 'requestDepositFor', [PAYEE], 50n)
		const token = (n: bigint): string => `0x${word(n).slice(24)}`
		const receipt = [0n, 0n, [user, token(1n), 1n], [PAYEE, token(2n), 2020n], [0n, 0n, 50n]]
		joined('ronin/2', into, await told(far, 'depositFor', [receipt], 0n, RONIN))
	})
})
