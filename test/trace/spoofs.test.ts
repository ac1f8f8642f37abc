import { describe, expect, it } from 'vitest'
import { AccountIndex } from '../../src/chains/accountIndex.js'
import { evm } from '../../src/chains/evm/evm.js'
import type { EvmLog } from '../../src/chains/evm/evmBlock.js'
import { TOPICS } from '../../src/chains/evm/topics.js'
import { LedgerAdapter } from '../../src/chains/ledgerAdapter.js'
import { InputError } from '../../src/model/errors.js'
import type { DataOptionsInput } from '../../src/model/options.js'
import type { Seed } from '../../src/model/seed.js'
import type { AccountTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { hash, receipt, topic, transaction, word } from '../chains/evm/evmFacts.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'

const CHAIN = 'eip155:1'
const model = evm(CHAIN)
const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
/** A contract that calls itself USDT, and whose name nobody asks for. */
const FAKE = `0x${'fa'.repeat(20)}`
const OTHER_LISTED = '0x6b175474e89094c44da98b954eedeac495271d0f'
const asset = (contract: string): string => `${CHAIN}/erc20:${contract}`
const id = (address: string): string => `${CHAIN}:${address}`

/** An address with these ends; the middle is its own. */
const ends = (start: string, end: string, middle: string): string =>
	`0x${start}${middle.repeat(40).slice(0, 40 - start.length - end.length)}${end}`

const VICTIM = ends('111', '111', '3')
const PAYEE = ends('abc1', '9f9e', '5')
const LIKE = ends('abc1', '7f9e', '6')
const UNLIKE = ends('abd1', '9f9e', '7')
const EXCHANGE = ends('eee', 'eee', '8')
const DAY = 86_400

interface Told {
	readonly from: string
	readonly to: string
	readonly amount: bigint
	readonly contract?: string
	/** Days since the first. */
	readonly day: number
	readonly log?: Partial<EvmLog>
}

const event = ({ from, to, amount, contract = USDT, log }: Told, index: number): EvmLog => ({
	index,
	address: contract,
	topics: [TOPICS.transfer, topic(from), topic(to)],
	data: `0x${word(amount)}`,
	...log,
})

function sourceOf(chain: string, transactions: readonly AccountTransaction[]): LedgerAdapter {
	const place = { height: null, blockHash: null, atSeconds: null }
	const description = { chain, ledger: 'account', clock: 'height', scope: 'excerpt', ...place } as const
	return new LedgerAdapter([{ description, index: new AccountIndex('height', transactions) }])
}

/** One transaction for each list of events. */
async function run(
	lists: readonly (readonly Told[])[],
	seeds: readonly Seed[] = [{ account: id(VICTIM) }],
	options: Omit<DataOptionsInput, 'heuristics'> = {},
): Promise<TraceResult> {
	const facts = lists.map((told, i) => {
		const place = { height: 100 + i, hash: hash(0xb00 + i), atSeconds: 1_700_000_000 + (told[0]?.day ?? 0) * DAY }
		const logs = told.map((one, n) => event(one, n))
		return model.transaction(place, transaction({ hash: hash(i + 1), receipt: receipt({ logs }) }))
	})
	const source = sourceOf(CHAIN, facts)
	const labels = labelBookOf([[id(EXCHANGE), 'X']])
	const result = await trace({ budget: { minShare: 0 }, ...options, seeds, sources: [source], labels })
	const order = facts.flatMap(({ transfers }) => transfers.map((transfer) => transfer.id))
	checkResult(result, (transfer) => order.indexOf(transfer))
	return result
}

const counts = ({ excluded }: TraceResult): Record<string, number> =>
	Object.fromEntries(excluded.map(({ reason, count }) => [reason, count]))
const reached = ({ endpoints }: TraceResult): string[] =>
	endpoints.map(({ seedAsset, totals }) => `${seedAsset.slice(-4)} ${totals.amount}`)
const ended = ({ looseEnds }: TraceResult): string[] => looseEnds.map(({ at, amount }) => `${at.slice(-4)} ${amount}`)

const real = (from: string, to: string, amount: bigint, day: number): Told[] => [{ from, to, amount, day }]

describe('golden S1: address poisoning', () => {
	const paid = real(VICTIM, PAYEE, 5000n, 0)
	const poison = real(VICTIM, LIKE, 0n, 1)
	const loss = real(VICTIM, LIKE, 5000n, 2)

	it('leaves the transfer of nothing out and keeps the loss', async () => {
		const result = await run([paid, poison, loss, real(LIKE, EXCHANGE, 5000n, 3)])
		expect(reached(result)).toEqual(['1ec7 5000'])
		expect(ended(result)).toEqual(['9f9e 5000'])
		expect(counts(result)).toEqual({ lookAlike: 1 })
		expect(result.excluded[0]?.examples).toEqual([`${CHAIN}/${hash(2)}#log:0`])
		expect(result.graph?.hasNode(`${CHAIN}/${hash(2)}`)).toBe(false)
		expect(result.warnings.find(({ code }) => code === 'lookAlike')?.text).toContain('1 left out (lookAlike)')
	})

	it('says beside the loss that its payee looks like another, and only there', async () => {
		const result = await run([paid, poison, loss, real(LIKE, EXCHANGE, 5000n, 3)])
		const said = result.evidence.filter(({ claim }) => claim === 'lookAlike')
		expect(said.map(({ transactions, heuristic }) => [transactions, heuristic.params])).toEqual([
			[[`${CHAIN}/${hash(3)}`], { payee: id(LIKE), like: id(PAYEE) }],
		])
		const hop = result.flows[0]?.hops.find(({ to }) => to === id(LIKE))
		expect(hop?.evidence).toContain(said[0]?.id)
	})

	it('leaves tiny transfers by the look-alike out of both ledgers', async () => {
		const dust = real(LIKE, VICTIM, 1n, 1)
		const result = await run([real(VICTIM, PAYEE, 50_000n, 0), dust, real(LIKE, EXCHANGE, 7n, 4)])
		expect(counts(result)).toEqual({ lookAlike: 1 })
		expect(result.graph?.hasNode(id(LIKE))).toBe(false)
	})

	it.each([
		['from an address that does not look alike', real(UNLIKE, VICTIM, 1n, 1), {}],
		['of more than a ten-thousandth of what the account pays', real(LIKE, VICTIM, 5n, 1), {}],
		['31 days after the counterparty', real(LIKE, VICTIM, 1n, 31), {}],
		['before the counterparty was dealt with', real(LIKE, VICTIM, 1n, -1), {}],
		['30 days after the counterparty', real(LIKE, VICTIM, 1n, 30), { lookAlike: 1 }],
	])('takes a transfer %s for what it is', async (_, dust, expected) => {
		const first = real(VICTIM, PAYEE, 50_000n, 0)
		const lists = (dust[0]?.day ?? 0) < 0 ? [dust, first] : [first, dust]
		expect(counts(await run(lists))).toEqual(expected)
	})

	it('looks only at counterparties of the account itself', async () => {
		const strangers = real(ends('222', '222', '4'), PAYEE, 50_000n, 0)
		const result = await run([strangers, real(LIKE, VICTIM, 1n, 1), real(VICTIM, EXCHANGE, 60_000n, 2)])
		expect(counts(result)).toEqual({})
	})

	it('counts a fake token in the name of the look-alike, and does not take it for a counterparty', async () => {
		const fake: Told[] = [{ from: VICTIM, to: LIKE, amount: 5000n, contract: FAKE, day: 1 }]
		const result = await run([real(VICTIM, PAYEE, 50_000n, 0), fake, real(LIKE, VICTIM, 1n, 2)])
		expect(counts(result)).toEqual({ lookAlike: 2 })
		expect(ended(result)).toEqual(['9f9e 50000'])
	})
})

describe('assets', () => {
	const most = 10n ** 30n
	const lists: Told[][] = [
		[{ from: VICTIM, to: EXCHANGE, amount: 40n, day: 0 }],
		[{ from: VICTIM, to: EXCHANGE, amount: most, contract: FAKE, day: 1 }],
	]

	it('are known by chain and contract: a fake token is no part of the answer', async () => {
		const result = await run(lists)
		expect(reached(result)).toEqual(['1ec7 40'])
		expect(result.ledger.map(({ asset: seeded }) => seeded)).toEqual([asset(USDT)])
		expect(counts(result)).toEqual({ unlistedAsset: 1 })
	})

	it.each([
		['a seed names', [{ account: id(VICTIM), asset: asset(FAKE) }], {}, [`fafa ${most}`]],
		[
			'the caller knows',
			undefined,
			{ assets: [asset(FAKE).toUpperCase().replace('EIP155:1/ERC20:0X', 'eip155:1/erc20:0x')] },
			['1ec7 40', `fafa ${most}`],
		],
		['are all taken at their word', undefined, { assets: 'all' as const }, ['1ec7 40', `fafa ${most}`]],
	])('that %s are followed', async (_, seeds, options, expected) => {
		const result = await run(lists, seeds, options)
		expect(reached(result).sort()).toEqual(expected)
		expect(counts(result)).toEqual({})
	})

	it('that the caller names are checked and part of what is asked', async () => {
		await expect(run(lists, undefined, { assets: ['USDT'] })).rejects.toThrow(InputError)
		const [plain, named] = [await run(lists), await run(lists, undefined, { assets: [asset(FAKE)] })]
		expect(named.method.configHash).not.toBe(plain.method.configHash)
	})

	it('of other contracts stay where the walk comes upon them: no swap loses its trail', async () => {
		const fake: Told[] = [{ from: EXCHANGE, to: VICTIM, amount: 5n, contract: FAKE, day: 0 }]
		const result = await run([fake, ...lists.slice(0, 1)])
		expect(reached(result)).toEqual(['1ec7 40'])
		expect(counts(result)).toEqual({ unlistedAsset: 1 })
	})

	it('that no list of their chain knows are not judged', async () => {
		const own = evm('eip155:31337')
		const logs = [event({ from: VICTIM, to: EXCHANGE, amount: 9n, contract: FAKE, day: 0 }, 0)]
		const made = own.transaction(
			{ height: 1, hash: hash(1), atSeconds: 1 },
			transaction({ receipt: receipt({ logs }) }),
		)
		const source = sourceOf('eip155:31337', [made])
		const result = await trace({ seeds: [`eip155:31337:${VICTIM}`], sources: [source] })
		expect(ended(result)).toEqual(['8eee 9'])
	})
})

describe('events that are no amounts', () => {
	const item = { topics: [TOPICS.transfer, topic(VICTIM), topic(EXCHANGE), `0x${word(7)}`], data: '0x' }
	const bad = { topics: [TOPICS.transfer, `0x${'f'.repeat(64)}`, topic(EXCHANGE)] }

	it('are counted by reason and move nothing', async () => {
		const told = { from: VICTIM, to: EXCHANGE, amount: 7n, day: 1, contract: OTHER_LISTED }
		const result = await run([
			real(VICTIM, EXCHANGE, 5n, 0),
			[
				{ ...told, log: item },
				{ ...told, log: bad },
				{ ...told, amount: 0n },
				{ ...told, log: { data: '0x01' } },
			],
		])
		expect(reached(result)).toEqual(['1ec7 5'])
		expect(counts(result)).toEqual({ malformed: 2, nonFungible: 1, zeroValue: 1 })
	})

	it('are counted where they stand beside value', async () => {
		const told = { from: VICTIM, to: EXCHANGE, amount: 7n, day: 1 }
		const result = await run([[{ ...told, log: bad }, { ...told, log: { data: '0x01' } }, told]])
		expect(reached(result)).toEqual(['1ec7 7'])
		expect(counts(result)).toEqual({ malformed: 2 })
	})
})

describe('events that are amounts', () => {
	it('are two where two say the same', async () => {
		const told = { from: VICTIM, to: EXCHANGE, amount: 7n, day: 1 }
		expect(reached(await run([[told, told]]))).toEqual(['1ec7 14'])
	})

	it('move what arrives where a token keeps a part', async () => {
		const told = { from: VICTIM, amount: 99n, day: 1 }
		const result = await run([
			[
				{ ...told, to: EXCHANGE },
				{ ...told, to: USDT, amount: 1n },
			],
		])
		expect(reached(result)).toEqual(['1ec7 99'])
		expect(ended(result)).toEqual(['1ec7 1'])
	})
})
