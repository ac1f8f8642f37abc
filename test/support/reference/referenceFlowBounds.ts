import { BURNED, type FlowBoundsAt } from './bounds.js'
import { FlowNetwork } from './flowNetwork.js'
import type { ReferenceBoundsInput } from './referenceBounds.js'
import { isWalked } from './referenceTable.js'
import { seedSupply } from './seedSupply.js'
import { tieGroups } from './tieGroups.js'

/**
 * Bounds on ledgers of accounts, as flows through ledgers spread out in time: as much taint waits in a ledger as the
 * ledger holds. Rows whose order is not told are one step, in which a ledger has all that it holds before and receives.
 *
 * A ledger that begins with the least opening holds at any time no less than one whose shortfall comes late, so the
 * first bounds both.
 */
export function referenceFlowBounds(input: Omit<ReferenceBoundsInput, 'openings' | 'anyOrder'>): FlowBoundsAt {
	const groups = tieGroups(input.rows)
		.map((group) => group.filter((row) => row.asset === input.asset))
		.filter((group) => group.length > 0)
	const accounts = new Set(groups.flat().flatMap((row) => [row.from, row.to].filter((name) => name !== null)))
	const walked = [...accounts].filter((account) => isWalked(input, account))
	const network = new FlowNetwork()
	const supply = seedSupply(input, groups)
	const balances = openings(walked, groups)
	const ends = new Map([BURNED, ...accounts].map((name) => [name, network.node()]))
	const pools = new Map(input.seeds.map((seed) => [seed.id, network.node()]))
	const held = new Map(walked.map((account) => [account, network.node()]))

	for (const group of groups) {
		for (const account of walked) {
			const node = network.node()
			network.arc(held.get(account)!, node, balances.get(account)!)
			held.set(account, node)
			balances.set(account, balances.get(account)! + received(group, account) - paid(group, account))
		}
		for (const row of group) {
			if (row.from === null || !held.has(row.from)) continue
			const from = held.get(row.from)!
			const to = held.get(row.to ?? BURNED) ?? ends.get(row.to ?? BURNED)!
			const marked = supply.of.get(row)
			if (marked === undefined) {
				network.arc(from, to, row.amount)
				continue
			}
			network.arc(FlowNetwork.sure, to, marked.sure)
			// Value that came back is sent again before anything new is marked.
			if (marked.replaces) network.exit(from, row.amount)
			if (marked.possible.length > 0) {
				const payment = network.node()
				network.arc(from, payment, row.amount)
				for (const seed of marked.possible) network.arc(pools.get(seed)!, payment, row.amount)
				network.arc(payment, to, row.amount)
			}
			if (marked.passes) network.arc(from, to, row.amount)
		}
	}
	for (const [seed, node] of pools)
		network.arc(FlowNetwork.possible, node, supply.possible.get(seed) ?? network.endless)
	for (const account of walked) network.exit(held.get(account)!, balances.get(account)!, account)
	for (const [name, node] of ends) if (!held.has(name)) network.exit(node, network.endless, name)
	const isTight = supply.isFixed && groups.every((group) => group.length === 1)
	return { isTight, at: (places) => network.boundsAt(places) }
}

type Amounts = readonly { readonly from: string | null; readonly to: string | null; readonly amount: bigint }[]

const paid = (rows: Amounts, account: string): bigint =>
	rows.reduce((sum, row) => sum + (row.from === account ? row.amount : 0n), 0n)
const received = (rows: Amounts, account: string): bigint =>
	rows.reduce((sum, row) => sum + (row.to === account ? row.amount : 0n), 0n)

/** The most that a ledger can lack before the first row: in a group it pays first. */
function openings(accounts: readonly string[], groups: readonly Amounts[]): Map<string, bigint> {
	return new Map(
		accounts.map((account) => {
			let [balance, least] = [0n, 0n]
			for (const group of groups) {
				balance -= paid(group, account)
				if (balance < least) least = balance
				balance += received(group, account)
			}
			return [account, -least]
		}),
	)
}
