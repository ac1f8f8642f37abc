import type { Explanation } from '../explain.js'
import type { TracedGraph } from '../graph/transactionGraph.js'
import { upstream } from '../graph/upstream.js'
import { assetDisplay, formatAmount } from '../model/asset.js'
import { displayText } from '../model/displayText.js'
import type { Flow } from '../model/result.js'
import { directionWords } from '../result/words/directionWords.js'
import { quoteText } from '../result/words/quoteText.js'
import { RULES } from '../taint/rules/rules.js'
import { type IdDisplay, idDisplay } from './idDisplay.js'
import { LabelNotes } from './labelNotes.js'
import { percentOf } from './percentOf.js'
import { type FlowPart, renderHop } from './renderHop.js'
import { ruleWords } from './ruleWords.js'

/**
 * The arithmetic of one endpoint as plain text: every flow, step by step, with the numbers of the paying ledger, so that
 * it can be added up by hand against a block explorer; then the sum of the flows.
 * @param graph the traced graph, for what lies upstream of the endpoint; without it that line says so
 */
export async function renderExplanation(explanation: Explanation, graph?: TracedGraph): Promise<string> {
	const { endpoint, flows, number } = explanation
	const shown = await idDisplay([...endpoint.accounts.map(({ account }) => account), ...flows.map(({ seed }) => seed)])
	const lines = [
		...heading(explanation, shown),
		...flows.flatMap((flow, i) => flowLines(explanation, flow, i + 1, shown)),
		...sumLines(explanation),
		...(flows.length > 0 ? [] : [`No value reaches endpoint ${number} under this rule: there is no flow to show.`, '']),
		...upstreamLines(explanation, graph),
	]
	return `${lines.join('\n')}\n`
}

const ruleOf = ({ rule }: Explanation): string =>
	Object.hasOwn(RULES, rule) ? RULES[rule as keyof typeof RULES].name : displayText(rule)

function heading(explanation: Explanation, shown: IdDisplay): string[] {
	const { endpoint, number, rule } = explanation
	const notes = new LabelNotes()
	const name = endpoint.name === null ? 'without a name' : `labelled ${quoteText(endpoint.name)}`
	const accounts = endpoint.accounts.map(({ account, inferred }) => {
		const own = endpoint.attributions.filter((attribution) => attribution.account === account)
		const label = inferred === undefined ? '' : '  inferred, no label of its own'
		return `  ${shown(account)}${own.length === 0 ? label : `  ${notes.quote(own)}`}`
	})
	const words = Object.hasOwn(ruleWords, rule) ? ` ${ruleWords[rule as keyof typeof ruleWords]}` : ''
	const told = directionWords[endpoint.direction ?? 'forward']
	const bitcoin = explanation.flows.some(({ hops }) => hops.some(({ kind }) => kind === 'spend' || kind === 'peel'))
	return [
		`Endpoint ${number}: ${formatAmount(endpoint.totals.seedAmount, endpoint.seedAsset)} under ${ruleOf(explanation)} ${told.at} ${endpoint.accounts.length} ${endpoint.accounts.length === 1 ? 'account' : 'accounts'} ${name}`,
		...accounts,
		...notes.lines('  '),
		'',
		`The rule, ${ruleOf(explanation)}:${words} It is a convention, not a fact of the chain.`,
		'',
		'How to read a step: balance and taint are before + in − out = after of the paying ledger, in base units.',
		...(bitcoin
			? ['On Bitcoin that ledger is the transaction: before is all its inputs, out is this output.']
			: ['That ledger is the paying account: in is what entered it with this very payment, out is the payment.']),
		told.taint,
		'',
	]
}

function flowLines(explanation: Explanation, flow: Flow, place: number, shown: IdDisplay): string[] {
	const { endpoint, flows } = explanation
	const part = percentOf(flow.seedAmount, endpoint.totals.seedAmount)
	const arrives = flow.asset === flow.seedAsset ? '' : `, arriving as ${formatAmount(flow.amount, flow.asset)}`
	const steps = flow.hops.flatMap((hop, i) => [
		`  step ${i + 1} of ${flow.hops.length}`,
		...renderHop(hop, { ...partOf(flow, i), ruleName: ruleOf(explanation), spends: spentBy(flow, i) }, shown, '    '),
	])
	return [
		`Flow ${place} of ${flows.length}: ${formatAmount(flow.seedAmount, flow.seedAsset)}, ${part} of this endpoint${arrives}`,
		...(flow.direction === 'backward'
			? [`  from ${shown(flow.account)}`, `  seed ${shown(flow.seed)}`]
			: [`  seed ${shown(flow.seed)}`, `  to   ${shown(flow.account)}`]),
		...steps,
		'',
	]
}

/** The output that a step of a flow spends: the one before it, or an output that the seed or the source names. */
function spentBy({ hops, seed, source }: Flow, i: number): string | null {
	if (hops[i]?.kind !== 'spend' && hops[i]?.kind !== 'peel') return null
	const before = i === 0 ? (source ?? seed) : (hops[i - 1]?.transfer ?? '')
	return /\/[0-9a-f]{64}:[0-9]+$/.test(before) ? before : null
}

/** A flow carries one amount along its whole path, in the asset of the seed until it is exchanged. */
function partOf({ hops, amount, seedAmount, seedAsset }: Flow, i: number): Pick<FlowPart, 'amount' | 'seed'> {
	const isExchange = ({ kind }: Flow['hops'][number]): boolean => kind === 'swap' || kind === 'wrap'
	const seed = formatAmount(seedAmount, seedAsset)
	if (!hops.slice(0, i).some(isExchange)) return { amount: seedAmount, seed }
	return { amount: hops.slice(i).some(isExchange) ? null : amount, seed }
}

function sumLines({ endpoint, flows }: Explanation): string[] {
	if (flows.length === 0) return []
	const { seedAsset, totals } = endpoint
	const total = flows.reduce((sum, { seedAmount }) => sum + seedAmount, 0n)
	const width = [total, ...flows.map(({ seedAmount }) => seedAmount)].reduce(
		(most, amount) => Math.max(most, amount.toString().length),
		0,
	)
	const cell = (amount: bigint): string => `  ${amount.toString().padStart(width)}`
	const verdict =
		total === totals.seedAmount
			? `= amount of this endpoint, ${formatAmount(total, seedAsset)}`
			: `≠ amount of this endpoint, ${totals.seedAmount}`
	return [
		`Sum of the flows, in base units of ${assetDisplay(seedAsset).symbol}`,
		...flows.map(({ seedAmount }, i) => `${cell(seedAmount)}  flow ${i + 1}`),
		`${cell(total)}  ${verdict}`,
		'',
	]
}

function upstreamLines({ endpoint }: Explanation, graph: TracedGraph | undefined): string[] {
	if (endpoint.direction === 'backward') return []
	if (graph === undefined) return ['Upstream: the traced graph is not part of a result that was read back.']
	const found = upstream(
		graph,
		endpoint.accounts.map(({ account }) => account),
	)
	return [
		`Upstream in the traced graph: ${found.transactions} of ${found.ofTransactions} transactions and ${found.accounts} of ${found.ofAccounts} accounts lead here, up to ${found.depth} transactions back, whether or not they carry seed value.`,
	]
}
