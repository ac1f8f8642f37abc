import { checkShape, expected, type Shape } from './checkShape.js'

const LABELS: Shape = { what: 'a LabelBook', functions: ['attributions', 'verdict'], arrays: ['packs', 'skipped'] }
const PRICES: Shape = { what: 'a PriceBook', functions: ['at', 'during'], arrays: ['assets'], texts: ['digest'] }
const SIGNAL: Shape = { what: 'an AbortSignal', functions: ['addEventListener', 'removeEventListener'] }
const HEURISTIC: Shape = {
	what: 'a heuristic',
	functions: ['inspect'],
	arrays: ['vetoedBy'],
	texts: ['id', 'version', 'claim'],
}

/**
 * Checks the members of the options that are objects and functions; seeds and sources are checked where they are read.
 * @throws InputError `E_INPUT` naming the member
 */
export function checkHandles(options: unknown): void {
	if (!isRecord(options)) throw expected('options', 'an object with seeds and sources')
	const { labels, prices, heuristics, onProgress, signal, now } = options
	if (labels !== undefined) checkShape(labels, LABELS, 'labels')
	if (prices !== undefined) checkShape(prices, PRICES, 'prices')
	if (signal !== undefined) checkShape(signal, SIGNAL, 'signal')
	for (const [field, value] of Object.entries({ onProgress, now }))
		if (value !== undefined && typeof value !== 'function') throw expected(field, 'a function')
	if (heuristics === undefined) return
	if (!Array.isArray(heuristics)) throw expected('options.heuristics', 'a list of heuristics or their ids')
	for (const [i, heuristic] of heuristics.entries()) {
		const field = `options.heuristics[${i}]`
		if (typeof heuristic === 'string') continue
		checkShape(heuristic, HEURISTIC, field)
		if (!isRecord((heuristic as Record<string, unknown>).params))
			throw expected(`${field}.params`, 'an object of texts')
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
