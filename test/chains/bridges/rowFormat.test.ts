import { Interface } from 'ethers'
import { describe, expect, it } from 'vitest'
import type { BridgeProtocol } from '../../../src/chains/bridges/bridgeProtocol.js'
import { BridgeRegistry } from '../../../src/chains/bridges/bridgeRegistry.js'
import { bridgeDecoder } from '../../../src/chains/bridges/decode/bridgeDecoder.js'
import { parseSignature, topicOf } from '../../../src/chains/bridges/decode/parseSignature.js'
import { joinLegs } from '../../../src/chains/bridges/join/joinLegs.js'
import type { EvmLog, EvmTransaction } from '../../../src/chains/evm/evmBlock.js'
import { evm } from '../../../src/chains/evm/index.js'
import type { BridgeLeg } from '../../../src/model/bridgeLeg.js'
import { transferLog, withLogs } from './bridgeLogs.js'

const CHAIN = 'eip155:1'
const [USER, OTHER, TOKEN, BRIDGE, POOL, STRANGER] = ['a1', 'a2', 'c1', 'd1', 'd2', 'ee'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string]
const BLOCK = { height: 5, hash: `0x${'b1'.repeat(32)}`, atSeconds: 1_700_000_000 }

const SENT = 'Sent(uint64 indexed ticket, uint8 riders)'
const NONCE = 'Nonce(uint64 nonce)'
const TAKE = 'take(address to)'
const topic = (text: string): string => topicOf(parseSignature(text))

const row: BridgeProtocol = {
	id: 'test',
	name: 'Test',
	verified: 'contract',
	evidence: 'identifier',
	contracts: { [CHAIN]: [BRIDGE, POOL] },
	events: [
		{
			side: 'destination',
			event: SENT,
			topic: topic(SENT),
			read: (values, { beside, asked, log, contract, sent }) => {
				const next = beside('nonce').find((one) => one.log === (log ?? 0) + 1)
				if (next === undefined) return null
				return Array.from({ length: Number(values.uint('riders')) }, (_, i) => ({
					key: `${values.uint('ticket')}/${next.values.uint('nonce') + BigInt(i)}/${contract}/${sent}`,
					peer: null,
					sender: null,
					receiver: asked('take')?.hex('to') ?? null,
					asset: TOKEN,
					amount: null,
					carried: true,
					fee: 3n,
				}))
			},
		},
	],
	beside: [{ name: 'nonce', event: NONCE, topic: topic(NONCE) }],
	asked: [{ name: 'take', call: TAKE, selector: topic(TAKE).slice(0, 10) }],
	payments: [
		{
			side: 'source',
			read: ({ from, asset, amount }, { txid }) => ({
				key: txid,
				peer: 'eip155:137',
				sender: from,
				receiver: from,
				asset,
				amount,
			}),
		},
	],
	deeds: [
		{
			side: 'destination',
			types: [126],
			chains: [CHAIN],
			read: ({ to, mint }, { txid }) => ({
				key: txid,
				peer: null,
				sender: null,
				receiver: to,
				asset: 'native',
				amount: mint,
			}),
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 60,
	sources: ['none'],
}

const registry = new BridgeRegistry([], [row])
const legsOf = (facts: EvmTransaction): BridgeLeg[] =>
	bridgeDecoder(registry, evm(CHAIN).transaction(BLOCK, facts), facts).legs

function log(text: string, values: readonly unknown[], address: string, index: number): EvmLog {
	const abi = new Interface([`event ${text}`])
	const { topics, data } = abi.encodeEventLog(text.slice(0, text.indexOf('(')), values)
	return { index, address, topics: [...topics], data }
}
const taking = { to: BRIDGE, input: new Interface([`function ${TAKE}`]).encodeFunctionData('take', [OTHER]) }

describe('what a row of the registry can read', () => {
	it('events beside its own, the call, and the amount that the transfer tells', () => {
		const logs = [log(SENT, [7n, 1], BRIDGE, 3), log(NONCE, [9n], POOL, 4), transferLog(TOKEN, POOL, OTHER, 40n, 5)]
		const [leg, ...more] = legsOf(withLogs(logs, taking))
		expect(more).toEqual([])
		expect(leg).toMatchObject({
			side: 'destination',
			key: `7/9/${BRIDGE}/0x${'0e'.repeat(20)}`,
			receiver: `${CHAIN}:${OTHER}`,
			asset: `${CHAIN}/erc20:${TOKEN}`,
			amount: 40n,
			fee: 3n,
		})
		expect(leg?.transfer).toMatch(/#log:5$/)
	})

	it('nothing beside it that a stranger tells, and no call to a stranger', () => {
		const told = [log(SENT, [7n, 1], BRIDGE, 3), transferLog(TOKEN, POOL, OTHER, 40n, 5)]
		expect(legsOf(withLogs([...told, log(NONCE, [9n], STRANGER, 4)], taking))).toEqual([])
		const [leg] = legsOf(withLogs([...told, log(NONCE, [9n], POOL, 4)], { ...taking, to: STRANGER }))
		expect(leg).toMatchObject({ receiver: null, amount: null, transfer: null })
	})

	it('several legs of one event, of which none takes a transfer that may be the other one’s', () => {
		const logs = [log(SENT, [7n, 2], BRIDGE, 3), log(NONCE, [9n], POOL, 4), transferLog(TOKEN, POOL, OTHER, 40n, 5)]
		const legs = legsOf(withLogs(logs, taking))
		expect(legs.map(({ id }) => id.split('#')[1])).toEqual(['log:3.0', 'log:3.1'])
		expect(legs.map(({ transfer }) => transfer)).toEqual([null, null])
		expect(new Set(legs.map(({ key }) => key)).size).toBe(2)
	})

	it('payments into its contracts, and transactions by their type', () => {
		const [paid, ...more] = legsOf(
			withLogs([transferLog(TOKEN, USER, POOL, 8n, 2), transferLog(TOKEN, USER, OTHER, 1n, 3)]),
		)
		expect(more).toEqual([])
		expect(paid).toMatchObject({
			side: 'source',
			amount: 8n,
			receiver: `eip155:137:${USER}`,
			contract: `${CHAIN}:${POOL}`,
		})
		expect(paid?.transfer).toBe(paid?.id)
		const deed = { type: 126, from: USER, to: USER, mint: 5n, value: 0n }
		const [minted] = legsOf(withLogs([], deed))
		expect(minted).toMatchObject({ side: 'destination', receiver: `${CHAIN}:${USER}`, amount: 5n, contract: null })
		expect(minted?.transfer).not.toBeNull()
		expect(legsOf(withLogs([], { ...deed, type: 2, mint: 0n }))).toEqual([])
	})

	it('refuses to be asked for what it does not list', () => {
		expect(() => registry.beside('test', 'other')).toThrow('does not list')
		expect(() => registry.asked('test', 'other')).toThrow('does not list')
		const wrong = (facts: Partial<BridgeProtocol>) => () => new BridgeRegistry([], [{ ...row, ...facts }])
		expect(wrong({ beside: [{ name: 'x', event: NONCE, topic: '0x' }] })).toThrow('whose hash is not')
		expect(wrong({ asked: [{ name: 'x', call: TAKE, selector: '0x' }] })).toThrow('whose hash is not')
	})
})

describe('amounts after stated fees', () => {
	const leg = (side: 'source' | 'destination', amount: bigint, facts: Partial<BridgeLeg> = {}): BridgeLeg => ({
		id: `${CHAIN}/0x${side}#log:1`,
		side,
		protocol: 'test',
		key: 'k',
		evidence: 'identifier',
		chain: CHAIN,
		transaction: `${CHAIN}/0x${side}`,
		atSeconds: 1,
		order: null,
		peer: CHAIN,
		contract: null,
		sender: null,
		receiver: null,
		asset: null,
		amount,
		transfer: null,
		...facts,
	})
	const check = (invariant: BridgeProtocol['invariant'], ...legs: BridgeLeg[]) =>
		joinLegs(legs, { protocols: [{ ...row, invariant }] }).pairs[0]?.amounts ?? 'violated'

	it('are the same, whichever side states the fee', () => {
		const equal = { kind: 'equal' } as const
		expect(check(equal, leg('source', 100n, { fee: 4n }), leg('destination', 96n))).toBe('held')
		expect(check(equal, leg('source', 100n), leg('destination', 96n, { fee: 4n }))).toBe('held')
		expect(check(equal, leg('source', 100n), leg('destination', 96n, { fee: 3n }))).toBe('violated')
	})

	it('are near where a pool lies between', () => {
		const near = { kind: 'near', mostMillionths: 10_000n } as const
		for (const [out, held] of [
			[9_900n, 'held'],
			[10_100n, 'held'],
			[9_899n, 'violated'],
			[10_102n, 'violated'],
		] as const)
			expect(check(near, leg('source', 10_000n), leg('destination', out))).toBe(held)
	})
})
