import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
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
})
