import type { TransactionId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import { type WhirlpoolMixShape, whirlpoolMixShape } from './whirlpoolMixShape.js'
import { whirlpoolTx0Shape } from './whirlpoolTx0Shape.js'

/** Most mixes looked at behind one: beyond them the lineage counts as not read. Our choice, for the cost. */
const MOST_MIXES = 500

/** What the transactions read say of where the inputs of a mix, and of the mixes before it, come from. */
export interface WhirlpoolLineage {
	/** Inputs that come from a Tx0 or a mix of the same pool. */
	readonly confirmed: number
	/** Inputs that come from something else. */
	readonly refuted: number
	/** Inputs whose creating transaction was not read, or not looked at. */
	readonly unread: number
}

/** Follows the inputs of a mix back: an entrant's to a Tx0, a remixer's to a mix, and so on. */
export function whirlpoolLineage(mix: WhirlpoolMixShape, view: LedgerView): WhirlpoolLineage {
	const { denomination } = mix.pool
	const seen = new Set<TransactionId>([mix.shape.transaction.id])
	const open = [mix.shape.transaction]
	let [confirmed, refuted, unread] = [0, 0, 0]
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		for (const { spends, amount } of next.inputs) {
			const id = spends?.slice(0, spends.lastIndexOf(':')) ?? ''
			const source = view.transaction(id)
			if (source === undefined || amount === null) {
				unread++
				continue
			}
			const before = amount === denomination ? whirlpoolMixShape(source) : whirlpoolTx0Shape(source)
			if (before === null || before.pool.denomination !== denomination || ('fits' in before && before.fits === false)) {
				refuted++
				continue
			}
			confirmed++
			if (source.kind !== 'utxo' || seen.has(id) || amount !== denomination) continue
			if (seen.size >= MOST_MIXES) unread++
			else {
				seen.add(id)
				open.push(source)
			}
		}
	}
	return { confirmed, refuted, unread }
}
