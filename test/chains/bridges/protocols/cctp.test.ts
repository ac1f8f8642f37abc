import { concat, solidityPacked, solidityPackedKeccak256, toBeHex, zeroPadValue } from 'ethers'
import { describe, expect, it } from 'vitest'
import { derivedKeys } from '../../../../src/chains/bridges/decode/derivedKeys.js'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { evm } from '../../../../src/chains/evm/index.js'
import { protocolOf, transferLog, withLogs } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START, type Told } from './passage.js'

const [FROM, TO, OTHER] = ['eip155:1', 'eip155:137', 'eip155:10'] as const
const [USER, PAYEE, USDC, FAR, CALLER, HOP] = ['a1', 'a2', 'c1', 'c2', 'ca', 'd0'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string]
const ZERO = `0x${'0'.repeat(40)}`
const word = (address: string): string => zeroPadValue(address, 32)
const [messenger, transmitter, minter] = [0, 1, 2].map(
	(place) => (version: 1 | 2, chain: string) => protocolOf(`cctp/${version}`).contracts[chain]?.[place] as string,
) as [
	(version: 1 | 2, chain: string) => string,
	(version: 1 | 2, chain: string) => string,
	(version: 1 | 2, chain: string) => string,
]

const burnt = (amount: bigint, nonce = 7n, domain = 7n, payer = USER): Told => ({
	chain: FROM,
	logs: [
		transferLog(USDC, payer, minter(1, FROM), amount, 1),
		transferLog(USDC, minter(1, FROM), ZERO, amount, 2),
		rowLog(
			'cctp/1',
			'DepositForBurn',
			[nonce, USDC, amount, payer, word(PAYEE), domain, word(messenger(1, TO)), word(ZERO)],
			messenger(1, FROM),
			3,
		),
	],
})
const minted = (amount: bigint, { nonce = 7n, chain = TO as string, told = amount } = {}): Told => ({
	chain,
	logs: [
		transferLog(FAR, ZERO, PAYEE, amount, 1),
		rowLog('cctp/1', 'MintAndWithdraw', [PAYEE, amount, FAR], messenger(1, chain), 2),
		rowLog(
			'cctp/1',
			'MessageReceived',
			[
				CALLER,
				0n,
				nonce,
				word(messenger(1, FROM)),
				solidityPacked(
					['uint32', 'bytes32', 'bytes32', 'uint256', 'bytes32'],
					[0, word(USDC), word(PAYEE), told, word(USER)],
				),
			],
			transmitter(1, chain),
			3,
		),
	],
	atSeconds: START + 1200,
})

const burnt2 = (amount: bigint, maxFee = 5n, hook = '0x'): Told => ({
	chain: FROM,
	logs: [
		transferLog(USDC, USER, minter(2, FROM), amount, 1),
		rowLog(
			'cctp/2',
			'DepositForBurn',
			[USDC, amount, USER, word(PAYEE), 7n, word(messenger(2, TO)), word(ZERO), maxFee, 1000n, hook],
			messenger(2, FROM),
			2,
		),
	],
})
const minted2 = (
	amount: bigint,
	{ fee = 1n, short = 0n, sender = messenger(2, FROM), chain = TO as string, maxFee = 5n, hook = '0x', body = '' } = {},
): Told => ({
	chain,
	logs: [
		transferLog(FAR, ZERO, PAYEE, amount - fee - short, 1),
		rowLog('cctp/2', 'MintAndWithdraw', [PAYEE, amount - fee - short, FAR, fee], messenger(2, chain), 2),
		rowLog(
			'cctp/2',
			'MessageReceived',
			[
				CALLER,
				0n,
				word('0x99'),
				word(sender),
				1000n,
				body === ''
					? concat([
							toBeHex(1, 4),
							...[USDC, PAYEE].map(word),
							toBeHex(amount, 32),
							word(USER),
							...[maxFee, fee, 123n].map((part) => toBeHex(part, 32)),
							hook,
						])
					: body,
			],
			transmitter(2, chain),
			3,
		),
	],
	atSeconds: START + 60,
})

describe('CCTP 1', () => {
	it('joins by number and domain, exactly', () => {
		checkPassage({
			protocol: 'cctp/1',
			into: burnt(100n),
			out: minted(100n),
			violated: minted(99n),
			elsewhere: {
				out: minted(100n, { nonce: 8n }),
				into: { ...burnt(100n), chain: FROM, logs: burnt(100n, 8n).logs },
			},
			left: 'unclaimed',
		})
	})

	it('does not join the same number of another chain, nor on another chain than was asked', () => {
		expect(joinLegs([...legsTold(burnt(100n)), ...legsTold(minted(100n, { chain: OTHER }))]).leads).toMatchObject([
			{ why: 'chain' },
		])
		const there: Told = { ...burnt(100n), chain: OTHER }
		const logs = burnt(100n).logs.map((log) => ({
			...log,
			address: log.address === messenger(1, FROM) ? messenger(1, OTHER) : log.address,
		}))
		expect(legsTold({ ...there, logs })[0]?.key).toBe('2/7')
	})

	it('joins a transfer of Hop over it: the burn in the same transaction is the passage', () => {
		const told = burnt(97n, 7n, 7n, HOP)
		const into = legsTold({ ...told, logs: [transferLog(USDC, USER, HOP, 100n, 0), ...told.logs] })
		expect(into.map(({ protocol }) => protocol)).toEqual(['cctp/1'])
		expect(joinLegs([...into, ...legsTold(minted(97n))]).pairs).toMatchObject([{ protocol: 'cctp/1', amounts: 'held' }])
	})

	it('takes a message told anew for another payee for no second passage', () => {
		const again: Told = { chain: FROM, logs: burnt(100n).logs.slice(2) }
		const { pairs, open } = joinLegs([burnt(100n), again, minted(100n)].flatMap(legsTold))
		expect(pairs).toEqual([])
		expect(open.map(({ why }) => why)).toEqual(['ambiguous', 'ambiguous'])
	})

	it('leaves the same number of two deployments on one chain open', () => {
		const other = `0x${'dd'.repeat(20)}`
		const own = burnt(100n)
		const copied = own.logs.map((log) => ({
			...log,
			address: log.address === messenger(1, FROM) ? other : log.address,
		}))
		const bridges = [{ protocol: 'cctp/1', contract: `${FROM}:${other}` }]
		const block = { height: 7, hash: `0x${'b7'.repeat(32)}`, atSeconds: START }
		const again = evm(FROM, { bridges }).transaction(block, withLogs([...copied], { hash: `0x${'7d'.repeat(32)}` }))
		expect(again.legs).toMatchObject([{ key: '0/7', contract: `${FROM}:${other}` }])
		const { pairs, open } = joinLegs([...legsTold(own), ...(again.legs ?? []), ...legsTold(minted(100n))])
		expect([pairs, open.map(({ why }) => why)]).toEqual([[], ['ambiguous', 'ambiguous']])
	})

	it('names a payee on a chain that is none of Ethereum’s kind', () => {
		const [leg] = legsTold(burnt(100n, 7n, 9n))
		expect(leg).toMatchObject({ peer: 'cctp:9', receiver: `cctp:9:${PAYEE}` })
	})
})

describe('CCTP 2', () => {
	it('joins by what both sides state of the burn, less the fee that was taken', () => {
		checkPassage({
			protocol: 'cctp/2',
			into: burnt2(100n),
			out: minted2(100n),
			violated: minted2(100n, { short: 9n }),
			elsewhere: { out: minted2(100n, { chain: OTHER }), into: burnt2(100n, 6n) },
			left: 'unclaimed',
		})
		const hooked = [burnt2(100n, 5n, '0x1234'), minted2(100n, { hook: '0x1234' })].flatMap(legsTold)
		expect(joinLegs(hooked).pairs).toMatchObject([{ evidence: 'derived', confidence: 0.97 }])
		expect(joinLegs([...hooked.slice(0, 1), ...legsTold(minted2(100n))]).pairs).toEqual([])
	})

	it('hashes the body as other code does', () => {
		// l2beat cctp.utils.ts hashes these seven, packed; computed here by ethers.
		const burn = {
			burnToken: word(USDC),
			mintRecipient: word(PAYEE),
			amount: 100n,
			messageSender: word(USER),
			maxFee: 5n,
		}
		expect(derivedKeys.cctpBurn({ ...burn, hookData: '0xabcd' })).toBe(
			solidityPackedKeccak256(
				['uint32', 'bytes32', 'bytes32', 'uint256', 'bytes32', 'uint256', 'bytes'],
				[1, ...Object.values(burn), '0xabcd'],
			),
		)
	})

	it('orders equal burns, or leaves them open', () => {
		const two = [burnt2(100n), burnt2(100n), minted2(100n), minted2(100n)]
		expect(joinLegs(two.flatMap(legsTold)).pairs.map(({ equals }) => equals)).toEqual([2, 2])
		expect(joinLegs(two.slice(0, 3).flatMap(legsTold)).pairs).toEqual([])
		const fees = [...two.slice(0, 3), minted2(100n, { fee: 2n })]
		expect(joinLegs(fees.flatMap(legsTold)).open.map(({ why }) => why)).toEqual(['ambiguous', 'ambiguous'])
	})

	it('reads nothing of a message that another than the messenger sent, burn or not', () => {
		expect(legsTold(minted2(100n)).length).toBe(1)
		expect(legsTold(minted2(100n, { sender: CALLER }))).toEqual([])
	})

	it('reads nothing of other messages', () => {
		for (const body of ['0x', '0x00000001', `0x00000002${'00'.repeat(7 * 32)}`])
			expect(legsTold(minted2(1n, { fee: 0n, body }))).toEqual([])
	})
})
