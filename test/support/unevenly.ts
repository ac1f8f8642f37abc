import { setTimeout } from 'node:timers/promises'
import type { ChainAdapter, Page, Query } from '../../src/chains/adapter.js'

/** Numbers from 0 to below 1, the same from the same start (a linear congruential generator: Numerical Recipes). */
export function numbersFrom(start: number): () => number {
	let state = start >>> 0
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0
		return state / 2 ** 32
	}
}

/**
 * The same source, answering in another manner: pages cut to a few transactions in another order, queries in another
 * order and mixed with each other, and after pauses where asked for.
 */
export function unevenly(adapter: ChainAdapter, start: number, pauseMs = 0): ChainAdapter {
	const next = numbersFrom(start)
	const shuffled = <T>(items: readonly T[]): T[] =>
		items
			.map((item) => ({ item, key: next() }))
			.sort((a, b) => a.key - b.key)
			.map(({ item }) => item)
	return {
		...(adapter.inflow === undefined ? {} : { inflow: adapter.inflow.bind(adapter) }),
		describe: (options) => adapter.describe(options),
		async *fetch(queries, options): AsyncGenerator<Page> {
			const open = new Map<Query, Page[]>()
			for await (const page of adapter.fetch(shuffled(queries), options)) {
				const size = 1 + Math.floor(next() * 3)
				const transactions = shuffled(page.transactions)
				const parts: Page[] = open.get(page.query) ?? []
				for (let at = 0; at === 0 || at < transactions.length; at += size)
					parts.push({ ...page, transactions: transactions.slice(at, at + size), more: true })
				open.set(page.query, parts)
			}
			while (open.size > 0) {
				const [query, parts] = shuffled([...open])[0]!
				const part = parts.shift()!
				if (parts.length === 0) open.delete(query)
				if (pauseMs > 0) await setTimeout(next() * pauseMs)
				yield { ...part, more: parts.length > 0 }
			}
		},
	}
}
