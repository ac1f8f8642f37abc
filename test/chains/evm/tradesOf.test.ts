import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import { evm } from '../../../src/chains/evm/evm.js'
import type { EvmLog } from '../../../src/chains/evm/evmBlock.js'
import { protocols } from '../../../src/chains/evm/protocols/protocols.js'
import { address, hash, PLACE, receipt, topic, transaction, word } from './evmFacts.js'

const model = evm('ethereum')
const ID = `eip155:1/${hash(1)}`
const trades = (log: EvmLog, succeeded = true) =>
	model.transaction(PLACE, transaction({ receipt: receipt({ logs: [log], succeeded }) })).trades
const eventOf = (protocol: string, n = 0) => {
	const found = protocols.find(({ id }) => id === protocol)
	const event = found?.events[n]
	if (found === undefined || event === undefined) throw new Error(`no event of ${protocol}`)
	const contract = found.contracts?.['eip155:1']?.[0] ?? address(0x30)
	const topics = [event.topic, ...Array.from({ length: event.topics - 1 }, (_, i) => topic(address(0xa0 + i)))]
	const data = `0x${Array.from({ length: event.words }, (_, i) => word(0xb0 + i)).join('')}`
	return { index: 5, address: contract, topics, data }
}

describe('the exchange protocols', () => {
	it.each(protocols.flatMap(({ id, events }) => events.map((event) => [id, event] as const)))(
		'%s: every topic is that of its signature, every place is one that the event has',
		(_id, { signature, topic: told, topics, words, owner, given, received }) => {
			expect(told).toBe(keccak(signature))
			for (const place of [owner, given?.asset, given?.amount, received?.asset, received?.amount]) {
				if (place === undefined) continue
				if ('topic' in place) expect(place.topic > 0 && place.topic < topics).toBe(true)
				else expect(place.word < words).toBe(true)
			}
			const count = signature.slice(signature.indexOf('(') + 1, -1).split(',').length
			expect(topics - 1 + words).toBeGreaterThanOrEqual(count)
		},
	)

	it('have an id each, and contracts in lower case', () => {
		expect(new Set(protocols.map(({ id }) => id)).size).toBe(protocols.length)
		for (const { contracts } of protocols)
			for (const list of Object.values(contracts ?? {})) for (const one of list) expect(one).toMatch(/^0x[0-9a-f]{40}$/)
	})
})

describe('what a protocol says', () => {
	it('is read by place: who traded, what for what', () => {
		expect(trades(eventOf('cow'))).toEqual([
			{
				id: `${ID}#log:5`,
				protocol: 'cow',
				at: 'eip155:1:0x9008d19f58aabd9ed0d60971565aa8510560ab41',
				verified: true,
				owner: `eip155:1:${address(0xa0)}`,
				given: { asset: `eip155:1/erc20:${address(0xb0)}`, amount: 0xb2n },
				received: { asset: `eip155:1/erc20:${address(0xb1)}`, amount: 0xb3n },
			},
		])
	})

	it('names the chain’s own coin where it names its stand-in', () => {
		const log = eventOf('cow')
		const coin = `0x${'0'.repeat(24)}${'e'.repeat(40)}${log.data.slice(66)}`
		expect(trades({ ...log, data: coin })?.[0]?.given?.asset).toBe('eip155:1/slip44:60')
	})

	it('of pools that anyone can make is that of a pool of that form', () => {
		expect(trades(eventOf('uniswap-v2'))).toMatchObject([{ at: `eip155:1:${address(0x30)}`, verified: false }])
	})

	it('is nothing from a contract that is not its own, otherwise indexed, too short, or of a failed transaction', () => {
		const log = eventOf('cow')
		expect(trades({ ...log, address: address(0x30) })).toBeUndefined()
		expect(trades({ ...log, topics: log.topics.slice(0, 1) })).toBeUndefined()
		expect(trades({ ...log, data: log.data.slice(0, -64) })).toBeUndefined()
		expect(trades(log, false)).toBeUndefined()
	})
})
