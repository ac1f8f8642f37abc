import type { Node } from './node.js'
import type { Search } from './search.js'

/**
 * Judges the account of an output by all that it did: where it is a deposit address, every output to it that value has come
 * to ends there; else value goes on with the transaction that spends the output.
 * @param whole whether the sources told all that they hold of the account
 */
export function settleDoubt(search: Search, node: Node, whole: boolean): void {
	const { deposits, graph } = search.options
	const deposit = deposits.get(node.account) ?? deposits.judge(node.account, whole)
	if (deposit !== undefined) search.evidence.set(deposit.inferred.evidence.id, deposit.inferred.evidence)
	const own = deposit === undefined ? [] : deposits.outputsOf(node.account).map((id) => search.nodes.known(id))
	for (const known of [node, ...own]) {
		const spender = known === undefined ? undefined : graph.view.spender(known.id)
		if (spender !== undefined) search.runs.touch(spender)
		if (deposit === undefined || known === undefined || known.seed || known.state === 'ended') continue
		search.nodes.infer(known, deposit.verdict, deposit.inferred)
		search.frontier.update(known)
	}
}
