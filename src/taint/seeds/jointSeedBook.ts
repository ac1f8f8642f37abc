import type { AssetId } from '../../model/identifiers.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { Path } from '../path.js'
import { SeedBook } from './seedBook.js'

/** Seeds whose value is not told apart: one row for each asset, that of the first seed. */
export class JointSeedBook extends SeedBook {
	override root(_seed: ParsedSeed, asset: AssetId): Path {
		return super.root(this.seeds[0] as ParsedSeed, asset)
	}
}
