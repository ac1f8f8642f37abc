import type { Expectation } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parseAccount, parseOutput, parseTransaction } from '../model/identifiers.js'
import type { Endpoint, EndpointAccount, LedgerRow, ResultData } from '../model/result.js'

type EndpointExpectation = NonNullable<Expectation['endpoints']>[number]
type LooseExpectation = NonNullable<Expectation['looseEnds']>[number]
type LedgerExpectation = NonNullable<Expectation['ledger']>[number]

/** One sentence for each expectation that a result does not meet. What is not named is free. */
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

/** The form in which results write an account, output or transaction; a text that is none is an entity's name. */
function canonical(id: string): string {
	try {
		if (!id.includes('/')) return parseAccount(id)
		return /:[0-9]+$/.test(id) ? parseOutput(id) : parseTransaction(id)
	} catch (error) {
		if (error instanceof InputError) return id
		throw error
	}
}

/** Endpoints (or accounts of endpoints) that an expectation speaks of. */
function matching(
	row: EndpointExpectation,
	result: ResultData,
): { readonly endpoint: Endpoint; readonly accounts: readonly EndpointAccount[] }[] {
	const account = row.account === undefined ? undefined : canonical(row.account)
	return result.endpoints.flatMap((endpoint) => {
		if (row.entity !== undefined && endpoint.entity !== row.entity) return []
		const accounts = endpoint.accounts.filter((candidate) => account === undefined || candidate.account === account)
		const arrives = row.asset === undefined || endpoint.amounts.some(({ asset }) => asset === row.asset)
		return accounts.length === 0 || !arrives ? [] : [{ endpoint, accounts }]
	})
}

function endpoint(row: EndpointExpectation, what: string, result: ResultData): string[] {
	const name = `${what} ${row.entity ?? row.account ?? ''}`
	if (row.entity === undefined && row.account === undefined) return [`${what}: names neither an entity nor an account`]
	const found = matching(row, result)
	if (found.length === 0) return [`${name}: not among the endpoints`]
	const accounts = found.flatMap((match) => match.accounts)
	const arrivals = accounts
		.flatMap((account) => account.amounts)
		.filter(({ asset }) => row.asset === undefined || asset === row.asset)
	if (new Set(arrivals.map(({ asset }) => asset)).size > 1)
		return [`${name}: more than one asset arrives, the expectation has to name one`]
	const amount = arrivals.reduce((sum, arrival) => sum + arrival.amount, 0n)
	const asset = row.asset ?? arrivals[0]?.asset
	const inflow = accounts
		.flatMap((account) => account.inflow)
		.filter((part) => part.asset === asset)
		.reduce((sum, part) => sum + part.amount, 0n)
	const hops = accounts.reduce((fewest, account) => Math.min(fewest, account.hops), Number.MAX_SAFE_INTEGER)
	const rank = Math.min(...found.map((match) => match.endpoint.rank))
	return [
		...within(`${name} amount`, row, amount),
		...differs(`${name} inflow`, row.inflow, inflow.toString()),
		...differs(`${name} hops`, row.hops, hops),
		...differs(`${name} rank`, row.rank, rank),
	]
}

function absent(id: string, result: ResultData): string[] {
	const account = canonical(id)
	const arrived = result.endpoints.some(
		(row) =>
			(row.entity === id && row.totals.seedAmount > 0n) ||
			row.accounts.some(
				(candidate) => candidate.account === account && candidate.amounts.some(({ seedAmount }) => seedAmount > 0n),
			),
	)
	const loose = result.looseEnds.some(
		(row) => row.seedAmount > 0n && (row.entity === id || row.account === account || row.at === account),
	)
	return arrived || loose ? [`absent ${id}: value reached it`] : []
}

function looseEnd(row: LooseExpectation, what: string, result: ResultData): string[] {
	const at = row.at === undefined ? undefined : canonical(row.at)
	const found = result.looseEnds.filter(
		(end) =>
			end.stop === row.stop &&
			(at === undefined || end.at === at) &&
			(row.asset === undefined || end.asset === row.asset),
	)
	const asked = row.exactly ?? row.atLeast ?? row.atMost
	if (found.length === 0 && asked === undefined) return [`${what} ${row.stop} ${row.at ?? ''}: no such loose end`]
	return within(
		`${what} ${row.stop} ${row.at ?? ''}`,
		row,
		found.reduce((sum, end) => sum + end.amount, 0n),
	)
}

function maxLoose(expected: Expectation['maxLoose'], result: ResultData): string[] {
	if (expected === undefined) return []
	const sums = new Map<string, bigint>()
	for (const { asset, amount } of result.looseEnds) sums.set(asset, (sums.get(asset) ?? 0n) + amount)
	if (typeof expected === 'object')
		return Object.entries(expected).flatMap(([asset, most]) =>
			within(`maxLoose ${asset}`, { atMost: most }, sums.get(asset) ?? 0n),
		)
	if (sums.size > 1) return ['maxLoose: more than one asset is loose, the expectation has to name them']
	return within('maxLoose', { atMost: expected }, [...sums.values()][0] ?? 0n)
}

const LEDGER_COLUMNS = ['seeded', 'arrived', 'loose', 'fees', 'difference', 'toolLoss'] as const

/** A row without a seed speaks of the sum over all seeds of the asset. */
function ledger(row: LedgerExpectation, what: string, result: ResultData): string[] {
	const found: LedgerRow[] = result.ledger.filter(
		({ seed, asset }) =>
			asset === row.asset && (row.seed === undefined || seed === row.seed || seed === canonical(row.seed)),
	)
	if (found.length === 0) return [`${what}: no ledger row of ${row.seed ?? 'any seed'} in ${row.asset}`]
	return LEDGER_COLUMNS.flatMap((column) => {
		const actual = found.reduce((sum, candidate) => sum + candidate[column], 0n)
		return differs(`${what} ${column}`, row[column], actual.toString())
	})
}
