import type { Attribution } from '../model/claims.js'
import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import { ActorIndex, type NameConflict } from './actorIndex.js'
import type { LabelPack, PackSummary, Skipped, Tag } from './labelPack.js'
import { type LabelVerdict, labelVerdict } from './labelVerdict.js'

interface Index {
	readonly actors: ActorIndex
	readonly tags: ReadonlyMap<AccountId, readonly Placed[]>
}

interface Placed {
	readonly tag: Tag
	readonly pack: string
}

const NONE: readonly Attribution[] = []

/**
 * What third parties say about accounts: the tags of any number of packs, their entities resolved against the actor lists
 * among them. Immutable; the order in which packs are loaded changes no answer.
 */
export class LabelBook {
	readonly #packs: readonly LabelPack[]
	#index: Index | undefined

	constructor(packs: Iterable<LabelPack> = []) {
		this.#packs = [...packs]
	}

	/** A book with one more pack. */
	with(pack: LabelPack): LabelBook {
		return new LabelBook([...this.#packs, pack])
	}

	/** Every claim about the account, each once, in code-unit order of pack, source, label and the other fields. */
	attributions(account: AccountId): readonly Attribution[] {
		const { tags, actors } = this.#read()
		const placed = tags.get(account)
		if (!placed) return NONE
		const unique = new Map<string, Attribution>()
		for (const { tag, pack } of placed) {
			const attribution = attributionOf(tag, pack, actors)
			unique.set(sortKey(attribution), attribution)
		}
		return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, attribution]) => attribution)
	}

	/**
	 * What the labels mean for the walk. `sameKeyAs` is the account of the address of the same public key: its labels count
	 * as well and keep their own account.
	 */
	verdict(account: AccountId, sameKeyAs?: AccountId): LabelVerdict {
		const own = this.attributions(account)
		const both = sameKeyAs === undefined || sameKeyAs === account ? own : [...own, ...this.attributions(sameKeyAs)]
		return labelVerdict(both, (entity) => this.#read().actors.labelOf(entity))
	}

	/** The packs in the order in which they were given. */
	get packs(): readonly PackSummary[] {
		return this.#packs.map(({ tags, actors: _actors, skipped: _skipped, ...head }) => ({ ...head, tags: tags.length }))
	}

	/** Rows that packs hold and that could not be read as labels, pack by pack: counted, never lost in silence. */
	get skipped(): readonly (Skipped & { readonly pack: string })[] {
		return this.#packs.flatMap(({ title, skipped }) => skipped.map((rows) => ({ pack: title, ...rows })))
	}

	/** Names that several actors claim, which therefore resolve to none. */
	get conflicts(): readonly NameConflict[] {
		return this.#read().actors.conflicts
	}

	/** Count of labelled accounts. */
	get size(): number {
		return this.#read().tags.size
	}

	/** Built at the first question, so that a chain of `with` indexes once. */
	#read(): Index {
		if (this.#index) return this.#index
		const tags = new Map<AccountId, Placed[]>()
		for (const pack of this.#packs) {
			for (const tag of pack.tags) {
				const placed = tags.get(tag.account)
				if (placed) placed.push({ tag, pack: pack.title })
				else tags.set(tag.account, [{ tag, pack: pack.title }])
			}
		}
		this.#index = { actors: new ActorIndex(this.#packs.flatMap((pack) => pack.actors)), tags }
		return this.#index
	}
}

/**
 * The pack's own actor id comes first, then its entity, then the label; what no loaded actor list knows stands byte for
 * byte. An actor id is the pack's explicit word for the party, so it outranks the label even where no list is loaded.
 */
function attributionOf(tag: Tag, pack: string, actors: ActorIndex): Attribution {
	const { account, label, category, source, date, confidence } = tag
	let entity: string | undefined
	for (const name of [tag.actor, tag.entityText, label]) {
		entity ??= name === null ? undefined : actors.find(name)
	}
	entity ??= tag.entityText ?? tag.actor ?? label
	return { account, label, category, entity, source, date, confidence, pack }
}

function sortKey(a: Attribution): string {
	// JSON keeps the fields apart, whatever text they hold.
	return JSON.stringify([a.pack, a.source, a.label, a.entity, a.category, a.date, a.confidence])
}
