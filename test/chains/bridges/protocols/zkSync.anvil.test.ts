import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import type { Anvil, Deployed } from '../../../support/anvil/anvil.js'
import { twoNodes } from '../../../support/anvil/twoNodes.js'
import { protocolOf } from '../bridgeLogs.js'
import { legsOf, placeAt } from './onChain.js'

const [L1, ERA] = ['eip155:1', 'eip155:324'] as const
const ETHER = 10n ** 18n
const PAYEE = `0x${'a2'.repeat(20)}`

let one: Anvil
let two: Anvil

twoNodes(324, (first, second) => {
	one = first
	two = second
})

describe('withdrawals from zkSync Era on local nodes', () => {
	it('are paid out for the message that they sent, over the first bridge and the last', async () => {
		const { contracts } = protocolOf('zksync/withdrawal')
		const [diamond, , nullifier, router] = contracts[L1] as [string, string, string, string]
		const [messenger, coins] = contracts[ERA] as [string, string]
		const tells = await placeAt(two, 'EraMessenger', messenger)
		const coin = await placeAt(two, 'EraCoins', coins)
		const first = await placeAt(one, 'EraExits', diamond, ETHER)
		const last = await placeAt(one, 'EraExits', nullifier, ETHER)
		await placeAt(one, 'EraRouter', router)
		const [user] = two.accounts as [string]

		const withdraw = async (method: string, args: readonly unknown[], value: bigint) => {
			const sent = await two.call(user, coin, method, args, { value })
			const receipt = (await two.rpc('eth_getTransactionReceipt', [sent.hash])) as {
				logs: { data: string; topics: string[] }[]
			}
			const [log] = receipt.logs
			const told = tells.abi.decodeEventLog('L1MessageSent', log?.data ?? '', log?.topics)
			return { legs: await legsOf(two, ERA, sent), message: told.message as string }
		}
		const fetch = async (from: Deployed, method: string, args: readonly unknown[], value: bigint) => {
			const inside = { kind: 'call', failed: false, path: [0], from: from.address, to: PAYEE, value } as const
			return legsOf(one, L1, await one.call(one.accounts[4] as string, from, method, args), { calls: [inside] })
		}

		const old = await withdraw('withdraw', [PAYEE], 5n)
		expect(old.legs).toMatchObject([
			{ side: 'source', amount: 5n, sender: `${ERA}:${user}`, receiver: `${L1}:${PAYEE}` },
		])
		const paid = await fetch(first, 'finalizeEthWithdrawal', [9n, 0n, 1n, old.message, []], 5n)
		expect(joinLegs([...old.legs, ...paid]).pairs).toMatchObject([{ amounts: 'held', evidence: 'derived' }])

		const late = await withdraw('withdraw', [PAYEE], 7n)
		const params = (message: string, index: bigint) => [[324n, 10n, index, coins, 1n, message, []]]
		const out = await fetch(last, 'finalizeDeposit', params(late.message, 0n), 7n)
		expect(joinLegs([...old.legs, ...late.legs, ...out, ...paid]).pairs).toHaveLength(2)

		// What is sent along with the coins is part of the message, and only the call holds it.
		const more = await withdraw('withdrawWithMessage', [PAYEE, '0x1234'], 8n)
		const told = await fetch(last, 'finalizeDeposit', params(more.message, 1n), 8n)
		expect(joinLegs([...more.legs, ...told]).pairs).toMatchObject([{ amounts: 'held' }])

		// Two equal ones in their order; one of them alone is left open.
		const twins = [await withdraw('withdraw', [PAYEE], 6n), await withdraw('withdraw', [PAYEE], 6n)]
		const both = twins.flatMap(({ legs }) => legs)
		const outs = [
			await fetch(last, 'finalizeDeposit', params(twins[0]?.message ?? '', 2n), 6n),
			await fetch(last, 'finalizeDeposit', params(twins[1]?.message ?? '', 3n), 6n),
		]
		expect(joinLegs([...both, ...outs.flat()]).pairs).toMatchObject([{ equals: 2 }, { equals: 2 }])
		expect(joinLegs([...both, ...(outs[0] ?? [])]).open).toMatchObject([{ why: 'ambiguous' }, { why: 'ambiguous' }])
	})
})
