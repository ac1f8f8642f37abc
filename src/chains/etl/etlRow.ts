import { parseAmount } from '../../model/amount.js'
import type { ChainFacts } from '../../model/chains.js'
import { type InputCode, InputError } from '../../model/errors.js'
import { parseAddress } from '../../model/identifiers.js'
import { instantOf } from '../../model/moment.js'
import { rowFault } from '../table/rowFault.js'

const LOWER_ADDRESS = /^0x[0-9a-f]{40}$/
const HASH = /^0x[0-9a-fA-F]{64}$/
const DATA = /^0x(?:[0-9a-fA-F]{2})*$/
const WHOLE = /^(?:0|[1-9][0-9]{0,15})$/
/** As BigQuery writes times. */
const SQL_TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.0+)? UTC$/

/** Where a row stands: for errors only, no part of the fact. */
export interface RowSpot {
	readonly file: string
	readonly line: number
}

/**
 * One row of a blockchain-etl file. A field is text (CSV) or a JSON value; numbers stand for their digits. What is empty,
 * null or absent counts as null.
 */
export class EtlRow {
	constructor(
		readonly chain: ChainFacts,
		readonly spot: RowSpot,
		private readonly fields: ReadonlyMap<string, unknown>,
		private readonly columns?: ReadonlyMap<string, number>,
	) {}

	/** Whether the row's table has the field, filled or not. */
	knows(field: string): boolean {
		return this.fields.has(field)
	}

	has(field: string): boolean {
		const value = this.fields.get(field)
		return value !== undefined && value !== null && value !== ''
	}

	/** As it stands; null where there is nothing. */
	raw(field: string): unknown {
		return this.has(field) ? this.fields.get(field) : null
	}

	text(field: string): string {
		const value = this.raw(field)
		if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
		if (typeof value !== 'string') throw this.wrong(field, 'a value')
		return value
	}

	/** Base units, 0 to 2^256 - 1. */
	amount(field: string): bigint {
		try {
			return parseAmount(this.has(field) ? this.text(field) : null)
		} catch (cause) {
			throw this.wrong(field, 'a decimal integer from 0 to 2^256 - 1', 'E_BAD_AMOUNT', cause)
		}
	}

	whole(field: string): number {
		const text = this.has(field) ? this.text(field) : ''
		const value = WHOLE.test(text) ? Number(text) : Number.NaN
		if (!Number.isSafeInteger(value)) throw this.wrong(field, 'a whole number')
		return value
	}

	address(field: string): string {
		const text = this.has(field) ? this.text(field) : ''
		if (LOWER_ADDRESS.test(text)) return text
		try {
			return parseAddress(this.chain, text, field)
		} catch (cause) {
			throw this.wrong(field, 'an address', 'E_INPUT', cause)
		}
	}

	hash(field: string): string {
		return this.matching(field, HASH, 'a hash of 32 bytes')
	}

	/** Bytes in hexadecimal; nothing is no bytes. */
	data(field: string): string {
		return this.has(field) ? this.matching(field, DATA, 'bytes in hexadecimal') : '0x'
	}

	/** Unix seconds, from these or from a time in UTC as databases write it. */
	seconds(field: string): number {
		const text = this.has(field) ? this.text(field) : ''
		if (WHOLE.test(text)) return this.whole(field)
		try {
			const instant = instantOf(text.replace(SQL_TIME, '$1T$2Z'), field)
			if ('seconds' in instant && Number.isSafeInteger(instant.seconds)) return instant.seconds
		} catch (cause) {
			throw this.wrong(field, 'unix seconds or a time in UTC', 'E_INPUT', cause)
		}
		throw this.wrong(field, 'unix seconds or a time in UTC')
	}

	/** A list: as JSON holds it, or the parts between commas. Nothing is an empty list. */
	list(field: string): readonly unknown[] {
		const value = this.raw(field)
		if (value === null) return []
		if (Array.isArray(value)) return value
		return this.text(field).split(',')
	}

	/** What `read` makes of the field; null where there is nothing. */
	orNull<T>(field: string, read: (field: string) => T): T | null {
		return this.has(field) ? read.call(this, field) : null
	}

	/** The error of a field that is not what it should be. */
	wrong(field: string, expected: string, code: InputCode = 'E_INPUT', cause?: unknown): InputError {
		const value = this.fields.get(field)
		const shown = typeof value === 'object' && value !== null ? 'a list or object' : String(value ?? '')
		const why = cause instanceof InputError ? cause.shortMessage : undefined
		const column = this.columns?.get(field)
		return rowFault({ ...this.spot, column, field, value: shown, expected, code, cause, why })
	}

	private matching(field: string, pattern: RegExp, expected: string): string {
		const text = this.has(field) ? this.text(field) : ''
		if (!pattern.test(text)) throw this.wrong(field, expected)
		return text.toLowerCase()
	}
}
