import { describe, expect, it } from 'vitest'
import { joinLegs } from '../../../../src/chains/bridges/join/joinLegs.js'
import { axelarChains } from '../../../../src/chains/bridges/protocols/axelar/axelarChains.js'
import { protocolOf, transferLog } from '../bridgeLogs.js'
import { checkPassage, legsTold, rowLog, START } from './passage.js'

const [L1, ARBITRUM, RONIN] = ['eip155:1', 'eip155:42161', 'eip155:2020'] as const
const [USER, PAYEE, TOKEN, THERE] = ['a1', 'a2', 'c1', 'c2'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const HASH = `0x${'9'.repeat(64)}`
const TXID = `0x${'7d'.repeat(32)}`
const COMMAND = `0x${'cd'.repeat(32)}`
const later = { atSeconds: START + 300 }

describe('Axelar', () => {
	const chainNamed = (chain: string) => axelarChains.find((one) => one.chain === chain) as (typeof axelarChains)[number]
	const [one, two] = [chainNamed(L1), chainNamed(ARBITRUM)]
	const sent = (txid = TXID) => ({
		chain: L1,
		logs: [
			transferLog(TOKEN, USER, one.gateway, 50n, 40),
			rowLog('axelar', 'ContractCallWithToken', [USER, 'arbitrum', PAYEE, HASH, '0x', 'axlUSDC', 50n], one.gateway, 41),
		],
		facts: { hash: txid },
	})
	const approved = (amount: bigint, place = 1n) => ({
		chain: ARBITRUM,
		logs: [
			rowLog(
				'axelar',
				'ContractCallApprovedWithMint',
				[COMMAND, 'Ethereum', USER, PAYEE, HASH, 'axlUSDC', amount, TXID, place],
				two.gateway,
			),
		],
		...later,
	})

	it('leads by the transaction and the place of its event in it', () => {
		checkPassage({
			protocol: 'axelar',
			into: sent(),
			out: approved(50n),
			violated: approved(49n),
			elsewhere: { into: sent(`0x${'7e'.repeat(32)}`), out: approved(50n, 41n) },
		})
	})

	it('leads from the token service over the command that it is called by', () => {
		const name = ['InterchainTransfer', 'InterchainTransferReceived'] as const
		const into = legsTold({
			chain: L1,
			logs: [
				transferLog(TOKEN, USER, ZERO, 50n, 7),
				rowLog('axelar', name[0], [HASH, USER, 'arbitrum', PAYEE, 50n, HASH], one.tokens, 8),
				rowLog('axelar', 'ContractCall', [one.tokens, 'arbitrum', two.tokens, HASH, '0x'], one.gateway, 9),
			],
			facts: { hash: TXID },
		})
		expect(into).toMatchObject([{ key: `${TXID}/2`, receiver: `${ARBITRUM}:${PAYEE}`, amount: 50n }])
		const relay = legsTold({
			chain: ARBITRUM,
			logs: [
				rowLog(
					'axelar',
					'ContractCallApproved',
					[COMMAND, 'Ethereum', one.tokens, two.tokens, HASH, TXID, 2n],
					two.gateway,
				),
			],
			...later,
		})
		const out = legsTold({
			chain: ARBITRUM,
			logs: [
				transferLog(THERE, ZERO, PAYEE, 50n, 1),
				rowLog('axelar', name[1], [COMMAND, HASH, 'Ethereum', USER, PAYEE, 50n, HASH], two.tokens, 2),
			],
			...later,
		})
		expect(joinLegs([...into, ...relay, ...out]).leads).toMatchObject([{ why: 'unverified' }])
		expect(joinLegs([...into, ...out]).leads).toEqual([])
		const other = rowLog('axelar', 'ContractCall', [USER, 'arbitrum', two.tokens, HASH, '0x'], one.gateway, 9)
		expect(legsTold({ chain: L1, logs: [other] })).toEqual([])
	})
})

describe('the first bridge of Ronin', () => {
	const gateway = (chain: string) => protocolOf('ronin/1').contracts[chain]?.[0] as string
	const deposited = (id: bigint) => ({
		chain: L1,
		logs: [rowLog('ronin/1', 'TokenDeposited', [id, USER, TOKEN, THERE, 20n, 50n], gateway(L1))],
	})
	const credited = (id: bigint, amount: bigint) => ({
		chain: RONIN,
		logs: [rowLog('ronin/1', 'TokenDeposited', [id, USER, THERE, amount], gateway(RONIN))],
		...later,
	})
	const withdrew = (chain: string, id: bigint, amount: bigint, at = START) => ({
		chain,
		logs: [rowLog('ronin/1', 'TokenWithdrew', [id, USER, TOKEN, amount], gateway(chain))],
		atSeconds: at,
	})

	it('leads by numbers that count deposits and withdrawals apart', () => {
		checkPassage({
			protocol: 'ronin/1',
			into: deposited(5n),
			out: credited(5n, 50n),
			violated: credited(5n, 49n),
			elsewhere: { into: deposited(6n), out: withdrew(L1, 5n, 50n, START + 300) },
			left: 'unclaimed',
		})
		checkPassage({
			protocol: 'ronin/1',
			into: withdrew(RONIN, 5n, 50n),
			out: withdrew(L1, 5n, 50n, START + 300),
			violated: withdrew(L1, 5n, 51n, START + 300),
			left: 'unclaimed',
		})
		const item = rowLog('ronin/1', 'TokenDeposited', [1n, USER, TOKEN, THERE, 721n, 50n], gateway(L1))
		expect(legsTold({ chain: L1, logs: [item] })).toEqual([])
	})
})

describe('Chainflip', () => {
	const vault = protocolOf('chainflip').contracts[L1]?.[0] as string
	const address = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'
	const text = `0x${Buffer.from(address).toString('hex')}`

	it('reads where a swap is to be paid, and has no key', () => {
		const native = rowLog('chainflip', 'SwapNative', [3n, text, 5n, 7n, USER, '0x'], vault)
		const [leg] = legsTold({ chain: L1, logs: [native], facts: { from: USER, to: vault, value: 7n } })
		const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
		expect(leg).toMatchObject({ key: null, peer: bitcoin, receiver: `${bitcoin}:${address}`, amount: 7n })
		expect(leg?.transfer).toMatch(/#tx$/)
		const token = rowLog('chainflip', 'SwapToken', [4n, PAYEE, 5n, TOKEN, 9n, USER, '0x'], vault, 2)
		const [other] = legsTold({ chain: L1, logs: [transferLog(TOKEN, USER, vault, 9n, 1), token] })
		expect(other).toMatchObject({ peer: ARBITRUM, receiver: `${ARBITRUM}:${PAYEE}`, asset: `${L1}/erc20:${TOKEN}` })
		const message = rowLog('chainflip', 'XCallNative', [2n, text, 5n, 7n, USER, '0x', 1n, '0x'], vault)
		expect(legsTold({ chain: L1, logs: [message] })).toMatchObject([{ peer: 'chainflip:2' }])
		expect(joinLegs([leg, other].flatMap((one) => one ?? [])).open.map(({ why }) => why)).toEqual([
			'unpaired',
			'unpaired',
		])
		const forged = { ...native, address: PAYEE }
		expect(legsTold({ chain: L1, logs: [forged] })).toEqual([])
	})
})

describe('RenBTC', () => {
	const gateway = protocolOf('ren/btc').contracts[L1]?.[0] as string
	const token = '0xeb4c2781e4eba804ce9a9803c67d0893436bb27d'
	const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
	const burnt = (to: string) => ({
		chain: L1,
		logs: [transferLog(token, USER, ZERO, 50n, 1), rowLog('ren/btc', 'LogBurn', [to, 50n, 7n, to], gateway, 2)],
	})
	/** The first address that was ever paid, as text and as the bytes that it stands for. */
	const address = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
	const bytes = '0x0062e907b15cbf27d5425399ebf6f0fb50ebb88f18c29b7d93'

	it('reads the Bitcoin address to be paid, as text or as bytes, and none where it is none', () => {
		const legs = [`0x${Buffer.from(address).toString('hex')}`, bytes].flatMap((to) => legsTold(burnt(to)))
		const told = { side: 'source', key: null, peer: bitcoin, receiver: `${bitcoin}:${address}`, amount: 50n }
		expect(legs).toMatchObject([told, told])
		const broken = bytes.replace('9b7d93', '9b7d94')
		for (const to of [broken, '0x', '0x0062'])
			expect(legsTold(burnt(to))).toMatchObject([{ receiver: null, key: null }])
	})

	it('joins no mint to a payment of bitcoins, and hears no other contract', () => {
		const log = rowLog('ren/btc', 'LogMint', [USER, 60n, 8n, HASH], gateway, 2)
		const minted = legsTold({ chain: L1, logs: [transferLog(token, ZERO, USER, 60n, 1), log] })
		expect(minted).toMatchObject([{ side: 'destination', key: null, peer: bitcoin, receiver: `${L1}:${USER}` }])
		const { pairs, leads } = joinLegs([...legsTold(burnt(bytes)), ...minted])
		expect({ pairs, leads }).toEqual({ pairs: [], leads: [] })
		expect(legsTold({ chain: L1, logs: [{ ...log, address: PAYEE }] })).toEqual([])
	})
})
