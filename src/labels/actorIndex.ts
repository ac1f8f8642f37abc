import { compareText } from '../model/order.js'
import type { Actor } from './labelPack.js'

/** A name that several actors claim: it resolves to none of them. */
export interface NameConflict {
	/** The name with ASCII letters in lower case. */
	readonly name: string
	/** Ids of the actors that claim it, in code-unit order. */
	readonly actors: readonly string[]
}

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase())

/**
 * Finds an actor by id, label or alias: whole and without regard to ASCII case, never by similarity. An id wins over
 * labels and aliases; a name that two actors claim finds none.
 */
export class ActorIndex {
	readonly conflicts: readonly NameConflict[]
	readonly #labels = new Map<string, string>()
	readonly #byId = new Map<string, string | null>()
	readonly #byName = new Map<string, string | null>()

	constructor(actors: Iterable<Actor>) {
		const ids = new Map<string, Set<string>>()
		const names = new Map<string, Set<string>>()
		for (const actor of actors) {
			const known = this.#labels.get(actor.id)
			// The same actor in two lists: the least label, so that the order of loading changes nothing.
			if (known === undefined || compareText(actor.label, known) < 0) this.#labels.set(actor.id, actor.label)
			claim(ids, actor.id, actor.id)
			for (const name of [actor.label, ...actor.aliases]) claim(names, name, actor.id)
		}
		const conflicts: NameConflict[] = []
		settle(ids, this.#byId, conflicts)
		for (const name of ids.keys()) names.delete(name)
		settle(names, this.#byName, conflicts)
		this.conflicts = conflicts.sort((a, b) => compareText(a.name, b.name))
	}

	/** Id of the one actor that bears this name; undefined where none or several do. */
	find(name: string): string | undefined {
		if (this.#labels.size === 0) return undefined
		if (this.#labels.has(name)) return name
		const plain = lowerAscii(name)
		return this.#byId.get(plain) ?? this.#byName.get(plain) ?? undefined
	}

	/** Label of an actor by its id. */
	labelOf(id: string): string | undefined {
		return this.#labels.get(id)
	}
}

function claim(claims: Map<string, Set<string>>, name: string, actor: string): void {
	if (name === '') return
	const plain = lowerAscii(name)
	const claimants = claims.get(plain)
	if (claimants) claimants.add(actor)
	else claims.set(plain, new Set([actor]))
}

function settle(claims: Map<string, Set<string>>, into: Map<string, string | null>, conflicts: NameConflict[]): void {
	for (const [name, claimants] of claims) {
		const [only] = claimants
		into.set(name, claimants.size === 1 && only !== undefined ? only : null)
		if (claimants.size > 1) conflicts.push({ name, actors: [...claimants].sort(compareText) })
	}
}
