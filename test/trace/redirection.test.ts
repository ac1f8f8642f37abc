import { describe, expect, it } from 'vitest'
import { evm } from '../../src/chains/evm/evm.js'
import type { EvmLog, EvmTransaction } from '../../src/chains/evm/evmBlock.js'
import { TOPICS } from '../../src/chains/evm/topics.js'
import type { Seed } from '../../src/model/seed.js'
import { renderExplanation } from '../../src/report/renderExplanation.js'
import { trace } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { address, call, erc20, hash, receipt, topic, transaction, word } from '../chains/evm/evmFacts.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'

const CHAIN = 'eip155:1'
const ETH = `${CHAIN}/slip44:60`
const account = (n: number): string => `${CHAIN}:${address(n)}`
const token = (n: number): string => `${CHAIN}/erc20:${address(n)}`
const [USDC, DAI] = [0x70, 0x71]
/** People are below 0x20, contracts above. */
const [A, B, C, EXCHANGE] = [1, 2, 3, 9]
const [POOL, ROUTER, OTHER_POOL] = [0x30, 0x31, 0x32]
const WETH = 0x40
const COW = '0x9008d19f58aabd9ed0d60971565aa8510560ab41'
const UNISWAP_V2 = '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822'
const COW_TRADE = '0xa07a543ab8a018198e99ca0184c93fe9050a79400a0a723441f84de1d972cc17'
const model = evm(CHAIN, { wrapped: [address(WETH)] })

const swapped = (index: number, pool = POOL): EvmLog => ({
	index,
	address: address(pool),
	topics: [UNISWAP_V2, topic(address(ROUTER)), topic(address(A))],
	data: `0x${word(0)}${word(1)}${word(1)}${word(0)}`,
})
const wrapped = (index: number, of: number, amount: bigint, out = false): EvmLog => ({
	index,
	address: address(WETH),
	topics: [out ? TOPICS.withdrawal : TOPICS.deposit, topic(address(of))],
	data: `0x${word(amount)}`,
})
/** A trade of one owner in a settlement: 0 is the chain's own coin. */
const traded = (index: number, owner: number, sell: [number, bigint], buy: [number, bigint]): EvmLog => ({
	index,
	address: COW,
	topics: [COW_TRADE, topic(address(owner))],
	data: `0x${[sell[0], buy[0], sell[1], buy[1], 0, 0, 0].map(word).join('')}`,
})

interface Step {
	readonly from: number
	readonly to?: number | string
	readonly value?: bigint
	readonly calls?: EvmTransaction['calls']
	readonly logs?: readonly EvmLog[]
}

/** One transaction a block; the first is in block 10. Without calls nothing but the transaction's own value moves. */
const chain = (steps: readonly Step[]) =>
	steps.map(({ from, to = B, value = 0n, calls, logs = [] }, i) => {
		const target = typeof to === 'string' ? to : address(to)
		const root = { ...call([], from, 0, value), to: target }
		return model.transaction(
			{ height: 10 + i, hash: hash(100 + i), atSeconds: 1000 + i },
			transaction({
				hash: hash(i + 1),
				from: address(from),
				to: target,
				value,
				receipt: receipt({ logs }),
				calls: calls === null ? null : [root, ...(calls ?? [])],
			}),
		)
	})

async function run(steps: readonly Step[], seeds: readonly Seed[], options: Partial<TraceOptions> = {}) {
	const facts = chain(steps)
	const result = await trace({
		seeds,
		sources: [memoryAdapter(facts, { chain: CHAIN, ledger: 'account' })],
		labels: labelBookOf([[account(EXCHANGE), 'Exchange']]),
		assets: 'all',
		budget: { minShare: 0 },
		...options,
	})
	const ids = facts.map(({ id }) => id)
	checkResult(result, (transfer) => ids.indexOf(transfer.slice(0, transfer.indexOf('#'))))
	return result
}

/** Where value is at the end: `account asset amount/seedAmount stop`. */
function ends({ endpoints, looseEnds }: TraceResult): string[] {
	const short = (id: string | null): string => String(Number(BigInt((id ?? '').slice((id ?? '').lastIndexOf(':') + 1))))
	const unit = (asset: string): string => (asset === ETH ? 'eth' : short(asset))
	const arrived = endpoints.flatMap(({ accounts }) =>
		accounts.flatMap(({ account: at, amounts }) =>
			amounts
				.filter(({ seedAmount }) => seedAmount > 0n)
				.map(({ asset, amount, seedAmount }) => `${short(at)} ${unit(asset)} ${amount}/${seedAmount} arrived`),
		),
	)
	const loose = looseEnds.map(
		({ account: at, asset, amount, seedAmount, stop }) => `${short(at)} ${unit(asset)} ${amount}/${seedAmount} ${stop}`,
	)
	return [...arrived, ...loose].sort()
}

const pay = (from: number, to: number, value: bigint): Step => ({ from, to, value })
/** Account 1 gives ETH to the pool through the router and gets USDC. */
const sell = (given: bigint, received: bigint): Step => ({
	from: A,
	to: ROUTER,
	value: given,
	calls: [call([0], ROUTER, POOL, given)],
	logs: [erc20(3, POOL, A, received), swapped(4)],
})

describe('an exchange inside a transaction', () => {
	it('R1: everything given was seed value, so everything received is', async () => {
		const result = await run([pay(5, A, 6n), sell(6n, 12n)], [{ transaction: `${CHAIN}/${hash(1)}` }])
		expect(ends(result)).toEqual([`1 ${USDC} 12/6 endOfSource`])
	})

	it('R2: the tainted share of what was given is the tainted share of what was received', async () => {
		const steps = [pay(6, A, 6n), pay(5, A, 4n), sell(6n, 12n)]
		const result = await run(steps, [{ account: account(5) }], { method: 'haircut' })
		expect(ends(result)).toEqual([`1 ${USDC} 4/2 endOfSource`, '1 eth 2/2 endOfSource'])
	})

	it('is one step of a flow, with its record and its arithmetic', async () => {
		const steps = [
			pay(6, A, 6n),
			pay(5, A, 4n),
			sell(6n, 12n),
			{ from: A, to: USDC, logs: [erc20(9, A, EXCHANGE, 12n)] },
		]
		const result = await run(steps, [{ account: account(5) }], { method: 'haircut' })
		expect(ends(result)).toEqual([`9 ${USDC} 4/2 arrived`, '1 eth 2/2 endOfSource'].sort())
		const [flow] = result.flows
		expect(flow?.hops.map(({ kind }) => kind)).toEqual(['transfer', 'swap', 'transfer'])
		const hop = flow?.hops[1]
		const tx = `${CHAIN}/${hash(3)}`
		expect(hop).toMatchObject({
			transfer: `${tx}#swap:0.0.0`,
			from: account(A),
			to: account(A),
			asset: ETH,
			amount: 6n,
			taint: 2n,
			before: { balance: 10n, taint: 4n },
			after: { balance: 4n, taint: 2n },
			received: { asset: token(USDC), amount: 12n, taint: 4n },
			conversion: {
				id: `${tx}#swap:0`,
				payer: account(A),
				given: [{ asset: ETH, amount: 6n }],
				received: [{ to: account(A), asset: token(USDC), amount: 12n }],
				via: [`${tx}#call:0`, `${tx}#log:3`, `${tx}#tx`],
				told: [{ id: `${tx}#log:4`, protocol: 'uniswap-v2' }],
				verified: false,
			},
		})
		expect(result.conversions?.map(({ id }) => id)).toEqual([`${tx}#swap:0`])
		const text = await renderExplanation(result.explain(1), result.graph)
		expect(text).toContain('taint      4 of these: 12 × 2 ÷ 6, rounded by largest remainder (exact here)')
		expect(text).toContain(
			`told by    uniswap-v2 in ${tx}#log:4 (of that form; not all by contracts known as the protocol’s own)`,
		)
		expect(text).toContain('this flow  2 of the 2 that haircut allots here')
		expect(text).toContain('this flow  4 of the 4 that haircut allots here')
	})

	it('goes to whom the exchange was for', async () => {
		const logs = [erc20(3, POOL, EXCHANGE, 12n), swapped(4)]
		const result = await run([{ ...pay(A, POOL, 6n), logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`9 ${USDC} 12/6 arrived`])
		expect(result.endpoints[0]?.totals).toMatchObject({ floor: 6n, ceiling: 6n, lower: 6n, upper: 6n })
	})

	it('through several pools is one, and the tokens between them are nobody’s', async () => {
		const logs = [
			erc20(1, A, POOL, 100n),
			erc20(2, POOL, OTHER_POOL, 90n, DAI),
			swapped(3),
			erc20(4, OTHER_POOL, A, 80n, 0x72),
			swapped(5, OTHER_POOL),
		]
		const result = await run([{ from: A, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`1 ${0x72} 80/100 endOfSource`])
		expect(result.conversions?.[0]?.through).toEqual([account(POOL), account(OTHER_POOL)])
	})

	it('of a wrapped coin is a wrap, one to one, both ways', async () => {
		const steps: Step[] = [
			{ ...pay(A, WETH, 7n), logs: [wrapped(1, A, 7n)] },
			{ from: A, to: WETH, calls: [call([0], WETH, A, 5n)], logs: [wrapped(2, A, 5n, true)] },
			pay(A, EXCHANGE, 5n),
		]
		const result = await run(steps, [{ account: account(A), until: { height: 10 } }])
		expect(ends(result)).toEqual([`1 ${WETH} 2/2 endOfSource`, '9 eth 5/5 arrived'])
		expect(result.flows[0]?.hops.map(({ kind }) => kind)).toEqual(['wrap', 'wrap', 'transfer'])
		expect(result.conversions?.every(({ verified }) => verified)).toBe(true)
	})

	it('of several assets for one counts each alike, and keeps every unit of the seed', async () => {
		const logs = [
			erc20(1, A, POOL, 101n),
			erc20(2, A, POOL, 7n, DAI),
			{ ...erc20(3, 0, A, 9n, POOL), topics: [TOPICS.transfer, `0x${word(0)}`, topic(address(A))] },
			swapped(4),
		]
		const result = await run([{ from: A, to: ROUTER, logs }], [{ account: account(A), asset: token(USDC) }])
		expect(ends(result)).toEqual([`1 ${POOL} 5/101 endOfSource`])
	})

	it('of one asset for several splits the seed alike over them', async () => {
		const logs = [erc20(1, A, POOL, 101n), erc20(2, POOL, A, 50n, DAI), erc20(3, POOL, A, 3n, 0x72), swapped(4)]
		const result = await run([{ from: A, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`1 ${DAI} 50/51 endOfSource`, `1 ${0x72} 3/50 endOfSource`])
	})

	it('leaves what is no unit of anything received as dust at its payer', async () => {
		const steps = [pay(6, A, 1_000_000n), pay(5, A, 3n), sell(1_000_003n, 2n)]
		const result = await run(steps, [{ account: account(5) }], { panel: 'none' })
		expect(ends(result)).toEqual(['1 eth 3/3 dust'])
	})
})

describe('what only passes', () => {
	it('through a multisend is a plain transfer to each', async () => {
		const sent = [2, 3, 4].map((to, i) => call([i], ROUTER, to, 10n))
		const steps = [{ from: A, to: ROUTER, value: 30n, calls: sent }, pay(C, EXCHANGE, 10n)]
		const result = await run(steps, [{ account: account(A) }])
		expect(ends(result)).toEqual(['2 eth 10/10 endOfSource', '4 eth 10/10 endOfSource', '9 eth 10/10 arrived'])
		const [hop] = result.flows[0]?.hops ?? []
		const tx = `${CHAIN}/${hash(1)}`
		expect(hop).toMatchObject({ kind: 'transfer', from: account(A), to: account(C), amount: 10n })
		expect(hop).toMatchObject({ transfer: `${tx}#net:1`, via: [`${tx}#tx`, `${tx}#call:1`] })
	})

	it('and comes back within the transaction cancels: a flash loan, a wash', async () => {
		const logs = [erc20(1, POOL, A, 1_000n), erc20(2, A, B, 400n), erc20(3, B, A, 400n), erc20(4, A, POOL, 1_001n)]
		const result = await run([pay(5, A, 1n), { from: A, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`${POOL} ${USDC} 1/1 endOfSource`])
	})

	it('stays in sight at a seed', async () => {
		const logs = [erc20(1, POOL, A, 1_000n), erc20(2, A, EXCHANGE, 1_000n)]
		const result = await run([{ from: B, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`9 ${USDC} 1000/1000 arrived`])
	})

	it('stays in sight where a label stops it', async () => {
		const logs = [erc20(1, A, EXCHANGE, 5n), erc20(2, EXCHANGE, 8, 5n)]
		const result = await run([{ from: A, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`9 ${USDC} 5/5 arrived`])
	})

	it('stays as told where a seed names the transfer', async () => {
		const logs = [erc20(1, A, B, 5n), erc20(2, B, C, 5n)]
		const seeds = [{ transaction: `${CHAIN}/${hash(1)}`, index: 'log:1' }]
		expect(ends(await run([{ from: A, to: ROUTER, logs }], seeds))).toEqual([`3 ${USDC} 5/5 endOfSource`])
	})
})

describe('a batch settlement', () => {
	/** A sells 100 USDC for 50 DAI, B the other way round; nothing else is needed to serve both. */
	const settlement: Step = {
		from: 7,
		to: COW,
		logs: [
			{ ...erc20(1, A, 0, 100n), topics: [TOPICS.transfer, topic(address(A)), topic(COW)] },
			{ ...erc20(2, B, 0, 50n, DAI), topics: [TOPICS.transfer, topic(address(B)), topic(COW)] },
			{ ...erc20(3, 0, B, 100n), topics: [TOPICS.transfer, topic(COW), topic(address(B))] },
			{ ...erc20(4, 0, A, 50n, DAI), topics: [TOPICS.transfer, topic(COW), topic(address(A))] },
			traded(5, A, [USDC, 100n], [DAI, 50n]),
			traded(6, B, [DAI, 50n], [USDC, 100n]),
		],
	}

	it('is split by its own trades: value stays with its owner', async () => {
		const result = await run([settlement], [{ account: account(A), asset: token(USDC) }])
		expect(ends(result)).toEqual([`1 ${DAI} 50/100 endOfSource`])
		expect(result.conversions?.[0]).toMatchObject({ verified: true, through: [`${CHAIN}:${COW}`] })
	})

	it('by a contract that is not the protocol’s own is what moved, whatever it says', async () => {
		const forged = settlement.logs?.map((log) => ({
			...log,
			address: log.address === COW ? address(0x55) : log.address,
		}))
		const result = await run([{ ...settlement, logs: forged ?? [] }], [{ account: account(A), asset: token(USDC) }])
		expect(ends(result)).toEqual([`2 ${USDC} 100/100 endOfSource`])
	})
})

describe('what a protocol took for nothing', () => {
	it('is credit with it', async () => {
		const result = await run([{ from: A, to: POOL, value: 5n, logs: [swapped(1)] }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`${POOL} eth 5/5 protocolCredit`])
	})

	it('cannot be told where the source has no internal calls', async () => {
		const step = { from: A, to: POOL, calls: null, logs: [erc20(1, A, POOL, 5n), swapped(2)] }
		expect(ends(await run([step], [{ account: account(A) }]))).toEqual([`${POOL} ${USDC} 5/5 semantic`])
	})

	it('cannot be told apart where several gave and others got', async () => {
		const logs = [erc20(1, A, POOL, 5n), erc20(2, B, POOL, 5n), erc20(3, POOL, C, 9n, DAI), swapped(4)]
		const result = await run([{ from: 7, to: ROUTER, logs }], [{ account: account(A) }])
		expect(ends(result)).toEqual([`${POOL} ${USDC} 5/5 semantic`])
	})

	it('is a payment where nothing says that it is a protocol', async () => {
		const logs = [erc20(1, A, 0x50, 5n), erc20(2, 0x50, A, 1n, 0x66)]
		const result = await run([{ from: A, to: 0x50, logs }], [{ account: account(A), asset: token(USDC) }])
		expect(ends(result)).toEqual([`${0x50} ${USDC} 5/5 endOfSource`])
	})
})
