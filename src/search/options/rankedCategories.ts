import { categoryTerm, STOPPING_TERMS } from '../../labels/categories.js'
import { InputError } from '../../model/errors.js'

/**
 * Categories to rank, as long terms, each once. Only an account at which the walk stops can be an endpoint: another
 * category, a misspelt one among them, would rank nothing without a word.
 * @throws InputError `E_INPUT` naming the entry and the categories that can rank
 */
export function rankedCategories(given: readonly string[]): string[] {
	const terms = given.map((text, i) => {
		const term = categoryTerm(text)
		if (term !== null && STOPPING_TERMS.includes(term)) return term
		const field = `options.endpointCategories[${i}]`
		const told = JSON.stringify(text.slice(0, 80))
		const known = STOPPING_TERMS.join(', ')
		const message = `${field}: ${told} is no category at which the walk stops; these can be ranked: ${known}`
		throw new InputError('E_INPUT', message, { details: { field, value: text.slice(0, 200) } })
	})
	return [...new Set(terms)]
}
