import type { Attribution } from '../model/claims.js'

/** One claim of a third party about one account, before its entity is resolved against actor lists. */
export interface Tag extends Omit<Attribution, 'entity' | 'pack'> {
	/** What the pack itself names as entity; null where it names none. */
	readonly entityText: string | null
	/** Actor id that the pack itself gives (TagPack `actor`). */
	readonly actor: string | null
}

/** A party of an actor list. `aliases` are further names that mean the same party. */
export interface Actor {
	readonly id: string
	readonly label: string
	readonly aliases: readonly string[]
	readonly categories: readonly string[]
	readonly jurisdictions: readonly string[]
}

/** Rows of one kind that were read and not taken, with the first few of them. */
export interface Skipped {
	readonly reason: string
	readonly count: number
	readonly examples: readonly { readonly line: number; readonly text: string }[]
}

/** The content of one label file, as plain immutable data. */
export interface LabelPack {
	readonly title: string
	/** Source of the pack as a whole; every tag carries its own. */
	readonly source: string | null
	/** `YYYY-MM-DD` of the pack as a whole; every tag carries its own. */
	readonly date: string | null
	readonly licence: string | null
	/** Whether the labels may be passed on; null where nobody said. */
	readonly redistribute: boolean | null
	/** SHA-256 of the file as it was read (packed or not), hex; absent for packs that came from no file. */
	readonly sha256?: string
	readonly tags: readonly Tag[]
	readonly actors: readonly Actor[]
	readonly skipped: readonly Skipped[]
}

/** A pack without its content. `tags` is their count. */
export interface PackSummary extends Omit<LabelPack, 'tags' | 'actors' | 'skipped'> {
	readonly tags: number
}

/** Used where neither the row nor the pack says. */
export interface LabelDefaults {
	readonly title?: string | undefined
	readonly label?: string | undefined
	readonly entity?: string | undefined
	readonly category?: string | undefined
	readonly source?: string | undefined
	/** `YYYY-MM-DD`; a time of day behind it is dropped. */
	readonly date?: string | undefined
	/** CAIP-2 id or alias. */
	readonly chain?: string | undefined
	readonly confidence?: string | undefined
	readonly licence?: string | undefined
	readonly redistribute?: boolean | undefined
}
