import { parseAsset } from '../model/asset.js'
import type { Expectation } from '../model/caseFile.js'
import { InputError } from '../model/errors.js'
import { parseAccount } from '../model/identifiers.js'
import { canonicalId } from './canonicalId.js'

interface Bounds {
	readonly exactly?: string | undefined
	readonly atLeast?: string | undefined
	readonly atMost?: string | undefined
}

/**
 * What a case expects with every identifier as results write it, so that it can be compared. What could never fail, or
 * never hold, is refused.
 * @throws InputError `E_INPUT` naming the member, e.g. `case.expect.absent[1]`
 */
export function parseExpectation(expect: Expectation, field = 'case.expect'): Expectation {
	const { endpoints, absent, looseEnds, maxLoose, ledger } = expect
	return {
		...expect,
		...(endpoints && { endpoints: endpoints.map((row, i) => endpoint(row, `${field}.endpoints[${i}]`)) }),
		...(absent && { absent: absent.map((id, i) => canonicalId.place(id, `${field}.absent[${i}]`)) }),
		...(looseEnds && { looseEnds: looseEnds.map((row, i) => looseEnd(row, `${field}.looseEnds[${i}]`)) }),
		...(typeof maxLoose === 'object' && { maxLoose: byAsset(maxLoose, `${field}.maxLoose`) }),
		...(ledger && { ledger: ledger.map((row, i) => ledgerRow(row, `${field}.ledger[${i}]`)) }),
	}
}

type Row<K extends 'endpoints' | 'looseEnds' | 'ledger'> = NonNullable<Expectation[K]>[number]

function endpoint(row: Row<'endpoints'>, field: string): Row<'endpoints'> {
	const { entity, account, asset } = row
	if (entity === undefined && account === undefined) throw refuse(field, 'names neither an entity nor an account')
	checkBounds(row, field)
	return {
		...row,
		...(account !== undefined && { account: parseAccount(account, `${field}.account`) }),
		...(asset !== undefined && { asset: parseAsset(asset, `${field}.asset`) }),
	}
}

function looseEnd(row: Row<'looseEnds'>, field: string): Row<'looseEnds'> {
	const { at, asset } = row
	checkBounds(row, field)
	return {
		...row,
		...(at !== undefined && { at: canonicalId.at(at, `${field}.at`) }),
		...(asset !== undefined && { asset: parseAsset(asset, `${field}.asset`) }),
	}
}

function ledgerRow(row: Row<'ledger'>, field: string): Row<'ledger'> {
	const { seed } = row
	return {
		...row,
		asset: parseAsset(row.asset, `${field}.asset`),
		...(seed !== undefined && { seed: canonicalId.seed(seed, `${field}.seed`) }),
	}
}

function byAsset(most: Readonly<Record<string, string>>, field: string): Record<string, string> {
	const named = new Map<string, string>()
	for (const [text, amount] of Object.entries(most)) {
		const asset = parseAsset(text, `${field}.${text.slice(0, 120)}`)
		if (named.has(asset)) throw refuse(field, `names ${asset} twice`)
		named.set(asset, amount)
	}
	return Object.fromEntries(named)
}

function checkBounds({ exactly, atLeast, atMost }: Bounds, field: string): void {
	if (exactly !== undefined && (atLeast !== undefined || atMost !== undefined))
		throw refuse(`${field}.exactly`, 'stands alone: atLeast and atMost say the same or contradict it')
	if (atLeast !== undefined && atMost !== undefined && BigInt(atLeast) > BigInt(atMost))
		throw refuse(`${field}.atLeast`, 'is greater than atMost: nothing can meet it')
}

function refuse(field: string, message: string): InputError {
	return new InputError('E_INPUT', `${field}: ${message}`, { details: { field } })
}
