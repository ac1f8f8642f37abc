import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import type { EvmLog } from '../../src/chains/evm/evmBlock.js'
import { renderResult } from '../../src/report/renderResult.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { address, call, erc20, hash, receipt, word } from '../chains/evm/evmFacts.js'
import { accountFacts, CHAIN, ETHER, id, type Placed, sourceOf } from '../heuristics/evm/accountFacts.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'

const [SEED, HOLDER, RELAYER, EXIT, ROUTER] = [0xa, 0xb, 0xc, 0xd, 0x5]
const POOL = '0x910cbd523d972eb0a6f4cae4618ad62622b39dbf'
const TEN = 10n ** 19n

const deposit = (leaf: number): EvmLog => ({
	index: 0,
	address: POOL,
	topics: [keccak('Deposit(bytes32,uint32,uint256)'), `0x${word(leaf + 1)}`],
	data: `0x${word(leaf)}${word(1)}`,
})
const put = (from: number, leaf: number, at: number): Placed => ({
	from: address(from),
	to: POOL,
	value: TEN,
	at,
	receipt: receipt({ logs: [deposit(leaf)] }),
})

async function run(
	list: readonly Placed[],
	labels: readonly (readonly [string, string, string])[] = [],
	more: Partial<Parameters<typeof trace>[0]> = {},
): Promise<TraceResult> {
	const facts = accountFacts(list)
	const seeds = [{ account: id(SEED), asset: ETHER }]
	const result = await trace({
		seeds,
		sources: [sourceOf(facts)],
		labels: labelBookOf(labels),
		budget: { minShare: 0 },
		...more,
	})
	const order = facts.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
	checkResult(result, (transfer) => order.indexOf(transfer))
	return result
}
const pool = `${CHAIN}:${POOL}`
const ends = ({ looseEnds }: TraceResult) => looseEnds.map(({ at, stop, amount }) => [at, stop, amount])

describe('a mixing pool', () => {
	const pay: Placed = { from: address(SEED), to: address(HOLDER), value: TEN, at: 1 }
	const exit: Placed = {
		from: address(RELAYER),
		to: POOL,
		at: 9,
		calls: [call([], RELAYER, 0), { ...call([0], 0, EXIT, TEN), from: POOL }],
	}

	it('ends value without any label, and names no exit', async () => {
		const result = await run([pay, put(HOLDER, 41, 2), exit])
		expect(ends(result)).toEqual([[pool, 'mixer', TEN]])
		expect(result.looseEnds[0]).toMatchObject({ entity: null, category: null, hops: 2 })
		expect(JSON.stringify(result.toJSON())).not.toContain(id(EXIT))
	})

	it('says what its notes are and among how many deposits that of the trace stands', async () => {
		const result = await run([pay, put(HOLDER, 41, 2), exit])
		const item = result.evidence.find(({ claim }) => claim === 'mixingPool')
		expect(item?.heuristic.params).toEqual({ account: pool, asset: ETHER, note: TEN.toString(), notesEverPutIn: '42' })
		expect(item?.transactions).toEqual([`${CHAIN}/${hash(2)}`])
		expect(result.looseEnds[0]?.evidence).toEqual([item?.id])
	})

	it('is one behind its router too', async () => {
		const routed: Placed = {
			...put(HOLDER, 3, 2),
			to: address(ROUTER),
			calls: [call([], HOLDER, ROUTER, TEN), { ...call([0], ROUTER, 0, TEN), to: POOL }],
		}
		const result = await run([pay, routed, exit])
		expect(ends(result)).toEqual([[pool, 'mixer', TEN]])
	})

	it('is what it is, whatever a label that stops nothing says', async () => {
		const result = await run([pay, put(HOLDER, 41, 2), exit], [[pool, 'somebody', 'hack']])
		expect(ends(result)).toEqual([[pool, 'mixer', TEN]])
		const named = await run([pay, put(HOLDER, 41, 2), exit], [[pool, 'Tornado Cash', 'mixing_service']])
		expect(named.looseEnds[0]).toMatchObject({ stop: 'mixer', entity: 'Tornado Cash' })
	})
})

describe('leads in a mixing pool', () => {
	const withdrawal = (to: number): EvmLog => ({
		index: 0,
		address: POOL,
		topics: [keccak('Withdrawal(address,bytes32,address,uint256)'), `0x${word(RELAYER)}`],
		data: `0x${word(to)}${word(9)}${word(0)}`,
	})
	const taken = (to: number, at: number): Placed => ({
		from: address(RELAYER),
		to: POOL,
		at,
		receipt: receipt({ fee: 1n, logs: [withdrawal(to)] }),
		calls: [call([], RELAYER, 0), { ...call([0], 0, to, TEN), from: POOL }],
	})
	const signed = (from: number, leaf: number, at: number): Placed => ({
		...put(from, leaf, at),
		receipt: receipt({ fee: 1n, logs: [deposit(leaf)] }),
	})
	const funded: Placed = { from: address(SEED), to: address(HOLDER), value: TEN + 5n, at: 1 }
	/** The holder's note, the notes of ten others, and who took one out. */
	const story = (...exits: number[]): Placed[] => [
		funded,
		signed(HOLDER, 0, 2),
		...Array.from({ length: 10 }, (_, i) => signed(0x100 + i, i + 1, 3 + i)),
		// Before most of them are made, so that who took out is by chance seldom one who had put in.
		...exits.map((to, i) => taken(to, 4 + i)),
	]
	const set = { mix: 'set' } as const

	it('name who took out where value of a seed was put in, with the set and chance, and no amount', async () => {
		const list = story(EXIT, HOLDER)
		const { pools, ...result } = (await run(list, [], set)).toJSON()
		const { pools: none, ...stopped } = (await run(list)).toJSON()
		expect(none).toBeUndefined()
		expect(pools?.leads).toEqual([
			{
				rule: 'sameAddress',
				pool,
				withdrawal: `${CHAIN}/${hash(list.length)}#log:0`,
				account: id(HOLDER),
				entity: null,
				category: null,
				attributions: [],
				paidAt: 1_600_000_000 + 5 * 12,
				seeds: [id(SEED)],
				deposits: [`${CHAIN}/${hash(2)}#log:0`],
				otherDeposits: 0,
				anonymitySet: 3,
				confidence: 'moderate',
				pValue: expect.closeTo(3 / 11, 1),
				corroboratedBy: [],
			},
		])
		expect(pools?.pools).toEqual([
			{ account: pool, asset: ETHER, note: TEN.toString(), deposits: 11, withdrawals: 2, depositsBefore: 0 },
		])
		expect(pools?.rules.map(({ rule, missing }) => [rule, ...missing])).toEqual([
			['sameAddress'],
			['knownEachOther'],
			['sameNotes'],
			['sameGasPrice', 'gas prices'],
			['claimedBlocks', 'claims of rewards'],
		])
		// Leads change no figure.
		for (const name of ['endpoints', 'looseEnds', 'ledger', 'flows', 'status', 'factsHash'] as const)
			expect(result[name]).toEqual(stopped[name])
	})

	it('name no bystander: what is tied to notes of others is counted alone', async () => {
		const result = await run(story(0x100, EXIT), [], set)
		expect(result.pools?.leads).toEqual([])
		expect(result.pools?.rules[0]).toMatchObject({ rule: 'sameAddress', linked: 1 })
		const text = await renderResult(result)
		expect(text).toContain('no lead: no rule ties a withdrawal to a note of this trace')
		for (const other of [0x100, EXIT]) expect(`${JSON.stringify(result.toJSON())}${text}`).not.toContain(id(other))
	})

	it('rest on acquaintance outside of the pool, not on spoofed or serviced one', async () => {
		const met = (n: number, more: Partial<Placed> = {}): Placed => ({
			...{ from: address(HOLDER), to: address(EXIT), value: 1n, at: 20 + n, receipt: receipt({ fee: 0n }) },
			...more,
		})
		const spoof = (n: number): Placed => ({
			...{ from: address(ROUTER), to: address(0x99), at: 20 + n },
			receipt: receipt({ logs: [{ ...erc20(0, HOLDER, EXIT, 7n), address: address(0x99) }] }),
		})
		const rulesOf = async (list: readonly Placed[], labels: [string, string, string][] = []) =>
			(await run(list, labels, set)).pools?.leads.map(({ rule, account }) => [rule, account])
		const [start, end] = [story(), [taken(EXIT, 50)]]
		expect(await rulesOf([...start, met(0), met(1), met(2), ...end])).toEqual([['knownEachOther', id(EXIT)]])
		expect(await rulesOf([...start, met(0), met(1), ...end])).toEqual([])
		expect(await rulesOf([...start, spoof(0), spoof(1), spoof(2), ...end])).toEqual([])
		const service: [string, string, string][] = [[id(EXIT), 'Exchange', 'exchange']]
		expect(await rulesOf([...start, met(0), met(1), met(2), ...end], service)).toEqual([])
	})

	it('are said with how well chance does the same', async () => {
		const text = await renderResult(await run(story(EXIT, HOLDER), [], set))
		expect(text).toContain('Mixing pools that value entered')
		expect(text).toContain('notes of 10.000000000000000000 ETH; 11 deposits and 2 withdrawals were read')
		expect(text).toMatch(
			/sameAddress: ties 1 of .+ dealt out anew 999 times it ties 0\.\d+ on average, as many with p = 0\.\d+$/m,
		)
		expect(text).toContain('A lead is no arrival and carries no amount.')
	})

	it('are read within the budget, or the result says that they were not', async () => {
		const result = await run(story(HOLDER), [], { ...set, budget: { minShare: 0, lookups: 2 } })
		expect([result.pools, result.status]).toEqual([undefined, 'partial'])
	})

	it('are not asked for looking back', async () => {
		expect((await run(story(HOLDER), [], { ...set, direction: 'backward', method: 'fifo' })).pools).toBeUndefined()
	})
})
