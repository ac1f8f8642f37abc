import { formatUnits } from '../model/amount.js'
import { assetDisplay, formatAmount } from '../model/asset.js'
import { displayText } from '../model/displayText.js'
import type { AssetId } from '../model/identifiers.js'
import { isoUtc } from '../model/moment.js'
import type { Payer } from '../payersOf.js'
import { RULES } from '../taint/rules/rules.js'
import type { TraceResult } from '../traceResult.js'
import { type IdDisplay, idDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'
import { percentOf } from './percentOf.js'
import { textTable } from './textTable.js'

const COLUMNS = [
	{ title: 'amount', align: 'right' },
	{ title: 'share', align: 'right' },
	{ title: 'payments', align: 'right' },
	{ title: 'first', align: 'left' },
	{ title: 'last', align: 'left' },
	{ title: 'payer', align: 'left' },
] as const

/** Warnings about what value did before it came to a payer, or about rules: a direct payment stands as it is told. */
const BEYOND: ReadonlySet<string> = new Set([
	'notAsked',
	'lookingBack',
	'hops',
	'minShare',
	'orderNotTold',
	'openingBalances',
])

/**
 * Who paid an account, one table for each asset, the greatest payer first. Identifiers are whole, foreign text is inert.
 * @param result of a trace that looked back from the account
 * @param mostRows payers listed of each asset; the rest is counted and summed
 */
export async function renderPayers(result: TraceResult, payers: readonly Payer[], mostRows: number): Promise<string> {
	const [row] = result.ledger
	const shown = await idDisplay(result.ledger.flatMap(({ seed, asset }) => [seed, asset]))
	const notes = new LabelNotes()
	const assets = [...new Set(payers.map(({ asset }) => asset))]
	const tables = assets.flatMap((asset) => {
		const own = payers.filter((payer) => payer.asset === asset)
		return [...assetTable(result, own, asset, { shown, notes, mostRows }), '']
	})
	const nothing = result.status === 'complete' ? 'Nothing in what was read paid this account.' : 'No payment was read.'
	const lines = [
		`Paid to ${shown(row?.seed ?? '')}`,
		'',
		...(payers.length === 0 ? [nothing, ''] : tables),
		...notes.lines('   '),
		...(isShared(result)
			? [
					`Where several paid into one transaction, ${RULES[result.method.rule].name} says what each of them paid to this account.`,
				]
			: []),
		'A payment says who sent value, not for whom or why.',
		'',
		'Read before use',
		...result.warnings.filter(({ code }) => !BEYOND.has(code)).map(({ text }) => `- ${displayText(text)}`),
	]
	return `${lines.join('\n')}\n`
}

/** Whether the rule decides what a payer paid: on output ledgers, where transactions have many inputs. */
const isShared = ({ ledger }: TraceResult): boolean => ledger.some(({ seed }) => seed.startsWith('bip122:'))

interface TableContext {
	readonly shown: IdDisplay
	readonly notes: LabelNotes
	readonly mostRows: number
}

function assetTable(
	result: TraceResult,
	payers: readonly Payer[],
	asset: AssetId,
	{ shown, notes, mostRows }: TableContext,
): string[] {
	const total = sumOf(payers)
	const { decimals } = assetDisplay(asset)
	const rows = payers.slice(0, mostRows).map((payer) => {
		const times = timesOf(result, payer)
		const labels = result.attributions.filter(({ account }) => account === payer.account)
		const name = payer.account === null ? 'not known: issued, or an input was not read' : shown(payer.account)
		return [
			formatUnits(payer.amount, decimals),
			percentOf(payer.amount, total),
			String(payer.transfers.length),
			times[0] ?? '',
			times[1] ?? '',
			`${name}${labels.length === 0 ? '' : `  ${notes.quote(labels)}`}`,
		]
	})
	const left = payers.slice(mostRows)
	const more =
		left.length === 0
			? []
			: [`   and ${left.length} more with ${formatAmount(sumOf(left), asset)} together; --json has all`]
	const count = `${payers.length} ${payers.length === 1 ? 'payer' : 'payers'}`
	const title = `${formatAmount(total, asset)} by ${count}, asset ${shown(asset)}`
	return [title, '', ...textTable(COLUMNS, rows, '   '), ...more]
}

/** Times of the first and the last payment, where the sources tell them. */
function timesOf({ graph }: TraceResult, { transfers }: Payer): string[] {
	let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
	for (const id of transfers) {
		const at = graph?.hasEdge(`${id}:out`) === true ? graph.getEdgeAttribute(`${id}:out`, 'atSeconds') : undefined
		if (at === undefined) continue
		first = Math.min(first, at)
		last = Math.max(last, at)
	}
	return last === Number.NEGATIVE_INFINITY ? [] : [isoUtc(first), isoUtc(last)]
}

const sumOf = (payers: readonly Payer[]): bigint => payers.reduce((sum, { amount }) => sum + amount, 0n)
