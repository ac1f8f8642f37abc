import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import type { AccountTransaction, UtxoTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, coverageOf } from '../support/memoryAdapter.js'
import { ETHER, paymentSource } from '../support/payments.js'
import type { Row } from '../support/reference/orderRows.js'

/** Steps of a chain; `FUNDTRAIL_SCALE=20000` is the length that has to be borne. */
const LENGTH = Number(process.env.FUNDTRAIL_SCALE ?? 1000)
/** Transfers of a busy account: a million at full length. */
const HUB = LENGTH >= 20_000 ? 1_000_000 : 10 * LENGTH
/** Longest that one of these may take, at any length: a chain must not cost the square of its length. */
const LIMIT_MS = 30_000
const budget = { minShare: 0, hops: LENGTH + 1, maxDegree: 10 * LENGTH }

const account = (n: number): string => `eip155:1:0x${n.toString(16).padStart(40, '0')}`
const script = (n: number): string => `${BITCOIN}:script-${n.toString(16).padStart(64, '0')}`
const txid = (n: number): string => n.toString(16).padStart(64, '0')

const row = (n: number, from: number, to: number, amount: bigint): Row => ({
	chain: 'eip155:1',
	txid: `0x${txid(n)}`,
	index: 0,
	block: 1000 + n,
	time: 1_700_000_000 + n,
	from: account(from),
	to: account(to),
	asset: ETHER,
	amount,
})

async function timed<T>(work: Promise<T>): Promise<T> {
	const start = performance.now()
	const result = await work
	expect(performance.now() - start).toBeLessThan(LIMIT_MS)
	return result
}

/** A source that finds the transactions of a chain of spends at once. */
function spends(transactions: readonly UtxoTransaction[]): ChainAdapter {
	const spender = new Map(transactions.map((transaction) => [transaction.inputs[0]?.spends, transaction]))
	const byId = new Map(transactions.map((transaction) => [transaction.id, transaction]))
	const chain = { chain: BITCOIN, ledger: 'utxo', clock: 'height', scope: 'excerpt' } as const
	return {
		describe: async () => ({ chains: [{ ...chain, height: null, blockHash: null, atSeconds: null }], warnings: [] }),
		async *fetch(queries) {
			for (const query of queries) {
				const found = query.kind === 'spend' ? spender.get(query.subject) : byId.get(query.subject)
				const transactions = found === undefined ? [] : [found]
				yield { query, transactions, coverage: coverageOf(query, chain), more: false }
			}
		},
	}
}

/** Each transaction spends the first output of the one before; a unit goes to fees. */
function chainOfSpends(
	outputs: (n: number) => readonly (readonly [account: string, amount: bigint])[],
): UtxoTransaction[] {
	const placed = (n: number): UtxoTransaction['outputs'] =>
		outputs(n).map(([owner, amount], vout) => ({ id: `${BITCOIN}/${txid(n)}:${vout}`, account: owner, amount }))
	return Array.from({ length: LENGTH + 1 }, (_, n) => {
		const spent = n === 0 ? null : placed(n - 1)[0]!
		return {
			...{ kind: 'utxo', id: `${BITCOIN}/${txid(n)}`, chain: BITCOIN, txid: txid(n) },
			...{ height: 1000 + n, atSeconds: 1_500_000_000 + n, order: [1000 + n, 0, 0], coinbase: n === 0 },
			inputs: [{ spends: spent?.id ?? null, account: spent?.account ?? null, amount: spent?.amount ?? null }],
			outputs: placed(n),
		}
	})
}

describe(`${LENGTH} steps in a row`, () => {
	it('on an account ledger', { timeout: 10 * LIMIT_MS }, async () => {
		const rows = Array.from({ length: LENGTH }, (_, n) => row(n, n + 1, n + 2, 1_000_000n))
		const sources = [await paymentSource(rows)]
		const labels = labelBookOf([[account(LENGTH + 1), 'service']])
		const result = await timed(trace({ seeds: [account(1)], sources, labels, budget }))
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([[LENGTH, 1_000_000n]])
		expect(result.endpoints[0]?.accounts[0]?.hops).toBe(LENGTH)
	})

	it('on an output ledger', { timeout: 10 * LIMIT_MS }, async () => {
		const transactions = chainOfSpends((n) => [[script(n), 100_000_000n - BigInt(n)]])
		const labels = labelBookOf([[script(LENGTH), 'service']])
		const seeds = [`${BITCOIN}/${txid(0)}:0`]
		const result = await timed(trace({ seeds, sources: [spends(transactions)], labels, budget }))
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([
			[LENGTH, 100_000_000n - BigInt(LENGTH)],
		])
		expect(result.ledger).toMatchObject([{ fees: BigInt(LENGTH), difference: 0n }])
		expect(result.endpoints[0]?.totals.floor).toBe(100_000_000n - BigInt(LENGTH))
	})

	it('of which each peels a unit off', { timeout: 10 * LIMIT_MS }, async () => {
		// Paths are listed whole, so that this costs the square in bytes: a tenth of the length.
		const short = Math.ceil(LENGTH / 10)
		const transactions = chainOfSpends((n) => [
			[script(2 * n + 1), 100_000_000n - 2n * BigInt(n)],
			[script(2 * n + 2), n === 0 ? 0n : 1n],
		]).slice(0, short + 1)
		const seeds = [`${BITCOIN}/${txid(0)}:0`]
		const result = await timed(trace({ seeds, sources: [spends(transactions)], budget }))
		expect(result.looseEnds).toHaveLength(short + 1)
		expect(result.ledger).toMatchObject([{ fees: BigInt(short), difference: 0n }])
	})
})

/** A source over payments that are made up when asked for: a million rows of text are not what is borne here. */
function payments(
	count: number,
	payment: (n: number) => readonly [from: number, to: number, amount: bigint],
): ChainAdapter {
	const chain = { chain: 'eip155:1', ledger: 'account', clock: 'height', scope: 'excerpt' } as const
	const made = Array.from({ length: count }, (_, n): AccountTransaction => {
		const [from, to, amount] = payment(n)
		const id = `eip155:1/0x${txid(n)}`
		const place = { order: [1000 + n, 0, 0] as const, orderTold: true }
		return {
			...{
				kind: 'account',
				id,
				chain: 'eip155:1',
				txid: `0x${txid(n)}`,
				height: 1000 + n,
				atSeconds: 1_700_000_000 + n,
			},
			transfers: [{ id: `${id}#tx`, from: account(from), to: account(to), asset: ETHER, amount, ...place }],
		}
	})
	const bySubject = new Map<string, AccountTransaction[]>()
	for (const transaction of made) {
		bySubject.set(transaction.id, [transaction])
		for (const { from, to } of transaction.transfers) {
			for (const end of new Set([from, to]) as Set<string>) {
				const list = bySubject.get(end)
				if (list === undefined) bySubject.set(end, [transaction])
				else list.push(transaction)
			}
		}
	}
	return {
		describe: async () => ({ chains: [{ ...chain, height: null, blockHash: null, atSeconds: null }], warnings: [] }),
		async *fetch(queries) {
			for (const query of queries) {
				const transactions = bySubject.get(query.subject) ?? []
				yield { query, transactions, coverage: coverageOf(query, chain), more: false }
			}
		},
	}
}

describe('a chain that is longer than the look-ups that may be made', () => {
	it('says what it left', { timeout: 10 * LIMIT_MS }, async () => {
		const sources = [payments(LENGTH, (n) => [n + 1, n + 2, 1_000_000n])]
		const lookups = Math.floor(LENGTH / 2)
		const result = await timed(trace({ seeds: [account(1)], sources, budget: { ...budget, lookups } }))
		expect([result.status, result.lookups]).toEqual(['partial', lookups])
		expect(result.looseEnds).toMatchObject([{ at: account(lookups + 1), stop: 'budget', amount: 1_000_000n }])
		expect(result.ledger).toMatchObject([{ toolLoss: 1_000_000n, difference: 0n }])
	})
})

describe(`${HUB} transfers at one account`, () => {
	it('end at a hub, which is said', { timeout: 10 * LIMIT_MS }, async () => {
		const sources = [payments(HUB, (n) => (n === 0 ? [1, 2, 500n] : [n + 2, 2, 10n]))]
		const result = await timed(trace({ seeds: [account(1)], sources, budget: { minShare: 0 } }))
		expect(result.looseEnds).toMatchObject([{ at: account(2), stop: 'hub', amount: 500n }])
		expect([result.status, result.ledger[0]?.toolLoss]).toEqual(['complete', 500n])
	})

	it.each(['fifo', 'haircut'] as const)('are replayed under %s', { timeout: 10 * LIMIT_MS }, async (method) => {
		const half = HUB / 2
		const sources = [payments(HUB, (n) => (n < half ? [n + 4, 2, 10n] : [2, n + 4, 10n]))]
		const options = { sources, method, panel: 'none', budget: { maxDegree: HUB, lookups: 5 } } as const
		const result = await timed(trace({ seeds: [{ transaction: `eip155:1/0x${txid(0)}` }], ...options }))
		expect(result.lookups).toBeGreaterThan(1)
		expect(result.ledger).toMatchObject([{ seeded: 10n, loose: 10n, difference: 0n }])
	})

	it.each(['fifo', 'haircut'] as const)(
		'of seed value, in and out, under %s',
		{ timeout: 10 * LIMIT_MS },
		async (method) => {
			// Each payment is a flow of its own, listed whole: a fifth of the payments.
			const half = HUB / 10
			const sources = [payments(2 * half, (n) => (n < half ? [1, 2, 10n] : [2, 3, 10n]))]
			const labels = labelBookOf([[account(3), 'service']])
			const options = { seeds: [account(1)], sources, labels, method, panel: 'none' } as const
			const result = await timed(trace({ ...options, budget: { minShare: 0 } }))
			expect(result.endpoints[0]?.totals.amount).toBe(10n * BigInt(half))
		},
	)
})
