import type { Attribution } from '../model/claims.js'
import { compareText } from '../model/order.js'
import type { StopReason } from '../model/stop.js'
import { type CategoryKind, categoryKind, stopOf } from './categories.js'

/** What the labels of one account mean for the walk. */
export type LabelVerdict =
	| { readonly kind: 'none' }
	| {
			/**
			 * `stop`: the walk ends here for `stop`; `continue`: it leads on inside the transaction; `neutral`: labelled, never
			 * stops; `ambiguous`: the labels contradict each other, so that nobody is named.
			 */
			readonly kind: 'stop' | 'continue' | 'neutral' | 'ambiguous'
			/** Long term, the least in code units of those that decide; null where none is given or they contradict. */
			readonly category: string | null
			/** Entity named by the labels that decide; null where they name none, several or contradict. */
			readonly entity: string | null
			/** Name of that entity: the actor's label, else the entity itself. */
			readonly name: string | null
			readonly stop: StopReason | null
			/** Every label of the account, whatever decided. */
			readonly attributions: readonly Attribution[]
	  }

/** Shared: of most accounts nothing is said, and there are very many. */
const NO_LABEL: LabelVerdict = { kind: 'none' }

/**
 * Judges the labels of one account. A conflict exists only between labels of which at least one stops: two that stop name
 * different entities, or one stops and another continues. A bridge continues against a custodial or mixing label and
 * stops otherwise. Labels that never stop conflict with nothing.
 */
export function labelVerdict(
	attributions: readonly Attribution[],
	nameOf: (entity: string) => string | undefined = () => undefined,
): LabelVerdict {
	if (attributions.length === 0) return NO_LABEL
	const of = (...kinds: CategoryKind[]) => attributions.filter((label) => kinds.includes(categoryKind(label.category)))
	const held = of('custodial', 'mixing', 'coinjoin')
	const bridges = of('bridge')
	const continuing = of('continuing')
	const stopping = held.length > 0 ? held : bridges
	const against = held.length > 0 ? bridges.length + continuing.length : continuing.length

	const say = (kind: 'stop' | 'continue' | 'neutral', deciding: readonly Attribution[]): LabelVerdict => {
		const category = leastCategory(deciding)
		const named = [...namesOf(deciding)]
		const entity = named.length === 1 ? (named[0] as string) : null
		const name = entity === null ? null : (nameOf(entity) ?? entity)
		return { kind, category, entity, name, stop: kind === 'stop' ? stopOf(category) : null, attributions }
	}
	if (stopping.length > 0) {
		if (against === 0 && isOneParty(stopping)) return say('stop', stopping)
		return { kind: 'ambiguous', category: null, entity: null, name: null, stop: 'ambiguous', attributions }
	}
	return continuing.length > 0 ? say('continue', continuing) : say('neutral', attributions)
}

/** Entities named; a label without any words names none. */
function namesOf(labels: readonly Attribution[]): Set<string> {
	return new Set(labels.map((label) => label.entity).filter((entity) => entity !== ''))
}

/**
 * Whether stopping labels can speak of one party. A label that names nobody agrees with one that stops for the same
 * reason; where the reasons differ nothing shows that it is the same party.
 */
function isOneParty(stopping: readonly Attribution[]): boolean {
	const names = namesOf(stopping)
	if (names.size > 1) return false
	const reasons = new Set(stopping.map((label) => stopOf(label.category)))
	return reasons.size === 1 || stopping.every((label) => label.entity !== '')
}

function leastCategory(labels: readonly Attribution[]): string | null {
	let least: string | null = null
	for (const { category } of labels) {
		if (category !== null && (least === null || compareText(category, least) < 0)) least = category
	}
	return least
}
