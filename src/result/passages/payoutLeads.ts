import { clockSkew } from '../../chains/bridges/join/clockSkew.js'
import { type PassageCandidate, rankPassages } from '../../chains/bridges/join/rankPassages.js'
import { grade } from '../../model/grade.js'
import type { AssetId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { PayoutLead } from '../../model/payoutLead.js'
import type { Unanswered } from '../../search/bridges/unanswered.js'
import type { Node } from '../../search/node.js'
import type { Search } from '../../search/search.js'
import { type PossiblePayout, paymentsOf, paymentsTo } from './possiblePayout.js'

/** A swapper pays within this. Source: Connector (arXiv 2409.04937), 1,800 s at first and at most twice that. */
const SWAPPER_SECONDS = 3_600
/** Parts in a hundred of what was paid in that are expected at least and at most. Source: LOCARD, IEEE ICBC 2026. */
const [LEAST, MOST] = [90n, 101n]
/** Tokens of one asset differ by a power of ten from chain to chain, at most this one. */
const MOST_DECIMALS = 18
const SWAPPER = 'instant_swapper'

/**
 * Where value may have come out that went into bridges without an identifier, or into instant swappers: payments in the
 * expected time, ranked by time and amount. Computed on what the search read; nothing is asked for.
 */
export function payoutLeads(search: Search): PayoutLead[] {
	const leads = [...search.crossings.unanswered().map((one) => bridgeLead(search, one)), ...swapperLeads(search)]
	return leads.sort((a, b) => compareText(a.paid, b.paid) || compareText(a.account, b.account))
}

function bridgeLead(search: Search, { event, amount, leg, seconds, answers }: Unanswered): PayoutLead {
	const { view } = search.options.graph
	const { receiver, peer, atSeconds: paidAt } = leg
	const asset = leg.asset ?? ''
	const skew = clockSkew(leg.chain) + (peer === null ? 0 : clockSkew(peer))
	const window = { from: paidAt - skew, to: paidAt + seconds }
	const read = leg.key !== null || receiver === null ? [] : paymentsTo(view, receiver)
	const ranked = rank({ asset, amount, paidAt, window }, read, false)
	const told = answers.map(({ leg: answer, why }) => ({
		transfer: answer.transfer ?? answer.id,
		account: answer.receiver,
		asset: answer.asset,
		amount: answer.amount,
		at: answer.atSeconds,
		why,
		confidence: 'low' as const,
	}))
	return {
		kind: 'bridge',
		paid: event,
		account: leg.contract ?? view.output(event)?.account ?? leg.chain,
		entity: null,
		protocol: leg.protocol,
		...{ asset, amount, paidAt, chain: peer, receiver, window, expected: expectedOf(amount) },
		candidates: [...told, ...ranked.candidates],
		lookedAt: answers.length + ranked.lookedAt,
		standsAlone: answers.length === 0 ? ranked.standsAlone : answers.length === 1,
	}
}

/** One for each payment to an account that labels, or what it did, put at an instant swapper. */
function swapperLeads(search: Search): PayoutLead[] {
	const nodes = [...search.nodes.all()].filter(({ verdict }) => verdict.kind === 'stop' && verdict.category === SWAPPER)
	if (nodes.length === 0) return []
	const { view } = search.options.graph
	const paidBy = paymentsOfEntities(search, new Set(nodes.flatMap((node) => entityOf(node) ?? [])))
	return nodes.flatMap((node) => {
		const entity = entityOf(node)
		return arrivalsOf(search, node).map(({ transfer: paid, asset, amount, at: paidAt }): PayoutLead => {
			const window = { from: paidAt, to: paidAt + SWAPPER_SECONDS }
			const read = entity === null ? [] : (paidBy.get(entity) ?? [])
			return {
				kind: 'swapper',
				paid,
				account: node.account,
				entity,
				protocol: null,
				...{ asset, amount, paidAt, chain: null, receiver: null, window, expected: expectedOf(amount) },
				...rank({ asset, amount, paidAt, window }, read, true),
			}
		})
	})

	/** Payments that brought seed value to a node. */
	function arrivalsOf({ runs }: Search, { id }: Node): PossiblePayout[] {
		const events = new Set(runs.primary.runs.flatMap((run) => [...run.arrivals.events(id)].map(([event]) => event)))
		return [...events].sort(compareText).flatMap((event) => {
			const transaction = view.transaction(event.replace(/(?:#.*|:[0-9]+)$/, ''))
			if (transaction === undefined) return []
			const literal = paymentsOf(transaction).find(({ transfer }) => transfer === event)
			const netted = view.entriesOf(transaction.id).find(({ transfer }) => transfer.id === event)?.transfer
			if (literal !== undefined) return literal
			if (netted === undefined || netted.to === null) return []
			const { id: transfer, to: account, asset, amount } = netted
			return { transfer, account, asset, amount, at: transaction.atSeconds }
		})
	}
}

const entityOf = ({ verdict }: Node): string | null => (verdict.kind === 'none' ? null : verdict.entity)

/** What accounts labelled as these swappers paid to others, in all that was read. */
function paymentsOfEntities({ options }: Search, entities: ReadonlySet<string>): Map<string, PossiblePayout[]> {
	const swapperAt = (account: string): string | null => {
		const verdict = options.labels.verdict(account)
		return verdict.kind === 'stop' && verdict.category === SWAPPER ? verdict.entity : null
	}
	const paid = new Map<string, PossiblePayout[]>([...entities].map((entity) => [entity, []]))
	for (const transaction of options.graph.view.transactions()) {
		for (const { payers, ...payment } of paymentsOf(transaction)) {
			const entity = payers.map(swapperAt).find((one) => one !== null) ?? null
			if (entity !== null && swapperAt(payment.account) !== entity) paid.get(entity)?.push(payment)
		}
	}
	return paid
}

interface PaidIn {
	readonly asset: AssetId
	readonly amount: bigint
	readonly paidAt: number
	readonly window: { readonly from: number; readonly to: number }
}

function rank(paid: PaidIn, read: readonly PossiblePayout[], isSwapper: boolean) {
	const { from, to } = paid.window
	const inTime = read.filter(({ at }) => at >= from && at <= to)
	const scored = inTime.flatMap((payment): PassageCandidate[] => {
		const paidOut = isSameKind(paid.asset, payment.asset) ? partOf(paid.amount, payment.amount) : null
		const delaySeconds = Math.max(0, payment.at - paid.paidAt)
		return paidOut === null
			? []
			: [{ id: payment.transfer, paidIn: 1, paidOut, delaySeconds, priceLeast: 1, priceGreatest: 1 }]
	})
	const { candidates, standsAlone } = rankPassages(scored, { isSwapper })
	const byId = new Map(inTime.map((payment) => [payment.transfer, payment]))
	return {
		candidates: candidates.flatMap(({ id, probability }) => {
			const payment = byId.get(id)
			return payment === undefined ? [] : { ...payment, why: 'timeAndAmount' as const, confidence: grade(probability) }
		}),
		lookedAt: inTime.length,
		standsAlone,
	}
}

/** A coin for the same coin, a token for a token: whether two tokens are of one asset is on no ledger. */
function isSameKind(a: AssetId, b: AssetId): boolean {
	const [coin, other] = [a, b].map((asset) => /\/slip44:.*$/.exec(asset)?.[0])
	return coin === other
}

/** What came out as a part of what went in, up to the power of ten by which their units differ; null where it is none. */
function partOf(into: bigint, out: bigint): number | null {
	for (let decimals = 0, power = 1n; decimals <= MOST_DECIMALS; decimals++, power *= 10n) {
		for (const [a, b] of [
			[into * power, out],
			[into, out * power],
		] as const)
			if (b * 100n >= a * LEAST && b * 100n <= a * MOST) return Number((b * 1_000_000n) / a) / 1_000_000
	}
	return null
}

const expectedOf = (amount: bigint) => ({ least: (amount * LEAST + 99n) / 100n, most: (amount * MOST) / 100n })
