import type { AssetId } from '../../model/identifiers.js'
import type { Transfer } from '../../model/transaction.js'
import { listedAssets } from './listedAssets.js'

/** Kinds of assets that anybody can make by deploying a contract. */
const CONTRACT_ASSET = /^([^/]+)\/(?:erc20|erc1155):/
/** Transfers that are read from events, or are what such come to: a contract can tell of any account whatever it likes. */
const TOLD_BY_EVENT = ['#log:', '#net:', '#swap:', '#wrap:'] as const

/**
 * Which assets are known to be what they say. An asset is known by its chain and contract only: names and symbols are text
 * that any contract can choose. Rows of a table are their author's own selection, so this is about events alone.
 */
export class KnownAssets {
	readonly #known: ReadonlySet<AssetId>
	/** Chains of which some asset is known; of others nothing can be said. */
	readonly #chains: ReadonlySet<string>
	/** The last asset asked about, and whether nobody knows its contract: most transfers that are asked about are of few. */
	#last = { asset: '', isUnknown: false }

	/** `further`: assets that the caller knows, or `all` to take every contract at its word. */
	constructor(private readonly further: readonly AssetId[] | 'all' = []) {
		const listed = Object.entries(listedAssets).flatMap(([chain, contracts]) =>
			Object.values(contracts).map((contract) => `${chain}/erc20:${contract}`),
		)
		this.#known = new Set(further === 'all' ? [] : [...listed, ...further])
		this.#chains = new Set([...this.#known].map((asset) => asset.slice(0, asset.indexOf('/'))))
	}

	/** Whether a transfer is told by an event of a contract that is not known. */
	isUnlisted({ id, asset }: Pick<Transfer, 'id' | 'asset'>): boolean {
		if (asset !== this.#last.asset) this.#last = { asset, isUnknown: this.#isUnknown(asset) }
		return this.#last.isUnknown && TOLD_BY_EVENT.some((mark) => id.includes(mark))
	}

	#isUnknown(asset: AssetId): boolean {
		if (this.further === 'all' || this.#known.has(asset)) return false
		const chain = CONTRACT_ASSET.exec(asset)?.[1]
		return chain !== undefined && this.#chains.has(chain)
	}
}
