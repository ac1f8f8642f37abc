import { type RlpPart, readRlp } from '../../decode/readRlp.js'
import { placeInBlock } from './placeInBlock.js'

/** The event on Polygon that an exit on Ethereum proves, and where it stands. Hexadecimal with 0x, lower case. */
export interface PolygonExit {
	readonly height: bigint
	/** Place of the transaction in its block. */
	readonly index: bigint
	/** Place of the event among those of its transaction. */
	readonly turn: bigint
	readonly emitter: string
	readonly topics: readonly string[]
	readonly data: string
}

/** Members of what is proved, of a receipt and of an event. */
const [MEMBERS, RECEIPT_MEMBERS, LOG_MEMBERS] = [10, 4, 3]
const ADDRESS = 40
const WORD = 64
/** Hexadecimal characters of the path of a receipt in its tree, with the byte before it: 32 bits, and a byte of zeros. */
const MOST_PATH = 10

/**
 * What the data of an exit names; null where it is cut off, of another layout, or names no place that can be. The proofs in
 * it are not checked again: the contract that took the data did. Source: maticnetwork/pos-portal RootChainManager.sol,
 * ExitPayloadReader.sol; the same data goes to the predicates of the Plasma bridge.
 */
export function polygonExit(data: string): PolygonExit | null {
	if (!/^0x(?:[0-9a-f]{2})*$/i.test(data)) return null
	const members = listIn(data.slice(2).toLowerCase())
	if (members?.length !== MEMBERS) return null
	const [height, turn] = [numberIn(members[2]), numberIn(members[9])]
	const [path, receipt] = [members[8], members[6]]
	if (height === null || turn === null || path === undefined || receipt === undefined) return null
	const index = path.isList || path.inside.length > MOST_PATH ? null : placeInBlock(path.inside)
	const log = index === null || receipt.isList ? null : logIn(receipt.inside, turn)
	if (index === null || log?.length !== LOG_MEMBERS) return null
	const [emitter, topics, value] = log as [RlpPart, RlpPart, RlpPart]
	const words = topics.isList ? readRlp(topics.inside) : null
	if (words === null || words.some(({ isList, inside }) => isList || inside.length !== WORD)) return null
	if (emitter.isList || emitter.inside.length !== ADDRESS || value.isList) return null
	return {
		height,
		index,
		turn,
		emitter: `0x${emitter.inside}`,
		topics: words.map(({ inside }) => `0x${inside}`),
		data: `0x${value.inside}`,
	}
}

/** The members of an event of a receipt, which a byte for the type of its transaction may precede. */
function logIn(receipt: string, turn: bigint): readonly RlpPart[] | null {
	const fields = listIn(receipt) ?? listIn(receipt.slice(2))
	const logs = fields?.length === RECEIPT_MEMBERS && fields[3]?.isList === true ? readRlp(fields[3].inside) : null
	const log = logs?.[Number(turn)]
	return log?.isList === true ? readRlp(log.inside) : null
}

/** The members of the one list that data is; null where it is none, or followed by more. */
function listIn(hex: string): readonly RlpPart[] | null {
	const parts = readRlp(hex)
	const [only] = parts?.length === 1 ? parts : []
	return only?.isList === true ? readRlp(only.inside) : null
}

/** Null for what is no number of at most 32 bytes. */
function numberIn(part: RlpPart | undefined): bigint | null {
	if (part === undefined || part.isList || part.inside.length > WORD) return null
	return part.inside === '' ? 0n : BigInt(`0x${part.inside}`)
}
