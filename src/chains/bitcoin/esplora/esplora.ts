import { InputError } from '../../../model/errors.js'
import type { ChainAdapter } from '../../adapter.js'
import { NO_PATIENCE, type Patience, USUAL_PATIENCE } from '../../transport/ask.js'
import type { ReplayedSource } from '../../transport/openRecording.js'
import type { SourceOf } from '../../transport/recording.js'
import type { Transport } from '../../transport/transport.js'
import { bitcoinChain } from '../scripts/accountOfScript.js'
import { EsploraAdapter } from './esploraAdapter.js'
import { EsploraClient } from './esploraClient.js'

export interface EsploraOptions {
	/** The way to the server, e.g. `httpTransport({ url: 'https://blockstream.info/api' })`. Nothing else is ever asked. */
	readonly transport: Transport
	/** CAIP-2 id or alias of the chain that the server holds. Default Bitcoin mainnet. */
	readonly chain?: string
	/** Newest height that counts: what came later is left out. Default: the newest block when the source is first used. */
	readonly height?: number
	/**
	 * Most transactions read of one account (default 5,000: two hundred replies); one that has more is not read at all, and
	 * that is told as coverage.
	 */
	readonly maxTransactions?: number
	/** Requests under way at the same time. Default 4. */
	readonly parallel?: number
	/** How often a request is repeated. Default: five times within seconds, or as the server asks, up to a minute. */
	readonly patience?: Patience
}

const MAX_TRANSACTIONS = 5000
const PARALLEL = 4

/**
 * Bitcoin over the HTTP API of an Esplora server. Only confirmed transactions count. Each is put together again and held
 * against its id; what previous outputs were, where a transaction stands and that nothing else happened is this one
 * server's word. A query that the server refuses, cuts off or answers with something else becomes coverage.
 *
 * An address selects outputs to its script; outputs to the bare public key behind a key hash are not found by it, because
 * the server does not know the key.
 * @throws InputError `E_INPUT` naming the option
 */
export function esplora(options: EsploraOptions): ChainAdapter {
	const { transport, height = null, maxTransactions = MAX_TRANSACTIONS, parallel = PARALLEL } = options
	const chain = bitcoinChain(options.chain ?? 'bitcoin')
	if (typeof transport?.send !== 'function') throw refuse('transport', 'a transport, e.g. httpTransport({ url })')
	if (height !== null && !(Number.isSafeInteger(height) && height >= 0)) throw refuse('height', 'a block height')
	for (const [field, value] of Object.entries({ maxTransactions, parallel })) {
		if (!Number.isSafeInteger(value) || value < 1) throw refuse(field, 'a whole number above 0')
	}
	const client = new EsploraClient(transport, options.patience ?? USUAL_PATIENCE, parallel)
	return new EsploraAdapter(client, { chain, height, maxTransactions })
}

/** The same source over replies that were kept: nobody is asked, and nothing is waited for. */
export function replayedEsplora({ source, transport }: ReplayedSource<SourceOf<'esplora'>>): ChainAdapter {
	const { chain, height, maxTransactions } = source
	return esplora({
		transport,
		chain,
		...(height === null ? {} : { height }),
		...(maxTransactions === null ? {} : { maxTransactions }),
		patience: NO_PATIENCE,
	})
}

/** What a recording has to say of a source, so that its replies are read the same way again. */
export function recordedEsplora(
	options: Pick<EsploraOptions, 'chain' | 'height' | 'maxTransactions'>,
): SourceOf<'esplora'> {
	const { chain = 'bitcoin', height = null, maxTransactions = null } = options
	return { kind: 'esplora', chain: bitcoinChain(chain).id, height, maxTransactions }
}

function refuse(field: string, what: string): InputError {
	return new InputError('E_INPUT', `${field}: expected ${what}`, { details: { field } })
}
