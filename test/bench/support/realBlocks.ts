import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Bench } from './bench.js'

/** A block without witnesses, shipped with the project, and two that only the shared data hold. */
const FILES: readonly { readonly name: string; readonly path: string }[] = [
	{ name: 'block 367239, 2015', path: 'fixtures/mainnet-2015/block367239.raw.gz' },
	{ name: 'block 413567, 2016', path: '../shared/data/bitcoin/blocks/core-bench/block413567.raw.gz' },
	{ name: 'block 702861, segwit', path: '../shared/data/bitcoin/blocks/rust-bitcoin/block702861.raw.gz' },
]

/** Raw mainnet blocks; those that are not here are reported as skipped. Paths are relative to the repository. */
export function realBlocks(bench: Bench): { readonly name: string; readonly bytes: Uint8Array }[] {
	return FILES.flatMap(({ name, path }) => {
		if (existsSync(path)) return [{ name, bytes: gunzipSync(readFileSync(path)) }]
		bench.skip(name, `${path} is not here`)
		return []
	})
}
