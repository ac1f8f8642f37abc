import { describe, expect, it } from 'vitest'
import type { BridgeProtocol } from '../../../src/chains/bridges/bridgeProtocol.js'
import { bridgeProtocols } from '../../../src/chains/bridges/bridgeProtocols.js'
import { BridgeRegistry } from '../../../src/chains/bridges/bridgeRegistry.js'
import { derivedKeys } from '../../../src/chains/bridges/decode/derivedKeys.js'
import { parseSignature, topicOf } from '../../../src/chains/bridges/decode/parseSignature.js'
import { parseAccount } from '../../../src/model/identifiers.js'
import { compareText } from '../../../src/model/order.js'

const repeated = (byte: string, bytes: number): string => `0x${byte.repeat(bytes)}`
/** An address of 20 such bytes as 32. */
const padded = (byte: string): string => `0x${'0'.repeat(24)}${byte.repeat(20)}`

describe('the registry of bridges', () => {
	it('computes every topic from its signature', () => {
		const rows = bridgeProtocols.flatMap(({ events }) => events)
		expect(rows.length).toBeGreaterThan(10)
		for (const { event, topic } of rows) expect(topicOf(parseSignature(event))).toBe(topic)
		expect(() => new BridgeRegistry()).not.toThrow()
	})

	it('lists each row once, in order, with contracts that are accounts', () => {
		const ids = bridgeProtocols.map(({ id }) => id)
		expect(ids).toEqual([...new Set(ids)].sort(compareText))
		for (const { contracts } of bridgeProtocols)
			for (const [chain, addresses] of Object.entries(contracts))
				for (const address of addresses) expect(parseAccount(`${chain}:${address}`)).toBe(`${chain}:${address}`)
	})

	it('refuses a row with a type that the ABI does not have', () => {
		const wrong = (event: string): BridgeProtocol[] => [
			{ ...(bridgeProtocols[0] as BridgeProtocol), events: [{ side: 'source', event, topic: '0x', read: () => null }] },
		]
		for (const event of [
			'Redeem(address to, uint265 amount)',
			'Redeem(adress to)',
			'Redeem(bytes33 id)',
			'Redeem(uint7 a)',
		])
			expect(() => new BridgeRegistry([], wrong(event))).toThrow('unknown type')
		expect(() => new BridgeRegistry([], wrong('Redeem(bytes indexed id)'))).toThrow('only a hash')
		expect(() => new BridgeRegistry([], wrong('Redeem(address to)'))).toThrow('whose hash is not that of its signature')
	})

	it('takes further contracts of protocols that it knows', () => {
		const contract = `eip155:31337:0x${'ab'.repeat(20)}`
		const registry = new BridgeRegistry([{ protocol: 'multichain', contract }])
		expect(registry.isContract(contract, 'multichain')).toBe(true)
		expect(registry.isContract(contract, 'thorchain')).toBe(false)
		expect(() => new BridgeRegistry([{ protocol: 'nobody', contract }])).toThrow(
			'bridges[0]: no bridge protocol "nobody"',
		)
		expect(() => new BridgeRegistry([{ protocol: 'multichain', contract: 'eip155:1:0x12' }])).toThrow('bridges[0]')
	})

	it('writes tuples, arrays and names away', () => {
		const signature = parseSignature(
			'Filled((uint32 eid, bytes32 sender)[] indexed origins, (bool, string) note, uint8[] x)',
		)
		expect(signature.canonical).toBe('Filled((uint32,bytes32)[],(bool,string),uint8[])')
		expect(signature.parameters.map(({ name, indexed }) => [name, indexed])).toEqual([
			['origins', true],
			['note', false],
			['x', false],
		])
	})
})

describe('derived keys', () => {
	it('are those of the specification', () => {
		const [one, two, three] = [repeated('11', 20), repeated('22', 20), repeated('33', 20)] as const
		const celer = { sender: one, receiver: two, token: three, amount: 1000n, toChain: 56n, nonce: 1n, fromChain: 1n }
		expect(derivedKeys.celer(celer)).toBe('0x936ebf8b384e1eef8d33edbcac0f22c196a46f8d8cb56c9968fa92e77fd10939')
		const packet = {
			nonce: 1n,
			fromEndpoint: 30101n,
			sender: padded('11'),
			toEndpoint: 30110n,
			receiver: padded('22'),
		}
		expect(derivedKeys.layerZero(packet)).toBe('0x385573dc40a1c8c196ef922b968c3bde76f295c5d5b61661dd96373be24023c5')
		expect(derivedKeys.opWithdrawal(1n, one, two, 1000n, 21000n)).toBe(
			'0xa84c84ec4868dfac96c717298e1657ed80f0ccbe1dc08d6a18b9d08c486e1eee',
		)
	})

	it('give the transfer ids of real Celer deposits, whose nonces are the milliseconds before', () => {
		// Connector-Tool/Connector 9911e8d: the deposits 0x381d6edb… and 0x663fbe3d…, and what their releases on Polygon name.
		const user = '0xae0a3a2bca6301e24d56871860e9ea32595b1529'
		const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
		const deposit = { sender: user, receiver: user, token: weth, fromChain: 1n, toChain: 137n }
		expect(derivedKeys.celer({ ...deposit, amount: 10n ** 17n, nonce: 1639299307195n })).toBe(
			'0xc51b90c7f4e30735020023c24e6b3d7c8ff1249aed52c89fd2f6d85d885fa8b6',
		)
		const other = '0x709dbae4984f8d65cde34a37eaea788db940517d'
		const tether = '0xdac17f958d2ee523a2206206994597c13d831ec7'
		const second = { sender: other, receiver: other, token: tether, fromChain: 1n, toChain: 137n }
		expect(derivedKeys.celer({ ...second, amount: 50_000_000n, nonce: 1639097659251n })).toBe(
			'0x3cb34952cfae8c34a54fa2180502348b39eb8fc92fe47a8f6f9c2b43cc9a37c3',
		)
	})
})
