import { formatAmount } from '../model/asset.js'
import { chainFacts } from '../model/chains.js'
import { displayText } from '../model/displayText.js'
import type { Hop } from '../model/hop.js'
import { isoUtc } from '../model/moment.js'
import type { IdDisplay } from './idDisplay.js'

/** What a flow itself takes of a step, in the asset of the step. */
export interface FlowPart {
	readonly amount: bigint
	readonly ruleName: string
	/** The output that this step spends, where the flow tells it. */
	readonly spends: string | null
}

/** One step so that it can be held against a block explorer: where it stands, who paid whom, and the sum of the ledger. */
export function renderHop(hop: Hop, part: FlowPart, shown: IdDisplay, indent: string): string[] {
	const { chain, tx, index, height, at, from, to, asset, amount, taint, before, entered, after } = hop
	const txid = tx.slice(tx.indexOf('/') + 1)
	const name = chainFacts(chain)?.aliases[0]
	const block = height === null ? 'height not told by the source' : `block ${height}`
	const facts: [string, string][] = [
		['chain', `${chain}${name === undefined ? '' : ` (${name})`}`],
		['txid', displayText(txid)],
		[hop.kind === 'transfer' ? 'index' : 'output', `${displayText(String(index))}, ${block}, ${isoUtc(at)}`],
		...(part.spends === null ? [] : [['spends', shown(part.spends)] as [string, string]]),
		...folded(hop, shown),
		['from', from === null ? unknownPayer(hop) : shown(from)],
		['to', to === null ? 'nobody: burnt' : shown(to)],
		['amount', `${amount} base units = ${formatAmount(amount, asset)}`],
		['balance', sum(before.balance, entered.balance, amount, after.balance)],
		['taint', sum(before.taint, entered.taint, taint, after.taint)],
		[
			'this flow',
			`${part.amount} of the ${taint} that ${part.ruleName} allots here = ${formatAmount(part.amount, asset)}`,
		],
		...hop.evidence.map((id): [string, string] => ['finding', shown(id)]),
	]
	return facts.map(([title, text]) => `${indent}${title.padEnd(9)}  ${text}`)
}

/** The steps that a folded peel chain stands for, each with what it peels off. */
function folded(hop: Hop, shown: IdDisplay): [string, string][] {
	if (hop.kind !== 'peel') return []
	return [
		['folds', `${hop.folded.length} transactions of a peel chain; balance and taint are of them together`],
		...hop.folded.flatMap(({ transfer, amount, taint, peels }): [string, string][] => [
			['  keeps', `${amount} (taint ${taint}) in ${shown(transfer)}`],
			...peels.map((peel): [string, string] => [
				'  peels',
				`${peel.amount} (taint ${peel.taint}) to ${shown(peel.account)} by ${shown(peel.transfer)}`,
			]),
		]),
	]
}

function unknownPayer({ kind }: Hop): string {
	return kind !== 'transfer' ? 'not known: the spent output was not read' : 'not told by the source: issued, or unknown'
}

/** `before + in − out = after`; marked where it does not hold, which only an altered result can show. */
function sum(before: bigint, entered: bigint, out: bigint, after: bigint): string {
	const sign = before + entered - out === after ? '=' : '≠'
	return `${before} + ${entered} − ${out} ${sign} ${after}`
}
