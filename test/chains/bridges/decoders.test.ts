import { describe, expect, it } from 'vitest'
import { utxoLegs } from '../../../src/chains/bridges/decode/utxoLegs.js'
import { thorMemo } from '../../../src/chains/bridges/protocols/thorchain/thorMemo.js'
import type { EvmTransaction } from '../../../src/chains/evm/evmBlock.js'
import { evm } from '../../../src/chains/evm/index.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'
import { madeTransactions, named } from '../../support/madeTransactions.js'
import { bridgeLog, protocolOf, transferLog, withLogs } from './bridgeLogs.js'

const BLOCK = { height: 5, hash: `0x${'b1'.repeat(32)}`, atSeconds: 1_700_000_000 }
const [USER, OTHER, TOKEN, VAULT] = ['a1', 'a2', 'c1', 'd1'].map((byte) => `0x${byte.repeat(20)}`) as [
	string,
	string,
	string,
	string,
]
const ZERO = `0x${'0'.repeat(40)}`
const ETHEREUM = 'eip155:1'
const KEY = `0x${'5a'.repeat(32)}`
const contractOf = (protocol: string): string => protocolOf(protocol).contracts[ETHEREUM]?.[0] as string

const read = (transaction: EvmTransaction, chain = ETHEREUM) => evm(chain).transaction(BLOCK, transaction)

describe('legs of EVM transactions', () => {
	it('reads both sides of a Celer pool, with the transfer that carries the value', () => {
		const pool = contractOf('celer/pool')
		const sent = bridgeLog('celer/pool', 'Send', [KEY, USER, OTHER, TOKEN, 50n, 137n, 9n, 5000], pool, 3)
		const { legs } = read(withLogs([transferLog(TOKEN, USER, pool, 50n, 2), sent]))
		expect(legs).toEqual([
			{
				id: `${ETHEREUM}/0x${'7a'.repeat(32)}#log:3`,
				side: 'source',
				protocol: 'celer/pool',
				key: KEY,
				evidence: 'identifier',
				chain: ETHEREUM,
				transaction: `${ETHEREUM}/0x${'7a'.repeat(32)}`,
				blockHash: BLOCK.hash,
				atSeconds: BLOCK.atSeconds,
				order: [5, 0, expect.any(Number)],
				peer: 'eip155:137',
				contract: `${ETHEREUM}:${pool}`,
				sender: `${ETHEREUM}:${USER}`,
				receiver: `eip155:137:${OTHER}`,
				asset: `${ETHEREUM}/erc20:${TOKEN}`,
				amount: 50n,
				transfer: `${ETHEREUM}/0x${'7a'.repeat(32)}#log:2`,
			},
		])
		const polygonPool = protocolOf('celer/pool').contracts['eip155:137']?.[0] as string
		const relayed = bridgeLog(
			'celer/pool',
			'Relay',
			[`0x${'11'.repeat(32)}`, USER, OTHER, TOKEN, 49n, 1n, KEY],
			polygonPool,
			8,
		)
		const [paid] = read(withLogs([transferLog(TOKEN, polygonPool, OTHER, 49n, 7), relayed]), 'eip155:137').legs ?? []
		expect(paid).toMatchObject({
			side: 'destination',
			key: KEY,
			peer: ETHEREUM,
			receiver: `eip155:137:${OTHER}`,
			amount: 49n,
		})
		expect(paid?.transfer).toMatch(/#log:7$/)
	})

	it('sets an event aside that a contract tells which is none of the bridge', () => {
		const forged = bridgeLog('celer/pool', 'Relay', [KEY, USER, OTHER, TOKEN, 49n, 1n, KEY], OTHER, 8)
		const { legs, setAside } = read(withLogs([forged]))
		expect(legs).toBeUndefined()
		expect(setAside).toEqual([
			{
				id: `${ETHEREUM}/0x${'7a'.repeat(32)}#log:8`,
				reason: 'foreignBridge',
				from: `${ETHEREUM}:${OTHER}`,
				to: `${ETHEREUM}:${OTHER}`,
				asset: `${ETHEREUM}/contract:${OTHER}`,
			},
		])
	})

	it('reads nothing of a failed transaction, nor of data that its signature does not fit', () => {
		const pool = contractOf('celer/pool')
		const sent = bridgeLog('celer/pool', 'Send', [KEY, USER, OTHER, TOKEN, 50n, 137n, 9n, 5000], pool)
		const facts = withLogs([sent])
		expect(read({ ...facts, receipt: { ...facts.receipt, succeeded: false } }).legs).toBeUndefined()
		expect(read(withLogs([{ ...sent, data: sent.data.slice(0, -64) }])).legs).toBeUndefined()
		expect(
			read(withLogs([{ ...sent, data: sent.data.replace('0'.repeat(24), `1${'0'.repeat(23)}`) }])).legs,
		).toBeUndefined()
	})

	it('takes the underlying token of a wrapped one as what went in, and two equal deposits for two', () => {
		const router = contractOf('multichain')
		const any = `0x${'c7'.repeat(20)}`
		const deposit = (index: number) => [
			transferLog(TOKEN, USER, any, 70n, index),
			transferLog(any, ZERO, USER, 70n, index + 1),
			transferLog(any, USER, ZERO, 70n, index + 2),
			bridgeLog('multichain', 'LogAnySwapOut', [any, USER, OTHER, 70n, 1n, 137n], router, index + 3),
		]
		const { legs = [] } = read(withLogs([...deposit(0), ...deposit(4)]))
		expect(legs.map(({ transfer }) => transfer?.split('#')[1])).toEqual(['log:0', 'log:4'])
		expect(legs.map(({ key }) => key)).toEqual([`0x${'7a'.repeat(32)}`, `0x${'7a'.repeat(32)}`])
	})

	it('does not take another token for the one told', () => {
		const pool = contractOf('celer/pool')
		const sent = bridgeLog('celer/pool', 'Send', [KEY, USER, OTHER, TOKEN, 50n, 137n, 9n, 5000], pool, 3)
		const [leg] = read(withLogs([transferLog(OTHER, USER, pool, 50n, 2), sent])).legs ?? []
		expect(leg?.transfer).toBeNull()
	})

	it('reads a pay-out of Multichain from its call where no event tells it', () => {
		const router = contractOf('multichain')
		const word = (hex: string): string => hex.slice(2).padStart(64, '0')
		const input = `0x0175b1c4${word(KEY)}${word(TOKEN)}${word(OTHER)}${word('0x46')}${word('0x89')}`
		const [leg] = read(withLogs([], { to: router, input })).legs ?? []
		expect(leg).toMatchObject({ side: 'destination', key: KEY, peer: 'eip155:137', amount: 70n })
		expect(read(withLogs([], { to: OTHER, input })).legs).toBeUndefined()
	})

	it('reads the router of THORChain both ways, and a refund', () => {
		const router = contractOf('thorchain')
		const deposit = bridgeLog(
			'thorchain',
			'Deposit',
			[VAULT, ZERO, 10n, '=:b:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq:0/1/0'],
			router,
		)
		const call = { kind: 'call', failed: false } as const
		const calls = [
			{ ...call, path: [], from: USER, to: router, value: 10n },
			{ ...call, path: [0], from: router, to: VAULT, value: 10n },
		]
		const sent = read(withLogs([deposit], { from: USER, to: router, value: 10n, calls }))
		expect(sent.legs?.[0]).toMatchObject({
			side: 'source',
			key: '7a'.repeat(32),
			peer: 'bip122:000000000019d6689c085ae165831e93',
			receiver: 'bip122:000000000019d6689c085ae165831e93:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
			asset: `${ETHEREUM}/slip44:60`,
			evidence: 'memo',
		})
		expect(sent.legs?.[0]?.transfer).toMatch(/#tx$/)
		const hash = 'AB'.repeat(32)
		for (const [memo, side] of [
			[`OUT:${hash}`, 'destination'],
			[`REFUND:${hash}`, 'refund'],
		] as const) {
			const out = bridgeLog('thorchain', 'TransferOut', [VAULT, OTHER, TOKEN, 5n, memo], router, 9)
			const [leg] = read(withLogs([transferLog(TOKEN, router, OTHER, 5n, 8), out])).legs ?? []
			expect(leg).toMatchObject({ side, key: hash.toLowerCase(), receiver: `${ETHEREUM}:${OTHER}` })
			expect(leg?.transfer).toMatch(/#log:8$/)
		}
	})

	it('reads a memo sent as plain call data with coins', () => {
		const input = `0x${Buffer.from(`=:ETH.USDC-0XA0B8:${OTHER}`).toString('hex')}`
		const [leg] = read(withLogs([], { from: USER, to: VAULT, value: 3n, input })).legs ?? []
		expect(leg).toMatchObject({ side: 'source', peer: 'eip155:1', receiver: `eip155:1:${OTHER}`, amount: 3n })
	})
})

describe('memos of THORChain', () => {
	it('reads swaps, long and short, with their terms', () => {
		expect(thorMemo('=:r:thor1abc:1234e4/10/5:ss:30')).toEqual({
			kind: 'swap',
			chain: 'THOR',
			asset: 'THOR.RUNE',
			destination: 'thor1abc',
			refund: null,
			limit: 12_340_000n,
			interval: 10,
			quantity: 5,
			affiliate: 'ss',
			feeBasisPoints: 30,
		})
		expect(thorMemo('SWAP:ETH.USDC-0xA0b8:0xabc/bc1qback')).toMatchObject({
			chain: 'ETH',
			asset: 'ETH.USDC-0XA0B8',
			destination: '0xabc',
			refund: 'bc1qback',
			limit: null,
		})
		for (const memo of ['s:e:0xabc', '=<:e:0xabc', '=:ETH.ETH:0xabc'])
			expect(thorMemo(memo)).toMatchObject({ asset: 'ETH.ETH' })
	})

	it('reads pay-outs and refunds in either case, and keeps a cut-off hash out', () => {
		const hash = 'AB'.repeat(32)
		expect(thorMemo(`OUT:${hash}`)).toEqual({ kind: 'out', of: hash.toLowerCase() })
		expect(thorMemo(`refund:${hash.toLowerCase()}`)).toEqual({ kind: 'refund', of: hash.toLowerCase() })
		expect(thorMemo(`OUT:${hash.slice(0, 40)}`)).toEqual({ kind: 'out', of: null })
	})

	it('takes no other text for one', () => {
		for (const text of ['', 'hello', 'a note: paid', '=:', '=::x', '=:what', 'OUT:xyz', `=:e:${'0'.repeat(2000)}`])
			expect(thorMemo(text)).toBeNull()
		expect(thorMemo('+:BTC.BTC:thor1abc')).toEqual({ kind: 'other', what: '+' })
	})
})

describe('legs of Bitcoin transactions', () => {
	const withMemo = (line: string, memo: string): UtxoTransaction => {
		const [transaction] = madeTransactions([`${line} memo0`]) as [UtxoTransaction]
		const outputs = transaction.outputs.map((output) =>
			output.account === named('memo') ? { ...output, burn: true, data: Buffer.from(memo).toString('hex') } : output,
		)
		return { ...transaction, outputs }
	}

	it('reads a swap paid to a vault, keyed by its own hash', () => {
		const swap = withMemo('user100 > vault60 user39', `=:ETH.ETH:${OTHER}`)
		expect(utxoLegs(swap)).toMatchObject([
			{
				side: 'source',
				key: swap.txid,
				peer: ETHEREUM,
				receiver: `${ETHEREUM}:${OTHER}`,
				amount: 60n,
				transfer: `${swap.id}:0`,
				contract: null,
			},
		])
	})

	it('keeps a destination out that was cut off, and a vault that is not the first output', () => {
		const cut = withMemo('user100 > vault60 user39', `=:ETH.ETH:${OTHER.slice(0, 30)}`)
		expect(utxoLegs(cut)).toMatchObject([{ key: cut.txid, receiver: null, amount: 60n }])
		expect(utxoLegs(withMemo('user100 > user39 vault60', `=:e:${OTHER}`))).toMatchObject([
			{ transfer: null, amount: null },
		])
	})

	it('reads what a vault pays out and pays back', () => {
		const hash = 'CD'.repeat(32)
		expect(utxoLegs(withMemo('vault100 > user60 vault39', `OUT:${hash}`))).toMatchObject([
			{ side: 'destination', key: hash.toLowerCase(), receiver: named('user'), amount: 60n },
		])
		expect(utxoLegs(withMemo('vault100 > user60 vault39', `REFUND:${hash}`))).toMatchObject([{ side: 'refund' }])
		expect(utxoLegs(withMemo('vault100 > a30 b30 vault39', `OUT:${hash}`))).toMatchObject([{ transfer: null }])
	})

	it('reads nothing of other OP_RETURN texts', () => {
		expect(utxoLegs(withMemo('user100 > shop99', 'omni'))).toEqual([])
	})
})
