import { keccak256, toUtf8Bytes } from 'ethers'
import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START } from './passage.js'

const [L1, ARBITRUM, BASE, RONIN] = ['eip155:1', 'eip155:42161', 'eip155:8453', 'eip155:2020'] as const
const [USER, PAYEE, OTHER, TOKEN, THERE, TAKER, ROUTER, FAR] = ['a1', 'a2', 'a3', 'c1', 'c2', 'd1', 'd2', 'd3'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const KEY = `0x${'5a'.repeat(32)}`
const OTHER_KEY = `0x${'5b'.repeat(32)}`
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')
const first = (id: string, chain: string): string => protocolOf(id).contracts[chain]?.[0] as string
const later = { atSeconds: START + 300 }

describe('Synapse', () => {
	const bridge = (chain: string) => first('synapse/bridge', chain)
	const hash = `0x${'7b'.repeat(32)}`
	const sent = (txid = hash) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, bridge(L1), 50n, 1),
			rowLog('synapse/bridge', 'TokenDeposit', [PAYEE, 42161n, TOKEN, 50n], bridge(L1), 2),
		],
		facts: { hash: txid },
	})
	const paid = (kappa: string, amount: bigint, fee: bigint) => ({
		chain: ARBITRUM,
		logs: [
			transferLog(THERE, bridge(ARBITRUM), PAYEE, amount - fee, 1),
			rowLog('synapse/bridge', 'TokenWithdraw', [PAYEE, THERE, amount, fee, kappa], bridge(ARBITRUM), 2),
		],
		...later,
	})
	const [text, bytes] = [keccak256(toUtf8Bytes(hash)), keccak256(hash)]

	it('leads by the hash of the text or of the bytes of the transaction', () => {
		for (const kappa of [text, bytes])
			checkPassage({
				protocol: 'synapse/bridge',
				into: sent(),
				out: paid(kappa, 50n, 1n),
				violated: paid(kappa, 60n, 0n),
				elsewhere: { into: sent(`0x${'7c'.repeat(32)}`) },
			})
	})

	it('reads every way in and out', () => {
		const swap = [1n, 2n, 3n, 4n]
		const logs = [
			rowLog('synapse/bridge', 'TokenRedeem', [PAYEE, 42161n, TOKEN, 1n], bridge(L1), 1),
			rowLog('synapse/bridge', 'TokenDepositAndSwap', [PAYEE, 42161n, TOKEN, 2n, ...swap], bridge(L1), 2),
			rowLog('synapse/bridge', 'TokenRedeemAndSwap', [PAYEE, 42161n, TOKEN, 3n, ...swap], bridge(L1), 3),
			rowLog('synapse/bridge', 'TokenRedeemAndRemove', [PAYEE, 42161n, TOKEN, 4n, 1n, 2n, 3n], bridge(L1), 4),
			rowLog('synapse/bridge', 'TokenRedeemV2', [KEY, 42161n, TOKEN, 5n], bridge(L1), 5),
			rowLog('synapse/bridge', 'TokenMint', [PAYEE, TOKEN, 6n, 1n, KEY], bridge(L1), 6),
			rowLog('synapse/bridge', 'TokenMintAndSwap', [PAYEE, TOKEN, 7n, 1n, ...swap, true, KEY], bridge(L1), 7),
			rowLog('synapse/bridge', 'TokenWithdrawAndRemove', [PAYEE, TOKEN, 8n, 1n, 1n, 2n, 3n, true, KEY], bridge(L1), 8),
		]
		const legs = legsTold({ chain: L1, logs }).filter(({ side }) => side !== 'relay')
		expect(legs.map(({ side, amount }) => `${side} ${amount}`)).toEqual([
			...[1, 2, 3, 4, 5].map((amount) => `source ${amount}`),
			...[5, 6, 7].map((amount) => `destination ${amount}`),
		])
	})
})

describe('Synapse RFQ', () => {
	const bridge = first('synapse/rfq', L1)
	const request = `0x${[1n, 42161n, USER, PAYEE, ...Array.from({ length: 8 }, () => 0n)].map(word).join('')}`
	const asked = (id = KEY, wanted = 49n) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, bridge, 50n, 1),
			rowLog(
				'synapse/rfq',
				'BridgeRequested',
				[id, USER, request, 42161n, TOKEN, THERE, 50n, wanted, false],
				bridge,
				2,
			),
		],
	})
	const relayed = (amount: bigint, id = KEY, token = THERE) => ({
		chain: ARBITRUM,
		logs: [
			transferLog(token, TAKER, PAYEE, amount, 1),
			rowLog('synapse/rfq', 'BridgeRelayed', [id, TAKER, PAYEE, 1n, TOKEN, token, 50n, amount, 0n], bridge, 2),
		],
		...later,
	})
	const refunded = rowLog('synapse/rfq', 'BridgeDepositRefunded', [KEY, USER, TOKEN, 50n], bridge, 2)

	it('joins by the number that both sides state, as wanted', () => {
		checkPassage({
			protocol: 'synapse/rfq',
			into: asked(),
			out: relayed(49n),
			violated: relayed(48n),
			elsewhere: { into: asked(OTHER_KEY), out: relayed(49n, OTHER_KEY) },
			refunded: { chain: L1, logs: [transferLog(TOKEN, bridge, USER, 50n, 1), refunded], ...later },
		})
		expect(legsTold(asked())).toMatchObject([{ receiver: `${ARBITRUM}:${PAYEE}` }])
		const wrong = [...legsTold(asked()), ...legsTold(relayed(49n, KEY, OTHER))]
		expect(joinLegs(wrong).leads).toMatchObject([{ why: 'amount' }])
	})
})

describe('deBridge DLN', () => {
	const [source, destination] = protocolOf('debridge/dln').contracts[L1] as [string, string]
	const order = (give: bigint, take: bigint, token = THERE) => [
		1n,
		USER,
		1n,
		TOKEN,
		give,
		42161n,
		token,
		take,
		PAYEE,
		USER,
		PAYEE,
		'0x',
		'0x',
		'0x',
	]
	const created = (id = KEY) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, source, 50n, 1),
			rowLog('debridge/dln', 'CreatedOrder', [order(48n, 47n), id, '0x', 9n, 2n, 0n, '0x'], source, 2),
		],
	})
	const fulfilled = (take: bigint, id = KEY) => ({
		chain: ARBITRUM,
		logs: [
			transferLog(THERE, TAKER, PAYEE, take, 1),
			rowLog('debridge/dln', 'FulfilledOrder', [order(48n, take), id, TAKER, TAKER], destination, 2),
		],
		...later,
	})

	it('joins by the order, as wanted', () => {
		checkPassage({
			protocol: 'debridge/dln',
			into: created(),
			out: fulfilled(47n),
			violated: fulfilled(46n),
			elsewhere: { into: created(OTHER_KEY), out: fulfilled(47n, OTHER_KEY) },
		})
		expect(legsTold(created())).toMatchObject([{ amount: 50n, fee: 2n, sender: `${L1}:${USER}` }])
	})

	it('names a chain that has no number in EIP-155, and takes no address of its own for one', () => {
		const solana = order(48n, 47n)
		solana[5] = 7_565_164n
		solana[8] = KEY
		const log = rowLog('debridge/dln', 'CreatedOrder', [solana, KEY, '0x', 9n, 2n, 0n, '0x'], source)
		expect(legsTold({ chain: L1, logs: [log] })).toMatchObject([{ peer: 'debridge:7565164', receiver: null }])
	})
})

describe('Connext', () => {
	const diamond = (chain: string) => first('connext', chain)
	const params = [6648936n, 1634886255n, 6648936n, PAYEE, USER, false, '0x', 30n, USER, 50n, 50n, 1n, KEY]
	const called = (id = KEY) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, diamond(L1), 50_000n, 1),
			rowLog('connext', 'XCalled', [id, 1n, KEY, params, TOKEN, 50_000n, TOKEN, '0x'], diamond(L1), 2),
		],
	})
	const executed = (amount: bigint, id = KEY) => ({
		chain: ARBITRUM,
		logs: [
			transferLog(THERE, diamond(ARBITRUM), PAYEE, amount, 1),
			rowLog(
				'connext',
				'Executed',
				[id, PAYEE, THERE, [params, [], [], ZERO, '0x'], THERE, amount, TAKER],
				diamond(ARBITRUM),
				2,
			),
		],
		...later,
	})

	it('joins by the transfer, within fees and prices of its pools', () => {
		checkPassage({
			protocol: 'connext',
			into: called(),
			out: executed(49_975n),
			violated: executed(40_000n),
			elsewhere: { into: called(OTHER_KEY), out: executed(49_975n, OTHER_KEY) },
		})
	})
})

describe('Hyperlane', () => {
	const mailbox = (chain: string) => first('hyperlane/warp', chain)
	const message = (nonce: bigint): string =>
		`0x03${nonce.toString(16).padStart(8, '0')}00000001${word(ROUTER)}00002105${word(FAR)}${word(PAYEE)}${word(50n)}`
	const sent = (nonce: bigint, by = ROUTER) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, ROUTER, 50n, 1),
			rowLog('hyperlane/warp', 'Dispatch', [ROUTER, 8453n, `0x${word(FAR)}`, message(nonce)], mailbox(L1), 2),
			rowLog('hyperlane/warp', 'SentTransferRemote', [8453n, `0x${word(PAYEE)}`, 50n], by, 3),
		],
	})
	const got = (nonce: bigint, amount: bigint, by = FAR) => ({
		chain: BASE,
		logs: [
			rowLog('hyperlane/warp', 'Process', [1n, `0x${word(ROUTER)}`, FAR], mailbox(BASE), 1),
			rowLog('hyperlane/warp', 'ProcessId', [keccak256(message(nonce))], mailbox(BASE), 2),
			transferLog(THERE, ZERO, PAYEE, amount, 3),
			rowLog('hyperlane/warp', 'ReceivedTransferRemote', [1n, `0x${word(PAYEE)}`, amount], by, 4),
		],
		...later,
	})

	it('joins by the hash of the message', () => {
		checkPassage({
			protocol: 'hyperlane/warp',
			into: sent(7n),
			out: got(7n, 50n),
			violated: got(7n, 49n),
			elsewhere: { into: sent(8n), out: got(8n, 50n) },
		})
	})

	it('believes no router but the one that the mailbox names', () => {
		expect(legsTold(sent(7n, OTHER))).toEqual([])
		expect(legsTold(got(7n, 50n, OTHER))).toEqual([])
	})
})

describe('Ronin', () => {
	const gateway = (chain: string) => first('ronin/2', chain)
	const receipt = (id: bigint, kind: bigint, quantity: bigint, erc = 0n) => [
		id,
		kind,
		[kind === 0n ? USER : PAYEE, TOKEN, 1n],
		[kind === 0n ? PAYEE : USER, THERE, 2020n],
		[erc, 0n, quantity],
	]
	const told = (name: string, chain: string, id: bigint, kind: bigint, amount: bigint) => {
		const into = name.endsWith('Requested')
		const token = chain === L1 ? TOKEN : THERE
		const payment = into
			? transferLog(token, USER, gateway(chain), amount, 1)
			: transferLog(token, gateway(chain), PAYEE, amount, 1)
		return {
			chain,
			logs: [payment, rowLog('ronin/2', name, [KEY, receipt(id, kind, amount)], gateway(chain), 2)],
			...(into ? {} : later),
		}
	}

	it('joins deposits and withdrawals by the number of their receipt, which count apart', () => {
		checkPassage({
			protocol: 'ronin/2',
			into: told('DepositRequested', L1, 5n, 0n, 50n),
			out: told('Deposited', RONIN, 5n, 0n, 50n),
			violated: told('Deposited', RONIN, 5n, 0n, 49n),
			elsewhere: { into: told('DepositRequested', L1, 6n, 0n, 50n), out: told('Withdrew', L1, 5n, 1n, 50n) },
			left: 'unclaimed',
		})
		checkPassage({
			protocol: 'ronin/2',
			into: told('WithdrawalRequested', RONIN, 5n, 1n, 50n),
			out: told('Withdrew', L1, 5n, 1n, 50n),
			violated: told('Withdrew', L1, 5n, 1n, 51n),
			left: 'unclaimed',
		})
	})

	it('reads no items of collections', () => {
		const log = rowLog('ronin/2', 'DepositRequested', [KEY, receipt(1n, 0n, 1n, 1n)], gateway(L1))
		expect(legsTold({ chain: L1, logs: [log] })).toEqual([])
	})
})
