import type { UtxoInput, UtxoTransaction } from '../../model/transaction.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { sequenceClass } from './habits.js'
import { scriptTypeOf } from './scriptTypeOf.js'
import { spendable } from './spendable.js'

/** Prior of the shape; set by hand, not calibrated. */
const CONFIDENCE = 0.3
/** Change below this many satoshi would not have been made. Source: Bitcoin Core, dust relay limit of a P2PKH output. */
const DUST_SATS = 546n

/**
 * PayJoin: one input can be left out, the larger output is still paid for with change left, and that input looks different
 * from all others. A payee may have added it. It only lowers what is made of inputs spent together.
 *
 * Source: BIP-78 (PayJoin); BIP-79 (Bustapay); the test for an unnecessary input after Ficsor, 2017; both together ours.
 * Fails when: a wallet with coins of several types takes more of them than it needs (found, though one party signed); the
 * payee's input looks like the payer's, as BIP-78 asks for (absent).
 * Cost: linear in the inputs.
 */
export const payJoin = carded({
	id: 'payJoin',
	version: '1',
	claim: 'payeeInput',
	vetoedBy: ['mix', 'mixLike', 'decoyMix'],
	looksAhead: false,
	params: { dustSats: DUST_SATS.toString() },
	inspect(transaction) {
		if (transaction.kind !== 'utxo' || transaction.coinbase || transaction.inputs.length < 2) return ABSENT
		const outputs = spendable(transaction)
		if (outputs.length < 2) return ABSENT
		const unknown = transaction.inputs.filter(({ amount }) => amount === null).length
		if (unknown > 0) return { kind: 'unknown', missing: [`${unknown} previous outputs`] }
		const spare = unnecessary(transaction)
		if (spare.length === 0) return ABSENT
		const looks = transaction.inputs.map(look)
		if (looks.every((traits) => traits.every((trait) => trait === null)))
			return { kind: 'unknown', missing: ['script types, sequences and keys of the inputs'] }
		const counts = [0, 1, 2].map((trait) => countTraits(looks, trait))
		const odd = spare.filter((i) =>
			(looks[i] as Look).some(
				(trait, k) => trait !== null && counts[k]?.get(trait) === 1 && (counts[k]?.size ?? 0) > 1,
			),
		)
		if (odd.length === 0) return ABSENT
		return {
			kind: 'found',
			accounts: odd.flatMap((i) => transaction.inputs[i]?.account ?? []),
			confidence: CONFIDENCE,
			note: 'an input that was not needed and looks different from the others: consistent with a payee who paid in, and with a wallet of mixed coins',
		}
	},
})

type Look = readonly (string | null)[]

/** Places of inputs without which the larger output is still paid for, with change left. */
function unnecessary({ inputs, outputs }: UtxoTransaction): number[] {
	const total = inputs.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
	const fee = total - outputs.reduce((sum, { amount }) => sum + amount, 0n)
	const larger = outputs.reduce((most, { amount, burn }) => (burn !== true && amount > most ? amount : most), 0n)
	return inputs.flatMap(({ amount }, i) => (total - (amount ?? 0n) - larger - fee >= DUST_SATS ? [i] : []))
}

function look(input: UtxoInput): Look {
	const { sequence, compressedKey } = input
	return [
		scriptTypeOf(input),
		sequence === undefined ? null : sequenceClass(sequence),
		compressedKey === undefined ? null : String(compressedKey),
	]
}

function countTraits(looks: readonly Look[], trait: number): Map<string, number> {
	const counts = new Map<string, number>()
	for (const traits of looks) {
		const told = traits[trait]
		if (told != null) counts.set(told, (counts.get(told) ?? 0) + 1)
	}
	return counts
}
