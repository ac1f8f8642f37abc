import type { TransferColumns } from '../../model/columns/transferColumns.js'
import type { BulkTable } from './bulkTable.js'
import { FifoLots } from './fifoLots.js'
import { HaircutPools } from './haircutPools.js'
import type { Kernel } from './kernel.js'
import { passRows } from './passRows.js'
import { PlainLedgers } from './plainLedgers.js'
import { WideFifoLots } from './wideFifoLots.js'
import { WideHaircutPools } from './wideHaircutPools.js'

/** Sums of an asset up to which the two parts of 48 bits are exact, with room to spare. */
const WIDE_SUM = 2 ** 100

/** Lets each asset be run by the fastest kernel that is exact for it. */
export function runKernels(table: BulkTable): void {
	const { columns, rule, several } = table
	const kinds = sizesOf(columns).map(({ size, sum }, asset): 'safe' | 'wide' | 'plain' => {
		if (size === 'huge' || (rule.id === 'haircut' && several.has(asset))) return 'plain'
		if (rule.id === 'fifo') return size
		if (rule.id !== 'haircut' || sum > WIDE_SUM) return 'plain'
		return sum <= Number.MAX_SAFE_INTEGER ? 'safe' : 'wide'
	})
	const pass = (kind: (typeof kinds)[number], kernel: () => Kernel): void => {
		const mine = Uint8Array.from(kinds, (own) => (own === kind ? 1 : 0))
		if (mine.includes(1)) passRows(table, kernel(), mine.includes(0) ? mine : null)
	}
	pass('safe', () => (rule.id === 'fifo' ? new FifoLots(table) : new HaircutPools(table)))
	pass('wide', () => (rule.id === 'fifo' ? new WideFifoLots(table) : new WideHaircutPools(table)))
	pass('plain', () => new PlainLedgers(table))
}

/** The size of the largest amount of each asset, and about how much of it moves in all. */
function sizesOf(columns: TransferColumns): { size: 'safe' | 'wide' | 'huge'; sum: number }[] {
	const { asset, amounts, length } = columns
	const { low, middle, high } = amounts
	const tall = high.length > 0
	const mixed = columns.assets.size > 1
	const sums = new Float64Array(columns.assets.size)
	const sizes = new Uint8Array(columns.assets.size)
	// Most rows are of the asset of the row before.
	let last = 0
	let sum = 0
	for (let row = 0; row < length; row++) {
		const own = mixed ? (asset[row] as number) : 0
		if (own !== last) {
			sums[last] = (sums[last] as number) + sum
			last = own
			sum = 0
		}
		const upper = middle[row] as number
		sum += (low[row] as number) + upper * 2 ** 32
		if (upper >= 2 ** 21 || (tall && high[row] !== 0)) {
			const size = amounts.sizeOf(row) === 'huge' ? 2 : 1
			if (size > (sizes[own] as number)) sizes[own] = size
			sum += (high[row] ?? 0) * 2 ** 64
		}
	}
	if (length > 0) sums[last] = (sums[last] as number) + sum
	return [...sums].map((sum, own) => ({
		sum,
		size: (['safe', 'wide', 'huge'] as const)[sizes[own] as number] ?? 'huge',
	}))
}
