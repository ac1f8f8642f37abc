import { AbiCoder } from 'ethers'
import { describe, expect, it } from 'vitest'
import { parseSignature } from '../../../../src/chains/bridges/decode/parseSignature.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START } from './passage.js'

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
