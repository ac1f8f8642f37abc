import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type * as z from 'zod/mini'
import type { Recorder } from '../chains/transport/recorder.js'
import { turn } from '../chains/turn.js'
import { LabelBook, readLabelFile } from '../labels/index.js'
import { type CaseFile, caseSchema, type Expectation } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { inWords } from '../model/inWords.js'
import { parseDataOptions, schemaError } from '../model/options.js'
import { parseSeeds } from '../model/seed.js'
import { parseJson } from '../model/strictJson.js'
import type { TraceOptions } from '../traceOptions.js'
import { casePath } from './casePath.js'
import { openSources, type Within } from './openSources.js'
import { parseExpectation } from './parseExpectation.js'
import { readPrices } from './readPrices.js'

export interface CaseOptions {
	/** Whether paths may leave the folder of the case. Default false. */
	readonly allowOutside?: boolean
	/** Once aborted, the reading of files ends within a second with the signal's reason. */
	readonly signal?: AbortSignal | undefined
	/** Keeps every reply of the sources that are asked over the network, so that the case can be traced again without them. */
	readonly recorder?: Recorder | undefined
}

/** A case ready to be traced: `trace(opened.options)`. */
export interface OpenedCase {
	readonly name: string
	/** The file as it was read. */
	readonly case: CaseFile
	/** Absolute path of the case file. */
	readonly file: string
	readonly options: TraceOptions
	/** With every identifier in canonical form. */
	readonly expect: Expectation | undefined
}

/** Largest case file, in bytes: it holds seeds and expectations, never data. */
const MAX_CASE_BYTES = 16 * 2 ** 20

/**
 * Opens a case file (or the `case.json` of a folder) with its sources and labels.
 * @throws InputError `E_PATH`, `E_INPUT` naming the member, or what a source or label file throws
 */
export async function openCase(path: string, options: CaseOptions = {}): Promise<OpenedCase> {
	const file = await caseFileOf(path)
	const given = parseCase(parseJson(await readCase(file, path), { file: path }))
	const { allowOutside = false, signal, recorder } = options
	const within = { folder: dirname(file), allowOutside, signal, recorder }
	const { heuristics, ...data } = given.options ?? {}
	return {
		name: given.name,
		case: given as CaseFile,
		file,
		expect: given.expect && parseExpectation(given.expect),
		options: {
			...(data as TraceOptions),
			seeds: given.seeds as TraceOptions['seeds'],
			sources: await openSources(given.sources, within),
			labels: await readLabels(given.labels ?? [], within),
			...(given.prices === undefined ? {} : { prices: await readPrices(given.prices, within) }),
			case: { name: given.name, ...(given.matter === undefined ? {} : { matter: given.matter }) },
			...(heuristics === undefined ? {} : { heuristics }),
		},
	}
}

/** Everything that the file itself can tell to be wrong, before any file that it names is read. */
function parseCase(content: unknown): z.output<typeof caseSchema> {
	const parsed = caseSchema.safeParse(content, inWords)
	if (parsed.success) {
		parseSeeds(parsed.data.seeds as Parameters<typeof parseSeeds>[0])
		parseDataOptions(parsed.data.options ?? {})
		return parsed.data
	}
	// A seed has one of three shapes: who is meant by a wrong one is better said by its own reader.
	const [issue] = parsed.error.issues
	const { seeds } = (issue?.path[0] === 'seeds' ? content : {}) as { readonly seeds?: unknown }
	if (Array.isArray(seeds)) parseSeeds(seeds)
	throw schemaError('case', parsed.error)
}

async function caseFileOf(path: string): Promise<string> {
	const full = resolve(path)
	try {
		return (await stat(full)).isDirectory() ? join(full, 'case.json') : full
	} catch (cause) {
		throw new InputError('E_PATH', `no such case: ${JSON.stringify(path)}`, { details: { value: path }, cause })
	}
}

async function readCase(file: string, shown: string): Promise<string> {
	try {
		if ((await stat(file)).size > MAX_CASE_BYTES)
			throw new InputError('E_LIMIT', `the case file is larger than ${MAX_CASE_BYTES} bytes`, {
				details: { file: shown },
			})
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file))
	} catch (cause) {
		if (cause instanceof InputError) throw cause
		const text =
			cause instanceof TypeError
				? 'the case file is not UTF-8'
				: `cannot read the case file of ${JSON.stringify(shown)}`
		throw new InputError(cause instanceof TypeError ? 'E_INPUT' : 'E_PATH', text, { details: { file: shown }, cause })
	}
}

/** Reads label files as a case names them. A pack without a title is called by its place in the case. */
export async function readLabels(labels: NonNullable<CaseFile['labels']>, within: Within): Promise<LabelBook> {
	const packs = []
	for (const [i, entry] of labels.entries()) {
		const { path, ...defaults } = typeof entry === 'string' ? { path: entry } : entry
		const resolved = await casePath(within.folder, path, `labels[${i}]`, within.allowOutside)
		await turn(within.signal)
		const titled = { title: `labels:${i}`, ...defaults }
		packs.push(await readLabelFile({ path: resolved, name: path }, titled, within))
	}
	return new LabelBook(packs)
}
