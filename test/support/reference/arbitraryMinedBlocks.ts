import * as fc from 'fast-check'
import { arbitraryBlocks } from './arbitraryBlocks.js'
import type { ReferenceOutputsInput, ReferenceTransaction } from './referenceOutputs.js'

export const SUBSIDY = 5_000_000_000n
/** So far apart that every coinbase can be spent in the block after its own. */
const APART = 200

/**
 * Pieces of an output ledger whose blocks each end in a coinbase that claims the subsidy and the fees, or less, and whose
 * outputs are spent in the next block. What creates value in `arbitraryBlocks` has a block of its own.
 */
export const arbitraryMinedBlocks: fc.Arbitrary<Omit<ReferenceOutputsInput, 'rule'>> = fc
	.record({
		graph: arbitraryBlocks,
		shortfalls: fc.array(fc.constantFrom(0n, 0n, 1n, 3n, 1_000n), { minLength: 25, maxLength: 25 }),
		fees: fc.array(fc.bigInt(0n, 5n), { minLength: 25, maxLength: 25 }),
	})
	.map(({ graph, shortfalls, fees }) => ({ ...graph, transactions: mine(graph.transactions, shortfalls, fees) }))

function mine(
	given: readonly ReferenceTransaction[],
	shortfalls: readonly bigint[],
	fees: readonly bigint[],
): ReferenceTransaction[] {
	const values = new Map(
		given.flatMap(({ txid, outputs }) => outputs.map(({ amount }, vout) => [`${txid}:${vout}`, amount] as const)),
	)
	const accounts = [...new Set(given.flatMap(({ outputs }) => outputs.map(({ account }) => account)))].sort()
	const heights = [...new Set(given.map(({ height }) => height))].sort((a, b) => a - b)
	const mined: ReferenceTransaction[] = []
	let last: ReferenceTransaction | null = null
	for (const [place, old] of heights.entries()) {
		const height = old * APART
		const own = given.filter((tx) => tx.height === old)
		mined.push(...own.filter(({ coinbase }) => coinbase).map((tx) => ({ ...tx, height: height - 1 })))
		const block: ReferenceTransaction[] = own.filter(({ coinbase }) => !coinbase).map((tx) => ({ ...tx, height }))
		if (last !== null) block.push(spending(last, place, height, fees[place]!, accounts))
		const left = block.map(({ inputs, outputs }) => {
			const spent = inputs.map(({ txid, vout }) => values.get(`${txid}:${vout}`))
			const paid = outputs.reduce((sum, { amount }) => sum + amount, 0n)
			return spent.includes(undefined) ? null : spent.reduce((sum: bigint, value) => sum + value!, 0n) - paid
		})
		const claim = left.reduce((sum: bigint, fee) => sum + (fee ?? 0n), SUBSIDY) - shortfalls[place]!
		const parts = [SUBSIDY - 1n, 1n, claim - SUBSIDY].filter((amount) => amount > 0n)
		const outputs = claim < SUBSIDY ? [claim] : parts
		last = {
			txid: (0xc0de + place).toString(16).padStart(64, 'c'),
			height,
			txIndex: 0,
			coinbase: true,
			inputs: [],
			outputs: outputs.map((amount, vout) => ({ account: accounts[(place + vout) % accounts.length]!, amount })),
		}
		for (const [vout, { amount }] of last.outputs.entries()) values.set(`${last.txid}:${vout}`, amount)
		mined.push(...block, last)
	}
	return mined
}

/** Spends everything that a coinbase made; the latest outputs, which fees went into, first. */
function spending(
	{ txid, outputs }: ReferenceTransaction,
	place: number,
	height: number,
	fee: bigint,
	accounts: readonly string[],
): ReferenceTransaction {
	const value = outputs.reduce((sum, { amount }) => sum + amount, 0n) - fee
	return {
		txid: (0xfee0 + place).toString(16).padStart(64, 'd'),
		height,
		txIndex: 1000,
		coinbase: false,
		inputs: outputs.map((_output, vout) => ({ txid, vout })).reverse(),
		outputs: [2n, value - 2n].map((amount, vout) => ({
			account: accounts[(place + 2 * vout) % accounts.length]!,
			amount,
		})),
	}
}
