import type { ChainAdapter } from './chains/adapter.js'
import { InputError } from './model/errors.js'
import type { ClaimedHop } from './paths/claimedHop.js'
import type { PathCheck } from './paths/pathCheck.js'
import { checkHandles } from './search/options/checkHandles.js'

export interface CheckPathOptions {
	/** Where the facts come from. Several for one chain are put together. */
	readonly sources: readonly ChainAdapter[]
	/** Ends the check within a second with the signal's reason. */
	readonly signal?: AbortSignal
}

/**
 * Holds a path that another tool exported against the ledger, hop by hop: whether each transfer exists as claimed
 * (parties, asset, amount in base units, unix seconds, height), and whether each hop can follow the one before (order of
 * events, same account or spent output, asset, value). What the sources do not tell is `unknown`, never `broken`.
 * @throws InputError naming the hop and field (`path[3].amount`), before any source is asked
 */
export async function checkPath(path: readonly ClaimedHop[], options: CheckPathOptions): Promise<PathCheck> {
	if (!Array.isArray(path) || path.length === 0)
		throw new InputError('E_INPUT', 'path: expected a list of at least one hop', { details: { field: 'path' } })
	checkHandles(options)
	// Loaded with the first path: who only traces never needs it.
	const { judgePath } = await import('./paths/judgePath.js')
	return judgePath(path, options.sources, options.signal)
}
