import type { OrderRule } from './rule.js'

/**
 * First in, first out: what came first leaves first; on outputs, inputs serve the outputs in listed order, fee last.
 * Source: Devaynes v Noble (Clayton's case), 1816; applied to Bitcoin by Anderson, Shumailov, Ahmed, "Making Bitcoin
 * Legal", Security Protocols Workshop 2018. A convention of courts, not a fact about coins.
 */
export const fifo: OrderRule = {
	kind: 'order',
	id: 'fifo',
	name: 'FIFO',
	ledgers: 'both',
	looksBack: true,
	leaves: 'front',
}
