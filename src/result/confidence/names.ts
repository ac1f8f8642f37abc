import type { AccountId } from '../../model/identifiers.js'
import type { Endpoint } from '../../model/result.js'
import type { Node } from '../../search/node.js'
import { attestation } from './attestation.js'
import { type ConfidenceItem, productOf } from './confidenceItem.js'

/** What the names of endpoints rest on: labels, and findings that put an account at a service which they do not name. */
export class Names {
	readonly #inferred = new Map<AccountId, ConfidenceItem>()

	constructor(nodes: Iterable<Node>) {
		for (const { account, inferred } of nodes) {
			if (inferred === null) continue
			const { evidence, confidence, text } = inferred
			this.#inferred.set(account, { id: evidence.id, value: confidence, text })
		}
	}

	/** What a flow to one account of an endpoint rests on. */
	ofAccount({ attributions }: Pick<Endpoint, 'attributions'>, account: AccountId): ConfidenceItem[] {
		const item = this.#inferred.get(account)
		return [attestation(attributions), ...(item === undefined ? [] : [item])]
	}

	/** What a whole endpoint rests on: its accounts stand or fall apart, so the firmest counts. */
	of(
		endpoint: Pick<Endpoint, 'attributions'> & { readonly accounts: readonly { account: AccountId }[] },
	): ConfidenceItem[] {
		const ways = endpoint.accounts.map(({ account }) => this.ofAccount(endpoint, account))
		return ways.reduce((a, b) => (productOf(b) > productOf(a) ? b : a), ways[0] ?? [attestation(endpoint.attributions)])
	}
}
