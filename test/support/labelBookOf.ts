import { LabelBook } from '../../src/labels/labelBook.js'
import type { Tag } from '../../src/labels/labelPack.js'

/** A book of one pack. Each label stands for the entity that it names. */
export function labelBookOf(
	labels: Iterable<readonly [account: string, entity: string, category?: string | null]>,
	title = 'made up',
): LabelBook {
	const tags = [...labels].map(
		([account, entity, category = 'exchange']): Tag => ({
			account,
			label: entity,
			category,
			entityText: entity,
			actor: null,
			source: 'made up',
			date: '2024-01-01',
			confidence: null,
		}),
	)
	const head = { title, source: null, date: null, licence: null, redistribute: null }
	return new LabelBook([{ ...head, tags, actors: [], skipped: [] }])
}
