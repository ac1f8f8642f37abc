import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { compareText } from '../../../model/order.js'
import type { BridgeProtocol } from '../bridgeProtocol.js'
import { bridgeProtocols } from '../bridgeProtocols.js'
import { JoinBook } from './joinBook.js'
import { joinGroup } from './joinGroup.js'
import { KeyGroups } from './keyGroups.js'
import type { JoinOptions, LegJoin } from './legJoin.js'

/** End of a chain of places. */
const END = -1

/**
 * Pairs what went into bridges with what came out, by the identifiers, hashes and memos that the protocols state. A pair must
 * fit in chains, receiver, clocks and amount, else it is a lead; equal passages are told apart by their order or left open.
 * Pure: the same legs in any order give the same answer. Cost: linear in the legs, plus sorting what comes out.
 */
export function joinLegs(legs: readonly BridgeLeg[], options: JoinOptions = {}): LegJoin {
	const protocols = new Map((options.protocols ?? bridgeProtocols).map((row) => [row.id, row]))
	const book = new JoinBook(options)
	// Legs of one key are a chain of places, so that a key costs one entry of a map and no list.
	const heads = new Map<string, Map<string, number>>()
	const next = new Int32Array(legs.length)
	const groups = relayedKeys(legs)
	for (const [place, { protocol, key, side }] of legs.entries()) {
		const leg = legs[place] as BridgeLeg
		if (key === null || !protocols.has(protocol)) {
			if (side === 'source') book.leave(leg, protocols.get(protocol) ?? null)
			else if (side !== 'relay') book.withoutSource.push(leg)
			continue
		}
		let keys = heads.get(protocol)
		if (keys === undefined) {
			keys = new Map()
			heads.set(protocol, keys)
		}
		const known = groups.get(protocol)?.of(key) ?? key
		next[place] = keys.get(known) ?? END
		keys.set(known, place)
	}
	for (const [id, keys] of heads) {
		const protocol = protocols.get(id) as BridgeProtocol
		for (const head of keys.values()) {
			const group: BridgeLeg[] = []
			for (let place = head; place !== END; place = next[place] as number) group.push(legs[place] as BridgeLeg)
			joinGroup(group.length === 1 ? group : group.sort(compareLegs), protocol, book)
		}
	}
	return book.close()
}

/** Keys that relays join, by protocol. */
function relayedKeys(legs: readonly BridgeLeg[]): Map<string, KeyGroups> {
	const groups = new Map<string, KeyGroups>()
	for (const { side, protocol, key, onward } of legs) {
		if (side !== 'relay' || key === null || onward === undefined) continue
		const known = groups.get(protocol)
		if (known !== undefined) known.join(key, onward)
		else {
			const made = new KeyGroups()
			made.join(key, onward)
			groups.set(protocol, made)
		}
	}
	return groups
}

const compareLegs = (a: BridgeLeg, b: BridgeLeg): number =>
	compareText(a.id, b.id) || compareText(a.blockHash ?? '', b.blockHash ?? '')
