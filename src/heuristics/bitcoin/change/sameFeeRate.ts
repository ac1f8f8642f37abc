import type { UtxoTransaction } from '../../../model/transaction.js'
import { changeRule, onceFor, some } from './changeRule.js'

/** The rate is counted in satoshi for so many virtual bytes, rounded down. Source: BlockSci, FixedFee. */
const RATE_VBYTES = 1000n

/**
 * Same fee rate (C10): outputs whose spender pays the very fee rate of this transaction, in satoshi per 1,000 virtual
 * bytes, rounded down.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (FixedFee).
 * Fails when: many wallets pay one customary rate (found, though a payment); a wallet fits its rate to the day (absent).
 * Cost: one look-up for each output, linear in its spender.
 */
export const sameFeeRate = changeRule({
	id: 'sameFeeRate',
	version: '1',
	looksAhead: true,
	params: { rateVbytes: RATE_VBYTES.toString() },
	confidence: 0.4,
	sees: 'a spender pays the very same fee rate',
	says(transaction, outputs, view) {
		const own = feeRate(transaction)
		const rateOf = onceFor(feeRate)
		const rates = new Map<string, bigint>()
		let untold = own === null ? 1 : 0
		for (const { id } of outputs) {
			const spender = view.spender(id)
			const rate = spender === undefined ? undefined : rateOf(spender)
			if (rate === null) untold++
			else if (rate !== undefined) rates.set(id, rate)
		}
		if (untold > 0) return { missing: [`${untold} fee rates`] }
		return some(outputs, ({ id }) => rates.get(id) === own)
	},
})

function feeRate({ inputs, outputs, vsize, coinbase }: UtxoTransaction): bigint | null {
	if (vsize === undefined || coinbase) return null
	let fee = 0n
	for (const { amount } of inputs) {
		if (amount === null) return null
		fee += amount
	}
	for (const { amount } of outputs) fee -= amount
	return (fee * RATE_VBYTES) / BigInt(vsize)
}
