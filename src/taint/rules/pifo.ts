import type { TotalRule } from './rule.js'

/**
 * Proceeds in, first out: seed money leaves before anything else, whatever came first; on outputs, they take it in listed
 * order until it is spent, fee last. The rule US forfeiture practice calls "drugs-in, first-out".
 * Source: United States v. Banco Cafetero Panama, 797 F.2d 1154 (2d Cir. 1986).
 */
export const pifo: TotalRule = {
	kind: 'total',
	id: 'pifo',
	name: 'PIFO',
	ledgers: 'both',
	looksBack: false,
	share(taint, _balance, slots) {
		let open = taint
		return slots.map((size) => {
			const part = size < open ? size : open
			open -= part
			return part
		})
	},
}
