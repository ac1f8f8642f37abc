import * as fc from 'fast-check'
import { lesser } from './lesser.js'
import type { OutputSeed, ReferenceOutputsInput, ReferenceTransaction } from './referenceOutputs.js'

const CHAIN = 'bip122:000000000019d6689c085ae165831e93'

const accountName = (place: number): string => `${CHAIN}:script-${(0xa0 + place).toString(16).repeat(32)}`

const draft = fc.record({
	transactions: fc.array(
		fc.record({
			fresh: fc.constantFrom(false, false, true),
			spends: fc.array(fc.nat(100), { minLength: 1, maxLength: 3 }),
			outside: fc.constantFrom(false, false, false, false, false, true),
			outputs: fc.array(fc.record({ amount: fc.bigInt(1n, 3n), account: fc.nat(3) }), { minLength: 1, maxLength: 3 }),
		}),
		{ minLength: 2, maxLength: 7 },
	),
	seeds: fc.array(fc.nat(100), { minLength: 1, maxLength: 2 }),
	stops: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
})

/**
 * At most seven transactions with outputs of zero to three units, the first one a coinbase; one or two seeded outputs
 * (perhaps one and the same), one or two stops that may own a seeded output. What outputs leave over is the fee.
 */
export const arbitraryTinyBlocks: fc.Arbitrary<Omit<ReferenceOutputsInput, 'rule'>> = draft.map((tiny) => {
	const unspent: { txid: string; vout: number; amount: bigint }[] = []
	const transactions = tiny.transactions.map((drafted, place): ReferenceTransaction => {
		const txid = (place + 1).toString(16).repeat(64)
		const coinbase = place === 0 || drafted.fresh || unspent.length === 0
		const spent = coinbase
			? []
			: drafted.spends.flatMap((pick) => unspent.splice(pick % Math.max(unspent.length, 1), 1))
		const outside = !coinbase && drafted.outside ? [{ txid: `ffff${txid.slice(4)}`, vout: 0 }] : []
		let rest = spent.reduce((sum, { amount }) => sum + amount, 0n)
		const outputs = drafted.outputs.map(({ amount, account }) => {
			const paid = coinbase || outside.length > 0 ? amount : lesser(amount, rest)
			rest -= paid
			return { account: accountName(account), amount: paid }
		})
		unspent.push(...outputs.map(({ amount }, vout) => ({ txid, vout, amount })))
		const inputs = [...spent.map(({ txid, vout }) => ({ txid, vout })), ...outside]
		return { txid, height: 100 + place, txIndex: 0, coinbase, inputs, outputs }
	})
	const outputs = transactions.flatMap(({ txid, outputs }) => outputs.map((_output, vout) => ({ txid, vout })))
	const count = new Map<string, number>()
	const seeds = tiny.seeds.map((pick): OutputSeed => {
		const ref = outputs[pick % outputs.length]!
		const id = `${CHAIN}/${ref.txid}:${ref.vout}`
		count.set(id, (count.get(id) ?? 0) + 1)
		return { id: count.get(id) === 1 ? id : `${id}#${count.get(id)}`, ...ref }
	})
	return { transactions, seeds, stops: new Set(tiny.stops.map(accountName)) }
})
