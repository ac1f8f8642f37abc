import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import type { JoinBook } from './joinBook.js'

/**
 * Legs that count, each once. Two sources may tell the same; a transaction may have been mined again in another block, which
 * says the same but for the time. Where it says something else, neither counts.
 */
export function toldOnce(
	told: readonly BridgeLeg[],
	book: JoinBook,
): { readonly legs: readonly BridgeLeg[]; readonly contradicted: boolean } {
	const legs: BridgeLeg[] = []
	let contradicted = false
	for (const leg of told) {
		const known = legs.at(-1)
		if (book.isReorganised(leg)) book.discarded.push(leg.id)
		else if (known?.id !== leg.id) legs.push(leg)
		else if (!saysTheSame(known, leg)) {
			contradicted = true
			book.discarded.push(leg.id)
		} else if (known.blockHash === leg.blockHash || leg.blockHash === undefined) book.duplicates++
		else book.discarded.push(leg.id)
	}
	return { legs, contradicted }
}

function saysTheSame(a: BridgeLeg, b: BridgeLeg): boolean {
	return (
		a.side === b.side &&
		a.chain === b.chain &&
		a.peer === b.peer &&
		a.contract === b.contract &&
		a.sender === b.sender &&
		a.receiver === b.receiver &&
		a.asset === b.asset &&
		a.amount === b.amount
	)
}
