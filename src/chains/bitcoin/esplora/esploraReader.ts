import type { CoverageReason } from '../../../model/coverage.js'
import { SourceError } from '../../../model/errors.js'
import { addressOf } from '../../../model/identifiers.js'
import { compareEvents, compareText } from '../../../model/order.js'
import type { UtxoInput, UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import type { Query } from '../../adapter.js'
import { Attempts } from '../../transport/attempts.js'
import type { BitcoinChain } from '../scripts/accountOfScript.js'
import { accountHistory } from './accountHistory.js'
import type { EsploraClient } from './esploraClient.js'
import type { EsploraTransaction } from './esploraReplies.js'
import { type EsploraSnapshot, esploraSnapshot } from './esploraSnapshot.js'
import { esploraTransaction } from './esploraTransaction.js'

/** What a source counts as the chain: this chain, up to this height. */
export interface EsploraScope {
	readonly chain: BitcoinChain
	/** Null: the newest when the source is first used. */
	readonly height: number | null
	readonly maxTransactions: number
}

/** What was found, in order of the chain; without reasons it is all there is. */
export interface EsploraAnswer {
	readonly transactions: readonly UtxoTransaction[]
	readonly reasons: readonly CoverageReason[]
	readonly status: 'complete' | 'incomplete' | 'unavailable'
}

/** Bounds of the height, both inclusive. */
type Window = Pick<Query, 'from' | 'to'>

type Outspends = Awaited<ReturnType<EsploraClient['outspends']>>

const NOTHING: EsploraAnswer = { transactions: [], reasons: [], status: 'complete' }

/** Confirmed transactions up to a snapshot, as one server tells them; what it told once is not asked for again. */
export class EsploraReader {
	readonly #client: EsploraClient
	readonly #scope: EsploraScope
	readonly #snapshot = new Attempts<string, EsploraSnapshot>()
	/** What was read of a confirmed transaction, and of who spends its outputs up to the snapshot: neither changes. */
	readonly #transactions = new Attempts<string, UtxoTransaction>()
	readonly #outspends = new Attempts<string, Outspends>()

	constructor(client: EsploraClient, scope: EsploraScope) {
		this.#client = client
		this.#scope = scope
	}

	/** The block up to which is read. @throws SourceError where the server holds another chain, or not so much of it */
	snapshot(signal: AbortSignal | undefined): Promise<EsploraSnapshot> {
		const { chain, height } = this.#scope
		return this.#snapshot.get(chain.id, () => esploraSnapshot(this.#client, chain.id, height, signal), signal)
	}

	async transaction(txid: string, window: Window, signal: AbortSignal): Promise<EsploraAnswer> {
		const { height } = await this.snapshot(signal)
		const told = await this.#client.transaction(txid, signal)
		return told === null ? NOTHING : this.#confirmed([told], window, height, signal)
	}

	/** Every transaction of an account. @param account id in canonical form */
	async history(account: string, window: Window, signal: AbortSignal): Promise<EsploraAnswer> {
		const { height } = await this.snapshot(signal)
		const address = addressOf(account)
		const path = address.startsWith('script-') ? `/scripthash/${address.slice(7)}` : `/address/${address}`
		const { maxTransactions } = this.#scope
		const { told, reason } = await accountHistory(this.#client, path, maxTransactions, signal)
		const found = await this.#confirmed(told, window, height, signal)
		const transactions = found.transactions.filter((transaction) => concerns(transaction, account))
		// Rows of another account may stand in the place of this one's.
		const answer = transactions.length === found.transactions.length ? found : partly(transactions)
		if (reason === null) return answer
		const status = told.length > 0 ? 'incomplete' : 'unavailable'
		return { ...answer, reasons: [...new Set([reason, ...answer.reasons])].sort(compareText), status }
	}

	/** The transaction that spends `<txid>:<vout>`. */
	async spend(output: string, window: Window, signal: AbortSignal): Promise<EsploraAnswer> {
		const { height } = await this.snapshot(signal)
		const [txid = '', vout] = output.split(':')
		const spends = await this.#outspends.get(txid, () => this.#client.outspends(txid, signal), signal)
		if (spends === null) return NOTHING
		const found = spends[Number(vout)]
		if (found === undefined) throw inconsistent(`output ${output} is not among the ${spends.length} of its transaction`)
		if (!found.spent || !found.status.confirmed || found.status.block_height > height) return NOTHING
		const told = await this.#client.transaction(found.txid, signal)
		const spent = told?.vin[found.vin]
		if (told === null || spent === undefined || `${spent.txid}:${spent.vout}` !== output)
			throw inconsistent(`transaction ${found.txid} is told to spend output ${output} and does not`)
		return this.#confirmed([told], window, height, signal)
	}

	/** Those that are confirmed up to a height and in the window, oldest first; what cannot be read is said. */
	async #confirmed(
		told: readonly EsploraTransaction[],
		{ from = 0, to = Number.POSITIVE_INFINITY }: Window,
		height: number,
		signal: AbortSignal,
	): Promise<EsploraAnswer> {
		const wanted = told.filter(({ status }) => {
			const at = status.confirmed ? status.block_height : Number.POSITIVE_INFINITY
			return at <= height && at >= from && at <= to
		})
		const read = await Promise.allSettled(
			wanted.map((one) => this.#transactions.get(one.txid, () => this.#placed(one, signal), signal)),
		)
		const transactions: UtxoTransaction[] = []
		let failed = false
		for (const outcome of read) {
			if (outcome.status === 'fulfilled') transactions.push(outcome.value)
			else if (!signal.aborted && outcome.reason instanceof SourceError) failed = true
			else throw outcome.reason
		}
		transactions.sort(compareEvents)
		return failed ? partly(transactions) : { ...NOTHING, transactions }
	}

	async #placed(told: EsploraTransaction, signal: AbortSignal): Promise<UtxoTransaction> {
		const { txid, status } = told
		const { block_height, pos } = await this.#client.place(txid, signal)
		if (!status.confirmed || block_height !== status.block_height)
			throw inconsistent(`transaction ${txid} is told to stand in two blocks`)
		const { block_hash: blockHash = await this.#client.blockHash(block_height, signal), block_time: atSeconds } = status
		if (blockHash === null) throw inconsistent(`transaction ${txid} is told to stand in a block that there is not`)
		return esploraTransaction(told, { height: block_height, blockHash, atSeconds, index: pos }, this.#scope.chain)
	}
}

/** What was read where something else could not be. */
function partly(transactions: readonly UtxoTransaction[]): EsploraAnswer {
	return { transactions, reasons: ['C_NOT_FETCHED'], status: transactions.length > 0 ? 'incomplete' : 'unavailable' }
}

/** Whether a transaction pays or spends from an account; an input whose output nobody tells may be from any. */
function concerns({ coinbase, inputs, outputs }: UtxoTransaction, account: string): boolean {
	const names = ({ account: own, sameKeyAs }: UtxoInput | UtxoOutput) => own === account || sameKeyAs === account
	return outputs.some(names) || inputs.some((input) => names(input) || (input.account === null && !coinbase))
}

function inconsistent(message: string): SourceError {
	return new SourceError('E_INCONSISTENT', message)
}
