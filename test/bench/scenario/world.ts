import type { LabelBook } from '../../../src/labels/labelBook.js'
import type { Seed } from '../../../src/model/seed.js'
import { labelBookOf } from '../../support/labelBookOf.js'
import { type AccountRows, accountRows } from './accountRows.js'
import { haircutTruth } from './haircutTruth.js'
import { makeScenario, type Scenario } from './makeScenario.js'
import type { Shape } from './moneyTrail.js'
import type { ScenarioSize } from './places.js'
import { accountId, TOKEN } from './simulatedChain.js'

/** A scenario with what a trace of it is given, and what is true of it. */
export interface World {
	readonly scenario: Scenario
	readonly index: AccountRows
	readonly seeds: readonly Seed[]
	/** The hot wallets; nothing else is labelled. */
	readonly labels: LabelBook
	/** What each transfer carries by haircut with everything known, and by its owner's own books. */
	readonly truth: Readonly<Record<'haircut' | 'ownership', Float64Array>>
}

export function world(seed: number, shape: Shape, size: ScenarioSize): World {
	const scenario = makeScenario(seed, shape, size)
	const { transfers, accounts, exchanges, source, amount } = scenario
	return {
		scenario,
		index: accountRows(transfers, accounts),
		seeds: [{ account: accountId(source), asset: TOKEN, amount: BigInt(amount) }],
		labels: labelBookOf(Array.from({ length: exchanges }, (_, n) => [accountId(n), `exchange ${n}`] as const)),
		truth: { haircut: haircutTruth(scenario), ownership: transfers.owned },
	}
}
