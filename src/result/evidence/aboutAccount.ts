import type { Evidence } from '../../model/claims.js'
import type { AccountId } from '../../model/identifiers.js'

/** Evidence that is about an account as a whole, not about one transaction. */
export interface AboutAccount {
	readonly account: AccountId
	readonly evidence: Evidence
}
