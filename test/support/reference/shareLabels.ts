/**
 * Shares tainted slots among labels. `labels` and `slots` have the same sum; the answer has one row per label and one
 * column per slot. Every cell gets the floor of its exact share; the units still missing go to cells with a remainder,
 * at most one each, so that rows and columns add up. Of all such completions the one whose ones, read label by label
 * and slot by slot, are lexicographically greatest is found by trying them in that order.
 */
export function shareLabels(labels: readonly bigint[], slots: readonly bigint[]): bigint[][] {
	const total = sum(labels)
	if (sum(slots) !== total) throw new Error(`labels hold ${total}, slots ${sum(slots)}`)
	if (total === 0n) return labels.map(() => slots.map(() => 0n))
	const floors = labels.map((label) => slots.map((slot) => (label * slot) / total))
	const open = labels.flatMap((label, row) =>
		slots.flatMap((slot, column) => ((label * slot) % total === 0n ? [] : [{ row, column }])),
	)
	const rowNeeds = labels.map((label, row) => label - sum(floors[row]!))
	const columnNeeds = slots.map((slot, column) => slot - sum(floors.map((row) => row[column]!)))

	const complete = (next: number): boolean => {
		const cell = open[next]
		if (cell === undefined) return [...rowNeeds, ...columnNeeds].every((need) => need === 0n)
		const { row, column } = cell
		if (rowNeeds[row]! > 0n && columnNeeds[column]! > 0n) {
			rowNeeds[row]!--
			columnNeeds[column]!--
			floors[row]![column]!++
			if (complete(next + 1)) return true
			rowNeeds[row]!++
			columnNeeds[column]!++
			floors[row]![column]!--
		}
		const rowEnds = open[next + 1]?.row !== row
		return rowEnds && rowNeeds[row]! > 0n ? false : complete(next + 1)
	}
	if (!complete(0)) throw new Error('no completion meets the margins')
	return floors
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
