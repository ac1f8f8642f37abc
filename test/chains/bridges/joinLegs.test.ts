import { describe, expect, it } from 'vitest'
import { bridgeCounts, bridgeTable, hasBridgeData } from '../../../scripts/cards/bridgeSets.js'
import type { BridgeProtocol } from '../../../src/chains/bridges/bridgeProtocol.js'
import { bridgeProtocols } from '../../../src/chains/bridges/bridgeProtocols.js'
import { joinLegs } from '../../../src/chains/bridges/join/joinLegs.js'
import { matchArguments } from '../../../src/chains/bridges/join/matchArguments.js'
import type { BridgeLeg } from '../../../src/model/bridgeLeg.js'
import { protocolOf } from './bridgeLogs.js'

const [FROM, TO] = ['eip155:1', 'eip155:137'] as const
const account = (chain: string, byte: string): string => `${chain}:0x${byte.repeat(20)}`
const HOUR = 3600

function leg(id: string, facts: Partial<BridgeLeg> = {}): BridgeLeg {
	const out = facts.side !== undefined && facts.side !== 'source'
	const [chain, peer] = out && facts.side !== 'refund' ? [TO, FROM] : [FROM, TO]
	return {
		id: `${chain}/0x${id}#log:1`,
		side: 'source',
		protocol: 'celer/pool',
		key: '0xkey',
		evidence: 'identifier',
		chain,
		transaction: `${chain}/0x${id}`,
		atSeconds: out ? 1_000_060 : 1_000_000,
		order: null,
		peer: facts.side === 'refund' ? null : peer,
		contract: null,
		sender: account(FROM, 'aa'),
		receiver: facts.side === 'refund' ? account(FROM, 'aa') : account(TO, 'bb'),
		asset: null,
		amount: out ? 99n : 100n,
		transfer: null,
		...facts,
	}
}

const paid = (id: string, facts: Partial<BridgeLeg> = {}): BridgeLeg => leg(id, { side: 'destination', ...facts })

/** What became of each source, in words. */
function said(legs: readonly BridgeLeg[], options: Parameters<typeof joinLegs>[1] = {}): string[] {
	const { pairs, leads, open, withoutSource } = joinLegs(legs, options)
	const short = (id: string): string => id.replace(/^.*\/0x/, '').replace('#log:1', '')
	return [
		...pairs.map(
			({ source, destinations, evidence }) =>
				`${short(source.id)} ${evidence} ${destinations.map(({ id }) => short(id))}`,
		),
		...leads.map(({ source, destination, why }) => `${short(source)} lead ${short(destination)} ${why}`),
		...open.map(({ leg: one, why }) => `${short(one.id)} ${why}`),
		...withoutSource.map(({ id }) => `? ${short(id)}`),
	]
}

describe('joining legs', () => {
	it('pairs by key, and says what it rests on', () => {
		const { pairs } = joinLegs([paid('d'), leg('s')])
		expect(pairs).toMatchObject([
			{
				protocol: 'celer/pool',
				evidence: 'identifier',
				verified: 'pair',
				amounts: 'held',
				equals: 1,
				confidence: 0.99,
			},
		])
		expect(said([paid('d', { key: '0xother' }), leg('s')])).toEqual(['s unpaired', '? d'])
	})

	it('keeps keys of two protocols apart', () => {
		expect(said([paid('d', { protocol: 'multichain' }), leg('s')])).toEqual(['s unpaired', '? d'])
	})

	it('makes a lead of what does not fit: amount, receiver, chain, clock', () => {
		expect(said([leg('s'), paid('d', { amount: 101n })])).toEqual(['s lead d amount', 's unpaired'])
		expect(said([leg('s'), paid('d', { amount: 94n })])).toEqual(['s lead d amount', 's unpaired'])
		expect(said([leg('s'), paid('d', { receiver: account(TO, 'cc') })])).toEqual(['s lead d receiver', 's unpaired'])
		expect(said([leg('s'), paid('d', { peer: 'eip155:10' })])).toEqual(['s lead d chain', 's unpaired'])
		expect(said([leg('s'), paid('d', { chain: 'eip155:10' })])).toEqual(['s lead d chain', 's unpaired'])
		expect(said([leg('s'), paid('d', { atSeconds: 1_000_000 - 1800 })])).toEqual(['s identifier d'])
		expect(said([leg('s'), paid('d', { atSeconds: 1_000_000 - 1801 })])).toEqual(['s lead d clock', 's unpaired'])
	})

	it('takes the same number in other decimals for the same amount, and an untold one for not assessed', () => {
		expect(said([leg('s', { amount: 10n ** 18n }), paid('d', { amount: 990_000n })])).toEqual(['s identifier d'])
		expect(joinLegs([leg('s'), paid('d', { amount: null })]).pairs[0]?.amounts).toBe('notAssessed')
	})

	it('carries no value where the row was not checked', () => {
		const [s, d] = [leg('s', { protocol: 'poly' }), paid('d', { protocol: 'poly' })]
		expect(said([s, d])).toEqual(['s lead d unverified', 's unpaired'])
	})

	it('says what became of what was not paid out', () => {
		const readUntil = (seconds: number) => ({ readUntil: () => seconds })
		expect(said([leg('s')])).toEqual(['s unpaired'])
		expect(said([leg('s')], readUntil(1_000_000 + HOUR))).toEqual(['s inFlight'])
		expect(said([leg('s')], readUntil(1_000_000 + 80 * HOUR))).toEqual(['s unpaired'])
		const fetched: BridgeProtocol = { ...protocolOf('celer/pool'), claimedByUser: true }
		expect(said([leg('s')], { ...readUntil(1_000_000 + 80 * HOUR), protocols: [fetched] })).toEqual(['s unclaimed'])
		expect(said([leg('s'), leg('r', { side: 'refund' })])).toEqual(['s refunded'])
		expect(said([leg('s'), leg('f', { side: 'failure' })])).toEqual(['s failed'])
	})

	it('pairs neither of two pay-outs of one source', () => {
		expect(said([leg('s'), paid('d'), paid('e')])).toEqual(['s lead d several', 's lead e several', 's ambiguous'])
		expect(said([leg('s'), paid('d'), leg('r', { side: 'refund' })])).toEqual(['s lead d several', 's ambiguous'])
	})

	it('takes all parts where a protocol pays in parts, and what it paid back of it', () => {
		const thor = { protocol: 'thorchain', evidence: 'memo' } as const
		const legs = [leg('s', thor), paid('d', thor), paid('e', thor), leg('r', { ...thor, side: 'refund', amount: 30n })]
		const [pair] = joinLegs(legs).pairs
		expect(pair).toMatchObject({ evidence: 'memo', amounts: 'notAssessed' })
		expect([pair?.destinations.length, pair?.refunds.length]).toEqual([2, 1])
	})

	it('tells equal passages apart by their order, or not at all', () => {
		const at = (place: number) => ({ order: [place, 0, 0] as const })
		const two = [leg('s1', at(1)), leg('s2', at(2)), paid('d1', at(7)), paid('d2', at(9))]
		expect(said(two)).toEqual(['s1 arguments d1', 's2 arguments d2'])
		expect(joinLegs(two).pairs[0]).toMatchObject({ equals: 2, confidence: 0.45 })
		expect(said([leg('s1', at(1)), leg('s2'), paid('d1', at(7)), paid('d2', at(9))])).toContain('s1 ambiguous')
		expect(said(two.slice(0, 3))).toContain('s2 ambiguous')
		const other = [...two.slice(0, 3), paid('d2', { ...at(9), amount: 98n })]
		expect(said(other)).toContain('s1 ambiguous')
	})

	it('counts what is told twice once, and leaves reorganised blocks out', () => {
		const twice = joinLegs([leg('s'), leg('s'), paid('d'), paid('d')])
		expect([twice.pairs.length, twice.duplicates]).toEqual([1, 2])
		const old = paid('d', { blockHash: '0xold', atSeconds: 1 })
		const mined = joinLegs([leg('s'), old, paid('d', { blockHash: '0xnew' })], { reorganised: new Set(['0xold']) })
		expect([mined.pairs.length, mined.discarded.length]).toEqual([1, 1])
		expect(said([leg('s'), old], { reorganised: new Set(['0xold']) })).toEqual(['s unpaired'])
		const differs = [leg('s', { blockHash: '0x1' }), leg('s', { blockHash: '0x2', amount: 7n }), paid('d')]
		expect(said(differs)).toEqual(['s ambiguous'])
	})

	it('gives the same answer for any order of legs', () => {
		const legs = Array.from({ length: 400 }, (_, i) => {
			const key = `0x${i % 90}`
			const facts = { key, order: [i, 0, 0] as const, amount: 100n - BigInt(i % 3) }
			return i % 2 === 0 ? leg(`s${i}`, facts) : paid(`d${i}`, facts)
		})
		const expected = JSON.stringify(said(legs))
		let state = 7
		for (let round = 0; round < 5; round++) {
			const shuffled = legs.map((one) => {
				state = (state * 48271) % 2147483647
				return [state, one] as const
			})
			shuffled.sort(([a], [b]) => a - b)
			expect(JSON.stringify(said(shuffled.map(([, one]) => one)))).toBe(expected)
		}
		expect(said(legs).length).toBeGreaterThan(90)
	})
})

describe('matching without an identifier', () => {
	it('gives every source that states the same, as leads', () => {
		const [one, two, three] = [leg('s1'), leg('s2'), leg('s3', { amount: 50n })]
		const out = paid('d', { amount: 100n })
		const ids = (by: 'receiver' | 'receiverAndAmount') => matchArguments([three, two, one], [out], by)[0]
		expect(ids('receiver')?.candidates.map(({ id }) => id)).toEqual([one.id, two.id, three.id])
		expect(ids('receiverAndAmount')?.candidates.length).toBe(2)
		expect(ids('receiverAndAmount')?.confidence).toBe(0.45)
		expect(matchArguments([one], [paid('d', { receiver: null })], 'receiver')[0]?.confidence).toBe(0)
	})
})

describe.skipIf(!hasBridgeData())('real passages from Ethereum to Polygon', () => {
	it('join without a wrong one', () => {
		const counts = bridgeCounts().map(({ verified: _, by: __, ...count }) => count)
		expect(counts).toEqual([
			{ protocol: 'multichain', tried: 2138, found: 2138, wrong: 0, several: 0, none: 0, open: 6 },
			{ protocol: 'celer/pool', tried: 598, found: 394, wrong: null, several: 203, none: 1, open: expect.any(Number) },
			{ protocol: 'poly', tried: 545, found: 538, wrong: null, several: 7, none: 0, open: expect.any(Number) },
		])
	})

	it('have one row for each protocol', () => {
		const rows = bridgeTable().split('\n')
		for (const { id, verified } of bridgeProtocols)
			expect(rows.filter((row) => row.startsWith(`${id} `) && row.includes(` ${verified} `)).length).toBe(1)
	})
})

describe('passages that go on under another key', () => {
	const relay = (id: string, key: string, onward: string, facts: Partial<BridgeLeg> = {}): BridgeLeg =>
		leg(id, { side: 'relay', key, onward, ...facts })

	it('join over one relay or several, in any order', () => {
		const legs = [leg('s', { key: 'a' }), relay('r1', 'a', 'b'), relay('r2', 'b', 'c'), paid('d', { key: 'c' })]
		expect(said(legs)).toEqual(['s identifier d'])
		expect(said([...legs].reverse())).toEqual(['s identifier d'])
		expect(joinLegs(legs).pairs[0]?.relays.map(({ key }) => key)).toEqual(['a', 'b'])
		expect(said(legs.filter(({ onward }) => onward !== 'b'))).toEqual(['s unpaired', '? d'])
	})

	it('tell those that share a key apart by whom and what they pay', () => {
		const protocols = [{ ...protocolOf('celer/pool'), shared: true }]
		const [one, two] = [{ receiver: account(TO, 'b1') }, { receiver: account(TO, 'b2') }]
		const legs = [leg('s1', { key: 't1', ...one }), leg('s2', { key: 't2', ...two }), relay('r1', 't1', 'g')]
		const all = [...legs, relay('r2', 't2', 'g'), paid('d1', { key: 'g', ...one }), paid('d2', { key: 'g', ...two })]
		expect(said(all, { protocols })).toEqual(['s1 identifier d1', 's2 identifier d2'])
		expect(said([...legs, ...all.slice(4)], { protocols })).toEqual(['s1 identifier d1', 's2 unpaired', '? d2'])
		const same = all.map((one_) => ({ ...one_, receiver: account(TO, 'b1') }))
		expect(said(same, { protocols })).toEqual([
			...['s1', 's2'].flatMap((s) => [`${s} lead d1 several`, `${s} lead d2 several`]),
			's1 ambiguous',
			's2 ambiguous',
		])
		const larger = same.map((one_) =>
			one_.id.includes('2') && one_.side !== 'relay' ? { ...one_, amount: 555n } : one_,
		)
		expect(said(larger, { protocols })).toEqual(['s1 identifier d1', 's2 identifier d2'])
	})
})
