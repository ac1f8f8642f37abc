const DATE =
	/^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?: ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?)?$/

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * The day of a claim, `YYYY-MM-DD`, as it was written: a time of day and its zone are dropped, not converted. Undefined
 * where the text is no date of the Gregorian calendar.
 */
export function claimDate(text: string): string | undefined {
	const match = DATE.exec(text.trim())
	if (!match) return undefined
	const [, year = '', month = '', day = ''] = match
	const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
	const days = month === '02' && leap ? 29 : DAYS[Number(month) - 1]
	if (days === undefined || Number(day) < 1 || Number(day) > days) return undefined
	return `${year}-${month}-${day}`
}
