import type { OutputId } from './identifiers.js'

/** An output of a mix and the inputs that stand with it in one block however the mix is read: its value is theirs. */
export interface MixLink {
	readonly output: OutputId
	/** Places of the inputs in the transaction. */
	readonly inputs: readonly number[]
}
