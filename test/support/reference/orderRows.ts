/** One transfer of a table: base units, unix seconds, null where the table leaves the cell empty. */
export interface Row {
	readonly chain: string
	readonly txid: string
	readonly index: number
	readonly block: number | null
	readonly time: number
	readonly from: string | null
	readonly to: string | null
	readonly asset: string
	readonly amount: bigint
	readonly txindex?: number | null
}

/**
 * Rows in the order in which they happened, chain after chain. Written for plainness: cubic in the rows of one height.
 *
 * The transaction index, like the height, counts as told only where every row of the chain tells it.
 */
export function orderRows(rows: readonly Row[]): Row[] {
	const ordered: Row[] = []
	for (const chain of [...new Set(rows.map((row) => row.chain))].sort()) {
		const own = rows.filter((row) => row.chain === chain)
		const heightTold = own.every((row) => row.block !== null)
		const indexTold = own.every((row) => row.txindex !== undefined && row.txindex !== null)
		const clock = (row: Row): number => (heightTold ? row.block! : row.time)
		const place = (row: Row): number => (indexTold ? row.txindex! : 0)
		for (const at of ascending(own.map(clock))) {
			const level = own.filter((row) => clock(row) === at)
			for (const step of ascending(level.map(place))) {
				ordered.push(...orderTied(level.filter((row) => place(row) === step)))
			}
		}
	}
	return ordered
}

const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b)

/** By transaction id in code units, then by index as a number. */
function byName(a: Row, b: Row): number {
	if (a.txid !== b.txid) return a.txid < b.txid ? -1 : 1
	return a.index - b.index
}

/** Rows whose order the source does not tell: payments follow receipts, circles and ties go by name. */
function orderTied(rows: readonly Row[]): Row[] {
	const named = [...rows].sort(byName)
	const feeds = (r: Row, s: Row): boolean => r.to !== null && r.to === s.from && r.asset === s.asset
	const reaches = named.map((r) => named.map((s) => feeds(r, s)))
	for (let via = 0; via < named.length; via++) {
		for (let r = 0; r < named.length; r++) {
			for (let s = 0; s < named.length; s++) {
				if (reaches[r]![via]! && reaches[via]![s]!) reaches[r]![s] = true
			}
		}
	}
	const sameGroup = (r: number, s: number): boolean => r === s || (reaches[r]![s]! && reaches[s]![r]!)
	const waiting = new Set(named.keys())
	const ordered: Row[] = []
	while (waiting.size > 0) {
		// `waiting` runs in the order of names, so the first free row is the least row of the group to take.
		const free = [...waiting].find((s) => [...waiting].every((r) => sameGroup(r, s) || !reaches[r]![s]!))
		if (free === undefined) throw new Error('no group without a predecessor: the groups are wrong')
		for (const row of [...waiting].filter((r) => sameGroup(r, free))) {
			waiting.delete(row)
			ordered.push(named[row]!)
		}
	}
	return ordered
}
