import type { ResultData } from '../model/result.js'

/** One endpoint under every rule of the panel, amounts in the seed's asset and base units. */
export interface MethodRow {
	/** Absent on rows of where value went. */
	readonly direction?: 'backward'
	readonly seedAsset: string
	readonly entity: string | null
	readonly accounts: readonly string[]
	/** The rule whose figure the result reports, and that figure. */
	readonly primary: string
	readonly amount: bigint
	readonly panel: Readonly<Record<string, bigint | null>>
	readonly lower: bigint | null
	readonly upper: bigint | null
}

export function compareMethods(result: ResultData): MethodRow[] {
	return result.endpoints.map(({ direction, seedAsset, entity, accounts, totals }) => ({
		...(direction === undefined ? {} : { direction }),
		seedAsset,
		entity,
		accounts: accounts.map(({ account }) => account),
		primary: result.method.rule,
		amount: totals.seedAmount,
		panel: totals.panel,
		lower: totals.lower,
		upper: totals.upper,
	}))
}
