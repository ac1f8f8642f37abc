import { displayText } from '../../model/displayText.js'
import type { InputError } from '../../model/errors.js'
import { rowFault } from '../table/rowFault.js'
import type { RowSpot } from './etlRow.js'

/** A fact and the row that told it first. */
export interface Told<T> {
	readonly fact: T
	readonly spot: RowSpot
}

/** Facts by key. The same fact told twice is one; two rows that differ about one key are refused. */
export class FactTable<T> {
	readonly #facts = new Map<string, Told<T>>()

	/** `what` names a fact of this table in errors. */
	constructor(private readonly what: string) {}

	/** @throws InputError */
	add(key: string, fact: T, spot: RowSpot): void {
		const known = this.#facts.get(key)
		if (known === undefined) this.#facts.set(key, { fact, spot })
		else if (textOf(known.fact) !== textOf(fact))
			throw clash(spot, known.spot, `the same ${this.what} as in the other row`, key)
	}

	get(key: string): Told<T> | undefined {
		return this.#facts.get(key)
	}

	values(): Iterable<Told<T>> {
		return this.#facts.values()
	}

	entries(): Iterable<readonly [string, Told<T>]> {
		return this.#facts.entries()
	}
}

/** The error of a row that contradicts another. */
export function clash(spot: RowSpot, other: RowSpot, expected: string, value: string): InputError {
	return rowFault({
		...spot,
		value,
		expected,
		why: `the other row is ${displayText(other.file)}, line ${other.line}`,
		details: { otherFile: other.file, otherLine: other.line },
	})
}

const textOf = (fact: unknown): string =>
	JSON.stringify(fact, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
