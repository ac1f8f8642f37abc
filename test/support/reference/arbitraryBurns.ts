import * as fc from 'fast-check'
import { arbitraryBlocks } from './arbitraryBlocks.js'

/** Blocks in which some of the outputs that nobody spends, stands at or seeds cannot be spent. */
export const arbitraryBurns: typeof arbitraryBlocks = fc
	.tuple(arbitraryBlocks, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
	.map(([blocks, coins]) => {
		const refs = [...blocks.transactions.flatMap((tx) => tx.inputs), ...blocks.seeds]
		const taken = new Set(refs.map(({ txid, vout }) => `${txid}:${vout}`))
		let place = 0
		const transactions = blocks.transactions.map((tx) => ({
			...tx,
			outputs: tx.outputs.map((output, vout) => {
				if (taken.has(`${tx.txid}:${vout}`) || blocks.stops.has(output.account)) return output
				return coins[place++ % coins.length]! ? { ...output, burn: true } : output
			}),
		}))
		return { ...blocks, transactions }
	})
