import type { ChainFacts } from '../../../model/chains.js'
import type { ChainClock } from '../../../model/coverage.js'
import { compareText } from '../../../model/order.js'
import type { SourceWarning } from '../../adapter.js'
import { type BlockSegment, blockSegments, NO_PARENT } from './blockSegments.js'
import type { RawBlock } from './decodeBlock.js'
import { type GivenHeights, segmentHeight } from './segmentHeight.js'

/** A block that counts, with its place on the chain's clock. */
export interface PlacedBlock {
	readonly block: RawBlock
	readonly height: number | null
	/** Height, or seconds where the chain runs on time. */
	readonly clock: number
	/** Place of its first transaction among those of the same clock value. */
	readonly firstPlace: number
}

/** The blocks that count, in order, and those left out as warnings. */
export interface PlacedBlocks {
	readonly clock: ChainClock
	readonly blocks: readonly PlacedBlock[]
	readonly warnings: readonly SourceWarning[]
}

interface Segment extends BlockSegment {
	readonly base: number | null
}

/**
 * Puts distinct blocks in order and leaves out those of losing branches. Where every block has a height, height is the
 * clock. Else time is, with two repairs so that a parent never comes after its child: a block counts as no earlier than
 * its ancestors (header times may run back by two hours), and blocks of one second are numbered through.
 * @throws InputError `E_INPUT` where given heights contradict each other
 */
export function placeBlocks(blocks: readonly RawBlock[], chain: ChainFacts, given: GivenHeights): PlacedBlocks {
	const warnings: SourceWarning[] = []
	const onlyFirst = blocks.filter(({ parent }) => parent === NO_PARENT).length === 1
	const segments = blockSegments(blocks).map((segment): Segment => {
		return { ...segment, base: segmentHeight(segment, { chain, given, onlyFirst }, warnings) }
	})
	const { kept, stale } = withoutStale(segments)
	stale.sort((a, b) => (a.height ?? -1) - (b.height ?? -1) || compareText(a.hash, b.hash))
	for (const { hash, height } of stale) {
		const place = height === null ? 'of unknown height' : `at height ${height}`
		warnings.push({
			code: 'staleBlock',
			text: `block ${hash} ${place} lies on a branch that another one outgrew; it is left out`,
		})
	}
	const clock = kept.every(({ height }) => height !== null) ? 'height' : 'time'
	return { clock, blocks: ordered(kept, clock), warnings }
}

interface KeptBlock {
	readonly block: RawBlock
	readonly height: number | null
	/** Latest header time among the block and its ancestors in the set. */
	readonly seconds: number
	readonly segment: number
	readonly depth: number
}

/** Of segments that do not connect but share heights the one that reaches highest counts, then the longer, then by hash. */
function withoutStale(segments: readonly Segment[]): {
	kept: KeptBlock[]
	stale: { hash: string; height: number | null }[]
} {
	const top = (segment: Segment) => (segment.base === null ? -1 : segment.base + segment.main.length)
	const tipHash = (segment: Segment) => segment.main[segment.main.length - 1]?.block.hash ?? ''
	const ranked = [...segments].sort(
		(a, b) => top(b) - top(a) || b.main.length - a.main.length || compareText(tipHash(a), tipHash(b)),
	)
	const kept: KeptBlock[] = []
	const stale: { hash: string; height: number | null }[] = []
	const taken = new Set<number>()
	ranked.forEach(({ base, main, side }, segment) => {
		const heightOf = (depth: number) => (base === null ? null : base + depth)
		let seconds = 0
		for (const { block, depth } of main) {
			const height = heightOf(depth)
			seconds = Math.max(seconds, block.atSeconds)
			if (height !== null && taken.has(height)) stale.push({ hash: block.hash, height })
			else kept.push({ block, height, seconds, segment, depth })
			if (height !== null) taken.add(height)
		}
		for (const { block, depth } of side) stale.push({ hash: block.hash, height: heightOf(depth) })
	})
	return { kept, stale }
}

function ordered(kept: readonly KeptBlock[], clock: ChainClock): PlacedBlock[] {
	const clockOf = ({ height, seconds }: KeptBlock) => (clock === 'height' ? (height as number) : seconds)
	const sorted = [...kept].sort((a, b) => clockOf(a) - clockOf(b) || a.segment - b.segment || a.depth - b.depth)
	const placed: PlacedBlock[] = []
	for (const entry of sorted) {
		const before = placed[placed.length - 1]
		const value = clockOf(entry)
		const follows = before?.clock === value ? before.firstPlace + before.block.columns.count : 0
		placed.push({ block: entry.block, height: entry.height, clock: value, firstPlace: follows })
	}
	return placed
}
