import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { arbitrumChains, arbitrumPredeploys } from '../../../../src/chains/bridges/protocols/arbitrum/arbitrumChains.js'
import { arbitrumKeys } from '../../../../src/chains/bridges/protocols/arbitrum/arbitrumKeys.js'
import { transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START } from './passage.js'

const [arbitrum, nova] = arbitrumChains
const [L1, ARBITRUM] = ['eip155:1', arbitrum.chain] as const
const [USER, PAYEE, TOKEN, ABOVE, ALIAS] = ['a1', 'a2', 'c1', 'c2', 'a9'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const HASH = `0x${'9'.repeat(64)}`
const [GATEWAY, GATEWAY_ABOVE] = [arbitrum.gateways[0], arbitrum.gatewaysAbove[0]]
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')

/** A message that the bridge delivers; its data stand in the inbox's event. */
function message(number: bigint, kind: bigint, data: string, inbox: string = arbitrum.inbox) {
	return [
		rowLog(
			'arbitrum/deposit',
			'MessageDelivered',
			[number, HASH, inbox, kind, ALIAS, HASH, 7n, 1n],
			arbitrum.bridge,
			2,
		),
		rowLog('arbitrum/deposit', 'InboxMessageDelivered', [number, data], arbitrum.inbox, 3),
	]
}
const ticketData = (callValue: bigint, deposit: bigint, to = PAYEE): string =>
	`0x${[to, callValue, deposit, 1n, USER, USER, 2n, 3n, 0n].map(word).join('')}`
const ticketKey = (number: bigint, data: string): string => {
	const ticket = arbitrumKeys.ticket(data)
	if (ticket === null) throw new Error('no ticket')
	return arbitrumKeys.ticketHash({ chainId: 42161n, number, sender: ALIAS, baseFee: 7n, data }, ticket)
}
const redeemed = (ticket: string, retry: string) => ({
	chain: ARBITRUM,
	logs: [
		rowLog(
			'arbitrum/deposit',
			'RedeemScheduled',
			[ticket, retry, 0n, 1n, USER, 1n, 1n],
			arbitrumPredeploys.arbRetryableTx,
		),
	],
	atSeconds: START + 60,
})

describe('deposits to Arbitrum', () => {
	it('give the ticket of a real transaction', () => {
		// OffchainLabs/arbitrum-sdk, parentToChildMessageEvents.test.ts: 0x00000a61331187be51ab9ae792d74f601a5a21fb112f5b9ac5bccb23d4d5aaba.
		const user = '0xa2e06c19ee14255889f0ec0ca37f6d0778d06754'
		const ticket = {
			to: '0x6c411ad3e74de3e7bd422b94a27770f5b86c623b',
			callValue: 0x0853a0d2313c0000n,
			deposit: 0x0854e8ab1802ca80n,
			submissionCost: 0x01270f6740d880n,
			excessFeeRefundTo: user,
			callValueRefundTo: user,
			gasLimit: 0x01d566n,
			gasPrice: 0x11e1a300n,
			data: `0x2e567b36${[
				'0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
				user,
				user,
				0x0853a0d2313c0000n,
				0xa0n,
				0x80n,
				0x40n,
				0x60n,
				0n,
				0n,
			]
				.map(word)
				.join('')}`,
		}
		const sender = '0xea3123e9d9911199a6711321d1277285e6d4f3ec'
		const told = { chainId: 42161n, number: 0x504cn, sender, baseFee: 0x05e0fc4c58n, data: '0x' }
		expect(arbitrumKeys.ticketHash(told, ticket)).toBe(
			'0x8ba13904639c7444d8578cc582a230b8501c9f0f7903f5069d276fdd3a7dea44',
		)
		expect(arbitrumKeys.ticket('0x00')).toBeNull()
		expect(arbitrumKeys.deposit(`0x${PAYEE.slice(2)}`)).toBeNull()
	})

	it('join coins paid in by the transaction that they become', () => {
		const data = `0x${PAYEE.slice(2)}${word(50n)}`
		const told = { chainId: 42161n, number: 5n, sender: ALIAS, baseFee: 7n, data }
		const hash = (value: bigint, number = 5n) => arbitrumKeys.depositHash({ ...told, number }, { to: PAYEE, value })
		const credit = (value: bigint, txid = hash(50n)) => ({
			chain: ARBITRUM,
			logs: [],
			facts: { hash: txid, type: 0x64, from: ALIAS, to: PAYEE, value, mint: value },
			atSeconds: START + 60,
		})
		checkPassage({
			protocol: 'arbitrum/deposit',
			into: { chain: L1, logs: message(5n, 12n, data), facts: { from: USER, to: arbitrum.inbox, value: 50n } },
			out: credit(50n),
			violated: credit(49n),
			elsewhere: { out: credit(50n, hash(50n, 6n)) },
			left: 'unclaimed',
		})
		expect(legsTold(credit(50n))[0]?.transfer).toMatch(/#tx$/)
	})

	it('join a ticket by its number over the try that worked', () => {
		const data = ticketData(50n, 60n)
		const into = legsTold({
			chain: L1,
			logs: message(5n, 9n, data),
			facts: { from: USER, to: arbitrum.inbox, value: 60n },
		})
		expect(into).toMatchObject([{ amount: 60n, fee: 10n, receiver: `${ARBITRUM}:${PAYEE}` }])
		const [first, second] = [`0x${'71'.repeat(32)}`, `0x${'72'.repeat(32)}`]
		const relays = [first, second].flatMap((retry) => legsTold(redeemed(ticketKey(5n, data), retry)))
		const retried = (value: bigint) =>
			legsTold({
				chain: ARBITRUM,
				logs: [],
				facts: { hash: second, type: 0x68, from: ALIAS, to: PAYEE, value },
				atSeconds: START + 90,
			})
		expect(joinLegs([...into, ...relays, ...retried(50n)]).pairs).toMatchObject([{ amounts: 'held' }])
		expect(joinLegs([...into, ...relays, ...retried(60n)]).leads).toMatchObject([{ why: 'amount' }])
		expect(joinLegs([...into, ...retried(50n)]).pairs).toEqual([])
		const forged = redeemed(ticketKey(5n, data), second)
		expect(legsTold({ ...forged, logs: forged.logs.map((log) => ({ ...log, address: PAYEE })) })).toEqual([])
	})

	it('join tokens by the number of the message that the gateway sent', () => {
		const data = ticketData(0n, 10n, GATEWAY_ABOVE)
		const [into] = legsTold({
			chain: L1,
			logs: [
				transferLog(TOKEN, USER, GATEWAY, 70n, 1),
				...message(8n, 9n, data),
				rowLog('arbitrum/deposit', 'DepositInitiated', [TOKEN, USER, PAYEE, 8n, 70n], GATEWAY, 4),
			],
		})
		expect(into).toMatchObject({ asset: `${L1}/erc20:${TOKEN}`, amount: 70n, receiver: `${ARBITRUM}:${PAYEE}` })
		expect(into?.transfer).toMatch(/#log:1$/)
		const retry = `0x${'73'.repeat(32)}`
		const finalized = (amount: bigint, by: string = GATEWAY_ABOVE) =>
			legsTold({
				chain: ARBITRUM,
				logs: [
					transferLog(ABOVE, ZERO, PAYEE, amount, 1),
					rowLog('arbitrum/deposit', 'DepositFinalized', [TOKEN, USER, PAYEE, amount], by, 2),
				],
				facts: { hash: retry, type: 0x68, from: ALIAS, to: by, value: 0n },
				atSeconds: START + 90,
			})
		const relay = legsTold(redeemed(ticketKey(8n, data), retry))
		const join = (out: ReturnType<typeof legsTold>) =>
			joinLegs([...(into === undefined ? [] : [into]), ...relay, ...out])
		expect(join(finalized(70n)).pairs).toHaveLength(1)
		expect(join(finalized(69n)).leads).toMatchObject([{ why: 'amount' }])
		expect(finalized(70n, PAYEE)).toEqual([])
		expect(finalized(70n)[0]?.transfer).toMatch(/#log:1$/)
	})

	it('take the data of a message from the inbox of its own chain', () => {
		const data = `0x${PAYEE.slice(2)}${word(50n)}`
		const own = message(5n, 12n, data).map((log) => ({
			...log,
			address: log.address === arbitrum.bridge ? nova.bridge : nova.inbox,
		}))
		const other = message(5n, 12n, `0x${USER.slice(2)}${word(60n)}`).map((log) => ({ ...log, index: log.index + 2 }))
		const [above, first] = legsTold({ chain: L1, logs: [...own, ...other] })
		expect(above).toMatchObject({ peer: nova.chain, receiver: `${nova.chain}:${PAYEE}`, amount: 50n })
		expect(first).toMatchObject({ peer: ARBITRUM, receiver: `${ARBITRUM}:${USER}`, amount: 60n })
		const told = { chainId: 42170n, number: 5n, sender: ALIAS, baseFee: 7n, data }
		expect(above?.key).toBe(arbitrumKeys.depositHash(told, { to: PAYEE, value: 50n }))
		const [bridge] = own
		expect(legsTold({ chain: L1, logs: [bridge, other[1]].flatMap((log) => log ?? []) })).toEqual([])
	})

	it('take nothing from what the sequencer posts, nor from reports', () => {
		const data = `0x${PAYEE.slice(2)}${word(50n)}`
		for (const logs of [message(1n, 12n, data, arbitrum.sequencerInbox), message(2n, 13n, data), message(3n, 3n, data)])
			expect(legsTold({ chain: L1, logs })).toEqual([])
	})
})

describe('withdrawals from Arbitrum', () => {
	const call = { kind: 'call', failed: false } as const
	const sent = (position: bigint, value: bigint) => ({
		chain: ARBITRUM,
		logs: [
			rowLog(
				'arbitrum/withdrawal',
				'L2ToL1Tx',
				[USER, PAYEE, BigInt(HASH), position, 1n, 1n, 1n, value, '0x'],
				arbitrumPredeploys.arbSys,
			),
		],
		facts: { from: USER, to: arbitrumPredeploys.arbSys, value },
	})
	const executed = (position: bigint, value: bigint, outbox: string = arbitrum.outbox) => ({
		chain: L1,
		logs: [
			rowLog('arbitrum/withdrawal', 'OutBoxTransactionExecuted', [PAYEE, USER, 0n, position], outbox, 2),
			rowLog('arbitrum/withdrawal', 'BridgeCallTriggered', [outbox, PAYEE, value, '0x'], arbitrum.bridge, 3),
		],
		facts: { calls: [{ ...call, path: [0], from: arbitrum.bridge, to: PAYEE, value }] },
		atSeconds: START + 8 * 86_400,
	})

	it('join coins by position', () => {
		checkPassage({
			protocol: 'arbitrum/withdrawal',
			into: sent(77n, 5n),
			out: executed(77n, 5n),
			violated: executed(77n, 4n),
			elsewhere: { out: executed(78n, 5n) },
			left: 'unclaimed',
		})
	})

	it('count positions of each chain apart', () => {
		const { outbox, bridge } = nova
		const paid = executed(77n, 5n, outbox)
		const out = legsTold({
			...paid,
			logs: paid.logs.map((log) => (log.address === arbitrum.bridge ? { ...log, address: bridge } : log)),
			facts: { calls: [{ ...call, path: [0], from: bridge, to: PAYEE, value: 5n }] },
		})
		expect(out).toMatchObject([{ key: '42170/77', peer: nova.chain, amount: 5n }])
		expect(joinLegs([...legsTold(sent(77n, 5n)), ...out]).pairs).toEqual([])
		const into = legsTold({ ...sent(77n, 5n), chain: nova.chain })
		expect(joinLegs([...legsTold(sent(77n, 5n)), ...into, ...out]).pairs).toMatchObject([
			{ source: { chain: nova.chain }, amounts: 'held' },
		])
	})

	it('join tokens by position, each under its own name', () => {
		const [into] = legsTold({
			chain: ARBITRUM,
			logs: [
				transferLog(ABOVE, USER, ZERO, 70n, 1),
				...sent(9n, 0n).logs.map((log) => ({ ...log, index: 2 })),
				rowLog('arbitrum/withdrawal', 'WithdrawalInitiated', [TOKEN, USER, PAYEE, 9n, 0n, 70n], GATEWAY_ABOVE, 3),
			],
		})
		expect(into?.transfer).toMatch(/#log:1$/)
		const [out] = legsTold({
			chain: L1,
			logs: [
				...executed(9n, 0n).logs.slice(0, 1),
				transferLog(TOKEN, GATEWAY, PAYEE, 70n, 3),
				rowLog('arbitrum/withdrawal', 'WithdrawalFinalized', [TOKEN, USER, PAYEE, 0n, 70n], GATEWAY, 4),
				rowLog('arbitrum/withdrawal', 'BridgeCallTriggered', [arbitrum.outbox, GATEWAY, 0n, '0x'], arbitrum.bridge, 5),
			],
			atSeconds: START + 8 * 86_400,
		})
		expect(out).toMatchObject({ asset: `${L1}/erc20:${TOKEN}`, amount: 70n })
		expect(out?.transfer).toMatch(/#log:3$/)
		expect(joinLegs([into, out].flatMap((leg) => leg ?? [])).pairs).toHaveLength(1)
	})
})
