import type { RawBlock } from './decodeBlock.js'

/** Heights below this fit the three-byte push that BIP34 expects for the next 150 years; greater ones are no heights. */
const HEIGHT_LIMIT = 2 ** 23

const OP_1 = 0x51
const OP_16 = 0x60

/**
 * The height that a block states of itself, or null: from version 2 on the coinbase script starts with the height as the
 * shortest possible push. Height 0 is never stated: the genesis block is version 1. A version 1 block may start with the same bytes by chance. Source: BIP34.
 */
export function statedHeight({ version, coinbaseScript: script }: RawBlock): number | null {
	if (version < 2) return null
	const size = script[0]
	if (size === undefined) return null
	if (size >= OP_1 && size <= OP_16) return size - OP_1 + 1
	if (size < 1 || size > 4 || script.length < 1 + size) return null
	let height = 0
	for (let i = size; i >= 1; i--) height = height * 256 + (script[i] as number)
	const top = script[size] as number
	const negative = top >= 0x80
	const padded = top === 0 && (size === 1 || (script[size - 1] as number) < 0x80)
	if (negative || padded || height <= 16 || height >= HEIGHT_LIMIT) return null
	return height
}
