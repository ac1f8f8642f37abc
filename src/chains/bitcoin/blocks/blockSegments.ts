import { compareText } from '../../../model/order.js'
import type { RawBlock } from './decodeBlock.js'

/** The parent that the first block of a chain names. */
export const NO_PARENT = '0'.repeat(64)

/** A block and how many blocks of its segment lie below it. */
export interface TreeBlock {
	readonly block: RawBlock
	readonly depth: number
}

/** Blocks that hang together by parent links, with the one branch of them that counts. */
export interface BlockSegment {
	/** The longest branch from its lowest block up, one block of each depth. */
	readonly main: readonly TreeBlock[]
	/** Blocks of shorter branches. */
	readonly side: readonly TreeBlock[]
}

/**
 * Groups distinct blocks into segments; blocks whose missing parent is the same belong together. Of competing branches
 * the longest counts; among equally long ones that whose last hash is least in code units, so that the order of files
 * has no say.
 */
export function blockSegments(blocks: readonly RawBlock[]): BlockSegment[] {
	const byHash = new Map(blocks.map((block) => [block.hash, block]))
	const children = new Map<string, RawBlock[]>()
	for (const block of blocks) {
		// Blocks without any parent are no siblings: each would be the first of a chain.
		const key = block.parent === NO_PARENT ? `first ${block.hash}` : block.parent
		const siblings = children.get(key)
		if (siblings) siblings.push(block)
		else children.set(key, [block])
	}
	const segments: BlockSegment[] = []
	for (const [parent, roots] of children) {
		if (!byHash.has(parent)) segments.push(segmentOf(roots, children, byHash))
	}
	return segments.sort((a, b) => compareText(rootHash(a), rootHash(b)))
}

function rootHash({ main }: BlockSegment): string {
	return main[0]?.block.hash ?? ''
}

function segmentOf(
	roots: readonly RawBlock[],
	children: ReadonlyMap<string, readonly RawBlock[]>,
	byHash: ReadonlyMap<string, RawBlock>,
): BlockSegment {
	const all: TreeBlock[] = roots.map((block) => ({ block, depth: 0 }))
	let tip = all[0] as TreeBlock
	for (let i = 0; i < all.length; i++) {
		const { block, depth } = all[i] as TreeBlock
		if (depth > tip.depth || (depth === tip.depth && compareText(block.hash, tip.block.hash) < 0))
			tip = all[i] as TreeBlock
		for (const child of children.get(block.hash) ?? []) all.push({ block: child, depth: depth + 1 })
	}
	const kept = new Set<string>()
	for (let at: RawBlock | undefined = tip.block; at; at = byHash.get(at.parent)) kept.add(at.hash)
	return {
		main: all.filter(({ block }) => kept.has(block.hash)),
		side: all.filter(({ block }) => !kept.has(block.hash)),
	}
}
