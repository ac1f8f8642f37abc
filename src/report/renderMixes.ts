import { formatUnits } from '../model/amount.js'
import { assetDisplay, formatAmount } from '../model/asset.js'
import type { Lead } from '../model/lead.js'
import type { Merge } from '../model/merge.js'
import type { MixRow } from '../model/mixRow.js'
import { compareBigint, compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { IdDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'
import { textTable } from './textTable.js'

/** Leads listed before the rest is only counted. Our choice. */
const MOST_LEADS = 50

/** The mixes that value entered, what can have come out of them, and, where it was asked for, what lies behind. */
export function renderMixes({ mixes, leads, merges }: ResultData, shown: IdDisplay): string[] {
	if (mixes.length === 0) return []
	return [
		'Mixes that value entered: a finding each, with what can lie at their outputs',
		'',
		...mixes.flatMap((row) => [...mixLines(row, shown), '']),
		...leadLines(leads, shown),
		...merges.flatMap((row) => [...mergeLines(row, shown), '']),
	]
}

function mixLines(
	{ transaction, entered, outputs, entropyBits, mostEntropyBits, stop }: MixRow,
	shown: IdDisplay,
): string[] {
	const seeds = [...new Set(entered.map(({ seed, seedAsset }) => `${seed} ${seedAsset}`))]
	const entropy = entropyBits === null ? `not counted, at most ${mostEntropyBits ?? 'not known'}` : String(entropyBits)
	return [
		`   ${shown(transaction)} (${stop}), entropy in bits: ${entropy}`,
		...seeds.map((key) => {
			const own = entered.filter(({ seed, seedAsset }) => `${seed} ${seedAsset}` === key)
			const places = outputs.filter(({ seed, seedAsset }) => `${seed} ${seedAsset}` === key)
			const [{ seed, seedAsset } = { seed: '', seedAsset: '' }] = own
			const sum = own.reduce((total, { taint }) => total + taint, 0n)
			const most = places.reduce((greatest, { upper }) => (upper > greatest ? upper : greatest), 0n)
			return `   ${formatAmount(sum, seedAsset)} of ${shown(seed)}: each of ${places.length} outputs holds between 0 and at most ${formatAmount(most, seedAsset)}`
		}),
	]
}

function leadLines(leads: readonly Lead[], shown: IdDisplay): string[] {
	if (leads.length === 0) return []
	const sorted = [...leads].sort((a, b) => compareBigint(b.upper, a.upper) || compareText(a.at, b.at))
	const notes = new LabelNotes()
	const rows = sorted
		.slice(0, MOST_LEADS)
		.map(({ upper, asset, attributions, transfers, at, account }) => [
			`${formatUnits(upper, assetDisplay(asset).decimals)} ${assetDisplay(asset).symbol}`,
			String(transfers.length - 1),
			`${shown(account)} by ${shown(at)}  ${notes.quote(attributions)}`,
		])
	const left = sorted.length - rows.length
	return [
		'Leads behind mixes: what value can have come to, not what did. They cannot be added up.',
		'',
		...textTable(
			[
				{ title: 'at most', align: 'right' },
				{ title: 'steps', align: 'right' },
				{ title: 'place', align: 'left' },
			],
			rows,
		),
		...notes.lines('   '),
		...(left === 0 ? [] : [`   and ${left} more; --json has all`]),
		'',
	]
}

function mergeLines({ transaction, outputs, mixes, candidates, seeds }: Merge, shown: IdDisplay): string[] {
	const who =
		candidates.length === 0
			? 'no payer put in that much alone'
			: `${candidates.length} payers put in that much, each taken for a party of its own${seeds.length === 0 ? ', none with value of a seed' : `, among them with value of ${seeds.map(shown).join(', ')}`}`
	return [
		`   ${shown(transaction)} spends ${outputs.length} outputs of ${mixes.length} ${mixes.length === 1 ? 'mix' : 'mixes'} together: consistent with one party; ${who}`,
	]
}
