import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { arbitrumChains, arbitrumPredeploys } from '../../../../src/chains/bridges/protocols/arbitrum/arbitrumChains.js'
import { opChains, opPredeploys } from '../../../../src/chains/bridges/protocols/opStack/opChains.js'
import type { Anvil } from '../../../support/anvil/anvil.js'
import { twoNodes } from '../../../support/anvil/twoNodes.js'
import { protocolOf } from '../bridgeLogs.js'
import { legsOf, placeAt } from './onChain.js'

const [L1, OP] = ['eip155:1', 'eip155:10'] as const
const PAYEE = `0x${'a2'.repeat(20)}`
const ETHER = 10n ** 18n
const op = opChains.find(({ chain }) => chain === OP) as (typeof opChains)[number]

let one: Anvil
let two: Anvil

twoNodes(10, (first, second) => {
	one = first
	two = second
})

describe('canonical bridges on local nodes', () => {
	it('OP stack: a message relayed above has the hash that follows from what Ethereum tells', async () => {
		const [user] = one.accounts as [string]
		const bridge = await placeAt(one, 'OpBridge', op.bridge)
		await placeAt(one, 'OpMessenger', op.messenger)
		const far = await placeAt(two, 'OpMessenger', opPredeploys.messenger, ETHER)
		await placeAt(two, 'OpBridge', opPredeploys.bridge)
		const args = [op.messenger, opPredeploys.bridge, PAYEE]
		const sent = await one.call(user, bridge, 'bridgeETHTo', args, { value: 5n })
		const into = await legsOf(one, L1, sent)
		expect(into).toMatchObject([{ protocol: 'op/deposit', amount: 5n, receiver: `${OP}:${PAYEE}` }])
		const message = bridge.abi.encodeFunctionData('finalizeBridgeETH', [user, PAYEE, 5n, '0x'])
		const relay = [1n << 240n, op.bridge, opPredeploys.bridge, 5n, 200_000n, message]
		const out = await legsOf(two, OP, await two.call(user, far, 'relayMessage', relay))
		expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ protocol: 'op/deposit', amounts: 'held' }])
		// The bridge pays no other amount than it gets: this message fails, and has another hash.
		const wrong = [1n << 240n, op.bridge, opPredeploys.bridge, 4n, 200_000n, message]
		const failed = await legsOf(two, OP, await two.call(user, far, 'relayMessage', wrong))
		expect(failed).toMatchObject([{ side: 'failure' }])
		expect(joinLegs([...into, ...failed]).open).toMatchObject([{ why: 'unpaired' }])
	})

	it('OP stack: a withdrawal, and one whose call fails', async () => {
		const [user] = two.accounts as [string]
		const passer = await placeAt(two, 'OpPasser', opPredeploys.passer)
		const portal = await placeAt(one, 'OpPasser', op.portal, ETHER)
		const failing = await placeAt(one, 'OpBridge', `0x${'b7'.repeat(20)}`)
		for (const [nonce, target, kind] of [
			[0n, PAYEE, 'pairs'],
			[1n, failing.address, 'failed'],
		] as const) {
			const sent = await two.call(user, passer, 'initiateWithdrawal', [target, 21_000n, '0x'], { value: 7n })
			const into = await legsOf(two, OP, sent)
			expect(into).toMatchObject([{ protocol: 'op/withdrawal', amount: 7n, receiver: `${L1}:${target}` }])
			const done = await one.call(user, portal, 'finalizeWithdrawalTransaction', [
				[nonce, user, target, 7n, 21_000n, '0x'],
			])
			const { pairs, open } = joinLegs([...into, ...(await legsOf(one, L1, done))])
			if (kind === 'pairs') expect(pairs).toMatchObject([{ protocol: 'op/withdrawal', amounts: 'held' }])
			else expect(open).toMatchObject([{ why: 'failed' }])
		}
	})

	it('OP stack: a withdrawal whose call fails, and is called again later', async () => {
		const [user] = two.accounts as [string]
		const passer = await placeAt(two, 'OpPasser', opPredeploys.passer)
		const messenger = await placeAt(two, 'OpMessengerAbove', opPredeploys.messenger)
		const portal = await placeAt(one, 'OpPasser', op.portal, ETHER)
		const below = await placeAt(one, 'OpMessenger', op.messenger)
		const door = await one.deploy(user, 'Door')
		const args = [passer.address, op.messenger, door.address, '0x']
		const sent = await two.call(user, messenger, 'sendMessage', args, { value: 9n })
		const into = await legsOf(two, OP, sent)
		expect(into).toMatchObject([
			{ protocol: 'op/withdrawal', side: 'source', amount: 9n, receiver: `${L1}:${door.address}` },
			{ protocol: 'op/withdrawal', side: 'relay' },
		])
		const receipt = (await two.rpc('eth_getTransactionReceipt', [sent.hash])) as {
			logs: { data: string; topics: string[] }[]
		}
		const [log] = receipt.logs
		const { nonce, data } = passer.abi.decodeEventLog('MessagePassed', log?.data ?? '', log?.topics)
		const withdrawal = [nonce, messenger.address, op.messenger, 9n, 400_000n, data]
		const done = await legsOf(one, L1, await one.call(user, portal, 'finalizeWithdrawalTransaction', [withdrawal]))
		expect(done).toMatchObject([{ side: 'failure' }])
		expect(joinLegs([...into, ...done]).open).toMatchObject([{ why: 'failed' }])

		const again = async () => legsOf(one, L1, await one.send(user, below.address, data, {}), { calls: inside })
		const inside = [
			{ kind: 'call', failed: false, path: [0], from: below.address, to: door.address, value: 9n },
		] as const
		const failed = await again()
		expect(failed).toMatchObject([{ side: 'failure', protocol: 'op/withdrawal' }])
		expect(joinLegs([...into, ...failed]).open).toMatchObject([{ why: 'failed' }])
		await one.call(user, door, 'open')
		const paid = await again()
		expect(paid).toMatchObject([{ side: 'destination', amount: 9n, receiver: `${L1}:${door.address}` }])
		expect(await one.balance(door.address)).toBe(9n)
		const { pairs, open } = joinLegs([...paid, ...failed, ...done, ...into])
		expect([pairs.length, open]).toEqual([1, []])
		expect(pairs).toMatchObject([{ protocol: 'op/withdrawal', amounts: 'held', relays: [{ side: 'relay' }] }])
	})

	it('OP stack: a deposit into the portal names the block and the log that its transaction follows from', async () => {
		const [, user] = one.accounts as [string, string]
		const portal = await placeAt(one, 'OpPasser', op.portal, ETHER)
		const args = [PAYEE, 3n, 100_000n, false, '0x']
		const [leg] = await legsOf(one, L1, await one.call(user, portal, 'depositTransaction', args, { value: 3n }))
		expect(leg).toMatchObject({ protocol: 'op/deposit', amount: 3n, peer: OP, receiver: `${OP}:${user}` })
		expect(leg?.key).toMatch(/^eip155:10\/0x[0-9a-f]{64}$/)
	})

	it.each(arbitrumChains)(
		'Arbitrum: coins paid in, a ticket that is redeemed, and a withdrawal, $chain',
		async (arbitrum) => {
			const ARBITRUM = arbitrum.chain
			const [user] = one.accounts as [string]
			const bridge = await placeAt(one, 'ArbBridge', arbitrum.bridge, ETHER)
			const inbox = await placeAt(one, 'ArbInbox', arbitrum.inbox)
			const outbox = await placeAt(one, 'ArbOutbox', arbitrum.outbox)
			const system = await placeAt(two, 'ArbSystem', arbitrumPredeploys.arbSys)
			const tickets = await placeAt(two, 'ArbSystem', arbitrumPredeploys.arbRetryableTx)

			const paid = await one.call(user, inbox, 'depositEth', [bridge.address], { value: 5n })
			const [deposit] = await legsOf(one, L1, paid)
			expect(deposit).toMatchObject({ protocol: 'arbitrum/deposit', amount: 5n, receiver: `${ARBITRUM}:${user}` })

			const args = [bridge.address, PAYEE, 5n, 2n, 1n]
			const into = await legsOf(one, L1, await one.call(user, inbox, 'createRetryableTicket', args, { value: 9n }))
			expect(into).toMatchObject([{ amount: 9n, fee: 4n, receiver: `${ARBITRUM}:${PAYEE}` }])
			const retried = await two.pay(user, PAYEE, 5n)
			const ticket = into[0]?.key ?? ''
			const redeemed = await legsOf(two, ARBITRUM, await two.call(user, tickets, 'redeem', [ticket, retried.hash]))
			const out = await legsOf(two, ARBITRUM, retried, { type: 0x68 })
			expect(joinLegs([...into, ...redeemed, ...out]).pairs).toMatchObject([{ amounts: 'held' }])
			expect(joinLegs([...into, ...out]).pairs).toEqual([])

			const sent = await legsOf(two, ARBITRUM, await two.call(user, system, 'withdrawEth', [PAYEE], { value: 3n }))
			// Both chains have the same node and so one count.
			const position = BigInt(sent[0]?.key?.split('/')[1] ?? -1)
			const done = await one.call(user, outbox, 'executeTransaction', [bridge.address, position, user, PAYEE, 3n])
			expect(joinLegs([...sent, ...(await legsOf(one, L1, done))]).pairs).toMatchObject([
				{ protocol: 'arbitrum/withdrawal', amounts: 'held' },
			])
		},
	)

	it('AggLayer, Polygon PoS, zkSync Era: what is numbered or named below comes out above', async () => {
		const [user] = one.accounts as [string]
		const listed = (id: string, chain: string): string => protocolOf(id).contracts[chain]?.[0] as string
		const place = (anvil: Anvil, id: string, chain: string) => placeAt(anvil, 'Couriers', listed(id, chain), ETHER)
		const value = { value: 5n }
		const zkevm = 'eip155:1101'
		const send = await place(one, 'agglayer', L1)
		const claim = await place(two, 'agglayer', zkevm)
		const agg = await legsOf(one, L1, await one.call(user, send, 'bridgeAsset', [1n, PAYEE], value))
		const claimed = await legsOf(two, zkevm, await two.call(user, claim, 'claimAsset', [0n, PAYEE, 5n]))
		expect(joinLegs([...agg, ...claimed]).pairs).toMatchObject([{ protocol: 'agglayer', amounts: 'held' }])

		const polygon = 'eip155:137'
		const manager = protocolOf('polygon/deposit').contracts[polygon]?.[1]
		const state = await place(one, 'polygon/deposit', L1)
		const commit = await place(two, 'polygon/deposit', polygon)
		const pos = await legsOf(one, L1, await one.call(user, state, 'depositEtherFor', [manager, PAYEE], value))
		const committed = await legsOf(two, polygon, await two.call(user, commit, 'commitState', [1n, PAYEE, 5n]))
		expect(joinLegs([...pos, ...committed]).pairs).toMatchObject([{ protocol: 'polygon/deposit', amounts: 'held' }])

		const era = 'eip155:324'
		const mailbox = await place(one, 'zksync/deposit', L1)
		const done = await two.pay(user, PAYEE, 5n)
		const args = [done.hash, PAYEE, 5n]
		const asked = await legsOf(one, L1, await one.call(user, mailbox, 'requestL2Transaction', args, { value: 9n }))
		const credited = await legsOf(two, era, done, { type: 0xff })
		expect(joinLegs([...asked, ...credited]).pairs).toMatchObject([{ protocol: 'zksync/deposit', amounts: 'held' }])
	})
})
