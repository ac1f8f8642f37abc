import { displayText } from '../model/displayText.js'
import type { ResultData } from '../model/result.js'
import { idDisplay } from './idDisplay.js'
import { renderCards } from './renderCards.js'
import { renderConversions } from './renderConversions.js'
import { renderLedger } from './renderLedger.js'
import { renderLooseEnds } from './renderLooseEnds.js'
import { renderMixes } from './renderMixes.js'
import { renderPayoutLeads } from './renderPayoutLeads.js'
import { renderPeelChains } from './renderPeelChains.js'
import { renderPools } from './renderPools.js'
import { renderProvenance } from './renderProvenance.js'
import { renderRanking } from './renderRanking.js'

/** Places listed per reason before the rest is only counted. Our choice. */
const MOST_LOOSE_ROWS = 10

export interface RenderOptions {
	/** Most places listed for each reason of a loose end; the rest is counted and summed. Default 10. */
	readonly looseRows?: number
}

/**
 * A result as plain text for a terminal or a file, in the order in which it is to be read: what was found, what to know
 * before use, the ranking, exchanges, what was not traced, mixes, leads out of bridges, peel chains, how well heuristics do, the balanced ledger. Identifiers are whole, EVM
 * addresses with their checksum; amounts are exact, in display units; foreign text is inert; the same result gives the
 * same text.
 */
export async function renderResult(result: ResultData, options: RenderOptions = {}): Promise<string> {
	const exchanges = (result.conversions ?? []).map(({ payer }) => payer)
	const paid = (result.payoutLeads ?? []).flatMap(({ account, receiver }) => [account, receiver ?? account])
	const shown = await idDisplay([...result.ledger.flatMap(({ seed, asset }) => [seed, asset]), ...exchanges, ...paid])
	const lines = [
		...result.headline.map(({ text }) => displayText(text)),
		'',
		'Read before use',
		...result.warnings.map(({ text }) => `- ${displayText(text)}`),
		'',
		...(['forward', 'backward'] as const).flatMap((direction) => [
			...renderRanking(result, shown, direction),
			...(direction === 'forward' ? renderConversions(result, shown) : []),
			...renderLooseEnds(result, shown, options.looseRows ?? MOST_LOOSE_ROWS, direction),
			...(direction === 'forward'
				? [
						...renderMixes(result, shown),
						...renderPools(result, shown),
						...renderPayoutLeads(result, shown),
						...renderPeelChains(result, shown),
					]
				: []),
			...(direction === 'forward' ? renderCards(result) : []),
			...renderLedger(result, shown, direction),
		]),
		...renderProvenance(result),
	]
	return `${lines.join('\n')}\n`
}
