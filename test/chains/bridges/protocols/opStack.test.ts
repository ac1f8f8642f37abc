import { keccak256 } from 'ethers'
import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { aliasOf } from '../../../../src/chains/bridges/protocols/arbitrum/aliasOf.js'
import type { OpChain } from '../../../../src/chains/bridges/protocols/opStack/opChains.js'
import { opChains, opPredeploys } from '../../../../src/chains/bridges/protocols/opStack/opChains.js'
import { type OpMessage, opKeys } from '../../../../src/chains/bridges/protocols/opStack/opKeys.js'
import { transferLog } from '../bridgeLogs.js'
import { callData, checkPassage, legsTold, rowLog, START } from './passage.js'

const [L1, OP, BASE] = ['eip155:1', 'eip155:10', 'eip155:8453'] as const
const chainNamed = (chain: string): OpChain => opChains.find((one) => one.chain === chain) as OpChain
const [op, base] = [chainNamed(OP), chainNamed(BASE)]
const [USER, PAYEE, TOKEN, ABOVE] = ['a1', 'a2', 'c1', 'c2'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const NONCE = (1n << 240n) + 7n
const call = { kind: 'call', failed: false } as const
const FINALIZE_ETH = 'finalizeBridgeETH(address from, address to, uint256 amount, bytes extraData)'
const FINALIZE_TOKEN =
	'finalizeBridgeERC20(address localToken, address remoteToken, address from, address to, uint256 amount, bytes extraData)'
const RELAY = 'relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data)'

/** Coins sent by the bridge of Ethereum: its message, and what the messenger above makes of it. */
function coinMessage(amount: bigint, chain = op, nonce = NONCE) {
	const data = callData(FINALIZE_ETH, [USER, PAYEE, amount, '0x'])
	return { nonce, sender: chain.bridge, target: opPredeploys.bridge, value: amount, gasLimit: 200_000n, data }
}

function sentMessage(message: OpMessage, by: string, index = 4) {
	const { target, sender, data, nonce, gasLimit, value } = message
	return [
		rowLog('op/deposit', 'SentMessage', [target, sender, data, nonce, gasLimit], by, index),
		rowLog('op/deposit', 'SentMessageExtension1', [sender, value], by, index + 1),
	]
}

const coinsIn = (amount: bigint, chain = op) => ({
	chain: L1,
	logs: sentMessage(coinMessage(amount, chain), chain.messenger),
	facts: { from: USER, to: chain.bridge, value: amount },
})
/** The messenger above relays the message of `amount` and pays `paid`. */
const coinsOut = (amount: bigint, paid = amount, name = 'RelayedMessage', chain: string = OP) => ({
	chain,
	logs: [
		...(name === 'RelayedMessage'
			? [rowLog('op/deposit', 'ETHBridgeFinalized', [USER, PAYEE, paid, '0x'], opPredeploys.bridge, 2)]
			: []),
		rowLog('op/deposit', name, [opKeys.message(coinMessage(amount, chainNamed(chain)))], opPredeploys.messenger, 3),
	],
	facts: { calls: [{ ...call, path: [0], from: opPredeploys.bridge, to: PAYEE, value: paid }] },
	atSeconds: START + 120,
})

describe('deposits into the OP stack', () => {
	it('join a message by its hash, per chain', () => {
		checkPassage({
			protocol: 'op/deposit',
			into: coinsIn(50n),
			out: coinsOut(50n),
			violated: coinsOut(50n, 49n),
			elsewhere: { out: { ...coinsOut(50n), chain: BASE } },
			failed: coinsOut(50n, 50n, 'FailedRelayedMessage'),
		})
	})

	it('do not join across deployments, even where the hash is the same', () => {
		const both = { sender: USER, target: PAYEE, value: 9n, gasLimit: 1n, data: '0x', nonce: NONCE }
		const into = legsTold({
			chain: L1,
			logs: sentMessage(both, op.messenger),
			facts: { from: USER, to: op.messenger, value: 9n },
		})
		expect(into).toMatchObject([{ key: `${OP}/${opKeys.message(both)}`, receiver: `${OP}:${PAYEE}`, amount: 9n }])
		const args = [both.nonce, both.sender, both.target, both.value, both.gasLimit, both.data]
		const out = (chain: string) =>
			legsTold({
				chain,
				logs: [rowLog('op/deposit', 'RelayedMessage', [opKeys.message(both)], opPredeploys.messenger)],
				facts: { to: opPredeploys.messenger, input: callData(RELAY, args) },
			})
		expect(out(BASE)).toMatchObject([{ amount: 9n, receiver: `${BASE}:${PAYEE}` }])
		expect(joinLegs([...into, ...out(BASE)]).pairs).toEqual([])
		expect(joinLegs([...into, ...out(OP)]).pairs).toHaveLength(1)
	})

	it('join tokens, each under its own name', () => {
		const data = callData(FINALIZE_TOKEN, [ABOVE, TOKEN, USER, PAYEE, 70n, '0x'])
		const message = { ...coinMessage(0n), data }
		const [into] = legsTold({
			chain: L1,
			logs: [transferLog(TOKEN, USER, op.bridge, 70n, 1), ...sentMessage(message, op.messenger)],
		})
		expect(into).toMatchObject({ asset: `${L1}/erc20:${TOKEN}`, receiver: `${OP}:${PAYEE}`, amount: 70n })
		expect(into?.transfer).toMatch(/#log:1$/)
		const finalized = (name: string, pair: string[]) =>
			rowLog('op/deposit', name, [...pair, USER, PAYEE, 70n, '0x'], opPredeploys.bridge, 3)
		for (const told of [
			finalized('ERC20BridgeFinalized', [ABOVE, TOKEN]),
			finalized('DepositFinalized', [TOKEN, ABOVE]),
		]) {
			const [out] = legsTold({
				chain: OP,
				logs: [
					transferLog(ABOVE, ZERO, PAYEE, 70n, 2),
					told,
					rowLog('op/deposit', 'RelayedMessage', [opKeys.message(message)], opPredeploys.messenger, 4),
				],
				atSeconds: START + 60,
			})
			expect(out).toMatchObject({ asset: `${OP}/erc20:${ABOVE}`, amount: 70n })
			expect(out?.transfer).toMatch(/#log:2$/)
			expect(joinLegs([into, out].flatMap((leg) => leg ?? [])).pairs).toHaveLength(1)
		}
	})

	it('know the transaction that a deposit into the portal becomes', () => {
		// l2beat/l2beat 17761e6, derivePortalDeposit.test.ts: a real deposit on Ethereum.
		const user = '0xf70da97812cb96acdf810712aa562db8dfa3dbef'
		const opaqueData =
			'0x000000000000000000000000000000000000000000000004747bc5c731c56846000000000000000000000000000000000000000000000004747bc5c731c5684600000000000186a000'
		const blockHash = '0x55102b6e8f5ceb9803bfd78b9ec84ffd3e34156c821b7690f4c2b045a9696944'
		const hash = '0x95e44b32a03c8e146a9b4a70b3934b4efb48f3f2188e4304dc6e66f52ce4d8b8'
		expect(opKeys.deposit({ from: user, to: user, opaqueData, blockHash, log: 514 })).toBe(hash)
		expect(opKeys.opaque('0x00')).toBeNull()

		const opaque = `0x${[50n, 50n].map((n) => n.toString(16).padStart(64, '0')).join('')}${'0'.repeat(14)}`
		const short = `${opaque}00`.slice(0, 146)
		const padded = short.padEnd(148, '0')
		const into = legsTold({
			chain: L1,
			logs: [rowLog('op/deposit', 'TransactionDeposited', [USER, USER, 0n, padded], base.portal, 5)],
			facts: { from: USER, to: base.portal, value: 50n },
		})
		expect(into).toMatchObject([{ peer: BASE, amount: 50n, receiver: `${BASE}:${USER}` }])
		const deed = (from: string, mint: bigint) =>
			legsTold({
				chain: BASE,
				logs: [],
				facts: { hash: into[0]?.key?.split('/')[1] ?? '', type: 0x7e, from, to: from, value: mint, mint },
				atSeconds: START + 30,
			})
		const [out] = deed(USER, 50n)
		expect(out?.transfer).toMatch(/#mint$/)
		expect(joinLegs([...into, ...deed(USER, 50n)]).pairs).toHaveLength(1)
		expect(joinLegs([...into, ...deed(USER, 49n)]).leads).toMatchObject([{ why: 'amount' }])
		expect(deed(aliasOf(base.messenger), 50n)).toEqual([])
		const forged = rowLog('op/deposit', 'TransactionDeposited', [USER, USER, 0n, padded], PAYEE, 5)
		expect(legsTold({ chain: L1, logs: [forged] })).toEqual([])
	})

	it('are told by the message alone where the messenger makes them', () => {
		const opaque = `0x${'0'.repeat(146)}`
		const logs = [rowLog('op/deposit', 'TransactionDeposited', [aliasOf(op.messenger), PAYEE, 0n, opaque], op.portal)]
		expect(legsTold({ chain: L1, logs })).toEqual([])
	})
})

/** Coins withdrawn over the bridge above. */
function withdrawal(amount: bigint, chain = op) {
	const inner = callData(FINALIZE_ETH, [USER, PAYEE, amount, '0x'])
	const data = callData(RELAY, [NONCE, opPredeploys.bridge, chain.bridge, amount, 1n, inner])
	const [sender, target] = [opPredeploys.messenger, chain.messenger]
	const hash = opKeys.withdrawal({ nonce: NONCE, sender, target, value: amount, gasLimit: 2n, data })
	return { args: [NONCE, sender, target, amount, 2n, data, hash], hash }
}

const passed = (amount: bigint, chain = op) => ({
	chain: chain.chain,
	logs: [rowLog('op/withdrawal', 'MessagePassed', withdrawal(amount, chain).args, opPredeploys.passer, 2)],
	facts: { from: USER, to: opPredeploys.bridge, value: amount },
})
const finalized = (amount: bigint, paid = amount, success = true, portal = op.portal) => ({
	chain: L1,
	logs: [
		rowLog('op/withdrawal', 'ETHBridgeFinalized', [USER, PAYEE, paid, '0x'], op.bridge, 2),
		rowLog('op/withdrawal', 'WithdrawalFinalized', [withdrawal(amount).hash, success], portal, 4),
	],
	facts: { calls: [{ ...call, path: [0], from: op.bridge, to: PAYEE, value: paid }] },
	atSeconds: START + 8 * 86_400,
})

describe('deposits into the OP stack that fail first', () => {
	it('are paid out where the message was relayed again', () => {
		const [into, failed] = [legsTold(coinsIn(50n)), legsTold(coinsOut(50n, 50n, 'FailedRelayedMessage'))]
		const again = legsTold({ ...coinsOut(50n), atSeconds: START + 900 })
		expect(joinLegs([...into, ...failed]).open).toMatchObject([{ why: 'failed' }])
		expect(joinLegs([...failed, ...again, ...into])).toMatchObject({ pairs: [{ amounts: 'held' }], open: [] })
	})
})

describe('withdrawals from the OP stack', () => {
	it('join by the hash that both sides state', () => {
		expect(
			opKeys.withdrawal({
				nonce: 1n,
				sender: `0x${'11'.repeat(20)}`,
				target: `0x${'22'.repeat(20)}`,
				value: 1000n,
				gasLimit: 21000n,
				data: '0x',
			}),
		).toBe('0xa84c84ec4868dfac96c717298e1657ed80f0ccbe1dc08d6a18b9d08c486e1eee')
		checkPassage({
			protocol: 'op/withdrawal',
			into: passed(50n),
			out: finalized(50n),
			violated: finalized(50n, 49n),
			elsewhere: { out: finalized(50n, 50n, true, base.portal) },
			failed: finalized(50n, 50n, false),
			left: 'unclaimed',
		})
	})

	it('stay with the messenger where the call on Ethereum failed', () => {
		const [, done] = finalized(50n).logs
		const stuck = rowLog('op/withdrawal', 'FailedRelayedMessage', [`0x${'1'.repeat(64)}`], op.messenger, 3)
		const legs = [...legsTold(passed(50n)), ...legsTold({ chain: L1, logs: [stuck, done].flatMap((log) => log ?? []) })]
		expect(joinLegs(legs).open).toMatchObject([{ why: 'failed' }])
	})

	it('are paid out once the messenger called again, whatever was read before', () => {
		const [, , , , , data] = withdrawal(50n).args as [bigint, string, string, bigint, bigint, string, string]
		const message = keccak256(data)
		const sent = rowLog(
			'op/withdrawal',
			'SentMessage',
			[op.bridge, opPredeploys.bridge, '0x', NONCE, 1n],
			opPredeploys.messenger,
			3,
		)
		const told = { ...passed(50n), logs: [...passed(50n).logs, sent] }
		const into = legsTold(told)
		expect(into).toMatchObject([
			{ side: 'source', key: `${OP}/${withdrawal(50n).hash}` },
			{ side: 'relay', key: `${OP}/${withdrawal(50n).hash}`, onward: `${OP}/${message}` },
		])
		const stuck = rowLog('op/withdrawal', 'FailedRelayedMessage', [message], op.messenger, 3)
		const [, done] = finalized(50n).logs
		const first = legsTold({
			chain: L1,
			logs: [stuck, done].flatMap((log) => log ?? []),
			atSeconds: START + 8 * 86_400,
		})
		expect(first).toMatchObject([{ side: 'failure', key: `${OP}/${withdrawal(50n).hash}` }])
		const replayed = (paid: bigint, name = 'RelayedMessage', by = op.messenger) =>
			legsTold({
				...finalized(50n, paid),
				logs: [
					rowLog('op/withdrawal', 'ETHBridgeFinalized', [USER, PAYEE, paid, '0x'], op.bridge, 2),
					rowLog('op/withdrawal', name, [message], by, 3),
				],
				atSeconds: START + 9 * 86_400,
			})
		const again = replayed(50n)
		expect(again).toMatchObject([{ side: 'destination', key: `${OP}/${message}`, amount: 50n }])
		for (const legs of [
			[...into, ...first, ...again],
			[...again, ...into],
			[...first, ...again, ...into],
		])
			expect(joinLegs(legs)).toMatchObject({ pairs: [{ amounts: 'held' }], open: [] })
		expect(joinLegs([...into, ...first]).open).toMatchObject([{ why: 'failed' }])
		expect(joinLegs([...into, ...first, ...replayed(50n, 'FailedRelayedMessage')]).open).toMatchObject([
			{ why: 'failed' },
		])
		expect(joinLegs([...into, ...replayed(49n)]).leads).toMatchObject([{ why: 'amount' }])
		// Paid out by the portal and again past it, none can be told for the other.
		expect(joinLegs([...into, ...legsTold(finalized(50n)), ...again]).open).toMatchObject([{ why: 'ambiguous' }])
		// Of another chain's messenger, or of nobody's.
		expect(joinLegs([...into, ...replayed(50n, 'RelayedMessage', base.messenger)]).pairs).toEqual([])
		expect(replayed(50n, 'RelayedMessage', PAYEE)).toEqual([])
	})

	it('tell what the portal called from what was called past it in one transaction', () => {
		const event = (name: string, args: readonly unknown[], by: string, index: number) =>
			rowLog('op/withdrawal', name, args, by, index)
		const logs = [
			event('ETHBridgeFinalized', [USER, PAYEE, 7n, '0x'], op.bridge, 1),
			event('RelayedMessage', [`0x${'3'.repeat(64)}`], op.messenger, 2),
			event('ETHBridgeFinalized', [USER, PAYEE, 50n, '0x'], op.bridge, 3),
			event('RelayedMessage', [`0x${'4'.repeat(64)}`], op.messenger, 4),
			event('WithdrawalFinalized', [withdrawal(50n).hash, true], op.portal, 5),
		]
		expect(legsTold({ chain: L1, logs })).toMatchObject([
			{ key: `${OP}/0x${'3'.repeat(64)}`, amount: 7n },
			{ key: `${OP}/${withdrawal(50n).hash}`, amount: 50n },
		])
	})

	it('tell several of one transaction apart', () => {
		const two = { chain: L1, logs: [...finalized(50n).logs], facts: finalized(50n).facts }
		const other = rowLog('op/withdrawal', 'WithdrawalFinalized', [`0x${'2'.repeat(64)}`, true], op.portal, 6)
		const legs = legsTold({ ...two, logs: [...two.logs, other] }).filter(({ protocol }) => protocol === 'op/withdrawal')
		expect(legs.map(({ amount }) => amount)).toEqual([50n, null])
	})
})
