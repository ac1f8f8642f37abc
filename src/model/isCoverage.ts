import { coverageReasonSchema } from './coverage.js'
import { isList } from './isList.js'

/** Whether a value is what `coverageSchema` takes: every page has one, and a schema takes its time over each. */
export function isCoverage(value: unknown): boolean {
	if (!isObject(value)) return false
	const { subject, kind, range, status, reasons, assurance, evidence } = value
	return (
		isSubject(subject) &&
		(kind === 'transfers' || kind === 'utxo') &&
		isRange(range) &&
		(status === 'complete' || status === 'incomplete' || status === 'unavailable') &&
		isList(reasons, isReason) &&
		typeof assurance === 'string' &&
		isList(evidence, isText)
	)
}

function isSubject(value: unknown): boolean {
	if (!isObject(value)) return false
	const { chain, account, output, transaction } = value
	return isText(chain) && isTextIfAny(account) && isTextIfAny(output) && isTextIfAny(transaction)
}

function isRange(value: unknown): boolean {
	if (!isObject(value)) return false
	const { clock, from, to } = value
	return (clock === 'height' || clock === 'time') && isPlace(from) && isPlace(to)
}

const REASONS: ReadonlySet<unknown> = new Set(coverageReasonSchema.options)
const isReason = (value: unknown): boolean => REASONS.has(value)
const isText = (value: unknown): boolean => typeof value === 'string'
const isTextIfAny = (value: unknown): boolean => value === undefined || isText(value)
const isPlace = (value: unknown): boolean => value === null || Number.isFinite(value)
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
