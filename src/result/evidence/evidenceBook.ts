import type { Evidence } from '../../model/claims.js'
import type { AccountId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Search } from '../../search/search.js'
import type { AboutAccount } from './aboutAccount.js'
import { frozenEvidence } from './frozenEvidence.js'
import { issues } from './issues.js'
import { poolEvidence } from './poolEvidence.js'

/** Everything found about transactions and accounts of the trace, by what it is about. */
export class EvidenceBook {
	readonly #byTransaction = new Map<string, string[]>()
	readonly #byAccount = new Map<AccountId, string[]>()
	readonly #all = new Map<string, Evidence>()

	/** `further`: what was found about the trace as a whole. */
	constructor(search: Search, further: readonly Evidence[]) {
		for (const evidence of further) this.#all.set(evidence.id, evidence)
		for (const evidence of search.evidence.values()) {
			this.#all.set(evidence.id, evidence)
			for (const id of evidence.transactions) append(this.#byTransaction, id, evidence.id)
		}
		for (const { account, inferred } of search.nodes.all())
			if (inferred !== null) append(this.#byAccount, account, inferred.evidence.id)
		for (const { evidence, account } of [
			...openings(search),
			...sameKeys(search),
			...issues(search),
			...frozenEvidence(search),
			...poolEvidence(search),
		]) {
			if (this.#all.has(evidence.id)) continue
			this.#all.set(evidence.id, evidence)
			append(this.#byAccount, account, evidence.id)
		}
	}

	/** Evidence about a step: its transaction and its payer. */
	ofStep(transaction: string, payer: AccountId | null): string[] {
		const about = payer === null ? [] : (this.#byAccount.get(payer) ?? [])
		return [...new Set([...(this.#byTransaction.get(transaction) ?? []), ...about])].sort(compareText)
	}

	ofAccount(account: AccountId): string[] {
		return [...(this.#byAccount.get(account) ?? [])].sort(compareText)
	}

	list(): Evidence[] {
		return [...this.#all.values()].sort((a, b) => compareText(a.id, b.id))
	}
}

/** What accounts must have held before, or received unseen, for their payments to add up. */
function openings(search: Search): AboutAccount[] {
	const found: AboutAccount[] = []
	for (const run of search.runs.primary.runs) {
		for (const { account, asset, shortfall } of run.accounts.shortfalls()) {
			const params = { account, asset, opening: 'unknown', unrecordedInflow: shortfall.toString() }
			const note =
				'more left this account than the sources show coming in: the difference is taken as clean value, entering at the moment of shortfall'
			const evidence: Evidence = {
				id: `opening ${account} ${asset}`,
				claim: 'opening',
				heuristic: { id: 'opening', version: '1', params, card: null },
				confidence: 'high',
				transactions: [],
				note,
			}
			found.push({ account, evidence })
		}
	}
	return found
}

/** Pay-to-public-key outputs that a label or a seed selects through the address of the same key. */
function sameKeys(search: Search): AboutAccount[] {
	const found: AboutAccount[] = []
	for (const node of search.nodes.all()) {
		const output = node.kind === 'output' ? search.view.output(node.id) : undefined
		if (output?.sameKeyAs === undefined) continue
		const other = output.sameKeyAs
		const labelled =
			node.verdict.kind !== 'none' && node.verdict.attributions.some((attribution) => attribution.account === other)
		if (!labelled && !search.seeds.isSeedAccount(other)) continue
		const params = { account: output.account, sameKeyAs: other }
		const note =
			'this script pays the public key whose hash is in that address: what is said of the address is taken to hold for the script'
		const evidence: Evidence = {
			id: `sameKey ${output.account}`,
			claim: 'sameKey',
			heuristic: { id: 'sameKey', version: '1', params, card: null },
			confidence: 'high',
			transactions: [],
			note,
		}
		found.push({ account: output.account, evidence })
	}
	return found
}

function append(map: Map<string, string[]>, key: string, value: string): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [value])
	else list.push(value)
}
