import { internalError } from '../../../model/errors.js'

/** A value of the ABI: words as bigint, `address`, `bytes` and `bytesN` as hexadecimal with 0x in lower case. */
export type AbiValue = string | bigint | boolean | AbiValues | readonly AbiValue[]
export interface AbiValues {
	readonly [name: string]: AbiValue
}

/** The values of an event or call by name. A name that its signature lacks is a mistake of the registry and throws. */
export class EventValues {
	constructor(private readonly values: AbiValues) {}

	/** Whether the signature has such a name, where a row reads several. */
	has(name: string): boolean {
		return Object.hasOwn(this.values, name)
	}

	uint(name: string): bigint {
		const value = this.#get(name)
		return typeof value === 'bigint' ? value : this.#wrong(name)
	}

	/** Bytes or an address, with 0x, lower case. */
	hex(name: string): string {
		const value = this.#get(name)
		return typeof value === 'string' && value.startsWith('0x') ? value : this.#wrong(name)
	}

	/** The last 20 of 32 bytes, or an address as it is; null where the 32 bytes hold something else. */
	address(name: string): string | null {
		const hex = this.hex(name)
		if (hex.length === 42) return hex
		return hex.length === 66 && hex.startsWith(`0x${'0'.repeat(24)}`) ? `0x${hex.slice(26)}` : null
	}

	text(name: string): string {
		const value = this.#get(name)
		return typeof value === 'string' ? value : this.#wrong(name)
	}

	flag(name: string): boolean {
		const value = this.#get(name)
		return typeof value === 'boolean' ? value : this.#wrong(name)
	}

	tuple(name: string): EventValues {
		const value = this.#get(name)
		if (typeof value !== 'object' || Array.isArray(value)) return this.#wrong(name)
		return new EventValues(value as AbiValues)
	}

	#get(name: string): AbiValue {
		if (!Object.hasOwn(this.values, name)) this.#wrong(name)
		return this.values[name] as AbiValue
	}

	#wrong(name: string): never {
		throw internalError('a row of the bridge registry names a value that its signature lacks', { name })
	}
}
