import { readFile, writeFile } from 'node:fs/promises'
import { caseSchema, type Expectation } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { schemaError } from '../model/options.js'
import type { ResultData } from '../model/result.js'
import { parseJson } from '../model/strictJson.js'
import { actualFigures } from './actualFigures.js'
import { jsonSpans } from './jsonSpans.js'
import type { OpenedCase } from './openCase.js'
import { parseExpectation } from './parseExpectation.js'
import { unmet } from './unmet.js'

/** What an update did. */
export interface ExpectUpdate {
	/** One line for each figure that was rewritten: where it stands, what stood there, what stands there now. */
	readonly changes: readonly string[]
	/** What still does not hold: bounds, absences, and rows that point to nothing are left for a person. */
	readonly failures: readonly string[]
}

/**
 * Writes what came out over the exact figures that a case expects: `status`, `resultHash`, `exactly`, `inflow`, `hops`,
 * `rank` and ledger columns. Only figures that the case names are touched; the rest of the file keeps every byte.
 * @throws InputError `E_PATH` where the file cannot be written
 */
export async function updateExpect(opened: OpenedCase, result: ResultData): Promise<ExpectUpdate> {
	if (opened.expect === undefined) return { changes: [], failures: [] }
	const text = await readFile(opened.file, 'utf8')
	const spans = jsonSpans(text)
	const rewritten: { readonly start: number; readonly end: number; readonly text: string }[] = []
	const changes: string[] = []
	for (const [pointer, figure] of figures(opened.expect, result)) {
		const span = spans.get(`/expect/${pointer}`)
		const value = JSON.stringify(figure)
		if (span === undefined || text.slice(span.start, span.end) === value) continue
		rewritten.push({ ...span, text: value })
		changes.push(`${pointer}: ${text.slice(span.start, span.end)} is now ${value}`)
	}
	rewritten.sort((a, b) => a.start - b.start)
	let updated = ''
	let from = 0
	for (const { start, end, text: value } of rewritten) {
		updated += text.slice(from, start) + value
		from = end
	}
	updated += text.slice(from)
	if (rewritten.length > 0) await write(opened.file, updated)
	return { changes, failures: unmet(expectOf(updated), result) }
}

/** The figures that the expectation names, by their place in it, as they came out. */
function figures(expect: Expectation, result: ResultData): [pointer: string, figure: string | number][] {
	const found: [string, string | number][] = []
	const take = (place: string, row: object, actual: object | string | null): void => {
		if (typeof actual !== 'object' || actual === null) return
		for (const [name, figure] of Object.entries(actual) as [string, bigint | number][]) {
			if (!Object.hasOwn(row, name)) continue
			found.push([`${place}/${name}`, typeof figure === 'bigint' ? figure.toString() : figure])
		}
	}
	if (expect.status !== undefined) found.push(['status', result.status])
	if (expect.resultHash !== undefined) found.push(['resultHash', result.resultHash])
	for (const [i, row] of (expect.endpoints ?? []).entries())
		take(`endpoints/${i}`, row, actualFigures.endpoint(row, result))
	for (const [i, row] of (expect.looseEnds ?? []).entries())
		take(`looseEnds/${i}`, row, actualFigures.looseEnd(row, result))
	for (const [i, row] of (expect.ledger ?? []).entries()) take(`ledger/${i}`, row, actualFigures.ledger(row, result))
	return found
}

function expectOf(text: string): Expectation {
	const parsed = caseSchema.safeParse(parseJson(text))
	if (!parsed.success) throw schemaError('case', parsed.error)
	return parseExpectation(parsed.data.expect ?? {})
}

async function write(file: string, text: string): Promise<void> {
	try {
		await writeFile(file, text)
	} catch (cause) {
		throw new InputError('E_PATH', 'the case file cannot be written', { details: { file }, cause })
	}
}
