import type { Scope } from '../../model/coverage.js'
import { InputError } from '../../model/errors.js'
import { parseAddress, parseChain } from '../../model/identifiers.js'
import type { AccountTransaction } from '../../model/transaction.js'
import { AccountIndex } from '../accountIndex.js'
import type { ChainAdapter } from '../adapter.js'
import type { BridgeContract } from '../bridges/bridgeRegistry.js'
import { evm } from '../evm/evm.js'
import type { EvmBlock } from '../evm/evmBlock.js'
import { GapIndex } from '../evm/gapIndex.js'
import { LedgerAdapter } from '../ledgerAdapter.js'
import { plainTableBytes, readTableFile } from '../table/readTableFile.js'
import { turn } from '../turn.js'
import { etlBlocks } from './etlBlocks.js'
import { EtlBook } from './etlBook.js'
import { etlRows } from './etlRows.js'

/** A file of a blockchain-etl export: its path (`name` stands for it in errors) or its bytes. CSV or JSON lines, `.gz` too. */
export type EtlInput =
	| { readonly path: string; readonly name?: string }
	| { readonly name: string; readonly bytes: Uint8Array }

export interface EtlOptions {
	/** The chain that the files are of: they do not say. CAIP-2 id or alias. */
	readonly chain: string
	/** Whether the files hold everything (`complete`) or a part (`excerpt`, the default). */
	readonly scope?: Scope
	/** Contracts whose `token_transfers` rows are amounts where no logs or contracts table says so. */
	readonly fungible?: readonly string[]
	/** Further contracts of the WETH9 kind. */
	readonly wrapped?: readonly string[]
	/** Further tokens whose issuer can freeze accounts. */
	readonly issuers?: readonly string[]
	/** Further contracts of bridges that are known by name. */
	readonly bridges?: readonly BridgeContract[]
	/** Greatest size of one file in bytes, packed or unpacked. Default 1 GiB. */
	readonly maxBytes?: number
	/** Once aborted, the read ends within a second with the signal's reason. */
	readonly signal?: AbortSignal | undefined
}

const DEFAULT_MAX_BYTES = 2 ** 30
/** Blocks put together between two turns of the event loop. Invented. */
const BLOCKS_PER_TURN = 100

/**
 * Opens files of a blockchain-etl export as one source: blocks, transactions, receipts, logs, token transfers, traces
 * (also as geth tells them) and contracts, told apart by their columns or by `type`. Rows are joined by transaction and
 * block; rows that contradict each other are refused. The order of files and rows has no influence.
 *
 * Without traces, internal calls are unknown: the coverage of every account says `C_NO_TRACES`. Without receipts or logs it
 * says `C_NO_RECEIPTS`.
 * @throws InputError `E_PATH`, `E_LIMIT`, or at the first bad row `E_INPUT` or `E_BAD_AMOUNT` with `details` {file, line,
 * column, field, value, expected}; the signal's reason
 */
export async function openEtl(inputs: readonly EtlInput[], options: EtlOptions): Promise<ChainAdapter> {
	if (inputs.length === 0) throw new InputError('E_INPUT', 'no file was given', { details: { field: 'inputs' } })
	const facts = parseChain(options.chain)
	const { wrapped = [], issuers = [], bridges = [] } = options
	const model = evm(facts.id, { wrapped, issuers, bridges })
	const fungible = (options.fungible ?? []).map((address, i) => parseAddress(facts, address, `fungible[${i}]`))
	const { maxBytes = DEFAULT_MAX_BYTES, scope = 'excerpt', signal } = options

	const book = new EtlBook()
	for (const input of inputs) {
		const file = 'path' in input ? (input.name ?? input.path) : input.name
		const packed = 'path' in input ? await readTableFile(input.path, file, maxBytes, signal) : input.bytes
		const bytes = await plainTableBytes(packed, file, maxBytes)
		await turn(signal)
		await etlRows(bytes, file, facts, (table, row) => book.add(table, row), signal)
	}
	const gaps = new GapIndex(model.chain)
	const transactions: AccountTransaction[] = []
	let last: EvmBlock | undefined
	let blocks = 0
	for (const block of etlBlocks(book, new Set(fungible), scope === 'complete')) {
		gaps.add(block)
		for (const transaction of model.block(block)) transactions.push(transaction)
		last = block
		if (++blocks % BLOCKS_PER_TURN === 0) await turn(signal)
	}
	if (last === undefined) throw new InputError('E_INPUT', 'the files hold no row', { details: { field: 'inputs' } })
	const description = {
		chain: model.chain,
		ledger: 'account',
		clock: 'height',
		scope,
		height: last.height,
		blockHash: last.hash,
		atSeconds: last.atSeconds,
	} as const
	const index = new AccountIndex('height', transactions)
	return new LedgerAdapter([{ description, index, reasons: (query) => gaps.reasons(query) }])
}
