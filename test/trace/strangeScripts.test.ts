import { describe, expect, it } from 'vitest'
import { openBlocks } from '../../src/chains/bitcoin/index.js'
import { opReturnEvidence } from '../../src/heuristics/bitcoin/opReturnEvidence.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { type MadeTransaction, makeBlock } from '../chains/bitcoin/makeBlock.js'
import { spend } from '../heuristics/spend.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN } from '../support/memoryAdapter.js'

const KEY = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'
const NO_BLOCK = 'ab'.repeat(32)
const KINDS: readonly (readonly [name: string, script: string])[] = [
	['a non-standard script', '935287'],
	['a script that breaks off', '4cff01'],
	['an unknown witness version', '60020001'],
	['a witness program of a length that nobody knows', '5103aabbcc'],
	['an empty script', ''],
	['bare multisig', `5121${KEY}51ae`],
	['pay to public key', `21${KEY}ac`],
]

/** A trace of the value of the coinbase in a block with these transactions. */
async function traced(
	script: string,
	transactions: (coin: string) => readonly MadeTransaction[],
): Promise<TraceResult> {
	const first = { parent: NO_BLOCK, coinbase: '0401020304', reward: [[script, 1_000n]] as const }
	const coin = `${makeBlock(first).txids[0]}:0`
	const { bytes } = makeBlock({ ...first, transactions: transactions(coin) })
	const sources = [await openBlocks([{ bytes, name: 'block', scope: 'complete' }])]
	const result = await trace({
		seeds: [{ output: `${BITCOIN}/${coin}` }],
		sources,
		panel: 'none',
		budget: { minShare: 0 },
	})
	for (const { difference } of result.ledger) expect(difference).toBe(0n)
	return result
}

const ends = ({ looseEnds }: TraceResult) => looseEnds.map(({ stop, amount }) => [stop, amount])

describe('value of a block', () => {
	it.each(KINDS)('goes on from %s and stays at it', async (_, script) => {
		const result = await traced(script, (coin) => [{ spends: [coin], pays: [[script, 990n]] }])
		expect(ends(result)).toEqual([['held', 990n]])
		expect(result.ledger[0]).toMatchObject({ seeded: 1_000n, loose: 990n, fees: 10n })
		expect(result.status).toBe('complete')
	})

	it('is found at a bare key by a label of its address, with the evidence', async () => {
		const labels = labelBookOf([[`${BITCOIN}:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH`, 'Some Exchange']])
		const made = makeBlock({ parent: NO_BLOCK, coinbase: '0401020304', reward: [['51', 7n]] })
		const next = makeBlock({
			...{ parent: made.hash, coinbase: '0405' },
			transactions: [{ spends: [`${made.txids[0]}:0`], pays: [[`21${KEY}ac`, 7n]] }],
		})
		const sources = [await openBlocks([made, next].map(({ bytes }, i) => ({ bytes, name: `block ${i}` })))]
		const result = await trace({ seeds: [{ output: `${BITCOIN}/${made.txids[0]}:0` }], sources, labels })
		expect(result.endpoints[0]).toMatchObject({ entity: 'Some Exchange', totals: { amount: 7n } })
		expect(result.evidence.map(({ claim }) => claim)).toContain('sameKey')
	})

	it('goes through a transaction that stands before the one it spends', async () => {
		const result = await traced('51', (coin) => {
			const parent: MadeTransaction = { spends: [coin], pays: [['52', 900n]] }
			const { txids } = makeBlock({ coinbase: '00', transactions: [parent] })
			return [{ spends: [`${txids[1]}:0`], pays: [['53', 800n]] }, parent]
		})
		expect(ends(result)).toEqual([['held', 800n]])
		expect(result.ledger[0]?.fees).toBe(200n)
	})

	it('ends where it meets an input of unknown value, and the result says so', async () => {
		const result = await traced('51', (coin) => [{ spends: [coin, `${NO_BLOCK}:7`], pays: [['52', 5_000n]] }])
		expect(ends(result)).toEqual([['noPrevout', 1_000n]])
		expect(result.status).toBe('partial')
	})

	it('goes through 10,000 outputs and together again', async () => {
		const result = await traced('51', (coin) => {
			const wide: MadeTransaction = {
				spends: [coin],
				pays: Array.from({ length: 10_000 }, (_, i) => ['52', i < 20 ? 50n : 0n] as const),
			}
			const { txids } = makeBlock({ coinbase: '00', transactions: [wide] })
			return [wide, { spends: wide.pays.map((_, i) => `${txids[1]}:${i}`), pays: [['53', 1_000n]] }]
		})
		expect(ends(result)).toEqual([['held', 1_000n]])
	})

	it('is burnt where an output cannot be spent, and what that output says is evidence', async () => {
		const result = await traced('51', (coin) => [
			{
				spends: [coin],
				pays: [
					['6a0568656c6c6f', 3n],
					['52', 990n],
				],
			},
		])
		expect(ends(result).sort()).toEqual([
			['burn', 3n],
			['held', 990n],
		])
		const [said] = result.evidence.filter(({ claim }) => claim === 'data')
		expect(said?.heuristic.params).toMatchObject({ hex: '68656c6c6f', text: 'hello' })
		expect(said?.note).toContain('5 bytes')
		expect(said?.note).not.toContain('hello')
	})
})

describe('opReturnEvidence', () => {
	const saying = (...data: string[]) => {
		const made = spend('said', [[1, 10n]], [[2, 5n]])
		const outputs = data.map((hex, i) => ({ ...made.outputs[0]!, id: `${made.id}:${i}`, data: hex, burn: true }))
		return { ...made, outputs }
	}

	it.each([
		['68c3a9', 'hé'],
		['00ff', undefined],
		['c3', undefined],
		['1b5d', undefined],
		['e280ae61', undefined],
	])('reads %s as text where a reader can see all of it', (hex, text) => {
		const [said] = opReturnEvidence(saying(hex))
		expect(said?.heuristic.params.hex).toBe(hex)
		expect(said?.heuristic.params.text).toBe(text)
	})

	it('tells each output apart, and nothing of an empty one or of newly made coin', () => {
		const made = saying('61', '', '62')
		expect(opReturnEvidence(made).map(({ id }) => id)).toEqual([`opReturn ${made.id}:0`, `opReturn ${made.id}:2`])
		expect(opReturnEvidence({ ...made, coinbase: true })).toEqual([])
	})
})
