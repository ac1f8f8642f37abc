import * as z from 'zod/mini'
import { type Explanation, explain } from './explain.js'
import type { TracedGraph } from './graph/transactionGraph.js'
import { amountsAsText } from './model/amountsAsText.js'
import { InputError } from './model/errors.js'
import { inWords } from './model/inWords.js'
import { schemaError } from './model/options.js'
import { type ResultData, type ResultJson, resultSchema } from './model/result.js'
import { parseJson } from './model/strictJson.js'
import { compareMethods, type MethodRow } from './result/compareMethods.js'
import type { ResumeToken } from './search/resumeToken.js'

/** What `trace()` returns: the result's data, the traced graph, and the arithmetic on request. */
export interface TraceResult extends ResultData {
	/** The traced transactions; undefined on a result that was read back from JSON. */
	readonly graph: TracedGraph | undefined
	/**
	 * Continues this trace where it was stopped, and asks again what a source failed to answer; undefined where nothing is left.
	 * Plain JSON, made when it is asked for.
	 */
	readonly resume: ResumeToken | undefined
	/** The data as JSON holds it: amounts as decimal strings, no graph. */
	toJSON(): ResultJson
	/**
	 * The arithmetic of one endpoint, hop by hop.
	 * @param endpoint its place in `endpoints` counted from 1, its entity, or an account of it
	 * @throws InputError where there is no such endpoint
	 */
	explain(endpoint: number | string): Explanation
	/**
	 * The transfers (Bitcoin: created outputs) of a path to a loose end, from the seed on.
	 * @param path as in `looseEnds[].flows[].path`
	 * @throws InputError where there is no such path
	 */
	transfersOf(path: number | null): string[]
	/** What each rule says of each endpoint, in the seed's asset. */
	compareMethods(): MethodRow[]
}

/** Puts data, graph and questions together. Only the data is enumerable, so that a copy of the result is the data. */
export function traceResult(data: ResultData, graph?: TracedGraph, writeResume?: () => ResumeToken): TraceResult {
	let token: ResumeToken | undefined
	const resume = (): ResumeToken | undefined => {
		token ??= writeResume?.()
		return token
	}
	const handles = {
		graph,
		toJSON: () => amountsAsText(data) as ResultJson,
		explain: (endpoint: number | string) => explain(data, endpoint),
		transfersOf: (path: number | null) => transfersOf(data, path),
		compareMethods: () => compareMethods(data),
	}
	const properties = Object.entries(handles).map(([name, value]) => [name, { value, enumerable: false }])
	const copy = Object.defineProperties({ ...data }, Object.fromEntries(properties))
	return Object.defineProperty(copy, 'resume', { get: resume, enumerable: false }) as TraceResult
}

function transfersOf({ paths }: ResultData, path: number | null): string[] {
	const transfers: string[] = []
	for (let place = path; place !== null; ) {
		const step = paths[place]
		if (step === undefined) throw new InputError('E_INPUT', `there is no path ${path}`, { details: { field: 'path' } })
		transfers.push(step.transfer)
		place = step.parent
	}
	return transfers.reverse()
}

/**
 * Restores a result from its JSON (text or value), amounts as bigint; the graph is not part of it. Members that this
 * version does not know are kept as they are, so that a result of a later one can be read and keeps its digest.
 * @throws InputError where it is no result, or the text is no strict JSON (a duplicate key, a rounded number)
 */
export function parseResult(json: unknown): TraceResult {
	const check = z.safeDecode(
		resultSchema,
		(typeof json === 'string' ? parseJson(json, { largeIntegers: 'double' }) : json) as ResultJson,
		inWords,
	)
	if (!check.success) throw schemaError('result', check.error)
	return traceResult(check.data)
}
