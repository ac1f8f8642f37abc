import type { OutputId, TransactionId } from './identifiers.js'

/** Under this id a fee that is carried on stands as an output, which the coinbase of its block spends. */
export const feeOutput = (transaction: TransactionId): OutputId => `${transaction}:fee`

/** Under this id stands what a coinbase leaves of what it could claim: it is at nobody, like a burn. */
export const unclaimedOutput = (coinbase: TransactionId): OutputId => `${coinbase}:unclaimed`

export const isFee = (output: OutputId): boolean => output.endsWith(':fee')

/** Whether an id is one of those: of value that no script holds. */
export const isRest = (output: OutputId): boolean => isFee(output) || output.endsWith(':unclaimed')
