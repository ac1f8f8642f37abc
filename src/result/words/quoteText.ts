import { displayText } from '../../model/displayText.js'

/** Longest foreign text shown in a sentence, in characters: names are short, and JSON holds the whole. Our choice. */
const MOST_CHARACTERS = 200

/** Foreign text (a label, a pack's title) inside a sentence: in double quotes, inert, cut where it is very long. */
export function quoteText(text: string): string {
	const characters = text.length <= MOST_CHARACTERS ? [text] : Array.from(text).slice(0, MOST_CHARACTERS)
	const shown = characters.join('')
	const cut = shown.length < text.length ? `… (${text.length} long)` : ''
	return `"${displayText(shown.replace(/[\\"]/g, '\\$&'))}${cut}"`
}
