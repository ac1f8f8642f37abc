import type { RuleId } from '../model/method.js'

/** Each rule in words, for somebody who checks its arithmetic by hand. */
export const ruleWords: Readonly<Record<RuleId, string>> = {
	fifo: 'What came in first goes out first. In a Bitcoin transaction the inputs in their listed order fill the outputs in theirs, and what is left at the end is the fee.',
	lifo: 'What came in last goes out first. In a Bitcoin transaction the inputs are taken from the end backwards to fill the outputs in their listed order, the fee last.',
	pifo: 'Value of the seeds goes out before anything else. In a Bitcoin transaction the outputs take it in their listed order until it is used up, the fee last.',
	haircut:
		'Every payment carries the same share of seed value as the balance it is paid from, in whole base units by largest remainder. In a Bitcoin transaction every output and the fee get the share of all inputs together.',
	poison:
		'From the first arrival of seed value on, everything that leaves counts in full. This overstates: amounts of several paths do not add up to what was seeded.',
	tiho: 'The largest payments are taken to be made of seed value first: in a Bitcoin transaction the largest outputs, of an account the largest payments between two inflows, at most a day.',
	libr: 'An account pays with its other money first. Seed value that the balance once fell below does not come back with later deposits.',
}
