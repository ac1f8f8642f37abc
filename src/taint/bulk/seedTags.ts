import { internalError } from '../../model/errors.js'
import type { AssetId } from '../../model/identifiers.js'
import type { Path } from '../path.js'
import type { SeedRow } from '../seeds/seedRow.js'
import { MOST_TAGS } from './tagSums.js'

/** The numbers, from 1, under which kernels know the rows of the seeds; 0 is clean value. */
export class SeedTags {
	readonly #roots: Path[] = []
	readonly #tags = new Map<SeedRow, number>()

	/** The number of the row that a history begins with. */
	of(path: Path | null): number {
		if (path === null) return 0
		let tag = this.#tags.get(path.seed)
		if (tag === undefined) {
			tag = this.#roots.push(path)
			if (tag >= MOST_TAGS) throw internalError('more rows of seeds than can be told apart')
			this.#tags.set(path.seed, tag)
		}
		return tag
	}

	/** The number of the one row in an asset; 0 where there is none. */
	ofAsset(asset: AssetId): number {
		return 1 + this.#roots.findIndex((root) => root.seed.asset === asset)
	}

	/** The seed and the asset of a row by its number. */
	row(tag: number): { readonly seed: string; readonly asset: string } {
		const { seed, asset } = (this.#roots[tag - 1] as Path).seed
		return { seed, asset }
	}

	/** A history that begins with the row of this number; null for 0. */
	path(tag: number): Path | null {
		return this.#roots[tag - 1] ?? null
	}
}
