import * as z from 'zod/mini'
import { InputError } from './errors.js'

const seconds = z.int().check(z.minimum(0)).check(z.maximum(253402300799))
const height = z
	.number()
	.check(z.int())
	.check(z.minimum(0))
	.check(z.maximum(2 ** 53 - 1))

/** ISO-8601 in UTC, e.g. `2023-06-03T01:02:03Z`. */
const isoTime = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.0{1,9})?)?(?:Z|\+00:00))?$/))

/** A place on a chain: block height, or unix seconds; a bare number is seconds, a text is ISO-8601 UTC. */
export const momentSchema = z.union([
	seconds,
	isoTime,
	z.strictObject({ seconds: z.union([seconds, isoTime]) }),
	z.strictObject({ height }),
])
export type Moment = z.output<typeof momentSchema>

/** A moment resolved to one unit. */
export type Instant = { readonly height: number } | { readonly seconds: number }

/** @throws InputError where the text is no valid date */
export function instantOf(moment: Moment, field: string): Instant {
	if (typeof moment === 'object' && 'height' in moment) return moment
	const value = typeof moment === 'object' ? moment.seconds : moment
	if (typeof value === 'number') return { seconds: value }
	const bare = value.replace(/(?:\.0+)?(?:Z|\+00:00)$/, '')
	const whole = `${bare}${'T00:00:00'.slice(bare.length - 10)}Z`
	const parsed = Date.parse(whole)
	// What the calendar has not (30 February, 24:00) would otherwise count as a later day.
	if (Number.isNaN(parsed) || isoUtc(parsed / 1000) !== whole)
		throw new InputError('E_INPUT', `${field}: ${value} is not a date`, { details: { field } })
	return { seconds: parsed / 1000 }
}

/**
 * Nothing lies between a first moment and a last one that comes before it. Height and time cannot be compared.
 * @throws InputError naming the field of the first
 */
export function checkOrder(first: Instant | undefined, last: Instant | undefined, field: string): void {
	if (first === undefined || last === undefined || 'height' in first !== 'height' in last) return
	const [from, to] = [first, last].map((instant) => ('height' in instant ? instant.height : instant.seconds)) as [
		number,
		number,
	]
	if (from <= to) return
	const words = (value: number): string => ('height' in first ? `height ${value}` : isoUtc(value))
	const message = `${field}: ${words(from)} lies after the end of the window, ${words(to)}`
	throw new InputError('E_INPUT', message, { details: { field } })
}

/** Whether an event at this height and time lies before the instant. An event without height is not before any height. */
export function isBefore(
	event: { readonly height: number | null; readonly atSeconds: number },
	instant: Instant,
): boolean {
	return 'height' in instant
		? event.height !== null && event.height < instant.height
		: event.atSeconds < instant.seconds
}

/** Whether an event lies after the instant. An event without height is not after any height. */
export function isAfter(
	event: { readonly height: number | null; readonly atSeconds: number },
	instant: Instant,
): boolean {
	return 'height' in instant
		? event.height !== null && event.height > instant.height
		: event.atSeconds > instant.seconds
}

/** ISO-8601 UTC to the second. */
export function isoUtc(atSeconds: number): string {
	return new Date(atSeconds * 1000).toISOString().replace('.000Z', 'Z')
}
