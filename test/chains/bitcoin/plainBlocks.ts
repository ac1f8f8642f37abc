import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Block } from 'bitcoinjs-lib'

/** The raw blocks of a file, framed or bare, unpacked where they are gzip; a cut-off last record is left out. */
export function rawBlocks(file: string): Uint8Array[] {
	const raw = readFileSync(file)
	const bytes = raw[0] === 0x1f ? gunzipSync(raw) : raw
	if (bytes.readUInt32BE(0) !== 0xf9beb4d9) return [bytes]
	const blocks: Uint8Array[] = []
	for (let at = 0; at + 8 < bytes.length; ) {
		const end = at + 8 + bytes.readUInt32LE(at + 4)
		if (end <= bytes.length) blocks.push(bytes.subarray(at + 8, end))
		at = end
	}
	return blocks
}

/** Decoded by bitcoinjs alone, as a second opinion. */
export function plainBlocks(file: string): Block[] {
	return rawBlocks(file).map((bytes) => Block.fromBuffer(bytes))
}
