import type { ChainFacts } from '../../../model/chains.js'
import { InputError } from '../../../model/errors.js'
import type { SourceWarning } from '../../adapter.js'
import { type BlockSegment, NO_PARENT, type TreeBlock } from './blockSegments.js'
import { statedHeight } from './statedHeight.js'

/** Heights that the caller gives, by block hash. */
export type GivenHeights = ReadonlyMap<string, number>

/**
 * Height of the lowest blocks of a segment (depth 0), from which parent links give all others; null where nothing tells.
 * First word: the genesis block of the chain; then the caller; then what its blocks state by BIP34, where more of them
 * speak for one height than for any other; then, where `onlyFirst` says that it is the one block without a parent, 0.
 * @throws InputError `E_INPUT` where heights that the caller gave contradict each other or the genesis block
 */
export function segmentHeight(
	segment: BlockSegment,
	facts: { readonly chain: ChainFacts; readonly given: GivenHeights; readonly onlyFirst: boolean },
	warnings: SourceWarning[],
): number | null {
	const blocks = [...segment.main, ...segment.side]
	const root = segment.main[0] as TreeBlock
	const certain = isGenesis(root, facts.chain) ? 0 : null
	const told = givenHeight(blocks, facts.given, certain)
	const votes = new Map<number, number>()
	for (const { block, depth } of blocks) {
		const height = statedHeight(block)
		if (height !== null) votes.set(height - depth, (votes.get(height - depth) ?? 0) + 1)
	}
	const least = root.block.parent === NO_PARENT ? 0 : 1
	const height =
		told ?? certain ?? mostVoted(votes, least) ?? (facts.onlyFirst && root.block.parent === NO_PARENT ? 0 : null)
	const against = [...votes].filter(([voted]) => voted !== height).reduce((sum, [, count]) => sum + count, 0)
	if (against > 0) {
		const known =
			height === null ? 'no height is given to them' : `block ${root.block.hash} is taken as height ${height}`
		const text = `${against} blocks linked to block ${root.block.hash} state heights that contradict their links or each other; ${known}`
		warnings.push({ code: 'heightContradiction', text })
	}
	return height
}

function isGenesis({ block }: TreeBlock, chain: ChainFacts): boolean {
	const start = chain.id.slice(chain.id.indexOf(':') + 1)
	return block.parent === NO_PARENT && block.hash.startsWith(start)
}

function givenHeight(blocks: readonly TreeBlock[], given: GivenHeights, certain: number | null): number | null {
	let told = certain
	for (const { block, depth } of blocks) {
		const height = given.get(block.hash)
		if (height === undefined) continue
		const base = height - depth
		if (base < 0 || (told !== null && told !== base)) {
			const message = `startHeight: block ${block.hash} cannot be at height ${height}, its links to other blocks say otherwise`
			throw new InputError('E_INPUT', message, { details: { field: 'startHeight', hash: block.hash, height } })
		}
		told = base
	}
	return told
}

function mostVoted(votes: ReadonlyMap<number, number>, least: number): number | null {
	const ranked = [...votes].filter(([height]) => height >= least).sort((a, b) => b[1] - a[1])
	const [first, second] = ranked
	if (!first || (second && second[1] === first[1])) return null
	return first[0]
}
