import type { ChainAdapter, FetchOptions, Page, Query } from '../../../src/chains/adapter.js'

/** Remembers whole answers of a source and asks it only what it was not asked before. Finalised history never changes. */
export function warmCache(source: ChainAdapter): ChainAdapter {
	const known = new Map<string, Page[]>()
	const keyOf = ({ kind, subject, from, to }: Query): string => `${kind} ${subject} ${from ?? ''} ${to ?? ''}`

	async function* fetch(queries: readonly Query[], options?: FetchOptions): AsyncGenerator<Page> {
		const open = queries.filter((query) => !known.has(keyOf(query)))
		const fresh = new Map<string, Page[]>()
		if (open.length > 0) {
			for await (const page of source.fetch(open, options)) {
				const pages = fresh.get(keyOf(page.query)) ?? []
				fresh.set(keyOf(page.query), pages)
				pages.push(page)
			}
		}
		for (const [key, pages] of fresh) if (pages.at(-1)?.more === false) known.set(key, pages)
		for (const query of queries) {
			const pages = known.get(keyOf(query)) ?? fresh.get(keyOf(query)) ?? []
			for (const [i, page] of pages.entries()) {
				if (i > 0 && options?.enough?.(query) === true) break
				yield { ...page, query }
			}
		}
	}
	return { describe: (options) => source.describe(options), fetch }
}
