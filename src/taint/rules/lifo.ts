import type { OrderRule } from './rule.js'

/**
 * Last in, first out: what came last leaves first; on outputs, the inputs' lots in reverse serve the outputs in listed
 * order, fee last. For sensitivity: no court's default.
 * Source: inverse of Clayton's case; Anderson, Shumailov, Ahmed, SPW 2018 discuss the family.
 */
export const lifo: OrderRule = {
	kind: 'order',
	id: 'lifo',
	name: 'LIFO',
	ledgers: 'both',
	looksBack: true,
	leaves: 'back',
}
