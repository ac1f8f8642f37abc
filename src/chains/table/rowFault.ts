import { displayText } from '../../model/displayText.js'
import { type ErrorDetails, type InputCode, InputError } from '../../model/errors.js'

/** Characters of a bad value that an error shows. */
const SHOWN = 80

/** Where in a table something is wrong, and what should stand there. */
export interface RowFault {
	/** Name of the table as the caller gave it. */
	readonly file: string
	/** Line on which the row begins, from 1. */
	readonly line: number
	/** Place of the field in its row, from 1, where the format has one. */
	readonly column?: number | undefined
	/** Name of the column. */
	readonly field?: string | undefined
	/** What stands there. */
	readonly value?: string | undefined
	readonly expected: string
	/** Why the value is not what was expected, where that says more. */
	readonly why?: string | undefined
	readonly code?: InputCode
	/** Further details, e.g. the line of the other row of a pair. */
	readonly details?: ErrorDetails
	readonly cause?: unknown
}

/** The error of a bad row: file, line, column, field, what stands there (made inert and cut) and what was expected. */
export function rowFault(fault: RowFault): InputError {
	const { file, line, column, field, value, expected, why, cause } = fault
	const place = [`${displayText(file)}`, `line ${line}`, ...(column === undefined ? [] : [`column ${column}`])].join(
		', ',
	)
	const what = [
		...(field === undefined ? [] : [displayText(cut(field))]),
		...(value === undefined ? [] : [`"${displayText(cut(value))}"`]),
	].join(' ')
	const message = `${place}: ${what}${what === '' ? '' : ': '}expected ${expected}${why === undefined ? '' : ` (${displayText(why)})`}`
	const details: Record<string, string | number | boolean | null> = { ...fault.details, file, line, expected }
	if (column !== undefined) details.column = column
	if (field !== undefined) details.field = field
	if (value !== undefined) details.value = cut(value)
	return new InputError(fault.code ?? 'E_INPUT', message, { details, ...(cause === undefined ? {} : { cause }) })
}

/** The first characters of a text, whole code points. */
function cut(text: string): string {
	if (text.length <= SHOWN) return text
	return `${[...text.slice(0, 2 * SHOWN)].slice(0, SHOWN).join('')}…`
}
