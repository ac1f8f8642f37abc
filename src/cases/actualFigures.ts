import type { Expectation } from '../model/caseFile.js'
import type { Direction } from '../model/direction.js'
import type { LedgerRow, ResultData } from '../model/result.js'

export type EndpointExpectation = NonNullable<Expectation['endpoints']>[number]
export type LooseExpectation = NonNullable<Expectation['looseEnds']>[number]
export type LedgerExpectation = NonNullable<Expectation['ledger']>[number]

/**
 * The figures of a result that an expectation of a case speaks of, whatever it expects them to be. Base units; rows as
 * `parseExpectation` gives them.
 */
export const actualFigures = { endpoint, looseEnd, ledger }

interface EndpointFigures {
	readonly exactly: bigint
	readonly inflow: bigint
	readonly hops: number
	readonly rank: number
}

/** What arrived where a row points, or why that has no answer. */
function endpoint(row: EndpointExpectation, result: ResultData): EndpointFigures | 'notReached' | 'severalAssets' {
	const wanted = row.account
	const found = toldIn(row, result, result.endpoints).flatMap((candidate) => {
		if (row.entity !== undefined && candidate.entity !== row.entity) return []
		const accounts = candidate.accounts.filter(({ account }) => wanted === undefined || account === wanted)
		const arrives = row.asset === undefined || candidate.amounts.some(({ asset }) => asset === row.asset)
		return accounts.length === 0 || !arrives ? [] : [{ rank: candidate.rank, accounts }]
	})
	const accounts = found.flatMap((match) => match.accounts)
	const arrivals = accounts
		.flatMap(({ amounts }) => amounts)
		.filter(({ asset }) => row.asset === undefined || asset === row.asset)
	if (found.length === 0) return 'notReached'
	if (new Set(arrivals.map(({ asset }) => asset)).size > 1) return 'severalAssets'
	const asset = row.asset ?? arrivals[0]?.asset
	const inflows = accounts.flatMap(({ inflow }) => inflow).filter((part) => part.asset === asset)
	return {
		exactly: sum(arrivals.map(({ amount }) => amount)),
		inflow: sum(inflows.map(({ amount }) => amount)),
		hops: least(accounts.map(({ hops }) => hops)),
		rank: least(found.map(({ rank }) => rank)),
	}
}

/** Sum and count of the loose ends that a row points to. */
function looseEnd(row: LooseExpectation, result: ResultData): { readonly exactly: bigint; readonly rows: number } {
	const { at } = row
	const found = toldIn(row, result, result.looseEnds).filter(
		(end) =>
			end.stop === row.stop &&
			(at === undefined || end.at === at) &&
			(row.asset === undefined || end.asset === row.asset),
	)
	return { exactly: sum(found.map(({ amount }) => amount)), rows: found.length }
}

/** Columns of the ledger that an expectation may name. */
export const LEDGER_COLUMNS = ['seeded', 'arrived', 'loose', 'fees', 'difference', 'toolLoss'] as const
type LedgerFigures = Readonly<Record<(typeof LEDGER_COLUMNS)[number], bigint>>

/** Ledger of a seed, or of all seeds of an asset where a row names none; null where there is no such row. */
function ledger(row: LedgerExpectation, result: ResultData): LedgerFigures | null {
	const found: LedgerRow[] = toldIn(row, result, result.ledger).filter(
		({ seed, asset }) => asset === row.asset && (row.seed === undefined || seed === row.seed),
	)
	if (found.length === 0) return null
	const sums = LEDGER_COLUMNS.map((column) => [column, sum(found.map((own) => own[column]))] as const)
	return Object.fromEntries(sums) as LedgerFigures
}

/** Rows of the direction that an expectation names: by default forward, where the result has both. */
function toldIn<T extends { readonly direction?: 'backward' | undefined }>(
	{ direction }: { readonly direction?: Direction | undefined },
	result: ResultData,
	rows: readonly T[],
): T[] {
	const wanted = direction ?? (result.ledger.every((row) => row.direction === 'backward') ? 'backward' : 'forward')
	return rows.filter((row) => (row.direction ?? 'forward') === wanted)
}

function sum(amounts: readonly bigint[]): bigint {
	return amounts.reduce((a, b) => a + b, 0n)
}

function least(numbers: readonly number[]): number {
	return numbers.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER)
}
