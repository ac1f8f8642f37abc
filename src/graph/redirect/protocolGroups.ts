import type { AccountId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Side, Sides } from './side.js'

/** Protocols that dealt with each other in a transaction, and what went into them and came out of them. */
export interface ProtocolGroup {
	readonly protocols: ReadonlySet<AccountId>
	readonly given: readonly Side[]
	readonly received: readonly Side[]
}

/** The groups of a transaction, in code-unit order of their least protocol. */
export function protocolGroups({ given, received, between }: Sides): ProtocolGroup[] {
	const groupOf = new Map<AccountId, Set<AccountId>>()
	const group = (account: AccountId): Set<AccountId> => {
		const known = groupOf.get(account) ?? new Set([account])
		groupOf.set(account, known)
		return known
	}
	for (const { protocol } of [...given, ...received]) group(protocol)
	for (const [one, other] of between) {
		const [a, b] = [group(one), group(other)]
		if (a === b) continue
		const [small, large] = a.size < b.size ? [a, b] : [b, a]
		for (const account of small) {
			large.add(account)
			groupOf.set(account, large)
		}
	}
	return [...groupOf.keys()]
		.sort(compareText)
		.filter((account) => groupOf.get(account) !== undefined && least(groupOf.get(account) as Set<string>) === account)
		.map((account) => {
			const protocols = groupOf.get(account) as Set<AccountId>
			const own = ({ protocol }: Side): boolean => protocols.has(protocol)
			return { protocols, given: given.filter(own), received: received.filter(own) }
		})
}

const least = (accounts: ReadonlySet<AccountId>): AccountId =>
	[...accounts].reduce((first, next) => (compareText(next, first) < 0 ? next : first))
