/** Places in a call tree in preorder: a frame stands before those inside it, and before those called after it. */
export function comparePaths(a: readonly number[], b: readonly number[]): number {
	for (let i = 0; i < a.length && i < b.length; i++) {
		const step = (a[i] as number) - (b[i] as number)
		if (step !== 0) return step
	}
	return a.length - b.length
}
