/**
 * Hops of our own flows with each folded peel chain as the spends that it stands for. Anything else is left as it is: what
 * is wrong with it is said where it is read.
 */
export function unfoldHops(hops: readonly unknown[]): unknown[] {
	return hops.flatMap((hop) => {
		if (typeof hop !== 'object' || hop === null || !('folded' in hop) || !Array.isArray(hop.folded)) return [hop]
		const { folded, ...whole } = hop as { folded: unknown[] } & Record<string, unknown>
		return folded.map((step, i) => {
			if (typeof step !== 'object' || step === null) return step
			const { transfer, tx, at, amount } = step as Record<string, unknown>
			const index = typeof transfer === 'string' ? transfer.slice(transfer.lastIndexOf(':') + 1) : undefined
			const from = i === 0 ? whole.from : undefined
			const to = i === folded.length - 1 ? whole.to : undefined
			return { chain: whole.chain, asset: whole.asset, tx, index, at, amount, from, to }
		})
	})
}
