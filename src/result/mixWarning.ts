import type { ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'

/** That value came to mixes, and what became of it there. */
export function mixWarning(search: Search): ResultData['warnings'] {
	const count = [...search.mixes.transactions()].length
	if (count === 0) return []
	const what = count === 1 ? '1 transaction looks' : `${count} transactions look`
	const text = `${what} like a mix: a finding, not a fact (evidence says by which rule, and how often that one was measured to be wrong). Value of the seeds that entered ends at the mixed outputs; only outputs whose amounts leave certain payers are followed.`
	return [{ code: 'mixes', text }]
}
