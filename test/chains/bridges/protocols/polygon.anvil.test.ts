import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { plasma } from '../../../../src/chains/bridges/protocols/polygon/plasma.js'
import type { Anvil, Mined } from '../../../support/anvil/anvil.js'
import { twoNodes } from '../../../support/anvil/twoNodes.js'
import { protocolOf } from '../bridgeLogs.js'
import { exitData } from './exitData.js'
import { legsOf, placeAt } from './onChain.js'

const [L1, POLYGON] = ['eip155:1', 'eip155:137'] as const
const ETHER = 10n ** 18n

let one: Anvil
let two: Anvil

twoNodes(137, (first, second) => {
	one = first
	two = second
})

/** What proves an event of a transaction of the node, from its own receipt. */
async function proofOf(node: Anvil, { hash, height }: Mined, turn: bigint): Promise<string> {
	const receipt = (await node.rpc('eth_getTransactionReceipt', [hash])) as {
		readonly type: string
		readonly transactionIndex: string
		readonly logs: { address: string; topics: string[]; data: string }[]
	}
	const [type, index] = [Number(receipt.type), BigInt(receipt.transactionIndex)]
	return exitData({ height: BigInt(height), index, turn, logs: receipt.logs, type })
}

describe('withdrawals from Polygon on local nodes', () => {
	it('PoS: a burn is paid out once, to who proves it', async () => {
		const { contracts } = protocolOf('polygon/withdrawal')
		const [manager, , predicate] = contracts[L1] as [string, string, string]
		const token = await placeAt(two, 'ChildToken', contracts[POLYGON]?.[0] as string)
		const exits = await placeAt(one, 'ExitManager', manager)
		await placeAt(one, 'ExitPredicate', predicate, ETHER)
		const [user] = two.accounts as [string]
		await two.call(user, token, 'deposit', [user, 100n])
		const burnt = await two.call(user, token, 'withdrawTwice', [7n])
		const into = await legsOf(two, POLYGON, burnt)
		expect(into).toMatchObject([
			{ key: `${burnt.height}/0/0`, amount: 7n },
			{ key: `${burnt.height}/0/1`, amount: 7n },
		])
		const exit = async (turn: bigint, mayFail = false): Promise<Mined> => {
			const data = exits.abi.encodeFunctionData('exit(bytes)', [await proofOf(two, burnt, turn)])
			return one.send(one.accounts[3] as string, manager, data, { mayFail })
		}
		const paid = await exit(1n)
		// What the node traces of it: the predicate pays coins.
		const inside = [{ kind: 'call', failed: false, path: [0], from: predicate, to: user, value: 7n }] as const
		const out = await legsOf(one, L1, paid, { calls: inside })
		const { pairs, open } = joinLegs([...into, ...out])
		expect(pairs).toMatchObject([{ amounts: 'held', source: { key: `${burnt.height}/0/1` } }])
		expect(open).toMatchObject([{ leg: { key: `${burnt.height}/0/0` } }])
		const again = await exit(1n, true)
		expect(again.succeeded).toBe(false)
		expect(await legsOf(one, L1, again)).toEqual([])
		const other = await legsOf(one, L1, await exit(0n), { calls: inside })
		expect(joinLegs([...into, ...out, ...other]).pairs).toHaveLength(2)
	})

	it('Plasma: coins go up by the number of their deposit, and come back by the number of their exit', async () => {
		const [vault, queue] = protocolOf('polygon/plasmaDeposit').contracts[L1] as [string, string]
		const [chain, coin] = protocolOf('polygon/plasmaDeposit').contracts[POLYGON] as [string, string]
		const [user, other] = one.accounts as [string, string]
		const safe = await placeAt(one, 'PlasmaVault', vault)
		const exits = await placeAt(one, 'PlasmaQueue', queue)
		const coins = await placeAt(two, 'PlasmaCoin', coin, ETHER)
		const issues = await placeAt(two, 'PlasmaChain', chain)
		const token = await one.deploy(user, 'Token', ['POL', 18, 100n])
		await one.call(user, token, 'approve', [vault, 50n])
		const paid = await one.call(user, safe, 'depositERC20ForUser', [token.address, plasma.matic, other, 50n])
		const into = await legsOf(one, L1, paid)
		expect(into).toMatchObject([{ key: '1', asset: `${L1}/erc20:${token.address}`, receiver: `${POLYGON}:${other}` }])
		expect(into[0]?.transfer).toMatch(/#log:0$/)
		const issued = await two.call(user, issues, 'depositTokens', [plasma.matic, coin, other, 50n, 1n])
		const inside = [{ kind: 'call', failed: false, path: [0], from: coin, to: other, value: 50n }] as const
		const up = await legsOf(two, POLYGON, issued, { calls: inside })
		expect(joinLegs([...into, ...up]).pairs).toMatchObject([{ protocol: 'polygon/plasmaDeposit', amounts: 'held' }])

		const burns = []
		for (const [who, amount] of [
			[user, 20n],
			[other, 30n],
		] as const) {
			const burnt = await two.call(who, coins, 'withdraw', [amount], { value: amount })
			burns.push(...(await legsOf(two, POLYGON, burnt)))
			await one.call(who, exits, 'startExitWithBurntTokens', [await proofOf(two, burnt, 0n)])
		}
		expect(burns.map(({ transfer }) => transfer?.slice(-3))).toEqual(['#tx', '#tx'])
		const down = await legsOf(one, L1, await one.call(other, exits, 'processExits', [vault, token.address]))
		expect(down.map(({ transfer }) => transfer?.slice(-6))).toEqual(['#log:0', '#log:2'])
		const { pairs } = joinLegs([...down, ...burns])
		expect(pairs).toMatchObject([
			{ protocol: 'polygon/plasmaWithdrawal', amounts: 'held' },
			{ protocol: 'polygon/plasmaWithdrawal', amounts: 'held' },
		])
		for (const { source, destinations } of pairs) expect(destinations[0]?.amount).toBe(source.amount)
	})
})
