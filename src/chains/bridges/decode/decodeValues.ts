import type { AbiValue, AbiValues } from './eventValues.js'
import type { AbiParameter } from './parseSignature.js'

/** Hexadecimal characters of a word. */
const WORD = 64
/** Most members of an array. Invented: far above what a log can hold. */
const MOST_MEMBERS = 4096
/** Thrown inside and caught here: data that its signature does not fit. */
const UNFIT = Symbol('data that its signature does not fit')

/**
 * The parameters that stand in ABI-encoded data, by name (unnamed ones by place); null where the data does not fit them.
 * Values outside of their type's range do not fit. Source: Solidity ABI specification.
 */
export function decodeValues(parameters: readonly AbiParameter[], data: string): AbiValues | null {
	try {
		return members(parameters, data.slice(2), 0)
	} catch (error) {
		if (error === UNFIT) return null
		throw error
	}
}

/** One indexed parameter from its topic; null where it does not fit. */
export function decodeTopic(parameter: AbiParameter, topic: string): AbiValue | null {
	try {
		return elementary(parameter.type, topic.slice(2))
	} catch (error) {
		if (error === UNFIT) return null
		throw error
	}
}

/** Parameters that lie one after the other from a word on; offsets count from there. */
function members(parameters: readonly AbiParameter[], hex: string, start: number): AbiValues {
	const values: Record<string, AbiValue> = Object.create(null)
	let at = start
	for (const [i, parameter] of parameters.entries()) {
		const name = parameter.name === '' ? String(i) : parameter.name
		if (isDynamic(parameter)) {
			values[name] = dynamic(parameter, hex, start + offsetAt(hex, at))
			at += WORD
		} else {
			values[name] = fixed(parameter, hex, at)
			at += wordsOf(parameter) * WORD
		}
	}
	return values
}

function fixed({ type, parts }: AbiParameter, hex: string, at: number): AbiValue {
	return type === 'tuple' ? members(parts, hex, at) : elementary(type, wordAt(hex, at))
}

function dynamic(parameter: AbiParameter, hex: string, at: number): AbiValue {
	const { type, parts, isArray } = parameter
	if (isArray) {
		const count = Number(BigInt(`0x${wordAt(hex, at)}`))
		if (count > MOST_MEMBERS) throw UNFIT
		const member = { ...parameter, isArray: false, name: '' }
		const all = members(
			Array.from({ length: count }, () => member).map((one, i) => ({ ...one, name: String(i) })),
			hex,
			at + WORD,
		)
		return Object.values(all)
	}
	if (type === 'tuple') return members(parts, hex, at)
	const length = BigInt(`0x${wordAt(hex, at)}`)
	if (length * 2n > BigInt(hex.length - at - WORD)) throw UNFIT
	const bytes = hex.slice(at + WORD, at + WORD + Number(length) * 2)
	return type === 'bytes' ? `0x${bytes}` : textOf(bytes)
}

/** UTF-8; what is none of it becomes U+FFFD, so that two texts never differ by what cannot be read. */
function textOf(hex: string): string {
	const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
	return new TextDecoder().decode(bytes)
}

function elementary(type: string, word: string): AbiValue {
	if (type === 'address') return `0x${padded(word, 24).slice(24)}`
	if (type === 'bool') return number(word, 1n) === 1n
	if (type.startsWith('bytes')) {
		const digits = Number(type.slice(5)) * 2
		if (!/^0*$/.test(word.slice(digits))) throw UNFIT
		return `0x${word.slice(0, digits)}`
	}
	if (type.startsWith('uint')) return number(word, (1n << BigInt(type.slice(4))) - 1n)
	const bits = Number(type.slice(3))
	const value = BigInt.asIntN(256, BigInt(`0x${word}`))
	if (BigInt.asIntN(bits, value) !== value) throw UNFIT
	return value
}

function number(word: string, most: bigint): bigint {
	const value = BigInt(`0x${word}`)
	if (value > most) throw UNFIT
	return value
}

function padded(word: string, zeros: number): string {
	if (!word.startsWith('0'.repeat(zeros))) throw UNFIT
	return word
}

function wordAt(hex: string, at: number): string {
	if (at + WORD > hex.length) throw UNFIT
	return hex.slice(at, at + WORD)
}

/** In characters. */
function offsetAt(hex: string, at: number): number {
	const offset = BigInt(`0x${wordAt(hex, at)}`)
	if (offset * 2n > BigInt(hex.length)) throw UNFIT
	return Number(offset) * 2
}

function isDynamic({ type, parts, isArray }: AbiParameter): boolean {
	return isArray || type === 'string' || type === 'bytes' || (type === 'tuple' && parts.some(isDynamic))
}

function wordsOf({ type, parts }: AbiParameter): number {
	return type === 'tuple' ? parts.reduce((sum, part) => sum + wordsOf(part), 0) : 1
}
