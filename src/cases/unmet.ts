import type { Expectation } from '../model/caseFile.js'
import type { ResultData } from '../model/result.js'
import {
	actualFigures,
	type EndpointExpectation,
	LEDGER_COLUMNS,
	type LedgerExpectation,
	type LooseExpectation,
} from './actualFigures.js'

/**
 * One sentence for each expectation that a result does not meet. What is not named is free. Rows as `parseExpectation`
 * gives them.
 */
export function unmet(expect: Expectation, result: ResultData): string[] {
	return [
		...differs('status', expect.status, result.status),
		...(expect.endpoints ?? []).flatMap((row, i) => endpoint(row, `endpoints[${i}]`, result)),
		...(expect.absent ?? []).flatMap((id) => absent(id, result)),
		...(expect.looseEnds ?? []).flatMap((row, i) => looseEnd(row, `looseEnds[${i}]`, result)),
		...maxLoose(expect.maxLoose, result),
		...(expect.ledger ?? []).flatMap((row, i) => ledger(row, `ledger[${i}]`, result)),
		...differs('resultHash', expect.resultHash, result.resultHash),
	]
}

function differs(what: string, expected: string | number | undefined, actual: string | number): string[] {
	return expected === undefined || expected === actual ? [] : [`${what}: expected ${expected}, got ${actual}`]
}

function within(
	what: string,
	row: { exactly?: string | undefined; atLeast?: string | undefined; atMost?: string | undefined },
	actual: bigint,
): string[] {
	return [
		...differs(what, row.exactly, actual.toString()),
		...(row.atLeast !== undefined && actual < BigInt(row.atLeast)
			? [`${what}: expected at least ${row.atLeast}, got ${actual}`]
			: []),
		...(row.atMost !== undefined && actual > BigInt(row.atMost)
			? [`${what}: expected at most ${row.atMost}, got ${actual}`]
			: []),
	]
}

const NO_ANSWER = {
	notReached: 'not among the endpoints',
	severalAssets: 'more than one asset arrives, the expectation has to name one',
} as const

function endpoint(row: EndpointExpectation, what: string, result: ResultData): string[] {
	const name = `${what} ${row.entity ?? row.account ?? ''}`
	const actual = actualFigures.endpoint(row, result)
	if (actual === 'notReached' && asksForNothing(row)) return []
	if (typeof actual === 'string') return [`${name}: ${NO_ANSWER[actual]}`]
	return [
		...within(`${name} amount`, row, actual.exactly),
		...differs(`${name} inflow`, row.inflow, actual.inflow.toString()),
		...differs(`${name} hops`, row.hops, actual.hops),
		...differs(`${name} rank`, row.rank, actual.rank),
	]
}

/** Whether a row is met where nothing arrives: it bounds the amount, 0 is within, and it says nothing of an arrival. */
function asksForNothing({ exactly, atLeast, atMost, inflow, hops, rank }: EndpointExpectation): boolean {
	if (inflow !== undefined || hops !== undefined || rank !== undefined) return false
	const bounds = { exactly, atLeast, atMost }
	return Object.values(bounds).some((bound) => bound !== undefined) && within('', bounds, 0n).length === 0
}

function absent(id: string, result: ResultData): string[] {
	const arrived = result.endpoints.some(
		(row) =>
			(row.entity === id && row.totals.seedAmount > 0n) ||
			row.accounts.some(
				(candidate) => candidate.account === id && candidate.amounts.some(({ seedAmount }) => seedAmount > 0n),
			),
	)
	const loose = result.looseEnds.some(
		(row) => row.seedAmount > 0n && (row.entity === id || row.account === id || row.at === id),
	)
	return arrived || loose ? [`absent ${id}: value reached it`] : []
}

function looseEnd(row: LooseExpectation, what: string, result: ResultData): string[] {
	const name = `${what} ${row.stop} ${row.at ?? ''}`
	const actual = actualFigures.looseEnd(row, result)
	const asked = row.exactly ?? row.atLeast ?? row.atMost
	if (actual.rows === 0 && asked === undefined) return [`${name}: no such loose end`]
	return within(name, row, actual.exactly)
}

function maxLoose(expected: Expectation['maxLoose'], result: ResultData): string[] {
	if (expected === undefined) return []
	const sums = new Map<string, bigint>()
	for (const { asset, amount } of result.looseEnds) sums.set(asset, (sums.get(asset) ?? 0n) + amount)
	if (typeof expected === 'object') {
		const seeded = new Set(result.ledger.map(({ asset }) => asset))
		return Object.entries(expected).flatMap(([asset, most]) => {
			// A limit on an asset that does not occur would hold whatever happened: most likely it is misspelt.
			if (!seeded.has(asset) && !sums.has(asset)) return [`maxLoose ${asset}: neither seeded nor loose in this result`]
			return within(`maxLoose ${asset}`, { atMost: most }, sums.get(asset) ?? 0n)
		})
	}
	if (sums.size > 1) return ['maxLoose: more than one asset is loose, the expectation has to name them']
	return within('maxLoose', { atMost: expected }, [...sums.values()][0] ?? 0n)
}

/** A row without a seed speaks of the sum over all seeds of the asset. */
function ledger(row: LedgerExpectation, what: string, result: ResultData): string[] {
	const actual = actualFigures.ledger(row, result)
	if (actual === null) return [`${what}: no ledger row of ${row.seed ?? 'any seed'} in ${row.asset}`]
	return LEDGER_COLUMNS.flatMap((column) => differs(`${what} ${column}`, row[column], actual[column].toString()))
}
