import { formatUnits } from '../model/amount.js'
import { assetDisplay } from '../model/asset.js'
import { nativeOf } from '../model/chains.js'
import { chainOf } from '../model/identifiers.js'
import type { PeelChainRow } from '../model/peelChain.js'
import type { ResultData } from '../model/result.js'
import { quoteText } from '../result/words/quoteText.js'
import { RULES } from '../taint/rules/rules.js'
import type { IdDisplay } from './idDisplay.js'
import { textTable } from './textTable.js'

/** Peels listed of one chain before the rest is only counted. Our choice. */
const MOST_PEELS = 50

/** Why a chain goes no further, in words that follow "ends". */
const END_WORDS: Readonly<Record<PeelChainRow['endReason'], string>> = {
	noSpenderRead: 'with an output that nothing read spends',
	endpoint: 'at a labelled service',
	mix: 'before a mix',
	consolidation: 'where it is spent together with other inputs',
	shapeBreak: 'before a transaction of another form',
	fingerprintBreak: 'before a transaction of another wallet habit',
	ambiguous: 'where it is not clear which output goes on: each is listed',
}

/** Each peel chain as one step with the list of its peels, and what each rule allots to them. */
export function renderPeelChains({ peelChains, indicators }: ResultData, shown: IdDisplay): string[] {
	if (peelChains.length === 0) return []
	const flagged = new Map(indicators.filter(({ rule }) => rule === 'peelChain').map((row) => [row.id, row.params]))
	return [
		'Peel chains: one sum paid out in parts, step after step. A pattern, not an offence: payroll and the withdrawals of a service look the same.',
		'',
		...peelChains.flatMap((row, i) => [...chainLines(row, i + 1, flagged.get(row.id), shown), '']),
	]
}

function chainLines(
	row: PeelChainRow,
	number: number,
	params: Readonly<Record<string, string>> | undefined,
	shown: IdDisplay,
): string[] {
	const { transactions, startValue, end, endReason, reusesChange, gaps, peels } = row
	const { decimals, symbol } = assetDisplay(nativeOf(chainOf(transactions[0] as string)))
	const units = (amount: bigint): string => formatUnits(amount, decimals)
	const rules = Object.keys(peels[0]?.taint ?? {})
	const columns = [
		{ title: 'amount', align: 'right' },
		...rules.map((rule) => ({ title: ruleName(rule), align: 'right' }) as const),
		{ title: 'peeled off to', align: 'left' },
	] as const
	const rows = peels
		.slice(0, MOST_PEELS)
		.map(({ amount, taint, output, account, entity }) => [
			units(amount),
			...rules.map((rule) => units(taint[rule] ?? 0n)),
			`${shown(account)} by ${shown(output)}${entity === null ? '' : `  labelled ${quoteText(entity)}`}`,
		])
	const left = peels.length - rows.length
	return [
		`${number}. ${transactions.length} transactions, from ${shown(transactions[0] as string)} to ${shown(transactions.at(-1) as string)}`,
		`   value    ${units(startValue)} ${symbol} at the first step, ${end === null ? 'not clear' : units(end.amount)} at the end`,
		`   ends     ${END_WORDS[endReason]}${end === null ? '' : `: ${shown(end.output)} at ${shown(end.account)}`}`,
		`   change   ${reusesChange ? 'returns to the paying account at most steps, as the wallets of services do' : 'goes to another account at most steps'}`,
		`   gaps     ${gaps.least} to ${gaps.most} seconds between steps, median ${gaps.median}`,
		`   flagged  ${
			params === undefined
				? 'no'
				: `yes, by ${Object.entries(params)
						.map(([name, value]) => `${name} ${value}`)
						.join(', ')}`
		}`,
		...textTable(columns, rows, '   '),
		...(left > 0 ? [`   and ${left} more; --json has all`] : []),
	]
}

const ruleName = (rule: string): string => (Object.hasOwn(RULES, rule) ? RULES[rule as keyof typeof RULES].name : rule)
