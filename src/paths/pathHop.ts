import type { AccountId, AssetId } from '../model/identifiers.js'
import type { Transaction } from '../model/transaction.js'
import type { Claim } from './claimedHop.js'
import type { Step } from './step.js'

/** A claimed hop with what was read about it. */
export interface PathHop {
	readonly claim: Claim
	readonly transaction: Transaction | undefined
	readonly step: Step | null
}

/** Fact where it is known, else what the path says. */
export const paidTo = ({ step, claim }: PathHop): AccountId | null => (step === null ? claim.to : step.to)
export const assetOf = ({ step, claim }: PathHop): AssetId | null => step?.asset ?? claim.asset
export const amountOf = ({ step, claim }: PathHop): bigint | null => step?.amount ?? claim.amount
/** The paying account on an account ledger. */
export const paidBy = ({ step, claim }: PathHop): AccountId | null =>
	step === null ? claim.from : (step.payers[0]?.account ?? null)
