import { transactionId } from '../../../model/identifiers.js'
import type { BlockFee } from '../../../model/transaction.js'
import type { BlockSet } from './blockSet.js'

/** What the other transactions of a block leave to its coinbase, in block order, in satoshi. */
export function blockFees(coinbase: number, set: BlockSet, chain: string): BlockFee[] {
	return set.paying(coinbase).map((number) => ({
		transaction: transactionId(chain, set.transaction(number).txid),
		amount: feeOf(number, set),
	}))
}

/** Null where no source tells what an input spends. */
function feeOf(number: number, set: BlockSet): bigint | null {
	let fee = 0n
	for (const spent of set.spent(number)) {
		if (spent === null) return null
		fee += BigInt(spent.sats)
	}
	for (const { sats } of set.outputs(number)) fee -= BigInt(sats)
	return fee
}
