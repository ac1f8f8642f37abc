import { readRlp } from '../../decode/readRlp.js'

/**
 * The place of a transaction in its block, from the path of its receipt in the tree of receipts: a byte that says that the
 * path is of whole bytes, then the number as RLP writes it. Hexadecimal without 0x; null where it is no such path. Source:
 * Yellow Paper, 4.4.3 and appendix C; maticnetwork/pos-portal MerklePatriciaProof.sol.
 */
export function placeInBlock(path: string): bigint | null {
	// An odd number of half bytes is no number.
	if (path.length < 4 || path[0] === '1' || path[0] === '3') return null
	const parts = readRlp(path.slice(2))
	const [only, ...more] = parts ?? []
	if (only === undefined || more.length > 0 || only.isList) return null
	const { inside } = only
	if (inside === '') return 0n
	// Each number is written in one way: without zeros before it, and alone where it is below 128.
	const isOwn = path.length === 4
	if (inside.startsWith('00') || isOwn !== (inside.length === 2 && inside < '80')) return null
	return BigInt(`0x${inside}`)
}
