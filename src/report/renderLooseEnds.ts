import { formatUnits } from '../model/amount.js'
import { assetDisplay, formatAmount } from '../model/asset.js'
import type { Direction } from '../model/direction.js'
import { compareBigint, compareText } from '../model/order.js'
import type { LooseEnd, ResultData } from '../model/result.js'
import { TOOL_LOSS } from '../model/stop.js'
import { directionWords } from '../result/words/directionWords.js'
import { STOP_WORDS } from '../result/words/headline.js'
import { quoteText } from '../result/words/quoteText.js'
import type { IdDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'
import { seedAssetSums } from './seedAssetSums.js'
import { textTable } from './textTable.js'
import { toldOf } from './toldOf.js'

/** Value that reached no endpoint, by reason: the sum, the services named, then the greatest places. */
export function renderLooseEnds(
	result: ResultData,
	shown: IdDisplay,
	mostRows: number,
	direction: Direction,
): string[] {
	return [...seedAssetSums(result, direction).keys()].flatMap((asset) => {
		const own = toldOf(result.looseEnds, direction).filter((row) => row.seedAsset === asset)
		const title = `Loose ends: ${formatAmount(sumOf(own), asset)} ${directionWords[direction].loose}, by reason`
		const groups = [...groupBy(own, (row) => row.stop).values()]
		groups.sort((a, b) => compareBigint(sumOf(b), sumOf(a)) || compareText(stopOf(a), stopOf(b)))
		return [title, '', ...groups.flatMap((rows) => [...reason(rows, asset, shown, mostRows), ''])]
	})
}

function reason(ends: readonly LooseEnd[], asset: string, shown: IdDisplay, mostRows: number): string[] {
	const stop = stopOf(ends)
	const words = directionWords[ends[0]?.direction ?? 'forward'].stops[stop] ?? STOP_WORDS[stop]
	const rows = places(ends)
	const limit = TOOL_LOSS.has(stop) ? ', a limit of this search' : ''
	const notes = new LabelNotes()
	const listed = rows.slice(0, mostRows)
	const left = rows.slice(mostRows)
	const more =
		left.length === 0
			? []
			: [`   and ${left.length} more with ${formatAmount(sumOf(left), asset)} together; --json has all`]
	return [
		`${formatAmount(sumOf(rows), asset)} ${words} (${stop}${limit}): ${count(rows.length, 'place')}`,
		...named(rows, asset, notes),
		...placeTable(listed, asset, shown, notes),
		...more,
		...notes.lines('   '),
	]
}

/** Rows of one place and asset together, over all seeds, greatest first. */
function places(rows: readonly LooseEnd[]): LooseEnd[] {
	const merged = [...groupBy(rows, ({ at, asset }) => `${asset}\n${at}`).values()].map((own) => ({
		...(own[0] as LooseEnd),
		amount: own.reduce((sum, { amount }) => sum + amount, 0n),
		seedAmount: sumOf(own),
	}))
	return merged.sort((a, b) => compareBigint(b.seedAmount, a.seedAmount) || compareText(a.at, b.at))
}

/** The services among the places, each with its sum. */
function named(rows: readonly LooseEnd[], asset: string, notes: LabelNotes): readonly string[] {
	const services = [...groupBy(rows, (row) => row.entity)].flatMap(([entity, own]) =>
		entity === null ? [] : [{ entity, own, amount: sumOf(own) }],
	)
	if (services.length === 0) return []
	services.sort((a, b) => compareBigint(b.amount, a.amount) || compareText(a.entity, b.entity))
	const columns = [
		{ title: 'amount', align: 'right' },
		{ title: 'places', align: 'right' },
		{ title: 'labelled', align: 'left' },
	] as const
	const cells = services.map(({ entity, own, amount }) => [
		units(amount, asset),
		String(own.length),
		`${quoteText(entity)} ${notes.marks(own.flatMap((row) => row.attributions))}`,
	])
	return [...textTable(columns, cells, '   '), '']
}

function placeTable(rows: readonly LooseEnd[], asset: string, shown: IdDisplay, notes: LabelNotes): readonly string[] {
	const columns = [
		{ title: 'amount', align: 'right' },
		{ title: 'hops', align: 'right' },
		{ title: 'place', align: 'left' },
	] as const
	const lines: string[][] = []
	for (const row of rows) {
		const { at, account, attributions } = row
		const present = row.asset === row.seedAsset ? '' : `  as ${units(row.amount, row.asset)} ${shown(row.asset)}`
		const label = attributions.length === 0 ? '' : `  ${notes.quote(attributions)}`
		lines.push([units(row.seedAmount, asset), String(row.hops), `${shown(at)}${present}${at === account ? label : ''}`])
		if (account !== null && at !== account) lines.push(['', '', `at ${shown(account)}${label}`])
	}
	return textTable(columns, lines, '   ')
}

const units = (amount: bigint, asset: string): string => formatUnits(amount, assetDisplay(asset).decimals)
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const stopOf = (rows: readonly LooseEnd[]): LooseEnd['stop'] => (rows[0] as LooseEnd).stop
const sumOf = (rows: readonly LooseEnd[]): bigint => rows.reduce((sum, { seedAmount }) => sum + seedAmount, 0n)

function groupBy<K>(rows: readonly LooseEnd[], key: (row: LooseEnd) => K): Map<K, LooseEnd[]> {
	const groups = new Map<K, LooseEnd[]>()
	for (const row of rows) {
		const own = groups.get(key(row))
		if (own === undefined) groups.set(key(row), [row])
		else own.push(row)
	}
	return groups
}
