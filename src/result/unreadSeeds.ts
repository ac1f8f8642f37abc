import type { LooseEnd } from '../model/result.js'

/** Ids of seeds of which nothing was read: a limit or a failing source came first, and no figure counts what they moved. */
export function unreadSeeds(loose: readonly LooseEnd[]): Set<string> {
	const unread = loose.filter(({ stop, flows }) => flows.length === 0 && (stop === 'budget' || stop === 'notFetched'))
	return new Set(unread.map(({ seed }) => seed))
}
