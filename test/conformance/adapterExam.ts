import { describe, expect, it } from 'vitest'
import type { ChainAdapter, FetchOptions, Page, Query } from '../../src/chains/adapter.js'
import { parseAsset } from '../../src/model/asset.js'
import { chainFacts } from '../../src/model/chains.js'
import { coverageSchema } from '../../src/model/coverage.js'
import { chainOf, parseAccount, parseOutput, parseTransaction } from '../../src/model/identifiers.js'
import { compareText } from '../../src/model/order.js'
import type { Transaction, UtxoTransaction } from '../../src/model/transaction.js'

/** An adapter and what a correct one must know of its source. Ids in canonical form. */
export interface Examinee {
	readonly adapter: ChainAdapter
	/** An account with at least two transactions in the source. */
	readonly account: string
	readonly transaction: string
	/** An output that the source shows spent; left out where the source has no outputs. */
	readonly output?: string
	/** A well-formed account of a described chain that the source does not mention. */
	readonly unknownAccount: string
}

/** What an adapter answered to one query. */
interface Answer {
	readonly transactions: readonly Transaction[]
	readonly coverage: Page['coverage']
}

/** Registers the tests that every chain adapter must pass. `open` makes a fresh adapter over the same source. */
export function adapterExam(name: string, open: () => Promise<Examinee>): void {
	describe(`adapter exam: ${name}`, () => {
		it('describes its chains, the same each time', async () => {
			const { adapter, account } = await open()
			const first = await adapter.describe()
			expect(first.chains.length).toBeGreaterThan(0)
			expect(first.chains.map(({ chain }) => chain)).toContain(chainOf(account))
			expect(new Set(first.chains.map(({ chain }) => chain)).size).toBe(first.chains.length)
			for (const { chain, ledger, clock, scope, height, atSeconds } of first.chains) {
				expect(chainFacts(chain)?.id).toBe(chain)
				expect(['utxo', 'account']).toContain(ledger)
				expect(['height', 'time']).toContain(clock)
				expect(['complete', 'excerpt']).toContain(scope)
				for (const figure of [height, atSeconds])
					expect(figure === null || (Number.isSafeInteger(figure) && figure >= 0)).toBe(true)
			}
			expect(await adapter.describe()).toEqual(first)
		})

		it('answers every query with at least one page and exactly one last page', async () => {
			const examinee = await open()
			const queries = questions(examinee)
			const last = new Map<Query, number>()
			for await (const page of examinee.adapter.fetch(queries)) {
				expect(queries).toContain(page.query)
				expect(last.get(page.query) ?? 0).toBe(0)
				last.set(page.query, page.more ? 0 : 1)
				expect(() => coverageSchema.parse(page.coverage)).not.toThrow()
				expect(page.coverage.subject.chain).toBe(chainOf(page.query.subject))
				expect(page.coverage.range).toMatchObject({ from: page.query.from ?? null, to: page.query.to ?? null })
			}
			expect(queries.map((query) => last.get(query))).toEqual(queries.map(() => 1))
		})

		it('finds what it was asked for', async () => {
			const { adapter, account, transaction, output } = await open()
			const asked: Query[] = [
				{ kind: 'account', subject: account },
				{ kind: 'transaction', subject: transaction },
				...(output === undefined ? [] : [{ kind: 'spend' as const, subject: output }]),
			]
			const [ofAccount, one, spend] = await answers(adapter, asked)
			expect(ofAccount?.transactions.length).toBeGreaterThan(1)
			for (const found of ofAccount?.transactions ?? []) expect(accounts(found)).toContain(account)
			expect(one?.transactions.map(({ id }) => id)).toEqual([transaction])
			if (output !== undefined) {
				expect(spend?.transactions).toHaveLength(1)
				const [spender] = spend?.transactions ?? []
				expect(spender?.kind === 'utxo' && spender.inputs.map(({ spends }) => spends)).toContain(output)
			}
		})

		it('tells the coinbase of a block with all fees where it says that it can, else that it did not', async () => {
			const { adapter, transaction } = await open()
			const { chains } = await adapter.describe()
			const [answer] = await answers(adapter, [{ kind: 'coinbase', subject: transaction }])
			const [coinbase] = answer?.transactions ?? []
			if (chains.find(({ chain }) => chain === chainOf(transaction))?.coinbases !== true) {
				expect([coinbase, answer?.coverage.status]).toEqual([undefined, 'unavailable'])
				return
			}
			const [itself] = await answers(adapter, [{ kind: 'transaction', subject: coinbase?.id ?? '' }])
			const { blockFees, ...rest } = coinbase as UtxoTransaction
			expect([rest]).toEqual(itself?.transactions)
			expect(rest.coinbase).toBe(true)
			expect([rest.id, ...(blockFees ?? []).map((fee) => fee.transaction)]).toContain(transaction)
		})

		it('hands out whole transactions: the same one by every way of asking', async () => {
			const { adapter, account } = await open()
			const [ofAccount] = await answers(adapter, [{ kind: 'account', subject: account }])
			const sample = (ofAccount?.transactions ?? []).slice(0, 20)
			const byId = await answers(
				adapter,
				sample.map(({ id }) => ({ kind: 'transaction', subject: id })),
			)
			expect(byId.map(({ transactions }) => transactions)).toEqual(sample.map((transaction) => [transaction]))
			const others = [...new Set(sample.flatMap(accounts))].slice(0, 20)
			const known = new Map(sample.map((transaction) => [transaction.id, transaction]))
			let met = 0
			for (const { transactions } of await answers(
				adapter,
				others.map((subject) => ({ kind: 'account', subject })),
			)) {
				for (const transaction of transactions) {
					const same = known.get(transaction.id)
					if (same === undefined) continue
					met++
					expect(transaction).toEqual(same)
				}
			}
			expect(met).toBeGreaterThan(0)
		})

		it('answers alike whatever the order and batching of queries', async () => {
			const examinee = await open()
			const queries = questions(examinee)
			const together = await answers(examinee.adapter, queries)
			const backwards = await answers(examinee.adapter, [...queries].reverse())
			expect(backwards.reverse()).toEqual(together)
			const fresh = await open()
			for (const [i, query] of queries.entries()) expect(await answers(fresh.adapter, [query])).toEqual([together[i]])
		})

		it('gives the same again: nothing handed out changes later', async () => {
			const examinee = await open()
			const queries = questions(examinee)
			const first = await answers(examinee.adapter, queries)
			const copy = structuredClone(first)
			expect(await answers(examinee.adapter, queries)).toEqual(copy)
			expect(first).toEqual(copy)
		})

		it('answers an unknown subject with complete and empty, never with an error', async () => {
			const { adapter, unknownAccount, transaction } = await open()
			const missing = transaction.replace(/[0-9a-f]{64}$/, 'ab'.repeat(32))
			const found = await answers(adapter, [
				{ kind: 'account', subject: unknownAccount },
				{ kind: 'transaction', subject: missing },
			])
			for (const { transactions, coverage } of found) {
				expect(transactions).toEqual([])
				expect(coverage.status).toBe('complete')
			}
		})

		it('answers a foreign chain with unavailable and a reason', async () => {
			const { adapter } = await open()
			const foreign = 'eip155:987654321'
			const found = await answers(adapter, [
				{ kind: 'account', subject: `${foreign}:0x${'11'.repeat(20)}` },
				{ kind: 'transaction', subject: `${foreign}/0x${'11'.repeat(32)}` },
				{ kind: 'spend', subject: `${foreign}/0x${'11'.repeat(32)}:0` },
			])
			for (const { transactions, coverage } of found) {
				expect(transactions).toEqual([])
				expect(coverage.status).toBe('unavailable')
				expect(coverage.reasons.length).toBeGreaterThan(0)
			}
		})

		it('keeps to the window, both ends inclusive', async () => {
			const { adapter, account } = await open()
			const subject = account
			const [all] = await answers(adapter, [{ kind: 'account', subject }])
			const clocks = (all?.transactions ?? []).map(clockOf).sort((a, b) => a - b)
			const [first, middle, last] = [clocks[0], clocks[clocks.length >> 1], clocks.at(-1)] as [number, number, number]
			const windows = [
				{ from: first, to: last },
				{ from: middle },
				{ to: middle },
				{ from: middle, to: middle },
				{ from: first + 1 },
				{ to: last - 1 },
				{ from: last + 1 },
				{ from: middle, to: middle - 1 },
			]
			const found = await answers(
				adapter,
				windows.map((window) => ({ kind: 'account', subject, ...window })),
			)
			for (const [i, window] of windows.entries()) {
				const inside = (all?.transactions ?? []).filter((transaction) => {
					const clock = clockOf(transaction)
					return clock >= (window.from ?? clock) && clock <= (window.to ?? clock)
				})
				expect(found[i]?.transactions).toEqual(inside)
			}
		})

		it('states exact amounts and well-formed, unique ids', async () => {
			const examinee = await open()
			for (const { transactions } of await answers(examinee.adapter, questions(examinee))) {
				const ids = transactions.map(({ id }) => id)
				expect(new Set(ids).size).toBe(ids.length)
				for (const transaction of transactions) checkTransaction(transaction)
			}
		})

		it('offers, if any, an inflow that its transactions bear out', async () => {
			const { adapter, account, unknownAccount } = await open()
			if (adapter.inflow === undefined) return
			const [all] = await answers(adapter, [{ kind: 'account', subject: account }])
			const from = clockOf(all?.transactions[1] as Transaction)
			for (const window of [{}, { from }, { to: from }]) {
				const inside = (all?.transactions ?? []).filter((transaction) => {
					const clock = clockOf(transaction)
					return clock >= (window.from ?? clock) && clock <= (window.to ?? clock)
				})
				const figures = await adapter.inflow([account, unknownAccount], window)
				const positive = [...(figures.get(account) ?? [])].filter(([, amount]) => amount > 0n)
				expect(new Map(positive)).toEqual(arrivals(inside, account))
				expect([...(figures.get(unknownAccount) ?? [])]).toEqual([])
			}
		})

		it.each(['before', 'during'])(
			'ends with the reason of an abort %s the iteration, within a second',
			async (when) => {
				const examinee = await open()
				const reason = new Error('the caller has had enough')
				const controller = new AbortController()
				const queries = Array.from({ length: 50 }, () => questions(examinee)).flat()
				if (when === 'before') controller.abort(reason)
				let pages = 0
				let abortedAt = performance.now()
				const iterate = async (options: FetchOptions): Promise<void> => {
					for await (const _ of examinee.adapter.fetch(queries, options)) {
						if (++pages > 1) continue
						abortedAt = performance.now()
						controller.abort(reason)
					}
				}
				await expect(iterate({ signal: controller.signal })).rejects.toBe(reason)
				expect(performance.now() - abortedAt).toBeLessThan(1000)
				if (when === 'before') expect(pages).toBe(0)
				else expect(pages).toBeLessThan(queries.length)
			},
		)
	})
}

function questions({ account, transaction, output, unknownAccount }: Examinee): Query[] {
	return [
		{ kind: 'account', subject: account },
		{ kind: 'transaction', subject: transaction },
		{ kind: 'account', subject: unknownAccount },
		{ kind: 'spend', subject: output ?? `${transaction}:0` },
		{ kind: 'account', subject: account, from: 0, to: 1 },
	]
}

/** One answer per query, in the order of the queries. */
async function answers(adapter: ChainAdapter, queries: readonly Query[]): Promise<Answer[]> {
	const pages = new Map<Query, Page[]>(queries.map((query) => [query, []]))
	for await (const page of adapter.fetch(queries)) pages.get(page.query)?.push(page)
	return queries.map((query) => {
		const own = pages.get(query) ?? []
		expect(own.length).toBeGreaterThan(0)
		const transactions = own.flatMap((page) => page.transactions)
		const { coverage } = own.at(-1) as Page
		return { transactions: transactions.sort((a, b) => clockOf(a) - clockOf(b) || compareText(a.id, b.id)), coverage }
	})
}

function clockOf(transaction: Transaction): number {
	return transaction.kind === 'utxo' ? transaction.order[0] : (transaction.transfers[0]?.order[0] ?? Number.NaN)
}

function accounts(transaction: Transaction): string[] {
	const named =
		transaction.kind === 'utxo'
			? [...transaction.inputs, ...transaction.outputs].map(({ account }) => account)
			: [...transaction.transfers, ...(transaction.setAside ?? [])].flatMap(({ from, to }) => [from, to])
	return named.filter((account) => account !== null)
}

function arrivals(transactions: readonly Transaction[], account: string): Map<string, bigint> {
	const sums = new Map<string, bigint>()
	for (const transaction of transactions) {
		const facts = chainFacts(transaction.chain)
		const arriving =
			transaction.kind === 'utxo'
				? transaction.outputs.map((output) => ({
						...output,
						to: output.account,
						asset: `${facts?.id}/slip44:${facts?.native.slip44}`,
					}))
				: transaction.transfers
		for (const { to, asset, amount } of arriving) {
			if (to === account && amount > 0n) sums.set(asset, (sums.get(asset) ?? 0n) + amount)
		}
	}
	return sums
}

function checkTransaction(transaction: Transaction): void {
	expect(parseTransaction(transaction.id)).toBe(transaction.id)
	expect(transaction.id).toBe(`${transaction.chain}/${transaction.txid}`)
	for (const account of accounts(transaction)) expect(parseAccount(account)).toBe(account)
	const parts = transaction.kind === 'utxo' ? transaction.outputs : transaction.transfers
	expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length)
	for (const { amount } of parts) {
		expect(typeof amount).toBe('bigint')
		expect(amount >= 0n).toBe(true)
	}
	if (transaction.kind === 'utxo') {
		for (const { id } of transaction.outputs) expect(parseOutput(id).startsWith(`${transaction.id}:`)).toBe(true)
		for (const { spends, amount } of transaction.inputs) {
			if (spends !== null) expect(parseOutput(spends)).toBe(spends)
			expect(amount === null || amount >= 0n).toBe(true)
		}
		return
	}
	for (const { id, asset } of transaction.transfers) {
		expect(id.startsWith(`${transaction.id}#`)).toBe(true)
		expect(id.slice(transaction.id.length)).toMatch(/^#(?:tx|fee|mint|[a-z]+:[0-9.]+)$/)
		expect(parseAsset(asset)).toBe(asset)
	}
}
