import type { EvmCall } from './evmBlock.js'

/** A call that carried value: everything above it in the tree succeeded, and so did it. */
export interface MovingCall {
	readonly path: readonly number[]
	readonly from: string
	/** Null where the value ceased to exist. */
	readonly to: string | null
	readonly value: bigint
}

/** Kinds whose value goes from one account to another. The others run code in the caller's own name, or carry nothing. */
const MOVES: ReadonlySet<string> = new Set(['call', 'create', 'selfdestruct'])

/**
 * Internal calls that moved value, in order of execution, without the root, which is the transaction itself. Whatever
 * stands inside a failed frame is undone with it. A self-destruct in favour of the contract itself moves nothing, except
 * that it destroys what a contract created in the same transaction holds (EIP-6780; before Cancun, what any contract held:
 * `destroys` says so).
 */
export function movingCalls(calls: readonly EvmCall[], destroys: boolean): MovingCall[] {
	const moving: MovingCall[] = []
	const created = new Set<string>()
	let failed: readonly number[] | null = null
	for (const { path, kind, from, to, value, failed: fails } of calls) {
		if (failed !== null && isBelow(path, failed)) continue
		failed = fails ? path : null
		if (fails) continue
		if (kind === 'create' && to !== null) created.add(to)
		if (path.length === 0 || !MOVES.has(kind) || value === null || value === 0n || from === null) continue
		const onItself = kind === 'selfdestruct' && to === from
		if (onItself && !destroys && !created.has(from)) continue
		moving.push({ path, from, to: onItself ? null : to, value })
	}
	return moving
}

/** Whether a frame stands inside another (or is it). */
function isBelow(path: readonly number[], above: readonly number[]): boolean {
	return above.length <= path.length && above.every((step, i) => path[i] === step)
}
