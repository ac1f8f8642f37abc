import type { CoverageReason } from '../../../model/coverage.js'
import { SourceError } from '../../../model/errors.js'
import { type EsploraClient, TooBusyError } from './esploraClient.js'
import type { EsploraTransaction } from './esploraReplies.js'

/** What a server told of an account, and why it may not be all. */
export interface AccountHistory {
	readonly told: readonly EsploraTransaction[]
	readonly reason: CoverageReason | null
}

/** Walks of a history: one may meet a new block, which moves every page. */
const WALKS = 2

/**
 * Reads the confirmed transactions of an account page by page, newest first, until a page is empty, and holds how many there
 * were against what the server counts. A page that is cut off, a limit of the server or a row that was left out shows in
 * the count; a walk that began before a block came is made again. All of it is read even where only a part is wanted: a
 * part cannot be counted.
 * @param account `/address/<address>` or `/scripthash/<hash>`
 * @throws what is no failure of the server: the signal's reason
 */
export async function accountHistory(
	client: EsploraClient,
	account: string,
	maxTransactions: number,
	signal: AbortSignal,
): Promise<AccountHistory> {
	let history: Walk = { told: new Map(), failure: null }
	for (let walk = 1; walk <= WALKS; walk++) {
		try {
			const count = await client.transactionCount(account, signal)
			if (count > maxTransactions) return { told: [], reason: 'C_HUB' }
			history = await walkPages(client, account, maxTransactions, signal)
			if (history.failure !== null) break
			if (history.told.size === count) return { told: [...history.told.values()], reason: null }
		} catch (failure) {
			if (signal.aborted || !(failure instanceof SourceError)) throw failure
			history = { ...history, failure }
			break
		}
	}
	const { told, failure } = history
	const reason = failure === null || failure instanceof TooBusyError ? 'C_WINDOW' : 'C_NOT_FETCHED'
	return { told: [...told.values()], reason }
}

interface Walk {
	readonly told: ReadonlyMap<string, EsploraTransaction>
	readonly failure: SourceError | null
}

async function walkPages(
	client: EsploraClient,
	account: string,
	maxTransactions: number,
	signal: AbortSignal,
): Promise<Walk> {
	const told = new Map<string, EsploraTransaction>()
	let last: string | undefined
	for (;;) {
		let page: readonly EsploraTransaction[]
		try {
			page = await client.history(account, last, signal)
		} catch (failure) {
			if (signal.aborted || !(failure instanceof SourceError)) throw failure
			return { told, failure }
		}
		const known = told.size
		for (const transaction of page) if (transaction.status.confirmed) told.set(transaction.txid, transaction)
		// Pages that repeat themselves would never end.
		if (told.size === known || told.size > maxTransactions) return { told, failure: null }
		last = page[page.length - 1]?.txid
	}
}
