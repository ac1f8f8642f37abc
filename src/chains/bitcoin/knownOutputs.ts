import { VerifyError } from '../../model/errors.js'
import type { RawOutput } from './decodeBlock.js'

/** Outputs told by undo and UTXO files, by `<txid>:<vout>`. */
export class KnownOutputs {
	readonly #outputs = new Map<string, RawOutput>()

	/**
	 * Takes in what a source tells of an output.
	 * @throws VerifyError where another source tells something else
	 */
	add(output: string, told: RawOutput): void {
		const known = this.#outputs.get(output)
		if (known) agree(output, known, told)
		else this.#outputs.set(output, told)
	}

	get(output: string): RawOutput | undefined {
		return this.#outputs.get(output)
	}

	entries(): IterableIterator<[string, RawOutput]> {
		return this.#outputs.entries()
	}
}

/** @throws VerifyError where two sources tell different things of one output */
export function agree(output: string, a: RawOutput, b: RawOutput): void {
	if (a.amount === b.amount && a.script === b.script) return
	const what = a.amount === b.amount ? 'its script' : `its value (${a.amount} and ${b.amount} sat)`
	throw new VerifyError(`output ${output}: two sources disagree on ${what}`, { details: { output } })
}
