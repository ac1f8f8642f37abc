import { AbiCoder, keccak256 } from 'ethers'
import { describe, expect, it } from 'vitest'
import { parseSignature } from '../../../../src/chains/bridges/decode/parseSignature.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { zkSyncMessage } from '../../../../src/chains/bridges/protocols/zkSync/zkSyncMessage.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { callData, checkPassage, legsTold, readTold, rowLog, START } from './passage.js'

const L1 = 'eip155:1'
const [USER, PAYEE, TOKEN, ABOVE] = ['a1', 'a2', 'c1', 'c2'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const call = { kind: 'call', failed: false } as const
const pays = (from: string, value: bigint) => ({ calls: [{ ...call, path: [0], from, to: PAYEE, value }] })

describe('AggLayer', () => {
	const bridge = protocolOf('agglayer').contracts[L1]?.[0] as string
	const sent = (chain: string, to: bigint, count: bigint, amount: bigint) => ({
		chain,
		logs: [rowLog('agglayer', 'BridgeEvent', [0n, 0n, ZERO, to, PAYEE, amount, '0x', count], bridge)],
		facts: { from: USER, to: bridge, value: amount },
	})
	const claimed = (chain: string, index: bigint, amount: bigint) => ({
		chain,
		logs: [rowLog('agglayer', 'ClaimEvent', [index, 0n, ZERO, PAYEE, amount], bridge)],
		facts: pays(bridge, amount),
		atSeconds: START + 1200,
	})

	it('joins what was claimed by network and number', () => {
		checkPassage({
			protocol: 'agglayer',
			into: sent(L1, 20n, 7n, 50n),
			out: claimed('eip155:747474', (1n << 64n) + 7n, 50n),
			violated: claimed('eip155:747474', (1n << 64n) + 7n, 49n),
			// The same number, on another network.
			elsewhere: { into: sent('eip155:1101', 20n, 7n, 50n), out: claimed('eip155:1101', (1n << 64n) + 7n, 50n) },
			left: 'unclaimed',
		})
	})

	it('reads what comes from a rollup, and the first version', () => {
		const [back] = legsTold(claimed(L1, (19n << 32n) + 9n, 50n))
		expect(back).toMatchObject({ key: '20/9', peer: 'eip155:747474', asset: `${L1}/slip44:60` })
		// Two events of one name and number of values: the second is the older one.
		const older = protocolOf('agglayer').events[2]
		const data = AbiCoder.defaultAbiCoder().encode(
			['uint32', 'uint32', 'address', 'address', 'uint256'],
			[9n, 0n, ZERO, PAYEE, 50n],
		)
		const log = { index: 1, address: bridge, topics: [older?.topic ?? ''], data }
		expect(legsTold({ chain: L1, logs: [log] })).toMatchObject([{ key: '1/9', peer: 'eip155:1101' }])
		expect(legsTold({ chain: 'eip155:1101', logs: [log] })).toMatchObject([{ key: '0/9', peer: L1 }])
	})
})

describe('Polygon PoS', () => {
	const [sender, , erc20, ether] = protocolOf('polygon/deposit').contracts[L1] as string[]
	const [receiver, manager] = protocolOf('polygon/deposit').contracts['eip155:137'] as string[]
	const coder = AbiCoder.defaultAbiCoder()
	const state = (token: string, amount: bigint): string => {
		const data = coder.encode(['address', 'address', 'bytes'], [PAYEE, token, coder.encode(['uint256'], [amount])])
		const kind = '0x87a7811f4bfedea3d341ad165680ae306b01aaeacc205d227629cf157dd9f821'
		return coder.encode(['bytes32', 'bytes'], [kind, data])
	}
	const synced = (id: bigint, amount: bigint, to: string = manager as string) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, erc20 as string, amount, 1),
			rowLog('polygon/deposit', 'LockedERC20', [USER, PAYEE, TOKEN, amount], erc20 as string, 2),
			rowLog('polygon/deposit', 'StateSynced', [id, to, state(TOKEN, amount)], sender as string, 3),
		],
	})
	const committed = (id: bigint, amount: bigint, success = true) => ({
		chain: 'eip155:137',
		logs: [
			transferLog(TOKEN, ZERO, USER, 1n, 1),
			rowLog('polygon/deposit', 'StateCommitted', [id - 1n, true], receiver as string, 2),
			transferLog(ABOVE, ZERO, PAYEE, amount, 3),
			rowLog('polygon/deposit', 'StateCommitted', [id, success], receiver as string, 4),
		],
		atSeconds: START + 1200,
	})

	it('joins a state by its number', () => {
		const own = (told: ReturnType<typeof committed>) => ({ ...told, logs: told.logs.slice(2) })
		checkPassage({
			protocol: 'polygon/deposit',
			into: synced(7n, 50n),
			out: own(committed(7n, 50n)),
			violated: own(committed(7n, 49n)),
			elsewhere: { into: synced(8n, 50n) },
			failed: own(committed(7n, 50n, false)),
		})
		expect(legsTold(synced(7n, 50n))).toMatchObject([{ sender: `${L1}:${USER}`, asset: `${L1}/erc20:${TOKEN}` }])
	})

	it('tells commits of one transaction apart', () => {
		const legs = legsTold(committed(7n, 50n))
		expect(legs.map(({ key, amount }) => [key, amount])).toEqual([
			['6', 1n],
			['7', 50n],
		])
	})

	it('reads coins, and nothing of states that other contracts send', () => {
		const log = rowLog(
			'polygon/deposit',
			'StateSynced',
			[9n, manager, state(`0x${'ee'.repeat(20)}`, 3n)],
			sender as string,
		)
		const [leg] = legsTold({ chain: L1, logs: [log], facts: { from: USER, to: ether as string, value: 3n } })
		expect(leg).toMatchObject({ asset: `${L1}/slip44:60`, amount: 3n })
		expect(leg?.transfer).toMatch(/#tx$/)
		expect(legsTold(synced(7n, 50n, PAYEE))).toEqual([])
		const short = rowLog('polygon/deposit', 'StateSynced', [9n, manager, '0x1234'], sender as string)
		expect(legsTold({ chain: L1, logs: [short] })).toEqual([])
	})
})

describe('zkSync Era', () => {
	const [diamond, router, shared, legacy] = protocolOf('zksync/deposit').contracts[L1] as string[]
	const [bridge] = protocolOf('zksync/deposit').contracts['eip155:324'] as string[]
	const HASH = `0x${'5c'.repeat(32)}`
	const requested = (value: bigint, paid: bigint, by = diamond as string) => ({
		chain: L1,
		logs: [
			rowLog(
				'zksync/deposit',
				'NewPriorityRequest',
				[
					1n,
					HASH,
					2n,
					[
						255n,
						BigInt(USER),
						BigInt(PAYEE),
						1n,
						1n,
						1n,
						0n,
						0n,
						1n,
						value,
						[paid, 0n, 0n, 0n],
						'0x',
						'0x',
						[],
						'0x',
						'0x',
					],
					[],
				],
				by,
			),
		],
		facts: { from: USER, to: diamond as string, value: paid },
	})
	const credited = (value: bigint, hash = HASH) => ({
		chain: 'eip155:324',
		logs: [],
		facts: { hash, type: 0xff, from: USER, to: PAYEE, value },
		atSeconds: START + 300,
	})

	it('reads arrays of a fixed number of members', () => {
		expect(parseSignature('a((uint256[4] reserved, bool x) t)').canonical).toBe('a((uint256[4],bool))')
		expect(() => parseSignature('a(uint255[4] b)')).toThrow('unknown type')
	})

	it('joins coins by the hash of the transaction that they become, less what pays for gas', () => {
		checkPassage({
			protocol: 'zksync/deposit',
			into: requested(50n, 60n),
			out: credited(50n),
			violated: credited(60n),
			elsewhere: { out: credited(50n, `0x${'5d'.repeat(32)}`) },
		})
		expect(legsTold(requested(0n, 60n))).toEqual([])
	})

	it('joins tokens, whichever of its bridges tells them', () => {
		const args = [USER, PAYEE, TOKEN, 70n]
		const older = rowLog('zksync/deposit', 'DepositInitiated', [HASH, ...args], legacy as string, 3)
		const newer = rowLog('zksync/deposit', 'LegacyDepositInitiated', [324n, HASH, ...args], shared as string, 2)
		const other = rowLog('zksync/deposit', 'LegacyDepositInitiated', [325n, HASH, ...args], shared as string, 2)
		const paid = transferLog(TOKEN, USER, router as string, 70n, 1)
		const out = legsTold({
			chain: 'eip155:324',
			logs: [
				transferLog(ABOVE, ZERO, PAYEE, 70n, 1),
				rowLog('zksync/deposit', 'FinalizeDeposit', [USER, PAYEE, ABOVE, 70n], bridge as string, 2),
			],
			facts: { hash: HASH, type: 0xff, from: USER, to: bridge as string, value: 0n },
			atSeconds: START + 300,
		})
		for (const logs of [[older], [newer], [newer, older]]) {
			const into = legsTold({ chain: L1, logs: [paid, ...logs] })
			expect(into).toHaveLength(1)
			expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ amounts: 'held' }])
		}
		expect(legsTold({ chain: L1, logs: [paid, other] })).toEqual([])
	})
})

describe('withdrawals from zkSync Era', () => {
	const ID = 'zksync/withdrawal'
	const [diamond, legacy, shared, router, vault] = protocolOf(ID).contracts[L1] as [
		string,
		string,
		string,
		string,
		string,
	]
	const [messenger, coins, bridge, assets] = protocolOf(ID).contracts['eip155:324'] as [string, string, string, string]
	const coder = AbiCoder.defaultAbiCoder()
	const ETH_ID = '0x05e1c3ae4b9732444ae25217ac7666e46fa365fee1768de00c9fcb65532b7609'
	const hex = (value: bigint): string => value.toString(16).padStart(64, '0')
	const coinMessage = (amount: bigint): string => `0x6c0960f9${PAYEE.slice(2)}${hex(amount)}`
	const tokenMessage = (amount: bigint): string => `0x11a2ccc1${PAYEE.slice(2)}${TOKEN.slice(2)}${hex(amount)}`
	const mint = (caller: string, token: string, amount: bigint, name = '0x'): string =>
		coder.encode(['address', 'address', 'address', 'uint256', 'bytes'], [caller, PAYEE, token, amount, name])
	const told = (by: string, message: string, index = 2) =>
		rowLog(ID, 'L1MessageSent', [by, keccak256(message), message], messenger, index)
	const sentCoins = (amount: bigint) => ({
		chain: 'eip155:324',
		logs: [told(coins, coinMessage(amount)), rowLog(ID, 'Withdrawal', [USER, PAYEE, amount], coins, 3)],
		facts: { from: USER, to: coins, value: amount },
	})
	const paidCoins = (amount: bigint, paid = amount) => ({
		chain: L1,
		logs: [rowLog(ID, 'EthWithdrawalFinalized', [PAYEE, amount], diamond)],
		facts: pays(diamond, paid),
		atSeconds: START + 86_400,
	})

	it('join by the message that both sides make, coins', () => {
		checkPassage({
			protocol: ID,
			into: sentCoins(50n),
			out: paidCoins(50n),
			// Another sum makes another message: there is nothing that could be violated.
			violated: null,
			elsewhere: { out: paidCoins(49n) },
			left: 'unclaimed',
		})
		expect(legsTold(sentCoins(50n))).toMatchObject([
			{ key: keccak256(coinMessage(50n)), sender: `eip155:324:${USER}`, asset: 'eip155:324/slip44:60' },
		])
		expect(legsTold(sentCoins(50n))[0]?.transfer).toMatch(/#tx$/)
		expect(joinLegs([...legsTold(sentCoins(50n)), ...legsTold(paidCoins(49n))]).open).toMatchObject([
			{ why: 'unpaired' },
		])
	})

	it('join tokens, whichever bridge paid them out', () => {
		const into = legsTold({
			chain: 'eip155:324',
			logs: [
				transferLog(ABOVE, USER, ZERO, 70n, 1),
				told(bridge, tokenMessage(70n)),
				rowLog(ID, 'WithdrawalInitiated', [USER, PAYEE, ABOVE, 70n], bridge, 3),
			],
		})
		expect(into).toMatchObject([{ asset: `eip155:324/erc20:${ABOVE}`, sender: `eip155:324:${USER}` }])
		expect(into[0]?.transfer).toMatch(/#log:1$/)
		const first = rowLog(ID, 'WithdrawalFinalized', [PAYEE, TOKEN, 70n], legacy, 3)
		const second = rowLog(ID, 'WithdrawalFinalizedSharedBridge', [324n, PAYEE, TOKEN, 70n], shared, 2)
		const answer = [324n, zkSyncMessage.assetId(TOKEN), mint(ZERO, TOKEN, 70n)]
		const third = rowLog(ID, 'DepositFinalizedAssetRouter', answer, router, 2)
		for (const [from, logs] of [
			[legacy, [first]],
			[shared, [second]],
			[shared, [second, first]],
			[vault, [third]],
			[vault, [third, first]],
		] as const) {
			const out = legsTold({ chain: L1, logs: [transferLog(TOKEN, from, PAYEE, 70n, 1), ...logs] })
			expect(out).toMatchObject([{ asset: `${L1}/erc20:${TOKEN}`, amount: 70n }])
			expect(out[0]?.transfer).toMatch(/#log:1$/)
			expect(joinLegs([...into, ...out]).pairs).toMatchObject([{ amounts: 'held' }])
		}
		const elsewhere = rowLog(ID, 'WithdrawalFinalizedSharedBridge', [325n, PAYEE, TOKEN, 70n], shared, 2)
		expect(legsTold({ chain: L1, logs: [elsewhere] })).toEqual([])
	})

	it('join what the router of assets sends: a token of Ethereum, and one that is at home above', () => {
		expect(zkSyncMessage.assetId(`0x${'0'.repeat(39)}1`)).toBe(ETH_ID)
		for (const [assetId, asset] of [
			[zkSyncMessage.assetId(TOKEN), `${L1}/erc20:${TOKEN}`],
			[`0x${'ab'.repeat(32)}`, `${L1}/erc20:${ABOVE}`],
		] as const) {
			const data = mint(USER, TOKEN, 70n, '0x01')
			const message = `0x9c884fd1${hex(324n)}${assetId.slice(2)}${data.slice(2)}`
			const into = legsTold({
				chain: 'eip155:324',
				logs: [transferLog(ABOVE, USER, ZERO, 70n, 1), told(assets, message)],
			})
			expect(into).toMatchObject([{ key: keccak256(message), sender: `eip155:324:${USER}`, amount: 70n }])
			expect(into[0]?.transfer).toMatch(/#log:1$/)
			const answer = rowLog(ID, 'DepositFinalizedAssetRouter', [324n, assetId, data], router, 2)
			const paid = transferLog(asset.slice(-42), vault, PAYEE, 70n, 1)
			const out = legsTold({ chain: L1, logs: [paid, answer] })
			expect(out).toMatchObject([{ asset, amount: 70n }])
			expect(joinLegs([...into, ...out]).pairs).toHaveLength(1)
			const other = rowLog(ID, 'DepositFinalizedAssetRouter', [325n, assetId, data], router, 2)
			expect(legsTold({ chain: L1, logs: [paid, other] })).toEqual([])
		}
	})

	it('hold what is sent along only where the call pays out the same', () => {
		const message = `${coinMessage(50n)}${USER.slice(2)}1234`
		const into = legsTold({ ...sentCoins(50n), logs: [told(coins, message)] })
		const call = 'finalizeEthWithdrawal(uint256 batch, uint256 index, uint16 place, bytes message, bytes32[] proof)'
		const fetched = (handed: string) =>
			legsTold({
				...paidCoins(50n),
				facts: { ...pays(diamond, 50n), from: USER, to: diamond, input: callData(call, [1n, 2n, 3n, handed, []]) },
			})
		expect(joinLegs([...into, ...fetched(message)]).pairs).toHaveLength(1)
		expect(joinLegs([...into, ...fetched(`${coinMessage(49n)}${USER.slice(2)}1234`)]).pairs).toEqual([])
		expect(fetched('0x')).toMatchObject([{ key: keccak256(coinMessage(50n)) }])
	})

	it('leave equal ones open that cannot be told apart, and order those that can', () => {
		const at = (hash: string, height: ReturnType<typeof sentCoins> | ReturnType<typeof paidCoins>) =>
			legsTold({ ...height, facts: { ...height.facts, hash: `0x${hash.repeat(32)}` } })
		const [first, second] = [at('e1', sentCoins(50n)), at('e2', sentCoins(50n))]
		const [paid, later] = [at('e3', paidCoins(50n)), at('e4', paidCoins(50n))]
		expect(joinLegs([...first, ...second, ...paid]).open.map(({ why }) => why)).toEqual(['ambiguous', 'ambiguous'])
		const { pairs } = joinLegs([...later, ...second, ...paid, ...first])
		expect(
			pairs.map(({ source, destinations }) => [source.id.slice(-8, -6), destinations[0]?.id.slice(-8, -6)]),
		).toEqual([
			['e1', 'e3'],
			['e2', 'e4'],
		])
		expect(pairs.map(({ evidence }) => evidence)).toEqual(['arguments', 'arguments'])
	})

	it('take no message of another sender, of another kind, cut off, or told by somebody else', () => {
		const message = coinMessage(50n)
		const read = (by: string, text: string) => legsTold({ ...sentCoins(50n), logs: [told(by, text)] })
		expect(read(USER, message)).toEqual([])
		for (const text of [
			'0x',
			'0x6c0960f9',
			message.slice(0, -2),
			'0x9c884fd1',
			`${tokenMessage(1n)}00`,
			`0x12345678${hex(1n)}`,
		])
			expect(read(coins, text)).toEqual([])
		const [log] = sentCoins(50n).logs
		const forged = readTold({ ...sentCoins(50n), logs: log === undefined ? [] : [{ ...log, address: PAYEE }] })
		expect([forged.legs, forged.setAside?.length]).toEqual([undefined, 1])
		const cut = rowLog(ID, 'DepositFinalizedAssetRouter', [324n, ETH_ID, '0x1234'], router, 2)
		expect(legsTold({ chain: L1, logs: [cut] })).toEqual([])
	})
})
