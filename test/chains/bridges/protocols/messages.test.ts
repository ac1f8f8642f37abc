import { keccak256, solidityPacked, solidityPackedKeccak256, zeroPadValue } from 'ethers'
import { describe, expect, it } from 'vitest'
import { derivedKeys } from '../../../../src/chains/bridges/derivedKeys.js'
import { joinLegs } from '../../../../src/chains/bridges/joinLegs.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START, type Told } from './passage.js'

const [FROM, TO, MOONBEAM] = ['eip155:1', 'eip155:43114', 'eip155:1284'] as const
const [USER, PAYEE, TOKEN, FAR, STRANGER] = ['a1', 'a2', 'c1', 'c2', 'ee'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const word = (address: string): string => zeroPadValue(address, 32)
const contract = (id: string, chain: string, place = 0): string => protocolOf(id).contracts[chain]?.[place] as string

describe('Nomad', () => {
	const [ETHEREUM, AVALANCHE] = [6648936n, 1635148152n]
	function sent(amount: bigint, nonce = 7n, home = contract('nomad', FROM, 1)): Told {
		const [router, domain] = [contract('nomad', FROM), AVALANCHE]
		const types = ['uint32', 'bytes32', 'uint32', 'uint32', 'bytes32', 'bytes']
		const message = solidityPacked(types, [ETHEREUM, word(router), nonce, domain, word(STRANGER), '0x1234'])
		const dispatched = [keccak256(message), 1n, (domain << 32n) | nonce, word(ZERO), message]
		return {
			chain: FROM,
			logs: [
				transferLog(TOKEN, USER, router, amount, 1),
				rowLog('nomad', 'Dispatch', dispatched, home, 2),
				rowLog('nomad', 'Send', [TOKEN, USER, domain, word(PAYEE), amount, false], router, 3),
			],
		}
	}
	const received = (amount: bigint, nonce = 7n, chain: string = TO): Told => ({
		chain,
		logs: [
			transferLog(FAR, ZERO, PAYEE, amount, 1),
			rowLog('nomad', 'Receive', [(ETHEREUM << 32n) | nonce, FAR, PAYEE, ZERO, amount], contract('nomad', chain), 2),
		],
		atSeconds: START + 2400,
	})

	it('joins by the number of the message between the two chains', () => {
		checkPassage({
			protocol: 'nomad',
			into: sent(100n),
			out: received(100n),
			violated: received(99n),
			elsewhere: { out: received(100n, 7n, MOONBEAM), into: sent(100n, 8n) },
		})
	})

	it('reads no number that somebody else dispatched, and shows what nobody sent', () => {
		expect(legsTold(sent(100n, 7n, STRANGER))).toEqual([])
		expect(joinLegs(legsTold(received(100n))).withoutSource.length).toBe(1)
	})
})

describe('Avalanche Bridge', () => {
	const wallet = contract('avalanche', FROM)
	const hash = `0x${'7b'.repeat(32)}`
	const paid = (amount: bigint): Told => ({
		chain: FROM,
		logs: [transferLog(TOKEN, USER, wallet, amount, 1)],
		facts: { hash },
	})
	const token = contract('avalanche', TO)
	const minted = (amount: bigint, fee = 3n, origin = hash): Told => ({
		chain: TO,
		logs: [
			transferLog(token, ZERO, USER, amount, 1),
			rowLog('avalanche', 'Mint', [USER, amount, STRANGER, fee, origin], token, 3),
		],
		atSeconds: START + 900,
	})

	it('joins a payment to its wallet by the hash that is minted with', () => {
		const [sources, out] = [legsTold(paid(100n)), legsTold(minted(97n))]
		expect(sources).toMatchObject([{ key: hash, receiver: `${TO}:${USER}`, amount: 100n }])
		expect(joinLegs([...sources, ...out]).pairs).toMatchObject([
			{ protocol: 'avalanche', amounts: 'held', verified: 'contract' },
		])
		expect(joinLegs([...sources, ...legsTold(minted(96n))]).leads).toMatchObject([{ why: 'amount' }])
		expect(joinLegs([...sources, ...legsTold(minted(97n, 3n, `0x${'7c'.repeat(32)}`))]).pairs).toEqual([])
	})

	it('takes what a stranger’s token says for nothing, and pay-outs of the wallet for nobody’s', () => {
		const forged = { ...minted(97n), logs: minted(97n).logs.map((log) => ({ ...log, address: STRANGER })) }
		expect(legsTold(forged)).toEqual([])
		const back: Told = { chain: FROM, logs: [transferLog(TOKEN, wallet, USER, 50n, 1)] }
		expect(legsTold(back)).toMatchObject([{ side: 'destination', key: null, amount: 50n }])
	})

	it('leaves what is burnt on Avalanche open', () => {
		const burnt: Told = {
			chain: TO,
			logs: [transferLog(token, USER, ZERO, 60n, 1), rowLog('avalanche', 'Unwrap', [60n, 0n], token, 2)],
			facts: { from: USER, to: token },
		}
		const [leg] = legsTold(burnt)
		expect(leg).toMatchObject({ side: 'source', key: null, peer: FROM, receiver: `${FROM}:${USER}` })
		expect(leg?.transfer).toMatch(/#log:1$/)
		expect(joinLegs(legsTold(burnt)).open).toMatchObject([{ why: 'unpaired' }])
	})
})

describe('Symbiosis', () => {
	const ID = `0x${'1d'.repeat(32)}`
	const [synthesis, portal] = [contract('symbiosis', FROM, 1), contract('symbiosis', TO)]
	const external = solidityPackedKeccak256(['bytes32', 'address', 'address', 'uint256'], [ID, portal, PAYEE, 43114n])
	const burnt = (amount: bigint, id = ID): Told => ({
		chain: FROM,
		logs: [
			transferLog(TOKEN, USER, ZERO, amount, 1),
			rowLog('symbiosis', 'BurnRequest', [id, USER, 43114n, PAYEE, PAYEE, amount, TOKEN], synthesis, 2),
		],
	})
	const released = (amount: bigint, fee = 3n): Told => ({
		chain: TO,
		logs: [
			transferLog(FAR, portal, PAYEE, amount, 1),
			rowLog('symbiosis', 'BurnCompleted', [external, PAYEE, amount, fee, FAR], portal, 2),
		],
		atSeconds: START + 300,
	})

	it('joins by the hash that the receiving side names it by', () => {
		expect(derivedKeys.symbiosis({ id: ID, receiveSide: portal, revertable: PAYEE, toChain: 43114n })).toBe(external)
		checkPassage({
			protocol: 'symbiosis',
			into: burnt(100n),
			out: released(97n),
			violated: released(96n),
			elsewhere: { into: burnt(100n, `0x${'1e'.repeat(32)}`) },
			failed: { chain: TO, logs: [rowLog('symbiosis', 'RevertBurnRequest', [ID, PAYEE], portal, 1)] },
			refunded: {
				chain: FROM,
				logs: [
					transferLog(TOKEN, ZERO, USER, 98n, 1),
					rowLog('symbiosis', 'RevertBurnCompleted', [external, USER, 98n, 2n, TOKEN], synthesis, 2),
				],
			},
		})
	})

	it('leads from the first chain to the last where it goes over its own, no more', () => {
		const into: Told = {
			chain: FROM,
			logs: [
				transferLog(TOKEN, USER, contract('symbiosis', FROM), 100n, 1),
				rowLog(
					'symbiosis/route',
					'SynthesizeRequest',
					[ID, USER, 13863860n, PAYEE, PAYEE, 100n, TOKEN],
					contract('symbiosis', FROM),
					2,
				),
			],
		}
		const values = [`0x${'2d'.repeat(32)}`, ID, PAYEE, 97n, 1n, FAR]
		const out: Told = {
			chain: TO,
			logs: [transferLog(FAR, portal, PAYEE, 97n, 1), burnCompleted(values)],
			atSeconds: START + 300,
		}
		const own = [into, out].flatMap(legsTold).filter(({ protocol }) => protocol === 'symbiosis/route')
		const { pairs, leads } = joinLegs(own)
		expect([pairs, leads.map(({ why }) => why)]).toEqual([[], ['unverified']])
	})

	const burnCompleted = (values: readonly unknown[]) => rowLog('symbiosis/route', 'BurnCompleted', values, portal, 2)
})
