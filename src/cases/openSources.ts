import type { ChainAdapter } from '../chains/adapter.js'
import { esplora, recordedEsplora, replayedEsplora } from '../chains/bitcoin/esplora/esplora.js'
import { type BlockPathInput, openBlocks } from '../chains/bitcoin/index.js'
import { type EtlOptions, openEtl } from '../chains/evm/index.js'
import { evmRpc, recordedEvmRpc, replayedEvmRpc } from '../chains/evm/rpc/evmRpc.js'
import { openTransferTables, type TableInput } from '../chains/table/index.js'
import { httpTransport } from '../chains/transport/httpTransport.js'
import { openRecording, type ReplayedSource } from '../chains/transport/openRecording.js'
import type { Recorder } from '../chains/transport/recorder.js'
import type { CaseSource } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { casePath } from './casePath.js'
import { sourceUrl } from './sourceUrl.js'

/** Where the paths of a case start, and whether they may leave that folder. */
export interface Within {
	readonly folder: string
	readonly allowOutside: boolean
	/** Once aborted, whatever is being read ends with its reason. */
	readonly signal?: AbortSignal | undefined
	/** Keeps every reply of the sources that are asked over the network. */
	readonly recorder?: Recorder | undefined
}

/**
 * All tables are one source, and so are all block files: previous outputs and the order of rows span them. Each
 * blockchain-etl export, each provider and each recorded source is one.
 */
export async function openSources(sources: readonly CaseSource[], within: Within): Promise<ChainAdapter[]> {
	const tables: TableInput[] = []
	const blocks: BlockPathInput[] = []
	const others: ChainAdapter[] = []
	for (const [i, source] of sources.entries()) {
		const field = `sources[${i}]`
		if (source.kind === 'esplora') others.push(await openEsplora(source, field, within))
		else if (source.kind === 'evm-rpc') others.push(await openNode(source, field, within))
		else {
			const paths = await resolveAll(source.path, `${field}.path`, within)
			if (source.kind === 'transfers') tables.push(...paths.map((path) => ({ ...path, ...scopeOf(source) })))
			else if (source.kind === 'blocks') blocks.push(...(await blockInputs(source, paths, field, within)))
			else if (source.kind === 'etl')
				others.push(await openEtl(paths, { ...etlOptions(source), signal: within.signal }))
			else for (const { path, name } of paths) others.push(...(await openRecording(path, name)).map(replayed))
		}
	}
	return [
		...(tables.length > 0 ? [await openTransferTables(tables, within)] : []),
		...(blocks.length > 0 ? [await openBlocks(blocks, within)] : []),
		...others,
	]
}

const scopeOf = ({ scope }: Extract<CaseSource, { kind: 'transfers' }>) => (scope === undefined ? {} : { scope })

async function openEsplora(
	source: Extract<CaseSource, { kind: 'esplora' }>,
	field: string,
	{ recorder }: Within,
): Promise<ChainAdapter> {
	const { chain, height, maxTransactions, allowPrivate } = source
	const url = sourceUrl(source.url, `${field}.url`)
	const options = {
		...(chain === undefined ? {} : { chain }),
		...(height === undefined ? {} : { height }),
		...(maxTransactions === undefined ? {} : { maxTransactions }),
	}
	const direct = httpTransport({ url, ...(allowPrivate === undefined ? {} : { allowPrivate }) })
	const transport = recorder === undefined ? direct : await recorder.through(recordedEsplora(options), direct)
	return esplora({ transport, ...options })
}

async function openNode(
	source: Extract<CaseSource, { kind: 'evm-rpc' }>,
	field: string,
	{ recorder }: Within,
): Promise<ChainAdapter> {
	const { kind: _kind, url: told, allowPrivate, ...given } = source
	const options = definedOf(given)
	const url = sourceUrl(told, `${field}.url`)
	const direct = httpTransport({ url, ...(allowPrivate === undefined ? {} : { allowPrivate }) })
	const transport = recorder === undefined ? direct : await recorder.through(recordedEvmRpc(options), direct)
	return evmRpc({ ...options, transport })
}

/** The members that are there. */
function definedOf<T extends object>(members: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
	const there = Object.entries(members).filter(([, value]) => value !== undefined)
	return Object.fromEntries(there) as { [Key in keyof T]: Exclude<T[Key], undefined> }
}

function etlOptions({ kind: _kind, path: _path, ...given }: Extract<CaseSource, { kind: 'etl' }>): EtlOptions {
	return definedOf(given)
}

function replayed({ source, transport }: ReplayedSource): ChainAdapter {
	return source.kind === 'esplora' ? replayedEsplora({ source, transport }) : replayedEvmRpc({ source, transport })
}

interface Resolved {
	readonly path: string
	/** As the case writes it: how errors name it. */
	readonly name: string
}

async function blockInputs(
	source: Extract<CaseSource, { kind: 'blocks' }>,
	paths: readonly Resolved[],
	field: string,
	within: Within,
): Promise<BlockPathInput[]> {
	const undo = source.undo === undefined ? [] : await resolveAll(source.undo, `${field}.undo`, within)
	const utxo = source.utxo === undefined ? [] : await resolveAll(source.utxo, `${field}.utxo`, within)
	for (const [name, list] of [
		['undo', undo],
		['utxo', utxo],
	] as const) {
		if (list.length === 0 || list.length === paths.length) continue
		throw new InputError('E_INPUT', `${field}.${name}: one file for each path is needed`, {
			details: { field: `${field}.${name}` },
		})
	}
	const { chain, scope, startHeight } = source
	const facts = Object.fromEntries(
		Object.entries({ chain, scope, startHeight }).filter(([, value]) => value !== undefined),
	)
	return paths.map(({ path, name }, i) => ({
		path,
		name,
		...facts,
		...(undo[i] === undefined ? {} : { undo: undo[i].path }),
		...(utxo[i] === undefined ? {} : { utxo: utxo[i].path }),
	}))
}

async function resolveAll(paths: string | readonly string[], field: string, within: Within): Promise<Resolved[]> {
	const list = typeof paths === 'string' ? [paths] : paths
	return Promise.all(
		list.map(async (name) => ({ name, path: await casePath(within.folder, name, field, within.allowOutside) })),
	)
}
