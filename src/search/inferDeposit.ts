import type { DepositFinding } from '../heuristics/evm/depositAddress.js'
import type { Evidence } from '../model/claims.js'
import { grade } from '../model/grade.js'
import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import { orderOf } from '../model/orderOf.js'
import type { Node } from './node.js'
import type { Search } from './search.js'

/**
 * Ends a node at a service where its account, as it was just read, looks like a deposit address of it: a customer of the
 * service can be asked about by this address, and about a wallet that pools the funds of many by none. Whether it did.
 * Looking back there is none: what a deposit address pays on is the service's own.
 */
export function inferDeposit(search: Search, node: Node): boolean {
	if (search.options.direction === 'backward' || node.kind !== 'account' || node.seed || node.verdict.kind !== 'none')
		return false
	const { rules, labels, graph } = search.options
	const serviceOf = (account: AccountId): string | null => {
		const verdict = labels.verdict(account)
		return verdict.kind === 'stop' && verdict.stop === 'service' ? verdict.entity : null
	}
	const createdBy = graph.noticesOf(node.account).find(({ kind }) => kind === 'created')?.by ?? null
	const found = rules.deposit(node.account, graph.view, { serviceOf, createdBy })
	if (found === null) return false
	const verdicts = found.wallets.flatMap((wallet) => {
		const verdict = labels.verdict(wallet)
		return verdict.kind === 'stop' ? [verdict] : []
	})
	const [first] = verdicts
	if (first === undefined) return false
	const evidence = evidenceOf(found)
	const category = verdicts.flatMap((verdict) => verdict.category ?? []).sort(compareText)[0] ?? null
	const attributions = verdicts.flatMap((verdict) => verdict.attributions)
	search.nodes.infer(
		node,
		{ kind: 'stop', category, entity: found.entity, name: first.name, stop: 'service', attributions },
		{ evidence, confidence: found.confidence, text: `${node.account} is taken for a deposit address by what it did` },
	)
	search.evidence.set(evidence.id, evidence)
	joinUsers(search, found)
	return true
}

/** Prior that accounts which pay one deposit address are one customer's: a customer may be paid by others there. */
const ONE_CUSTOMER = 0.5

/** Puts the accounts that a deposit address passed value on for under one control. Source: Victor, FC 2020. */
function joinUsers(
	{ evidence, options: { entities, graph } }: Search,
	{ account, users, transactions }: DepositFinding,
) {
	const last = graph.view.transaction(transactions.at(-1) ?? '')
	if (users.length < 2 || last === undefined) return
	const note = 'these accounts paid one deposit address: consistent with one customer of the service'
	const id = `depositUsers ${account}`
	evidence.set(id, {
		id,
		claim: 'sameControl',
		heuristic: { id: 'depositUsers', version: '1', params: { account }, card: null },
		confidence: grade(ONE_CUSTOMER),
		transactions: [last.id],
		note,
	})
	entities.join({
		kind: 'control',
		evidence: id,
		transaction: last.id,
		rule: 'depositUsers',
		order: orderOf(last),
		confidence: ONE_CUSTOMER,
		accounts: users,
		note,
	})
}

function evidenceOf(found: DepositFinding): Evidence {
	const { account, entity, wallets, transactions, score, gasByService, onlySweeps, dwellSeconds, signs } = found
	const alone =
		signs.length === 0
			? '; a wallet of a user that did nothing but pass value on to the service would look the same'
			: ''
	return {
		id: `depositAddress ${account}`,
		claim: 'depositAddress',
		heuristic: {
			id: 'depositAddress',
			version: '1',
			params: {
				account,
				entity,
				wallets: wallets.join(' '),
				score: `${score}/100`,
				gasByService: String(gasByService),
				onlySweeps: String(onlySweeps),
				dwellSeconds: dwellSeconds === null ? 'unknown' : String(dwellSeconds),
				signs: signs.join(' '),
			},
			card: null,
		},
		confidence: grade(found.confidence),
		transactions: [...transactions].sort(compareText),
		note: `what left this account went, in ${transactions.length} ${transactions.length === 1 ? 'transaction' : 'transactions'}, to accounts that third parties name as one service: consistent with a deposit address of that service${alone}`,
	}
}
