import type { Search } from './search.js'
import type { Answer } from './sources/answer.js'

/** Adds answers to the graph of a search; accounts already followed that got new entries are recomputed. */
export function takeAnswers(search: Search, answers: readonly Answer[]): void {
	search.spoofs.look(answers)
	for (const { query, transactions, coverage } of answers) {
		for (const account of search.takeIn(transactions)) search.runs.followAccount(account)
		search.crossings.takeIn(search.options.direction === 'forward' ? transactions : [])
		search.noteCoverage(query, coverage)
	}
}
