import { share } from '../../model/amount.js'
import { sha256Hex } from '../../model/digest.js'
import type { Hop } from '../../model/hop.js'
import type { AssetId } from '../../model/identifiers.js'
import { compareBigint, compareText } from '../../model/order.js'
import type { Confidence, Endpoint, Flow } from '../../model/result.js'
import type { Path } from '../../taint/path.js'
import type { TaintRun } from '../../taint/taintRun.js'
import type { Commingling } from '../confidence/commingling.js'
import { productOf } from '../confidence/confidenceItem.js'
import { gradeOf } from '../confidence/gradeOf.js'
import type { WeighedPath } from '../confidence/jointConfidence.js'
import type { Names } from '../confidence/names.js'
import { weighFlow } from '../confidence/weighFlow.js'
import { transfersOf } from '../hops/transferOf.js'
import type { Ending } from './endings.js'
import { type FlowGroup, flowGroups } from './flowGroups.js'
import { FoldPeels } from './foldPeels.js'
import type { Peels } from './peels.js'

/** A flow with what it rests on. */
export interface RankedFlow {
	readonly flow: Flow
	readonly weight: WeighedPath
}

/** The steps of a history, in the order in which they happened. */
export type HopsOf = (run: TaintRun, path: Path) => Hop[]

/** The ranked paths from seeds to endpoints under the primary rule; greatest share first, then by their transfers. */
export function rankFlows(
	arrived: readonly Ending[],
	endpoints: readonly Endpoint[],
	seeded: ReadonlyMap<AssetId, bigint>,
	names: Names,
	commingling: Commingling,
	peels: Peels,
	hopsOf: HopsOf,
): RankedFlow[] {
	const rows = new Map<string, Endpoint>()
	for (const endpoint of endpoints)
		for (const { account } of endpoint.accounts) rows.set(`${endpoint.seedAsset} ${account}`, endpoint)
	const groups = flowGroups(arrived).map((group) => ({ group, transfers: transfersOf(group.path) }))
	groups.sort((a, b) => {
		const [x, y] = [a.group, b.group]
		return (
			compareText(x.path.seed.asset, y.path.seed.asset) ||
			compareBigint(y.seedAmount, x.seedAmount) ||
			compareLists(a.transfers, b.transfers) ||
			x.path.seed.place - y.path.seed.place ||
			compareText(sourceOf(x.path) ?? '', sourceOf(y.path) ?? '')
		)
	})
	const ranks = new Map<AssetId, number>()
	const folds = new Map<TaintRun, FoldPeels>()
	const folded = ({ run }: FlowGroup, steps: Hop[]): Hop[] => {
		if (run.options.direction === 'backward') return steps
		const own = folds.get(run) ?? new FoldPeels(peels, run)
		folds.set(run, own)
		return own.fold(steps)
	}
	return groups.map(({ group, transfers }) => {
		const seedAsset = group.path.seed.asset
		const rank = (ranks.get(seedAsset) ?? 0) + 1
		ranks.set(seedAsset, rank)
		const endpoint = rows.get(`${seedAsset} ${group.node.account}`) as Endpoint
		const part = share(group.seedAmount, seeded.get(seedAsset) ?? 0n)
		const steps = hopsOf(group.run, group.path)
		const { account, inferred } = group.node
		const { items } = weighFlow({ hops: steps, seedAmount: group.seedAmount, account }, endpoint, names, commingling)
		const told = inferred === null ? [] : [inferred.evidence.id]
		const judged = { rank, part, entity: endpoint.entity, confidence: gradeOf(productOf(items), items), told }
		return {
			flow: flowOf(group, transfers, judged, steps, folded(group, steps)),
			weight: { amount: group.seedAmount, items },
		}
	})
}

interface Judged {
	readonly rank: number
	readonly part: number
	readonly entity: string | null
	readonly confidence: Confidence
	/** Evidence of where it ends. */
	readonly told: readonly string[]
}

function flowOf(
	group: FlowGroup,
	transfers: readonly string[],
	{ rank, part, entity, confidence, told }: Judged,
	steps: readonly Hop[],
	hops: Hop[],
): Flow {
	const { run, node, asset, path, amount, seedAmount } = group
	const source = sourceOf(path)
	const named = [path.seed.seed, path.seed.asset, ...transfers]
	if (run.options.direction === 'backward') named.unshift('backward', source ?? '')
	return {
		id: `flow-${sha256Hex(named.join('\n'))}`,
		rank,
		seed: path.seed.seed,
		account: node.account,
		entity,
		asset,
		amount,
		seedAsset: path.seed.asset,
		seedAmount,
		share: part,
		confidence,
		...(source === null ? {} : { source }),
		departedAt: steps[0]?.at ?? 0,
		arrivedAt: steps.at(-1)?.at ?? 0,
		hops,
		evidence: [...new Set([...told, ...hops.flatMap((hop) => hop.evidence)])].sort(compareText),
	}
}

/** The output that a history on Bitcoin goes back to: inputs of one transaction share all its steps. */
function sourceOf(path: Path): string | null {
	return path.origin === null ? null : path.via
}

function compareLists(a: readonly string[], b: readonly string[]): number {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const order = compareText(a[i] as string, b[i] as string)
		if (order !== 0) return order
	}
	return a.length - b.length
}
