import { formatAmount } from '../model/asset.js'
import { chainFacts } from '../model/chains.js'
import { displayText } from '../model/displayText.js'
import { isFee } from '../model/feeOutput.js'
import type { ExchangeHop, Hop } from '../model/hop.js'
import { isoUtc } from '../model/moment.js'
import type { IdDisplay } from './idDisplay.js'
import { renderExchange } from './renderExchange.js'

/** What a flow itself takes of a step. */
export interface FlowPart {
	/** In the asset of the step; null between two exchanges, where only its part of the seed is known. */
	readonly amount: bigint | null
	/** Its part of the seed, with the asset. */
	readonly seed: string
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
		[
			isSpend(hop) || !hop.transfer.includes('#') ? 'output' : 'index',
			`${displayText(String(index))}, ${block}, ${isoUtc(at)}`,
		],
		...(part.spends === null ? [] : [['spends', shown(part.spends)] as [string, string]]),
		...(hop.kind === 'transfer' && hop.via !== undefined ? [through(hop.via, shown)] : []),
		...folded(hop, shown),
		...bridged(hop, shown),
		['from', from === null ? unknownPayer(hop, part) : shown(from)],
		['to', to === null ? unknownPayee(hop) : shown(to)],
		[isExchange(hop) ? 'gives' : 'amount', `${amount} base units = ${formatAmount(amount, asset)}`],
		['balance', sum(before.balance, entered.balance, amount, after.balance)],
		['taint', sum(before.taint, entered.taint, taint, after.taint)],
		...(isExchange(hop) ? renderExchange(hop, shown) : []),
		[
			'this flow',
			part.amount === null
				? `what stands for ${part.seed} of the seed, of the ${taint} that ${part.ruleName} allots here`
				: `${part.amount} of the ${taint} that ${part.ruleName} allots here = ${formatAmount(part.amount, asset)}`,
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

/** The other side of a bridge. */
function bridged(hop: Hop, shown: IdDisplay): [string, string][] {
	if (hop.kind !== 'bridge') return []
	const { protocol, basis, equals, verified, source } = hop
	const { amount, asset } = source
	const sum = amount === null || asset === null ? '' : `, ${amount} base units = ${formatAmount(amount, asset)}`
	const among = equals === 1 ? '' : `, one of ${equals} equal passages in order`
	return [
		['bridge', `${displayText(protocol)}, joined by ${basis}${among}; registry row: ${verified}`],
		['paid in', `${shown(source.transfer)}, ${isoUtc(source.at)}${sum}`],
	]
}

const isSpend = ({ kind }: Hop): boolean => kind === 'spend' || kind === 'peel'
const isExchange = (hop: Hop): hop is ExchangeHop => hop.kind === 'swap' || hop.kind === 'wrap'

/** Transfers that a step is on balance. */
const through = (via: readonly string[], shown: IdDisplay): [string, string] => [
	'through',
	`${via.map(shown).join(', then ')}: on balance, whoever stood in between kept nothing of it`,
]

function unknownPayee({ transfer }: Hop): string {
	return isFee(transfer) ? 'the coinbase of the block: a fee' : 'nobody: burnt'
}

function unknownPayer(hop: Hop, { spends }: FlowPart): string {
	if (spends !== null && isFee(spends)) return 'the fees of the block'
	return isSpend(hop) ? 'not known: the spent output was not read' : 'not told by the source: issued, or unknown'
}

/** `before + in − out = after`; marked where it does not hold, which only an altered result can show. */
function sum(before: bigint, entered: bigint, out: bigint, after: bigint): string {
	const sign = before + entered - out === after ? '=' : '≠'
	return `${before} + ${entered} − ${out} ${sign} ${after}`
}
