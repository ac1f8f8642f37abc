import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { internalError } from '../../../model/errors.js'

/** A parameter of an event or a call. */
export interface AbiParameter {
	readonly name: string
	/** Canonical type, e.g. `uint256`, `bytes32[]`, `tuple`. */
	readonly type: string
	readonly indexed: boolean
	/** Of a tuple; empty otherwise. */
	readonly parts: readonly AbiParameter[]
	readonly isArray: boolean
	/** How the type is written, where a fixed number of members stands for a tuple: `uint256[4]`. */
	readonly written?: string
}

export interface Signature {
	readonly name: string
	readonly parameters: readonly AbiParameter[]
	/** Without names: what is hashed. */
	readonly canonical: string
}

const ELEMENTARY = /^(?:address|bool|string|bytes(?:[1-9]|[12][0-9]|3[0-2])?|(?:u?int)([0-9]+))$/

/**
 * An event or call as Solidity writes it: `Send(bytes32 indexed id, (address who, uint256 sum) order, bytes[] proofs)`.
 * Source: Solidity ABI specification.
 * Of an indexed parameter without a fixed length only a hash is told: it stands without a name, as none can be asked for.
 * @throws FundtrailError `E_INTERNAL` where a type is none of the ABI: a hash of such a signature would never match
 */
export function parseSignature(text: string): Signature {
	const open = text.indexOf('(')
	if (open < 1 || !text.endsWith(')')) throw internalError('a signature without parameters', { signature: text })
	const parameters = split(text.slice(open + 1, -1)).map((part) => parameter(part, text))
	const name = text.slice(0, open).trim()
	return { name, parameters, canonical: `${name}(${parameters.map(canonicalType).join(',')})` }
}

/** Keccak-256 of the canonical signature, with 0x: the first topic of an event. */
export function topicOf(signature: Signature): string {
	return `0x${bytesToHex(keccak_256(utf8ToBytes(signature.canonical)))}`
}

function parameter(text: string, signature: string): AbiParameter {
	const trimmed = text.trim()
	const close = trimmed.startsWith('(') ? trimmed.lastIndexOf(')') : -1
	const [head, ...rest] = close < 0 ? trimmed.split(/\s+/) : [trimmed.slice(0, close + 1)]
	const tail =
		close < 0
			? rest
			: trimmed
					.slice(close + 1)
					.trim()
					.split(/\s+/)
	// `(…)[] orders`: the brackets of an array of tuples stand before the name.
	const tupleArray = close >= 0 && tail[0]?.startsWith('[]') === true
	const words = (tupleArray ? [tail[0]?.slice(2) ?? '', ...tail.slice(1)] : tail).filter((word) => word !== '')
	const indexed = words[0] === 'indexed'
	const name = words[indexed ? 1 : 0] ?? ''
	if (close >= 0) {
		const parts = split((head as string).slice(1, -1)).map((part) => parameter(part, signature))
		return { name, type: 'tuple', indexed, parts, isArray: tupleArray }
	}
	const [, member, count] = /^([a-z0-9]+)\[([1-9][0-9]?)\]$/.exec(head ?? '') ?? []
	if (member !== undefined && !indexed) {
		const part = parameter(member, signature)
		const parts = Array.from({ length: Number(count) }, (_, i) => ({ ...part, name: String(i) }))
		return { name, type: 'tuple', indexed, parts, isArray: false, written: head as string }
	}
	const isArray = head?.endsWith('[]') === true
	const type = isArray ? (head as string).slice(0, -2) : (head as string)
	if (!isElementary(type)) throw internalError(`an unknown type in a signature: ${JSON.stringify(type)}`, { signature })
	if (indexed && name !== '' && (isArray || type === 'string' || type === 'bytes'))
		throw internalError('an indexed parameter of which only a hash is told', { signature })
	return { name, type, indexed, parts: [], isArray }
}

function isElementary(type: string): boolean {
	const match = ELEMENTARY.exec(type)
	if (match === null) return false
	const bits = match[1]
	return bits === undefined || (Number(bits) % 8 === 0 && Number(bits) >= 8 && Number(bits) <= 256 && bits[0] !== '0')
}

const canonicalType = ({ type, parts, isArray, written }: AbiParameter): string =>
	written ?? `${type === 'tuple' ? `(${parts.map(canonicalType).join(',')})` : type}${isArray ? '[]' : ''}`

/** Splits at the commas that stand outside of parentheses. */
function split(list: string): string[] {
	const parts: string[] = []
	let [depth, start] = [0, 0]
	for (let i = 0; i < list.length; i++) {
		if (list[i] === '(') depth++
		else if (list[i] === ')') depth--
		else if (list[i] === ',' && depth === 0) {
			parts.push(list.slice(start, i))
			start = i + 1
		}
	}
	const last = list.slice(start)
	return last.trim() === '' ? parts : [...parts, last]
}
