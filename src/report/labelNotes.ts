import type { Attribution } from '../model/claims.js'
import { displayText } from '../model/displayText.js'
import { quoteText } from '../result/words/quoteText.js'

/** Labels of one account shown in full; further ones are counted. Our choice. */
const MOST_LABELS = 5

/**
 * Quotes labels with a mark for where each comes from, and keeps the list of sources that the marks refer to: many
 * accounts are labelled by one source, whose name is long.
 */
export class LabelNotes {
	readonly #marks = new Map<string, number>()

	/** The labels of one account: `"Bitfinex" as exchange [1]`. */
	quote(attributions: readonly Attribution[]): string {
		const unique = new Map<string, string>()
		for (const { label, category, confidence, ...claim } of attributions) {
			const as = category === null ? '' : ` as ${displayText(category.slice(0, 80))}`
			const grade = confidence === null ? '' : ` (confidence ${quoteText(confidence)})`
			const text = `${quoteText(label)}${as}${grade} [${this.#mark(claim)}]`
			unique.set(text, text)
		}
		const shown = [...unique.keys()].slice(0, MOST_LABELS)
		const more = unique.size - shown.length
		return `${shown.join(', ')}${more > 0 ? ` and ${more} more (--json has all)` : ''}`
	}

	/** Only the marks of where these labels come from: `[1] [2]`. */
	marks(attributions: readonly Attribution[]): string {
		const marks = [...new Set(attributions.map((claim) => this.#mark(claim)))]
		return marks.map((mark) => `[${mark}]`).join(' ')
	}

	/** One line for each source that a mark refers to. */
	lines(indent: string): string[] {
		return [...this.#marks].map(([source, mark]) => `${indent}[${mark}] ${source}`)
	}

	#mark({ source, date, pack }: Pick<Attribution, 'source' | 'date' | 'pack'>): number {
		const text = `${quoteText(source)}, ${date === null ? 'no date' : displayText(date)}, pack ${quoteText(pack)}`
		const known = this.#marks.get(text)
		if (known !== undefined) return known
		this.#marks.set(text, this.#marks.size + 1)
		return this.#marks.size
	}
}
