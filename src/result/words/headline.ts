import { formatUnits } from '../../model/amount.js'
import { assetDisplay, formatAmount } from '../../model/asset.js'
import type { Attribution } from '../../model/claims.js'
import type { Direction } from '../../model/direction.js'
import { compareBigint, compareText } from '../../model/order.js'
import type { Endpoint, LedgerRow, LooseEnd, ResultData } from '../../model/result.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { StopReason } from '../../model/stop.js'
import { unreadSeeds } from '../unreadSeeds.js'
import { directionWords } from './directionWords.js'
import { quoteText } from './quoteText.js'

type Headline = ResultData['headline']

/** Unranked services named in the sentence; the list of loose ends has all. Our choice. */
const MOST_NAMED = 5

export interface HeadlineContext {
	readonly ruleName: string
	readonly direction: Direction
	readonly seeds: readonly ParsedSeed[]
	readonly endpoints: readonly Endpoint[]
	readonly looseEnds: readonly LooseEnd[]
	readonly ledger: readonly LedgerRow[]
}

/** The sentences a person reads first: what reached whom, under which rule, between which bounds, and what did not. */
export function headline(context: HeadlineContext): Headline {
	const assets = [...new Set(context.ledger.map((row) => row.asset))].sort(compareText)
	const words = directionWords[context.direction]
	const unread = unreadSeeds(context.looseEnds)
	return assets.flatMap((asset): Headline => {
		const rows = context.ledger.filter((row) => row.asset === asset)
		if (rows.every(({ seed }) => unread.has(seed)))
			return [{ kind: 'nothing', seedAsset: asset, entity: null, text: unreadText(rows.length, context.direction) }]
		const seeded = sum(rows.map((row) => row.seeded))
		const own = context.endpoints.filter((endpoint) => endpoint.seedAsset === asset && endpoint.totals.seedAmount > 0n)
		const reached: Headline = own.map((endpoint) => ({
			kind: 'reached',
			seedAsset: asset,
			entity: endpoint.entity,
			text: reachedText(context, endpoint, seeded),
		}))
		const nothing: Headline =
			own.length > 0
				? []
				: [
						{
							kind: 'nothing',
							seedAsset: asset,
							entity: null,
							text: `Under ${context.ruleName}, none of the ${formatAmount(seeded, asset)} ${seedText(context, asset)} ${words.nothingReached}.`,
						},
					]
		return [...reached, ...nothing, { kind: 'loose', seedAsset: asset, entity: null, text: looseText(context, asset) }]
	})
}

function reachedText(context: HeadlineContext, endpoint: Endpoint, seeded: bigint): string {
	const { seedAsset, totals } = endpoint
	const accounts = endpoint.accounts.filter((account) => account.amounts.some((row) => row.seedAmount > 0n)).length
	const name = endpoint.name === null ? 'without a name' : `labelled ${quoteText(endpoint.name)}`
	const reached = `${formatAmount(totals.seedAmount, seedAsset)} of the ${formatUnits(seeded, assetDisplay(seedAsset).decimals)}`
	const first = `Under ${context.ruleName}, ${reached} ${seedText(context, seedAsset)} ${directionWords[context.direction].reached} ${accounts} ${plural(accounts, 'account')} ${name} (${claimedBy(endpoint.attributions)}).${inferredText(endpoint)}`
	if (totals.lower === null || totals.upper === null)
		return `${first} The rule counts in full after first contact: no bounds are given.`
	if (totals.floor !== null && totals.ceiling !== null) {
		const floor = formatUnits(totals.floor, assetDisplay(seedAsset).decimals)
		return `${first} At least ${floor}, at most ${formatAmount(totals.ceiling, seedAsset)} for the transactions read.`
	}
	const lower = formatUnits(totals.lower, assetDisplay(seedAsset).decimals)
	return `${first} Between ${lower} and ${formatAmount(totals.upper, seedAsset)} under the other rules and openings.`
}

/** A label never says anything of an account that it does not stand at. */
function inferredText({ accounts }: Endpoint): string {
	const reached = accounts.filter(({ amounts }) => amounts.some((row) => row.seedAmount > 0n))
	const count = reached.filter(({ inferred }) => inferred !== undefined).length
	if (count === 0) return ''
	return ` ${count} of these ${count === 1 ? 'has' : 'have'} no label of ${count === 1 ? 'its' : 'their'} own: what ${count === 1 ? 'it' : 'they'} did is consistent with ${count === 1 ? 'a deposit address' : 'deposit addresses'} of the labelled service.`
}

function claimedBy(attributions: readonly Attribution[]): string {
	const claims = attributions.map(({ pack, date }) => `${quoteText(pack).slice(1, -1)}, ${date ?? 'no date'}`)
	return [...new Set(claims)].sort(compareText).join('; ')
}

/** `in 8 outputs`, `sent by 17 accounts`, `moved by 1 transaction`. */
function seedText(context: HeadlineContext, asset: string): string {
	const ids = new Set(context.ledger.filter((row) => row.asset === asset).map((row) => row.seed))
	const unread = unreadSeeds(context.looseEnds)
	const own = context.seeds.filter((seed) => ids.has(seed.id) && !unread.has(seed.id))
	const count = (kind: ParsedSeed['kind']): number => own.filter((seed) => seed.kind === kind).length
	const parts = [
		[count('output'), 'in', 'output'],
		[count('account'), directionWords[context.direction].seedAccount, 'account'],
		[count('transaction'), 'moved by', 'transaction'],
	] as const
	return parts
		.filter(([n]) => n > 0)
		.map(([n, verb, noun]) => `${verb} ${n} ${plural(n, noun)}`)
		.join(' and ')
}

/** Where nothing was read of any seed, an amount of zero would say that there was none. */
function unreadText(count: number, direction: Direction): string {
	const [were, their] = count === 1 ? ['seed was', 'its'] : ['seeds were', 'their']
	const went = direction === 'forward' ? 'went' : 'came from'
	return `${count} ${were} not read before the search ended: nothing is known of where ${their} value ${went}.`
}

function looseText(context: HeadlineContext, asset: string): string {
	const words = directionWords[context.direction]
	const own = context.looseEnds.filter((row) => row.seedAsset === asset)
	const unnamed = own.filter((row) => row.entity === null)
	const named = own.filter((row) => row.entity !== null)
	const fees = sum(context.ledger.filter((row) => row.asset === asset).map((row) => row.fees))
	const parts = [...byStop(unnamed)].map(
		([stop, amount]) => `${formatAmount(amount, asset)} ${words.stops[stop] ?? STOP_WORDS[stop]}`,
	)
	const of = parts.length === 0 ? '' : `, of which ${parts.join(', ')}`
	const further = namedText(named, asset)
	const paid = fees === 0n ? '' : ` Fees: ${formatAmount(fees, asset)}.`
	const unread = unreadSeeds(own).size
	const missing = unread === 0 ? '' : ` Of ${unread} further ${plural(unread, 'seed')} nothing was read.`
	return `${words.notTraced}: ${formatAmount(sum(unnamed.map((row) => row.seedAmount)), asset)}${of}.${further}${paid}${missing}`
}

/** Services that are no endpoints: the sum, and the greatest of them by name. */
function namedText(rows: readonly LooseEnd[], asset: string): string {
	const sums = new Map<string, bigint>()
	for (const { entity, seedAmount } of rows) {
		if (entity !== null && seedAmount > 0n) sums.set(entity, (sums.get(entity) ?? 0n) + seedAmount)
	}
	if (sums.size === 0) return ''
	const sorted = [...sums].sort((a, b) => compareBigint(b[1], a[1]) || compareText(a[0], b[0]))
	const { decimals } = assetDisplay(asset)
	const shown = sorted.slice(0, MOST_NAMED).map(([entity, amount]) => {
		const claims = claimedBy(rows.filter((row) => row.entity === entity).flatMap((row) => row.attributions))
		return `${formatUnits(amount, decimals)} labelled ${quoteText(entity)} (${claims})`
	})
	const more = sorted.length > MOST_NAMED ? ` and ${sorted.length - MOST_NAMED} more` : ''
	const total = formatAmount(sum([...sums.values()]), asset)
	return ` At named services that are not ranked here: ${total}, of which ${shown.join(', ')}${more}.`
}

function byStop(rows: readonly LooseEnd[]): [StopReason, bigint][] {
	const sums = new Map<StopReason, bigint>()
	for (const { stop, seedAmount } of rows) sums.set(stop, (sums.get(stop) ?? 0n) + seedAmount)
	return [...sums].sort((a, b) => compareBigint(b[1], a[1]) || compareText(a[0], b[0]))
}

/** What each stop means, in words that follow an amount. */
export const STOP_WORDS: Readonly<Record<StopReason, string>> = {
	held: 'still held',
	endOfSource: 'where the sources end',
	service: 'at a custodial service',
	mixer: 'at a mixing service',
	coinjoin: 'at a CoinJoin',
	bridgeUnpaired: 'at a bridge whose other side is not known',
	inFlight: 'in flight on a bridge',
	refunded: 'refunded',
	failed: 'in a failed transfer',
	unclaimed: 'not yet claimed',
	frozen: 'frozen by the issuer',
	unsupportedChain: 'on a chain without a source',
	hub: 'at an account with too many counterparties to follow',
	burn: 'burnt',
	protocolCredit: 'as credit inside a protocol',
	semantic: 'in a transaction that could not be read',
	ambiguous: 'at accounts whose labels contradict each other or the seed',
	minShare: 'in parts below the least share followed',
	hops: 'beyond the most steps followed',
	window: 'beyond the time window',
	budget: 'where the budget ended the search',
	notFetched: 'where a source did not answer in full',
	noPrevout: 'in transactions with an input of unknown value',
	dust: 'as dust',
}

const plural = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`)

function sum(amounts: readonly bigint[]): bigint {
	return amounts.reduce((a, b) => a + b, 0n)
}
