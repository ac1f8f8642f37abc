import { describe, expect, it } from 'vitest'
import { derivedKeys } from '../../../../src/chains/bridges/decode/derivedKeys.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { callData, checkPassage, legsTold, rowLog, START, type Told } from './passage.js'

const [L1, POLYGON, GNOSIS] = ['eip155:1', 'eip155:137', 'eip155:100'] as const
const [USER, PAYEE, TOKEN, HTOKEN, POOL, BONDER] = ['a1', 'a2', 'c1', 'c2', 'd1', 'b1'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const NONCE = `0x${'ab'.repeat(32)}`
const contract = (chain: string, place: number): string => protocolOf('hop/up').contracts[chain]?.[place] as string
/** The Dai bridge on Ethereum; bridge and wrapper of Dai elsewhere. */
const [BRIDGE, FAR, WRAPPER] = [contract(L1, 0), contract(POLYGON, 0), contract(POLYGON, 1)]

const down = (amount: bigint, fee = 1n): Told => ({
	chain: L1,
	logs: [
		transferLog(TOKEN, USER, BRIDGE, amount, 1),
		rowLog('hop/down', 'TransferSentToL2', [137n, PAYEE, amount, 1n, 9n, ZERO, fee], BRIDGE, 2),
	],
})
/** What comes out of the pool behind the wrapper, for what was sent. */
const arrived = (amount: bigint, out: bigint, chain: string = POLYGON): Told => ({
	chain,
	logs: [
		transferLog(HTOKEN, ZERO, contract(chain, 0), amount - 1n, 1),
		transferLog(HTOKEN, contract(chain, 0), contract(chain, 1), amount - 1n, 2),
		transferLog(HTOKEN, contract(chain, 1), POOL, amount - 1n, 3),
		transferLog(TOKEN, POOL, contract(chain, 1), out, 4),
		transferLog(TOKEN, contract(chain, 1), PAYEE, out, 5),
		rowLog('hop/down', 'TransferFromL1Completed', [PAYEE, amount, 1n, 9n, ZERO, 1n], contract(chain, 0), 6),
	],
	atSeconds: START + 600,
})

const terms = {
	toChain: 1n,
	recipient: PAYEE,
	amount: 990n,
	nonce: NONCE,
	bonderFee: 2n,
	amountOutMin: 0n,
	deadline: 0n,
}
const up = (sent = terms, id = derivedKeys.hop(sent)): Told => ({
	chain: POLYGON,
	logs: [
		transferLog(TOKEN, USER, WRAPPER, 1000n, 1),
		transferLog(TOKEN, WRAPPER, POOL, 1000n, 2),
		transferLog(HTOKEN, POOL, WRAPPER, sent.amount, 3),
		transferLog(HTOKEN, WRAPPER, ZERO, sent.amount, 4),
		rowLog(
			'hop/up',
			'TransferSent',
			[id, sent.toChain, sent.recipient, sent.amount, NONCE, sent.bonderFee, 3n, sent.amountOutMin, sent.deadline],
			FAR,
			5,
		),
	],
	facts: { from: USER, to: WRAPPER },
})
const BOND = 'bondWithdrawal(address recipient, uint256 amount, bytes32 transferNonce, uint256 bonderFee)'
const bonded = (paid: bigint, facts: Told['facts'] = {}): Told => ({
	chain: L1,
	logs: [
		rowLog('hop/up', 'WithdrawalBonded', [derivedKeys.hop(terms), terms.amount], BRIDGE, 1),
		transferLog(TOKEN, BRIDGE, PAYEE, paid, 2),
		transferLog(TOKEN, BRIDGE, BONDER, 2n, 3),
	],
	facts: { from: BONDER, to: BRIDGE, input: callData(BOND, [PAYEE, 990n, NONCE, 2n]), ...facts },
	atSeconds: START + 60,
})

describe('Hop', () => {
	it('joins from Ethereum by all that both sides state, and takes what the pool gave', () => {
		checkPassage({
			protocol: 'hop/down',
			into: down(1000n),
			out: arrived(1000n, 995n),
			violated: arrived(1000n, 940n),
			elsewhere: { out: arrived(1000n, 995n, GNOSIS), into: down(1000n, 2n) },
		})
		const { pairs } = joinLegs([...legsTold(down(1000n)), ...legsTold(arrived(1000n, 995n))])
		expect(pairs).toMatchObject([
			{ evidence: 'arguments', confidence: 0.9, destinations: [{ amount: 995n, asset: `${POLYGON}/erc20:${TOKEN}` }] },
		])
	})

	it('shares what it is worth among equal passages, in their order', () => {
		const legs = [down(50n), down(50n), arrived(50n, 49n), arrived(50n, 49n)].flatMap(legsTold)
		const { pairs } = joinLegs(legs)
		expect(pairs.map(({ equals, confidence }) => [equals, confidence])).toEqual([
			[2, 0.45],
			[2, 0.45],
		])
		expect(joinLegs(legs.slice(0, 3)).open.map(({ why }) => why)).toEqual(['ambiguous', 'ambiguous'])
	})

	it('joins from elsewhere by the transfer id, and takes whom the bonder named', () => {
		checkPassage({ protocol: 'hop/up', into: up(), out: bonded(988n), violated: bonded(900n), left: 'unclaimed' })
		const [source] = legsTold(up())
		expect(source).toMatchObject({ amount: 1000n, fee: 2n, asset: `${POLYGON}/erc20:${TOKEN}` })
		expect(legsTold(up(terms, `0x${'77'.repeat(32)}`))).toEqual([])
	})

	it('carries nothing where the bonder’s call does not tell who is paid, or tells another transfer', () => {
		for (const facts of [{ to: POOL }, { input: callData(BOND, [PAYEE, 991n, NONCE, 2n]) }])
			expect(legsTold(bonded(988n, facts))).toMatchObject([{ receiver: null, amount: null, transfer: null }])
	})

	it('reads what anyone fetched once the root had arrived', () => {
		const out: Told = {
			chain: L1,
			logs: [
				transferLog(TOKEN, BRIDGE, PAYEE, 990n, 1),
				rowLog('hop/up', 'Withdrew', [derivedKeys.hop(terms), PAYEE, 990n, NONCE], BRIDGE, 2),
			],
			atSeconds: START + 8 * 86_400,
		}
		expect(joinLegs([...legsTold(up()), ...legsTold(out)]).pairs.length).toBe(1)
	})
})
