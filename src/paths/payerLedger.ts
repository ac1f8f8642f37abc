import type { LedgerEntry } from '../model/ledgerView.js'
import { tiedEvents } from '../model/tiedEvents.js'
import { broken, note, type PathFinding, unknown } from './pathCheck.js'
import type { PathHop } from './pathHop.js'
import type { Step } from './step.js'

/** What the recorded ledger of an account says between a hop that pays it and the hop that it pays. */
interface Recorded {
	/** Balance before the later hop. What was paid beyond recorded arrivals counts as never recorded. */
	readonly balance: bigint
	/** Least balance between the two hops. */
	readonly least: bigint
	/** Whether recorded arrivals cover every payment. */
	readonly covered: boolean
	readonly orderTold: boolean
}

/**
 * Whether the joining account could pass on what the hop before brought. Recorded balances are a lower bound: what an
 * account held before the first transfer read is not among them, so only a ledger read whole can contradict a path.
 * @param entries the ledger of the joining account in the asset of both hops, in event order; null where it was not told
 * @param whole whether the sources vouch for every entry up to the later hop
 */
export function payerLedger(
	before: PathHop,
	after: PathHop,
	entries: readonly LedgerEntry[] | null,
	whole: boolean,
): PathFinding[] {
	if (before.step === null || after.step === null) return []
	const recorded = entries === null ? null : replay(before.step, after.step, entries)
	if (recorded === null) return [note('balanceUnread', 'the ledger of the paying account was not read up to this hop')]
	const { balance, least, covered, orderTold } = recorded
	const found: PathFinding[] = []
	const { amount } = after.step
	if (balance < amount) {
		const text = `the transfers read leave the paying account ${balance} before this payment of ${amount}`
		found.push(note('shortfall', `${text}; the rest was there before them or is not among them`))
	}
	const brought = before.claim.part ?? before.step.amount
	const claimed = after.claim.part ?? 1n
	// What is claimed beyond what was brought is a finding of its own.
	const carried = claimed < brought ? claimed : brought
	if (least >= carried) return found
	const told = after.claim.part === null ? '' : `, and the hop is claimed to carry ${carried}`
	const text = `since the hop before, the recorded balance of the paying account fell to ${least}${told}`
	const proved = whole && covered && orderTold
	found.push(
		proved
			? broken('emptied', text)
			: unknown('emptied', `${text}; the path needs value of that account that is not recorded`),
	)
	return found
}

function replay(before: Step, after: Step, entries: readonly LedgerEntry[]): Recorded | null {
	const account = before.to
	let balance = 0n
	let least: bigint | null = null
	let covered = true
	let orderTold = true
	const groups = tiedEvents(entries, ({ transfer }) => transfer)
	for (const [{ transfer }, isAlone] of groups.flatMap((group) =>
		group.map((one) => [one, group.length === 1] as const),
	)) {
		if (transfer.id === after.id) return least === null ? null : { balance, least, covered, orderTold }
		if (transfer.from === account) balance -= transfer.amount
		if (balance < 0n) {
			covered = false
			balance = 0n
		}
		if (least !== null && balance < least) least = balance
		if (transfer.to === account) balance += transfer.amount
		if (transfer.id === before.id) least = balance
		orderTold &&= transfer.orderTold && isAlone
	}
	return null
}
