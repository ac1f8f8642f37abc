import { formatAmount } from '../../model/asset.js'
import type { Direction } from '../../model/direction.js'
import type { Hop } from '../../model/hop.js'
import type { Column } from '../../search/runSet.js'
import { taintOf } from '../../taint/lot.js'
import type { TaintRun } from '../../taint/taintRun.js'
import { backwardTaint } from '../backwardTaint.js'
import type { Figures } from '../figures.js'
import type { ConfidenceItem } from './confidenceItem.js'

/** How far what a step carries depends on the rule: 1 - width / (2 amount), so 1 where all agree and 1/2 where none need. */
export class Commingling {
	readonly #items = new Map<string, ConfidenceItem>()

	constructor(
		private readonly columns: readonly Column[],
		private readonly direction: Direction,
	) {}

	/** The envelope of a step over the conserving rules and openings that were run. */
	ofHop(hop: Hop): ConfidenceItem {
		let item = this.#items.get(hop.transfer)
		if (item === undefined) {
			item = this.#judge(hop)
			this.#items.set(hop.transfer, item)
		}
		return item
	}

	#judge(hop: Hop): ConfidenceItem {
		const { transfer } = hop
		const { amount, asset } = hop.kind === 'swap' || hop.kind === 'wrap' ? hop.received : hop
		const taintIn = this.direction === 'forward' ? arrivingTaint : departingTaint
		const taints = this.columns
			.filter((column) => column.conserves)
			.map(({ runs }) => runs.reduce((sum, run) => sum + taintIn(run, hop), 0n))
		const least = taints.reduce((a, b) => (a < b ? a : b), taints[0] ?? 0n)
		const most = taints.reduce((a, b) => (a > b ? a : b), 0n)
		const id = `step ${transfer}`
		if (taints.length === 0) return { id, value: narrowness(0n, 1n), text: COUNTS_IN_FULL }
		const text = `of step ${transfer}, ${formatAmount(least, asset)} to ${formatAmount(most, asset)} counts as seed value, by the rule`
		return { id, value: narrowness(amount - (most - least), amount), text }
	}
}

function arrivingTaint(run: TaintRun, { transfer }: Hop): bigint {
	return taintOf(run.taintedLots(transfer))
}

/** Looking back, what of a step comes to the seeds. */
function departingTaint(run: TaintRun, { kind, transfer }: Hop): bigint {
	return kind === 'spend' ? backwardTaint(run, transfer) : taintOf(run.accounts.carried(transfer)?.lots ?? [])
}

/** How far the sum that arrives depends on the rule and the opening balance. */
export function dependence({ lower, upper }: Pick<Figures, 'lower' | 'upper'>): ConfidenceItem {
	const id = 'total'
	if (lower === null || upper === null) return { id, value: narrowness(0n, 1n), text: COUNTS_IN_FULL }
	const text =
		lower === 0n
			? 'under some rule or opening balance nothing arrives'
			: 'the amount depends on the rule or the opening balance'
	return { id, value: narrowness(lower, upper), text }
}

const COUNTS_IN_FULL = 'the amount counts in full after first contact'

/** (1 + part / whole) / 2. Rounded to a double: a weight, never an amount. */
function narrowness(part: bigint, whole: bigint): number {
	return whole === 0n ? 1 : (1 + Number(part) / Number(whole)) / 2
}
