import type { ResultData } from '../../model/result.js'
import type { Search } from '../../search/search.js'

/**
 * Of tokens whose amounts are known from events alone: these state what was sent, and only balances would show what a
 * contract kept of it, or changed by itself.
 */
export function tokenWarning({ nodes, options: { graph } }: Search): ResultData['warnings'] {
	if (!graph.tellsInside) return []
	const tokens = new Set<string>()
	for (const id of nodes.followed) {
		for (const asset of graph.view.assets(id)) {
			if (!asset.includes('/erc20:') || tokens.has(asset)) continue
			if (graph.view.ledger(id, asset).some(({ transaction }) => transaction.inside !== undefined)) tokens.add(asset)
		}
	}
	if (tokens.size === 0) return []
	const what = tokens.size === 1 ? 'one token' : `${tokens.size} tokens`
	const text = `Amounts of ${what} are those that events of the contracts state. Of a token that keeps a part of what is sent, or changes balances by itself, an account may have got another amount: no balance was asked for.`
	return [{ code: 'tokensByEvents', text }]
}
