import { share } from '../../model/amount.js'
import type { AccountId, OutputId } from '../../model/identifiers.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { countInterpretations, MOST_COUNTED } from './countInterpretations.js'
import { equalReadings } from './equalInterpretations.js'
import { type InputParty, inputParties } from './inputParties.js'

/** Equal inputs and outputs are counted by the closed form up to this many. Our choice, for the size of the numbers. */
const MOST_EQUAL = 500

/** How far a transaction hides who paid whom, by its amounts alone. */
export type Boltzmann =
	| {
			readonly kind: 'exact'
			readonly interpretations: bigint
			/** log2 of the interpretations, to 9 decimals: 0 where there is one way to read it. */
			readonly entropyBits: number
			readonly inputs: readonly InputParty[]
			/** Outputs that carry value. */
			readonly outputs: readonly OutputId[]
			/** [input][output]: in how many interpretations both stand in one block. */
			readonly together: readonly (readonly bigint[])[]
			/** [input][output]: the share of interpretations, to 9 decimals; 1 is a deterministic link. */
			readonly linkProbability: readonly (readonly number[])[]
	  }
	| {
			readonly kind: 'unknown'
			readonly missing: readonly string[]
			/** The entropy is at least 0 and at most this; null where inputs are missing. */
			readonly mostEntropyBits: number | null
	  }

/**
 * Interpretations, entropy and link probabilities of a transaction. An interpretation reads it as payments side by side:
 * blocks of inputs and outputs of which none pays out more than it takes in, or less by more than the fee. Exact up to 12
 * input parties and 12 outputs, and for any number of equal ones; beyond, and where the work would be too much, unknown
 * with an upper bound (Berend, Tassa 2010, on the number of partitions of a set).
 *
 * Source: LaurentMT, Boltzmann, 2015; Gavenda et al., ESORICS 2025 (large rounds are out of reach).
 * @param controlOf names one id for accounts under one control: their inputs count as one. Default: each account alone
 */
export function boltzmann(
	transaction: UtxoTransaction,
	controlOf: (account: AccountId) => string = (account) => account,
): Boltzmann {
	const missing = transaction.inputs.filter(({ account, amount }) => account === null || amount === null).length
	if (transaction.coinbase || missing > 0) {
		const what = transaction.coinbase ? 'a coinbase has no inputs' : `${missing} previous outputs`
		return { kind: 'unknown', missing: [what], mostEntropyBits: null }
	}
	const inputs = inputParties(transaction, controlOf)
	const outputs = transaction.outputs.filter(({ amount }) => amount > 0n)
	const [paid, received] = [inputs.map(({ amount }) => amount), outputs.map(({ amount }) => amount)]
	const counted = count(paid, received)
	if (typeof counted === 'string')
		return { kind: 'unknown', missing: [counted], mostEntropyBits: mostEntropy(paid.length + received.length) }
	const { interpretations, together } = counted
	return {
		kind: 'exact',
		interpretations,
		entropyBits: rounded(log2(interpretations)),
		inputs,
		outputs: outputs.map(({ id }) => id),
		together,
		linkProbability: together.map((row) => row.map((links) => share(links, interpretations))),
	}
}

interface Counted {
	readonly interpretations: bigint
	readonly together: readonly (readonly bigint[])[]
}

/** The counts, or what stands in the way. */
function count(inputs: readonly bigint[], outputs: readonly bigint[]): Counted | string {
	const total = inputs.reduce((a, b) => a + b, 0n)
	if (inputs.length === 0 || outputs.length === 0) return 'inputs and outputs that carry value'
	if (areEqual(inputs, outputs)) {
		const { interpretations, together } = equalReadings(inputs.length)
		const row = outputs.map(() => together)
		return { interpretations, together: inputs.map(() => row) }
	}
	if (inputs.length > MOST_COUNTED || outputs.length > MOST_COUNTED)
		return `an exact count beyond ${MOST_COUNTED} inputs and ${MOST_COUNTED} outputs (here ${inputs.length} and ${outputs.length})`
	if (total > BigInt(Number.MAX_SAFE_INTEGER)) return 'an exact count of sums of 2^53 and more'
	const found = countInterpretations(inputs.map(Number), outputs.map(Number))
	if (found === null)
		return `an exact count: too many ways to balance ${inputs.length} inputs and ${outputs.length} outputs`
	return {
		interpretations: BigInt(found.interpretations),
		together: found.together.map((row) => row.map(BigInt)),
	}
}

/** Whether n equal inputs pay n equal outputs with a fee that is too small to count as an input or output more. */
function areEqual(inputs: readonly bigint[], outputs: readonly bigint[]): boolean {
	const [paid, received] = [inputs[0] as bigint, outputs[0] as bigint]
	if (inputs.length !== outputs.length || inputs.length > MOST_EQUAL) return false
	if (inputs.some((amount) => amount !== paid) || outputs.some((amount) => amount !== received)) return false
	return (paid - received) * BigInt(inputs.length) < received
}

/** Most entropy of this many inputs and outputs: partitions of n things are fewer than (0.792 n / ln(n + 1))^n. */
export function mostEntropy(things: number): number {
	return rounded(things * Math.log2((0.792 * things) / Math.log(things + 1)))
}

/** Leading bits of a number that its logarithm is taken of: all that a double holds. */
const DOUBLE_BITS = 53

/** Of numbers of any size from 1 on: beyond 2^1024 a double is infinite. */
function log2(value: bigint): number {
	const beyond = Math.max(0, value.toString(16).length * 4 - DOUBLE_BITS)
	return Math.log2(Number(value >> BigInt(beyond))) + beyond
}

/** To 9 decimals, so that the last bits of a machine's logarithm do not show. */
function rounded(bits: number): number {
	return Math.round(bits * 1e9) / 1e9
}
