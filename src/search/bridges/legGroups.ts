import { KeyGroups } from '../../chains/bridges/join/keyGroups.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'

/** The legs of one passage that were read, and the transfers or outputs that wait for more of them. */
interface LegGroup {
	readonly legs: Map<string, BridgeLeg>
	readonly events: Set<string>
}

/** Every leg read, by protocol and key. A relay makes the groups of two keys one. */
export class LegGroups {
	readonly #keys = new KeyGroups()
	readonly #groups = new Map<string, LegGroup>()

	/** Takes a leg in. Returns the transfers and outputs of which something new is known. */
	add(leg: BridgeLeg): Iterable<string> {
		if (leg.side === 'relay' && leg.key !== null && leg.onward !== undefined)
			this.#merge(nameOf(leg), nameOf({ ...leg, key: leg.onward }))
		const { legs, events } = this.#groupOf(leg)
		if (legs.has(leg.id)) return []
		legs.set(leg.id, leg)
		return events
	}

	/** A transfer or output that went into the passage of a leg. */
	watch(leg: BridgeLeg, event: string): void {
		this.#groupOf(leg).events.add(event)
	}

	/** The legs of the passage of this one, itself included, by id. */
	of(leg: BridgeLeg): ReadonlyMap<string, BridgeLeg> {
		return this.#groupOf(leg).legs
	}

	#groupOf(leg: BridgeLeg): LegGroup {
		const name = this.#keys.of(nameOf(leg))
		const known = this.#groups.get(name)
		if (known !== undefined) return known
		const made = { legs: new Map(), events: new Set<string>() }
		this.#groups.set(name, made)
		return made
	}

	#merge(one: string, other: string): void {
		const ended = this.#keys.join(one, other)
		const old = ended === undefined ? undefined : this.#groups.get(ended)
		if (ended === undefined || old === undefined) return
		this.#groups.delete(ended)
		const name = this.#keys.of(ended)
		const known = this.#groups.get(name)
		this.#groups.set(name, {
			legs: new Map([...(known?.legs ?? []), ...old.legs]),
			events: new Set([...(known?.events ?? []), ...old.events]),
		})
	}
}

const nameOf = ({ protocol, key, id }: BridgeLeg): string => `${protocol} ${key ?? id}`
