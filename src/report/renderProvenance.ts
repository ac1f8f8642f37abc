import { canonicalJson } from '../model/canonicalJson.js'
import { chainFacts } from '../model/chains.js'
import { displayText } from '../model/displayText.js'
import { isoUtc } from '../model/moment.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import { quoteText } from '../result/words/quoteText.js'
import { RULES } from '../taint/rules/rules.js'

/** What this result is: its state, the rule, the snapshot it was made on, and the digests to compare it by. */
export function renderProvenance(result: ResultData): string[] {
	const { rule, panel, params, configHash } = result.method
	const beside = panel.filter((other) => other !== rule).map((other) => RULES[other].name)
	const parameters = Object.entries(params).map(([name, value]) => `${name} ${value}`)
	const matter = Object.entries(result.case?.matter ?? {})
	const facts: [string, string][] = [
		...(result.case?.name === undefined ? [] : [['case', quoteText(result.case.name)] as [string, string]]),
		...matter.map(([name, told]): [string, string] => ['matter', `${name}: ${quoteText(textOf(told))}`]),
		['status', result.status],
		['scope', result.scope],
		['method', `${RULES[rule].name}; beside it ${beside.length === 0 ? 'nothing' : beside.join(', ')}`],
		['parameters', parameters.join(', ')],
		...Object.entries(result.asOf).map(([chain, held]): [string, string] => ['as of', snapshot(chain, held)]),
		['look-ups', String(result.lookups)],
		[
			'findings',
			`${result.evidence.length} in evidence, ${result.entities.length} groups of accounts under one control; --json has them`,
		],
		...pricesFact(result),
		['configHash', configHash],
		['factsHash', result.factsHash],
		['resultHash', result.resultHash],
	]
	return ['This result', ...facts.map(([name, text]) => `  ${name.padEnd(10)}  ${displayText(text)}`)]
}

/** Which prices the values rest on. */
function pricesFact({ prices }: ResultData): [string, string][] {
	if (prices === undefined) return []
	const { used } = prices
	const sources = [...new Set(used.map(({ source }) => source))].sort(compareText).map(quoteText)
	const told = sources.length === 0 ? '' : `, said by ${sources.join(', ')}; --json lists them`
	return [['prices', `${used.length} used${told}`]]
}

/** What a case says of its matter is the case's word: it is quoted, whatever it holds. */
const textOf = (told: unknown): string => (typeof told === 'string' ? told : canonicalJson(told))

function snapshot(chain: string, held: ResultData['asOf'][string]): string {
	const name = chainFacts(chain)?.aliases[0]
	const parts = [
		`${chain}${name === undefined ? '' : ` (${name})`}`,
		held.height === null ? 'height not known' : `block ${held.height}`,
		...(held.blockHash === null ? [] : [held.blockHash]),
		...(held.atSeconds === null ? [] : [isoUtc(held.atSeconds)]),
	]
	return parts.join(', ')
}
