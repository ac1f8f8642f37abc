import { formatUnits } from '../model/amount.js'
import { assetDisplay, formatAmount } from '../model/asset.js'
import type { Direction } from '../model/direction.js'
import { displayText } from '../model/displayText.js'
import { isoUtc } from '../model/moment.js'
import { compareBigint } from '../model/order.js'
import type { Endpoint, EndpointAccount, ResultData } from '../model/result.js'
import { directionWords } from '../result/words/directionWords.js'
import { quoteText } from '../result/words/quoteText.js'
import { RULES } from '../taint/rules/rules.js'
import type { IdDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'
import { percentOf } from './percentOf.js'
import { seedAssetSums } from './seedAssetSums.js'
import { textTable } from './textTable.js'
import { toldOf } from './toldOf.js'
import { valueFact, valueText, valueTitle } from './valueText.js'

/** The ranked answer: a table for each asset of the seeds, then every endpoint with its accounts and what they rest on. */
export function renderRanking(result: ResultData, shown: IdDisplay, direction: Direction): string[] {
	const words = directionWords[direction]
	return [...seedAssetSums(result, direction)].flatMap(([asset, seeded]) => {
		const own = toldOf(result.endpoints, direction).filter((endpoint) => endpoint.seedAsset === asset)
		const title = `${words.ranking} ${formatAmount(seeded, asset)} ${words.seeded}, asset ${shown(asset)}`
		if (own.length === 0) return [title, '', words.noEndpoint, '']
		const details = own.flatMap((endpoint) => endpointBlock(result, endpoint, seeded, shown))
		return [title, '', ...summary(own, seeded, result.prices), '', ...details]
	})
}

function summary(endpoints: readonly Endpoint[], seeded: bigint, prices: ResultData['prices']): readonly string[] {
	const worth = prices === undefined ? [] : [{ title: valueTitle(prices), align: 'right' } as const]
	const columns = [
		{ title: 'rank', align: 'right' },
		{ title: 'amount', align: 'right' },
		{ title: 'share', align: 'right' },
		...worth,
		{ title: 'lower', align: 'right' },
		{ title: 'upper', align: 'right' },
		{ title: 'confidence', align: 'left' },
		{ title: 'labelled', align: 'left' },
	] as const
	const rows = endpoints.map(({ rank, seedAsset, totals, confidence, ...endpoint }) => {
		const units = unitsOf(seedAsset)
		return [
			String(rank),
			units(totals.seedAmount),
			percentOf(totals.seedAmount, seeded),
			...(prices === undefined ? [] : [valueText(endpoint.value)]),
			units(totals.lower),
			units(totals.upper),
			confidence.grade,
			nameOf(endpoint),
		]
	})
	return textTable(columns, rows)
}

function endpointBlock(result: ResultData, endpoint: Endpoint, seeded: bigint, shown: IdDisplay): string[] {
	const { rank, seedAsset, totals, confidence, firstArrival, lastArrival } = endpoint
	const number = result.endpoints.indexOf(endpoint) + 1
	const units = unitsOf(seedAsset)
	const notes = new LabelNotes()
	const accounts = accountTable(endpoint, shown, notes)
	const panel = Object.entries(totals.panel).flatMap(([rule, amount]) =>
		amount === null ? [] : [`${ruleName(rule)} ${units(amount)}`],
	)
	const facts: [string, string][] = [
		[
			'amount',
			`${formatAmount(totals.seedAmount, seedAsset)}, ${percentOf(totals.seedAmount, seeded)} of what was seeded`,
		],
		...arrivedOtherwise(endpoint, shown),
		...valueFact(endpoint, result.prices),
		['bounds', boundsText(endpoint)],
		...everyRule(endpoint),
		...(panel.length === 0 ? [] : [['by rule', panel.join(', ')] as [string, string]]),
		['confidence', `${confidence.grade}; weakest link: ${confidence.weakest}`],
		['arrived', firstArrival === null || lastArrival === null ? 'never' : between(firstArrival, lastArrival)],
		['flows', `${endpoint.flows.length}, step by step with: fundtrail explain CASE --endpoint ${number}`],
	]
	return [
		`${rank}. Labelled ${nameOf(endpoint)}`,
		...facts.map(([name, text]) => `   ${name.padEnd(10)}  ${text}`),
		'',
		...accounts,
		...notes.lines('   '),
		'',
	]
}

function accountTable(endpoint: Endpoint, shown: IdDisplay, notes: LabelNotes): readonly string[] {
	const units = unitsOf(endpoint.seedAsset)
	const columns = [
		{ title: directionWords[endpoint.direction ?? 'forward'].deposited, align: 'right' },
		{ title: 'all inflow read', align: 'right' },
		{ title: 'hops', align: 'right' },
		{
			title: `${endpoint.accounts.length === 1 ? 'account' : `${endpoint.accounts.length} accounts`}, label`,
			align: 'left',
		},
	] as const
	const sorted = [...endpoint.accounts].sort((a, b) => compareBigint(deposited(b), deposited(a)))
	const rows = sorted.map((row) => {
		const own = endpoint.attributions.filter((attribution) => attribution.account === row.account)
		const label = own.length === 0 ? '' : `  ${notes.quote(own)}`
		return [
			units(deposited(row)),
			inflowText(row, endpoint.seedAsset, shown),
			String(row.hops),
			`${shown(row.account)}${label}${row.inferred === undefined ? '' : '  inferred, no label of its own'}`,
		]
	})
	const listed = new Set(endpoint.accounts.map(({ account }) => account))
	// Labels of the address of the same public key, and of what an inferred account paid, stand at their own account.
	const others = endpoint.attributions.filter(({ account }) => !listed.has(account))
	const keys = others.map(
		(claim) =>
			`   ${endpoint.inferred ? 'inferred from' : 'address of the same key'}: ${shown(claim.account)}  ${notes.quote([claim])}`,
	)
	return [...textTable(columns, rows, '   '), ...keys]
}

const deposited = ({ amounts }: EndpointAccount): bigint =>
	amounts.reduce((sum, { seedAmount }) => sum + seedAmount, 0n)

function inflowText({ inflow }: EndpointAccount, seedAsset: string, shown: IdDisplay): string {
	const parts = inflow.map(({ asset, amount }) =>
		asset === seedAsset ? unitsOf(asset)(amount) : `${unitsOf(asset)(amount)} ${shown(asset)}`,
	)
	return parts.length === 0 ? '-' : parts.join(' + ')
}

/** Where value changed its asset on the way, what arrived is not what was seeded. */
function arrivedOtherwise({ amounts, seedAsset }: Endpoint, shown: IdDisplay): [string, string][] {
	const sums = new Map<string, bigint>()
	for (const { asset, amount } of amounts) sums.set(asset, (sums.get(asset) ?? 0n) + amount)
	if ([...sums.keys()].every((asset) => asset === seedAsset)) return []
	return [['as', [...sums].map(([asset, amount]) => `${unitsOf(asset)(amount)} ${shown(asset)}`).join(' + ')]]
}

function boundsText({ totals, seedAsset, fragile }: Endpoint): string {
	if (totals.lower === null || totals.upper === null) return 'none: the rule counts in full after first contact'
	const units = unitsOf(seedAsset)
	const text = `${units(totals.lower)} to ${units(totals.upper)} over the rules and opening balances computed`
	return fragile ? `${text}; fragile: under some of them nothing arrives` : text
}

/** Bounds that no choice of a rule can leave, where they were computed. */
function everyRule({ totals, seedAsset }: Endpoint): [string, string][] {
	if (totals.floor === null || totals.ceiling === null) return []
	const units = unitsOf(seedAsset)
	const text = `${units(totals.floor)} to ${units(totals.ceiling)} hold for every conserving rule for the transactions read`
	return [['any rule', text]]
}

function between(first: number, last: number): string {
	return first === last ? isoUtc(first) : `first ${isoUtc(first)}, last ${isoUtc(last)}`
}

function nameOf({ name, entity, category }: Pick<Endpoint, 'name' | 'entity' | 'category'>): string {
	const id = entity === null || entity === name ? '' : `, entity ${quoteText(entity)}`
	return `${name === null ? 'without a name' : quoteText(name)} (${category === null ? 'no category' : displayText(category)}${id})`
}

function ruleName(id: string): string {
	return Object.hasOwn(RULES, id) ? RULES[id as keyof typeof RULES].name : displayText(id)
}

function unitsOf(asset: string): (amount: bigint | null) => string {
	const { decimals } = assetDisplay(asset)
	return (amount) => (amount === null ? '-' : formatUnits(amount, decimals))
}
