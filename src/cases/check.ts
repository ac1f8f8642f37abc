import { FundtrailError } from '../model/errors.js'
import { trace } from '../trace.js'
import type { TraceResult } from '../traceResult.js'
import { findCases } from './findCases.js'
import { type CaseOptions, type OpenedCase, openCase } from './openCase.js'
import { unmet } from './unmet.js'

/** How one case came out. It passed where `failures` is empty. */
export interface CaseCheck {
	/** Path of the case file as it was found. */
	readonly path: string
	readonly name: string
	/** One sentence for each expectation that does not hold, or the error that ended the trace. */
	readonly failures: readonly string[]
	/** The error, where the case could not be traced at all. */
	readonly error: FundtrailError | null
}

export interface CheckReport {
	readonly cases: readonly CaseCheck[]
	readonly passed: number
	readonly failed: number
}

export interface CheckOptions extends CaseOptions {
	/** Called with each traced case before its expectations are judged, e.g. to update them. */
	readonly onTraced?: (opened: OpenedCase, result: TraceResult) => Promise<void> | void
	/** Called after each case. */
	readonly onCase?: (check: CaseCheck) => void
}

/**
 * Traces cases (files, or every case below a folder) and holds the results against what they expect.
 * @throws InputError `E_PATH` where a path holds no case; what goes wrong inside a case is that case's failure
 */
export async function check(paths: readonly string[], options: CheckOptions = {}): Promise<CheckReport> {
	const files = (await Promise.all(paths.map(findCases))).flat()
	const cases: CaseCheck[] = []
	for (const path of files) {
		const outcome = await checkOne(path, options)
		cases.push(outcome)
		options.onCase?.(outcome)
	}
	const failed = cases.filter(({ failures }) => failures.length > 0).length
	return { cases, passed: cases.length - failed, failed }
}

async function checkOne(path: string, options: CheckOptions): Promise<CaseCheck> {
	let name = path
	try {
		const opened = await openCase(path, options)
		name = opened.name
		const result = await trace(opened.options)
		await options.onTraced?.(opened, result)
		return { path, name, failures: opened.expect === undefined ? [] : unmet(opened.expect, result), error: null }
	} catch (error) {
		if (!(error instanceof FundtrailError)) throw error
		return { path, name, failures: [error.message], error }
	}
}
