import type { BridgeHop, Holding, Hop, PeelHop } from '../../model/hop.js'

type OmitEvidence<H> = H extends unknown ? Omit<H, 'evidence'> : never
/** A step before it is said what is known of it. */
export type BareHop = OmitEvidence<Exclude<Hop, PeelHop | BridgeHop>>

/** What a ledger holds after a payment. */
export function leftOver(before: Holding, entered: Holding, amount: bigint, taint: bigint): Holding {
	return { balance: before.balance + entered.balance - amount, taint: before.taint + entered.taint - taint }
}
