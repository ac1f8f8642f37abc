import type { Direction } from '../../model/direction.js'
import type { StopReason } from '../../model/stop.js'

/** How a result speaks of a direction. */
interface DirectionWords {
	/** Between an amount of the seeds and the accounts at the other end. */
	readonly reached: string
	/** Before the count of accounts that are seeds. */
	readonly seedAccount: string
	readonly notTraced: string
	readonly nothingReached: string
	/** What the edge of an excerpt means. */
	readonly edge: string
	/** Title of the ranking, around the amount of the seeds. */
	readonly ranking: string
	readonly seeded: string
	readonly noEndpoint: string
	/** Heading of what an account has of the seeds, or they of it. */
	readonly deposited: string
	readonly loose: string
	readonly ledger: string
	/** Between an endpoint's amount and its accounts. */
	readonly at: string
	/** What taint means in a step. */
	readonly taint: string
	/** Where a reason to stop means something else than forward, in words that follow an amount. */
	readonly stops: Readonly<Partial<Record<StopReason, string>>>
}

export const directionWords: Readonly<Record<Direction, DirectionWords>> = {
	forward: {
		reached: 'reached',
		seedAccount: 'sent by',
		notTraced: 'Not traced to a named service',
		nothingReached: 'reached an account labelled as an endpoint',
		edge: 'value that ends "where the sources end" (endOfSource) was followed to the edge of the excerpt. Whether it moved on is not known.',
		ranking: 'Ranking of',
		seeded: 'seeded',
		noEndpoint: 'No account labelled as an endpoint was reached.',
		deposited: 'from the seeds',
		loose: 'that reached no endpoint',
		ledger: 'Ledger',
		at: 'at',
		taint:
			'Taint is value of all seeds together under the rule; amounts and balances are what the chain or table shows.',
		stops: {},
	},
	backward: {
		reached: 'came from',
		seedAccount: 'received by',
		notTraced: 'Not traced back to a named service',
		nothingReached: 'came from an account labelled as an endpoint',
		edge: 'value that ends "where the sources show no origin" (endOfSource) was followed back to the edge of the excerpt, or to where it was issued. What is before that edge is not known.',
		ranking: 'Sources of',
		seeded: 'received by the seeds',
		noEndpoint: 'Nothing came from an account labelled as an endpoint.',
		deposited: 'to the seeds',
		loose: 'that came from no endpoint',
		ledger: 'Ledger of what the seeds received',
		at: 'from',
		taint:
			'Taint is what of a holding comes to the seeds under the rule; amounts and balances are what the chain or table shows. Of a payer that was not looked into, only the payment is shown.',
		stops: {
			endOfSource: 'where the sources show no origin',
			window: 'from before the time window',
			service: 'from a custodial service',
			mixer: 'from a mixing service',
			coinjoin: 'from a CoinJoin',
			bridgeUnpaired: 'from a bridge whose other side is not known',
			hub: 'from an account with too many counterparties to follow',
			ambiguous: 'from accounts whose labels contradict each other',
		},
	},
}
