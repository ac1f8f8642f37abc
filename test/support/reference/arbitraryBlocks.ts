import * as fc from 'fast-check'
import { lesser } from './lesser.js'
import type { OutputSeed, ReferenceOutputsInput, ReferenceTransaction } from './referenceOutputs.js'

const CHAIN = 'bip122:000000000019d6689c085ae165831e93'

/** Drafts choose by number among what there is, so that they shrink without losing their meaning. */
const transactionDraft = fc.record({
	// Names of transactions outside the set begin with ffff.
	name: fc.integer({ min: 1, max: 0xeeee }),
	startsBlock: fc.constantFrom(false, false, false, true),
	spends: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
	unknown: fc.constantFrom(false, false, false, false, false, false, true),
	value: fc.oneof(
		{ weight: 4, arbitrary: fc.bigInt(1n, 60n) },
		{ weight: 1, arbitrary: fc.bigInt(1n, 5_000_000_000n) },
	),
	fee: fc.bigInt(0n, 5n),
	outputs: fc.array(fc.record({ account: fc.nat(1000), weight: fc.bigInt(0n, 9n) }), { minLength: 1, maxLength: 5 }),
})
type TransactionDraft = typeof transactionDraft extends fc.Arbitrary<infer T> ? T : never

/**
 * Closed and open pieces of an output ledger: 3 to 25 transactions in blocks that begin with a coinbase, with chains
 * inside a block, fees, outputs of zero, inputs from outside, up to three seeded outputs (the same one twice now and
 * then, or one downstream of another) and stops that own no seeded output. No output is spent twice.
 */
export const arbitraryBlocks: fc.Arbitrary<Omit<ReferenceOutputsInput, 'rule'>> = fc
	.record({
		drafts: fc.uniqueArray(transactionDraft, { minLength: 3, maxLength: 25, selector: (draft) => draft.name }),
		accounts: fc.integer({ min: 2, max: 8 }),
		seeds: fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
		stops: fc.array(fc.nat(1000), { maxLength: 2 }),
		shuffle: fc.array(fc.nat(1000), { minLength: 25, maxLength: 25 }),
	})
	.map((draft) => {
		const transactions = build(draft.drafts, draft.accounts)
		const outputs = transactions.flatMap(({ txid, outputs }) =>
			outputs.flatMap(({ amount, account }, vout) => (amount > 0n ? [{ txid, vout, account }] : [])),
		)
		const chosen = draft.seeds.map((place) => outputs[place % outputs.length]!)
		const count = new Map<string, number>()
		const seeds = chosen.map(({ txid, vout }): OutputSeed => {
			const id = `${CHAIN}/${txid}:${vout}`
			count.set(id, (count.get(id) ?? 0) + 1)
			return { id: count.get(id) === 1 ? id : `${id}#${count.get(id)}`, txid, vout }
		})
		const seeded = new Set(chosen.map(({ account }) => account))
		const stops = draft.stops.map((place) => accountName(place % draft.accounts)).filter((name) => !seeded.has(name))
		const keyed = transactions.map((transaction, place) => ({ transaction, key: draft.shuffle[place]! }))
		return {
			transactions: keyed.sort((a, b) => a.key - b.key).map(({ transaction }) => transaction),
			seeds,
			stops: new Set(stops),
		}
	})

const txidOf = (name: number): string => name.toString(16).padStart(4, '0').repeat(16)
const accountName = (place: number): string => `${CHAIN}:script-${(0xa0 + place).toString(16).repeat(32)}`

function build(drafts: readonly TransactionDraft[], accounts: number): ReferenceTransaction[] {
	const unspent: { txid: string; vout: number; amount: bigint }[] = []
	let height = 99
	let txIndex = 0
	return drafts.map((draft, place) => {
		const txid = txidOf(draft.name)
		const coinbase = place === 0 || draft.startsBlock
		height += coinbase ? 1 : 0
		txIndex = coinbase ? 0 : txIndex + 1
		const inputs: { txid: string; vout: number; amount: bigint }[] = []
		for (const pick of coinbase ? [] : draft.spends) {
			if (unspent.length > 0) inputs.push(...unspent.splice(pick % unspent.length, 1))
		}
		const isUnknown = !coinbase && (draft.unknown || inputs.length === 0)
		let value = inputs.reduce((sum, input) => sum + input.amount, 0n)
		if (coinbase || isUnknown) value += draft.value
		// Named by a transaction that is not in the set; it stands first or last among the inputs.
		const outside = { txid: `ffff${txid.slice(4)}`, vout: 0, amount: 0n }
		if (isUnknown) inputs.splice(draft.fee % 2n === 0n ? 0 : inputs.length, 0, outside)
		const fee = coinbase ? 0n : lesser(draft.fee, value)
		const amounts = split(
			value - fee,
			draft.outputs.map((output) => output.weight),
		)
		const outputs = draft.outputs.map((output, vout) => ({
			account: accountName(output.account % accounts),
			amount: amounts[vout]!,
		}))
		outputs.forEach(({ amount }, vout) => {
			unspent.push({ txid, vout, amount })
		})
		return { txid, height, txIndex, coinbase, inputs: inputs.map(({ txid, vout }) => ({ txid, vout })), outputs }
	})
}

/** In proportion to the weights, the last part taking what is left. */
function split(value: bigint, weights: readonly bigint[]): bigint[] {
	const total = weights.reduce((a, b) => a + b, 0n)
	const parts = weights.slice(0, -1).map((weight) => (total === 0n ? 0n : (value * weight) / total))
	return [...parts, value - parts.reduce((a, b) => a + b, 0n)]
}
