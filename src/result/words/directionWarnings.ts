import { chainFacts } from '../../model/chains.js'
import { isoUtc } from '../../model/moment.js'
import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'
import { RULES } from '../../taint/rules/rules.js'
import { directionWords } from './directionWords.js'

type Warnings = ResultData['warnings']

/** What to know of the way that was gone: what the sources hold, what an amount means, what was not asked. */
export function directionWarnings(search: Search): {
	readonly scope: Warnings
	readonly lookingBack: Warnings
	readonly notAsked: Warnings[number]
} {
	return { scope: scope(search), lookingBack: lookingBack(search), notAsked: notAsked(search) }
}

function scope(search: Search): Warnings {
	const { sources } = search.options
	return sources.chains().flatMap((chain) => {
		const held = sources.describe(chain)
		if (held === undefined) return []
		const name = chainFacts(chain)?.aliases[0] ?? chain
		const until = [
			held.height === null ? null : `block ${held.height}`,
			held.atSeconds === null ? null : isoUtc(held.atSeconds),
		]
			.filter((part) => part !== null)
			.join(', ')
		const read = `What was read of ${name} reaches to ${until === '' ? 'an unknown time' : until}`
		const text =
			held.scope === 'complete'
				? `${read} and is declared complete.`
				: `${read} and is an excerpt: ${directionWords[search.options.direction].edge}`
		return [{ code: 'scope', text }]
	})
}

function notAsked({ options }: Search): Warnings[number] {
	const { sources, data, graph, prices } = options
	const worth = prices === null ? '; what amounts were worth (not assessed: no prices were given)' : ''
	const chains = sources.chains().map((chain) => chainFacts(chain)?.aliases[0] ?? chain)
	const [asked, unasked, swaps] = {
		// Going forward, swaps are followed where a source tells the inside of transactions.
		forward: ['where value of the seeds went, forward', 'who funded the seeds; ', graph.tellsInside ? '' : SWAPS],
		backward: ['where value of the seeds came from, backward', 'where the seeds sent it; ', SWAPS],
		both: ['where value of the seeds went and where it came from', '', SWAPS],
	}[data.direction]
	const text = `Asked: ${asked}, on ${chains.join(', ')}. Not asked: ${unasked}what happens inside services, mixers and bridges; ${swaps}other chains${worth}.`
	return { code: 'notAsked', text }
}

const SWAPS = 'swaps inside transactions; '

/** What an amount means that was traced back. */
function lookingBack(search: Search): Warnings {
	if (search.options.direction === 'forward' || !search.runs.primary.conserves) return []
	const { name, kind } = RULES[search.options.data.method]
	const rounding =
		kind === 'total'
			? ' Shares are rounded on the way back, so that a forward trace may differ by a few base units.'
			: ''
	const mixes =
		search.options.data.mix === 'set' ? ' What can lie behind a mix is looked for on the way forward only.' : ''
	const text = `Looking back, an amount is what the rule ${name}, applied forward, carries from there into what the seeds received.${rounding} Rules that serve the value of one seed first (PIFO, TIHO, LIBR) say nothing of this and have no figure.${mixes}`
	return [{ code: 'lookingBack', text }]
}
