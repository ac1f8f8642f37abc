const QUANTITY = /^0x(?:0|[1-9a-fA-F][0-9a-fA-F]{0,63})$/
const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const HASH = /^0x[0-9a-fA-F]{64}$/
const DATA = /^0x(?:[0-9a-fA-F]{2})*$/

/** Makes the error of a field that is not what it should be. */
export type FieldFault = (field: string, value: unknown, expected: string) => Error

/**
 * Fields of an object as JSON-RPC of Ethereum nodes writes them: quantities, hashes, addresses and bytes in hexadecimal.
 * Hexadecimal comes out in lower case. What is absent counts as null.
 */
export class HexFields {
	constructor(
		private readonly record: Readonly<Record<string, unknown>>,
		private readonly fault: FieldFault,
	) {}

	/** The fields of a value that must be an object. */
	static of(value: unknown, field: string, fault: FieldFault): HexFields {
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return new HexFields(value as Record<string, unknown>, fault)
		throw fault(field, value, 'an object')
	}

	/** The field as it stands; null where it is absent. */
	raw(field: string): unknown {
		return (Object.hasOwn(this.record, field) ? this.record[field] : undefined) ?? null
	}

	has(field: string): boolean {
		return this.raw(field) !== null
	}

	/** From 0 to 2^256 - 1. */
	quantity(field: string): bigint {
		return BigInt(this.matching(field, QUANTITY, 'a hexadecimal quantity'))
	}

	/** From 0 to 2^53 - 1. */
	whole(field: string): number {
		const value = Number(this.matching(field, QUANTITY, 'a hexadecimal quantity'))
		if (!Number.isSafeInteger(value)) throw this.wrong(field, 'a hexadecimal quantity below 2^53')
		return value
	}

	address(field: string): string {
		return this.matching(field, ADDRESS, 'an address')
	}

	hash(field: string): string {
		return this.matching(field, HASH, 'a hash of 32 bytes')
	}

	/** 0x and whole bytes. */
	data(field: string): string {
		return this.matching(field, DATA, 'bytes in hexadecimal')
	}

	text(field: string): string {
		const value = this.raw(field)
		if (typeof value !== 'string') throw this.wrong(field, 'text')
		return value
	}

	/** What `read` makes of the field; null where it is absent. */
	orNull<T>(field: string, read: (field: string) => T): T | null {
		return this.has(field) ? read.call(this, field) : null
	}

	/** The members of a list; empty where it is absent. */
	list(field: string): readonly unknown[] {
		const value = this.raw(field) ?? []
		if (!Array.isArray(value)) throw this.wrong(field, 'a list')
		return value
	}

	wrong(field: string, expected: string): Error {
		return this.fault(field, this.raw(field), expected)
	}

	private matching(field: string, pattern: RegExp, expected: string): string {
		const value = this.raw(field)
		if (typeof value !== 'string' || !pattern.test(value)) throw this.wrong(field, expected)
		return value.toLowerCase()
	}
}
