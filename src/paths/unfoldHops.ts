/**
 * Hops of our own flows with each folded peel chain as the spends that it stands for. Anything else is left as it is: what
 * is wrong with it is said where it is read.
 */
export function unfoldHops(hops: readonly unknown[]): unknown[] {
	return hops.flatMap((hop) => {
		if (typeof hop !== 'object' || hop === null || !('folded' in hop) || !Array.isArray(hop.folded)) return [hop]
		const { folded, ...whole } = hop as { folded: unknown[] } & Record<string, unknown>
		return folded.map((step) => {
			if (typeof step !== 'object' || step === null) return step
			const { transfer } = step as Record<string, unknown>
			const index = typeof transfer === 'string' ? transfer.slice(transfer.lastIndexOf(':') + 1) : undefined
			return { chain: whole.chain, asset: whole.asset, index, ...step }
		})
	})
}
