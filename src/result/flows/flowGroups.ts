import type { AssetId } from '../../model/identifiers.js'
import type { Node } from '../../search/node.js'
import type { Path } from '../../taint/path.js'
import type { TaintRun } from '../../taint/taintRun.js'
import type { Ending } from './endings.js'

/** All value of one history that came to rest at one place in one asset. */
export interface FlowGroup {
	readonly run: TaintRun
	readonly node: Node
	readonly asset: AssetId
	readonly path: Path
	readonly amount: bigint
	readonly seedAmount: bigint
}

/** Lots with the same list of transfers are one flow. Histories are interned, so the object identifies the list. */
export function flowGroups(endings: readonly Ending[]): FlowGroup[] {
	const [first] = endings
	const only = first?.lots.length === 1 ? first.lots[0] : undefined
	if (first !== undefined && only !== undefined && endings.length === 1) {
		const { run, node, asset } = first
		const { path, amount, seedAmount } = only
		return path === null ? [] : [{ run, node, asset, path, amount, seedAmount }]
	}
	const groups = new Map<string, Map<Path, FlowGroup>>()
	for (const { run, node, asset, stop, lots } of endings) {
		const key = `${node.id} ${asset} ${stop}`
		const byPath = groups.get(key) ?? new Map<Path, FlowGroup>()
		groups.set(key, byPath)
		for (const { path, amount, seedAmount } of lots) {
			if (path === null) continue
			const known = byPath.get(path)
			byPath.set(path, {
				run,
				node,
				asset,
				path,
				amount: (known?.amount ?? 0n) + amount,
				seedAmount: (known?.seedAmount ?? 0n) + seedAmount,
			})
		}
	}
	return [...groups.values()].flatMap((byPath) => [...byPath.values()])
}
