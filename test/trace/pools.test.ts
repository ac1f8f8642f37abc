import { id as keccak } from 'ethers'
import { describe, expect, it } from 'vitest'
import type { EvmLog } from '../../src/chains/evm/evmBlock.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { address, call, hash, receipt, word } from '../chains/evm/evmFacts.js'
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
): Promise<TraceResult> {
	const facts = accountFacts(list)
	const seeds = [{ account: id(SEED), asset: ETHER }]
	const result = await trace({
		seeds,
		sources: [sourceOf(facts)],
		labels: labelBookOf(labels),
		budget: { minShare: 0 },
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
