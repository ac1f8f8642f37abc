/**
 * An apportionment rule: which part of what leaves a holding is seed money. One rule is one file; the kernels apply it
 * to both ledgers. `order` rules say from which end lots leave; `total` rules say how much taint each slot gets, and the
 * kernels share that among seeds and histories; the `reach` rule counts everything after first contact.
 */
export type Rule = OrderRule | TotalRule | ReachRule

interface RuleBase {
	readonly id: string
	/** How the rule is named in a sentence, e.g. "FIFO". */
	readonly name: string
	/** Whether the rule is defined for outputs too, or for account ledgers only. */
	readonly ledgers: 'both' | 'account'
	/**
	 * Whether the rule, applied to mirrored facts, pairs what went in with what came out as it does forward. Rules that
	 * serve one seed's value before all other value cannot: looking back, all of it is of interest.
	 */
	readonly looksBack: boolean
}

export interface OrderRule extends RuleBase {
	readonly kind: 'order'
	/** Oldest lots first, or newest. */
	readonly leaves: 'front' | 'back'
}

export interface TotalRule extends RuleBase {
	readonly kind: 'total'
	/**
	 * How much of the taint goes to each slot. `slots` add up to `balance`, `taint` <= `balance`; the result adds up to
	 * `taint` and no slot gets more than its size. On account ledgers the slots are (paid out, kept); on outputs the fee
	 * is last and `unspendable` holds the numbers of burns.
	 */
	share(taint: bigint, balance: bigint, slots: readonly bigint[], unspendable?: ReadonlySet<number>): bigint[]
	/** Where given, payments of an account between two inflows, at most this long, are served largest first. */
	readonly windowSeconds?: number
}

export interface ReachRule extends RuleBase {
	readonly kind: 'reach'
}

/** Whether the parts handed out add up to what was seeded: true of every rule but poison. */
export const conserves = (rule: Rule): boolean => rule.kind !== 'reach'
