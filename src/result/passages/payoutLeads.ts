import { clockSkew } from '../../chains/bridges/join/clockSkew.js'
import type { AssetId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { PayoutLead } from '../../model/payoutLead.js'
import type { Unanswered } from '../../search/bridges/unanswered.js'
import type { Node } from '../../search/node.js'
import type { Search } from '../../search/search.js'
import type { PriceDesk } from '../values/priceDesk.js'
import { expectedInOthers, expectedPayout } from './expectedPayout.js'
import { type PossiblePayout, paymentsOf, paymentsTo } from './possiblePayout.js'
import { rankPayouts } from './rankPayouts.js'
import { type Rates, ratesOf } from './ratesOf.js'

/** A swapper pays within this. Source: Connector (arXiv 2409.04937), 1,800 s at first and at most twice that. */
const SWAPPER_SECONDS = 3_600
const SWAPPER = 'instant_swapper'

/**
 * Where value may have come out that went into bridges without an identifier, or into instant swappers: payments in the
 * expected time, ranked by time and amount. Computed on what the search read; nothing is asked for. With prices a swapper may
 * have paid out in another asset.
 */
export function payoutLeads(search: Search, desk: PriceDesk | null): PayoutLead[] {
	const leads = [...search.crossings.unanswered().map((one) => bridgeLead(search, one)), ...swapperLeads(search, desk)]
	return leads.sort((a, b) => compareText(a.paid, b.paid) || compareText(a.account, b.account))
}

function bridgeLead(search: Search, { event, amount, leg, seconds, answers }: Unanswered): PayoutLead {
	const { view } = search.options.graph
	const { receiver, peer, atSeconds: paidAt } = leg
	const asset = leg.asset ?? ''
	const skew = clockSkew(leg.chain) + (peer === null ? 0 : clockSkew(peer))
	const window = { from: paidAt - skew, to: paidAt + seconds }
	const read = leg.key !== null || receiver === null ? [] : paymentsTo(view, receiver)
	const ranked = rankPayouts({ asset, amount, paidAt, window }, read, false)
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
		...{ asset, amount, paidAt, chain: peer, receiver, window, expected: expectedPayout(amount) },
		candidates: [...told, ...ranked.candidates],
		lookedAt: answers.length + ranked.lookedAt,
		standsAlone: answers.length === 0 ? ranked.standsAlone : answers.length === 1,
	}
}

/** One for each payment to an account that labels, or what it did, put at an instant swapper. */
function swapperLeads(search: Search, desk: PriceDesk | null): PayoutLead[] {
	const nodes = [...search.nodes.all()].filter(({ verdict }) => verdict.kind === 'stop' && verdict.category === SWAPPER)
	if (nodes.length === 0) return []
	const { view } = search.options.graph
	const paidBy = paymentsOfEntities(search, new Set(nodes.flatMap((node) => entityOf(node) ?? [])))
	return nodes.flatMap((node) => {
		const entity = entityOf(node)
		return arrivalsOf(search, node).map(({ transfer: paid, asset, amount, at: paidAt }): PayoutLead => {
			const window = { from: paidAt, to: paidAt + SWAPPER_SECONDS }
			const read = entity === null ? [] : (paidBy.get(entity) ?? [])
			const rates = ratesFrom(desk, asset, window)
			const expectedIn = expectedInOthers(amount, desk?.book.assets ?? [], rates)
			return {
				kind: 'swapper',
				paid,
				account: node.account,
				entity,
				protocol: null,
				...{ asset, amount, paidAt, chain: null, receiver: null, window, expected: expectedPayout(amount) },
				...(expectedIn.length === 0 ? {} : { expectedIn }),
				...rankPayouts({ asset, amount, paidAt, window }, read, true, rates),
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

/** Rates from one asset to others in a window, each looked up once; the same asset has none. */
function ratesFrom(desk: PriceDesk | null, asset: AssetId, window: PayoutLead['window']) {
	const known = new Map<AssetId, Rates | null>([[asset, null]])
	return (other: AssetId): Rates | null => {
		const rates = known.get(other)
		if (rates !== undefined || desk === null) return rates ?? null
		const found = ratesOf(desk, asset, other, window)
		known.set(other, found)
		return found
	}
}
