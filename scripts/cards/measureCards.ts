import { existsSync } from 'node:fs'
import { sha256Hex } from '../../src/model/digest.js'
import type { HeuristicCard } from '../../src/model/heuristicCard.js'
import { compareText } from '../../src/model/order.js'
import { coinjoinFile } from './coinjoinSets.js'
import { cardOf } from './measurement.js'
import { MIX_FILES, mixMeasurements } from './mixMeasurements.js'

/** Where the cases of known truth lie, beside the repository. */
export const CARD_DATA = '../shared/data/bitcoin/coinjoin'

/** Whether the data are there that cards are measured on. */
export const hasCardData = (): boolean => existsSync(CARD_DATA)

/** Every card, by heuristic, as measured now. */
export function measureCards(measuredOn: string): HeuristicCard[] {
	const digests = new Map(
		Object.values(MIX_FILES).map((name) => [name, sha256Hex(coinjoinFile(CARD_DATA, name))] as const),
	)
	const cards = mixMeasurements(CARD_DATA).map((measurement) => cardOf(measurement, digests, measuredOn))
	return cards.sort((a, b) => compareText(a.heuristic, b.heuristic))
}
