import type { Evidence } from '../../model/claims.js'
import type { LookAlike } from './lookAlikes.js'

/** That a payment went to an address which looks like another that its payer dealt with: the payment itself is a fact. */
export function lookAlikeEvidence({ id, transaction, other, like }: LookAlike): Evidence {
	return {
		id: `lookAlike ${id}`,
		claim: 'lookAlike',
		heuristic: { id: 'lookAlike', version: '1', params: { payee: other, like }, card: null },
		confidence: 'moderate',
		transactions: [transaction],
		note: 'the address of the payee begins and ends like that of an account which the payer dealt with in the 30 days before: consistent with address poisoning',
	}
}
