import type { Joint } from '../../src/graph/clustering/joint.js'

/** A joint on the transaction of that height: co-spend where nothing else is said. */
export function jointOn(height: number, accounts: readonly string[], more: Partial<Joint> = {}): Joint {
	const rule = more.rule ?? (more.kind === 'change' ? 'change' : 'coSpend')
	return {
		...{ kind: 'control', rule, evidence: `${rule} ${height}`, transaction: `${height}`, order: [height, 0, 0] },
		...{ confidence: 0.97, accounts, note: 'made' },
		...more,
	}
}
