import type { OutputId, TransactionId } from '../../model/identifiers.js'

/** Id of the transaction that created an output. */
export const creatorOf = (output: OutputId): TransactionId => output.slice(0, output.lastIndexOf(':'))
