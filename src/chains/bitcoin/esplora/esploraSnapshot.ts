import { SourceError } from '../../../model/errors.js'
import type { EsploraClient } from './esploraClient.js'

/** The block up to which a source is read. */
export interface EsploraSnapshot {
	readonly height: number
	readonly blockHash: string
	/** Header time, unix seconds. */
	readonly atSeconds: number
}

/**
 * Makes sure that the server holds this chain, and settles up to which block it is read.
 * @param chain CAIP-2 id
 * @param wanted height; null for the newest there is
 * @throws SourceError `E_CHAIN_MISMATCH`, `E_NOT_FOUND`, `E_INCONSISTENT`, or what the transport throws
 */
export async function esploraSnapshot(
	client: EsploraClient,
	chain: string,
	wanted: number | null,
	signal: AbortSignal | undefined,
): Promise<EsploraSnapshot> {
	const first = await client.blockHash(0, signal)
	if (first === null || !first.startsWith(chain.slice(chain.indexOf(':') + 1)))
		throw new SourceError('E_CHAIN_MISMATCH', `the source holds another chain than ${chain}`, {
			details: { chain, firstBlock: first },
		})
	const tip = await blockOf(client, await client.tipHash(signal), signal)
	if (wanted === null || wanted === tip.height) return tip
	const blockHash = wanted > tip.height ? null : await client.blockHash(wanted, signal)
	if (blockHash === null)
		throw new SourceError('E_NOT_FOUND', `the source has no block at height ${wanted}, its newest is ${tip.height}`, {
			details: { height: wanted, tip: tip.height },
			retryable: true,
		})
	const block = await blockOf(client, blockHash, signal)
	if (block.height === wanted) return block
	throw new SourceError('E_INCONSISTENT', `the source tells two things of the block at height ${wanted}`, {
		details: { height: wanted, blockHash },
	})
}

async function blockOf(
	client: EsploraClient,
	blockHash: string,
	signal: AbortSignal | undefined,
): Promise<EsploraSnapshot> {
	const { id, height, timestamp } = await client.block(blockHash, signal)
	if (id === blockHash) return { height, blockHash, atSeconds: timestamp }
	throw new SourceError('E_INCONSISTENT', `asked for block ${blockHash}, the source tells of ${id}`, {
		details: { blockHash },
	})
}
