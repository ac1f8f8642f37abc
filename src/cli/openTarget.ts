import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { openSources } from '../cases/openSources.js'
import { readPrices } from '../cases/readPrices.js'
import { type CaseOptions, openCase, type Recorder, readLabels, saveCase } from '../cases.js'
import { LabelBook } from '../labels/labelBook.js'
import type { CaseFile } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parseSeeds } from '../model/seed.js'
import { parseJson } from '../model/strictJson.js'
import type { ResumeToken } from '../search/resumeToken.js'
import type { TraceOptions } from '../traceOptions.js'
import { budgetOf, caseOfFlags } from './caseOfFlags.js'
import type { TraceFlags } from './traceFlags.js'

/**
 * What is to be traced: a case with the flags that change it, or what the flags themselves describe.
 * @throws InputError; the signal's reason, within a second
 */
export async function openTarget(
	path: string | undefined,
	flags: TraceFlags,
	signal: AbortSignal,
	recorder?: Recorder,
): Promise<TraceOptions> {
	const options =
		path === undefined ? await openFlags(flags, signal) : await openFile(path, flags, { signal, recorder })
	return flags.resume === undefined ? options : { ...options, resume: await readToken(flags.resume) }
}

async function openFile(
	path: string,
	flags: TraceFlags,
	reading: Pick<CaseOptions, 'signal' | 'recorder'>,
): Promise<TraceOptions> {
	for (const name of [
		'seed',
		'source',
		'labels',
		'prices',
		'asset',
		'scope',
		'fromBlock',
		'toBlock',
		'save',
	] as const) {
		if (flags[name] === undefined) continue
		const flag = `--${name.replace(/[A-Z]/, (capital) => `-${capital.toLowerCase()}`)}`
		throw new InputError('E_INPUT', `${flag} is for a trace without a case`, { details: { field: flag } })
	}
	const { options } = await openCase(path, { allowOutside: flags.allowOutside ?? false, ...reading })
	const budget = budgetOf(flags)
	return {
		...options,
		...(flags.method === undefined ? {} : { method: flags.method }),
		...(flags.direction === undefined ? {} : { direction: flags.direction }),
		...(flags.feeTaint === undefined ? {} : { feeTaint: flags.feeTaint }),
		...(flags.sortBy === undefined ? {} : { sortBy: flags.sortBy }),
		...(budget === undefined ? {} : { budget: { ...options.budget, ...budget } }),
	}
}

/** What it says is checked when the trace begins. */
async function readToken(file: string): Promise<ResumeToken> {
	try {
		return parseJson(await readFile(file, 'utf8'), { file }) as ResumeToken
	} catch (cause) {
		if (cause instanceof InputError) throw cause
		throw new InputError('E_PATH', '--resume: the file cannot be read', { details: { field: '--resume', file }, cause })
	}
}

/** Paths given as flags may lead anywhere: who types them has chosen them. */
async function openFlags(flags: TraceFlags, signal: AbortSignal): Promise<TraceOptions> {
	const here = caseOfFlags(flags)
	parseSeeds(here.seeds)
	const within = { folder: '.', allowOutside: true, signal }
	const options = {
		...(here.options as Partial<TraceOptions>),
		seeds: here.seeds,
		sources: await openSources(here.sources, within),
		labels: here.labels === undefined ? new LabelBook() : await readLabels(here.labels, within),
		...(here.prices === undefined ? {} : { prices: await readPrices(here.prices, within) }),
	}
	if (flags.save !== undefined) await save(flags.save, caseOfFlags(flags, dirname(resolve(flags.save))))
	return options
}

async function save(file: string, content: CaseFile): Promise<void> {
	try {
		await saveCase(file, content)
	} catch (cause) {
		const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
		const why = exists ? 'there is a file already, and it is left as it is' : 'the case cannot be written there'
		throw new InputError('E_PATH', `--save: ${why}`, { details: { field: '--save', file }, cause })
	}
}
