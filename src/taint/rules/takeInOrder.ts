/** Gives each item its full size of the taint, in order, until it is used up. Element i is the part of index i. */
export function takeInOrder(
	taint: bigint,
	order: readonly { readonly size: bigint; readonly index: number }[],
	count: number,
): bigint[] {
	const parts = new Array<bigint>(count).fill(0n)
	let open = taint
	for (const { size, index } of order) {
		const part = size < open ? size : open
		parts[index] = part
		open -= part
	}
	return parts
}
