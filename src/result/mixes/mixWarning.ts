import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'

/** That value came to mixes, what became of it there, and what leads are. */
export function mixWarning(search: Search): ResultData['warnings'] {
	const count = search.mixes.size
	if (count === 0) return poolWarning(search)
	const what = count === 1 ? '1 transaction looks' : `${count} transactions look`
	const text = `${what} like a mix: a finding, not a fact (evidence says by which rule, and how often that one was measured to be wrong). Value of the seeds that entered ends at the mixed outputs; only outputs whose amounts leave certain payers are followed.`
	return [{ code: 'mixes', text }, ...leadWarning(search), ...poolWarning(search)]
}

function leadWarning({ leads }: Search): ResultData['warnings'] {
	if (leads === null) return []
	const cut = leads.isCut ? ' They were too many to look behind all of them.' : ''
	const text = `Behind the mixes, leads say what value can have come to: at least nothing, at most the amount named, and the same value can stand in many of them. A lead is no arrival and carries no amount.${cut}`
	return [{ code: 'leads', text }]
}

function poolWarning({ pools }: Search): ResultData['warnings'] {
	if (pools === null) return []
	const text =
		'In the mixing pools that value entered, leads say which withdrawals may be of its notes, by rules that people of the same habits fall under too; each names how often chance ties as many. A lead is no arrival and carries no amount.'
	return [{ code: 'poolLeads', text }]
}
