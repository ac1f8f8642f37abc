import { comparePaths } from './comparePaths.js'
import type { EvmCall } from './evmBlock.js'

/** Highest number of a precompiled contract of Ethereum (EIP-2537 ends at 0x11), and that of RIP-7212. */
const LAST_PRECOMPILE = 0x11n
const SECP256R1 = 0x100n

/**
 * The frames of a call tree in preorder, numbered alike whichever tracer told them: some count calls of precompiled
 * contracts, others leave them out. Here those that carry nothing are left out.
 */
export function callTree(frames: readonly EvmCall[]): readonly EvmCall[] {
	const sorted = [...frames].sort((a, b) => comparePaths(a.path, b.path))
	if (!sorted.some(isPlainPrecompile)) return sorted
	const renumbered: EvmCall[] = []
	/** Frames left out so far below each frame, by its old path. */
	const leftOut = new Map<string, number>()
	/** New path by old path. */
	const newPaths = new Map<string, readonly number[]>()
	for (const frame of sorted) {
		const old = frame.path.slice(0, -1)
		const parent = old.join('.')
		const last = frame.path.at(-1)
		if (isPlainPrecompile(frame)) {
			leftOut.set(parent, (leftOut.get(parent) ?? 0) + 1)
			continue
		}
		const path = last === undefined ? [] : [...(newPaths.get(parent) ?? old), last - (leftOut.get(parent) ?? 0)]
		newPaths.set(frame.path.join('.'), path)
		renumbered.push({ ...frame, path })
	}
	return renumbered
}

function isPlainPrecompile({ path, kind, to, value }: EvmCall): boolean {
	if (path.length === 0 || (kind !== 'call' && kind !== 'staticcall') || to === null || (value ?? 0n) > 0n) return false
	const number = BigInt(to)
	return number > 0n && (number <= LAST_PRECOMPILE || number === SECP256R1)
}
