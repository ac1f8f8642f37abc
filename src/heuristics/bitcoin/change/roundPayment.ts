import { changeRule, unique } from './changeRule.js'

/** A sum that is a multiple of this many satoshi (0.01 BTC) is one that a person chose. Source: BlockSci, PowerOfTen, 6 digits. */
const ROUND_SATS = 1_000_000n

/**
 * Round payment (C8): every output but one is a round sum, so that the one is what was left.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (PowerOfTen, six digits); GraphSense tests three digits.
 * Fails when: the sum was round in another currency (absent); change happens to be all that is not round, or the payer
 * chose the change (found, though a payment).
 * Cost: linear in the outputs.
 */
export const roundPayment = changeRule({
	id: 'roundPayment',
	version: '1',
	looksAhead: false,
	params: { roundSats: ROUND_SATS.toString() },
	confidence: 0.6,
	sees: 'every other output is a round sum',
	says: (_transaction, outputs) => unique(outputs, ({ amount }) => amount % ROUND_SATS !== 0n),
})
