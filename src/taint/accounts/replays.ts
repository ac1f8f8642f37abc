import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { RunContext } from '../runContext.js'
import { leastOpening } from './leastOpening.js'
import { LedgerReplay, type Patience } from './ledgerReplay.js'

/** How much more a ledger paid out than came in, in base units. */
export interface Shortfall {
	readonly account: AccountId
	readonly asset: AssetId
	readonly shortfall: bigint
}

/** The ledgers of a run that are replayed, and those of them that wait until what changed is worth it. */
export class Replays {
	readonly #replays = new Map<AccountId, Map<AssetId, LedgerReplay>>()
	readonly #waiting = new Set<LedgerReplay>()
	#patience: Patience = { first: 0, again: 0 }

	constructor(private readonly context: Pick<RunContext, 'rule' | 'opening' | 'seeds' | 'view' | 'direction'>) {}

	of(account: AccountId): ReadonlyMap<AssetId, LedgerReplay> {
		return this.#replays.get(account) ?? NONE
	}

	/** Ledgers that paid out more than the entries read bring in, and by how much. */
	*shortfalls(): Iterable<Shortfall> {
		for (const ledgers of this.#replays.values()) {
			for (const { account, asset, entries } of ledgers.values()) {
				const shortfall = leastOpening(account, entries, this.context.direction)
				if (shortfall > 0n) yield { account, asset, shortfall }
			}
		}
	}

	/**
	 * Notes that a ledger changed from an entry on, by this share of a seed. Returns it where it is to be replayed now; null
	 * where it waits, or is being replayed and has not come there yet.
	 */
	touch(account: AccountId, asset: AssetId, index: number, share: number): LedgerReplay | null {
		const entries = this.context.view.ledger(account, asset)
		let ledgers = this.#replays.get(account)
		if (ledgers === undefined) {
			ledgers = new Map()
			this.#replays.set(account, ledgers)
		}
		const known = ledgers.get(asset)
		if (known !== undefined && known.entries === entries) {
			if (known.queued !== null && known.position <= index) return null
			known.postpone(index, share)
			return this.#ifWorth(known)
		}
		const replay = new LedgerReplay(account, asset, entries, this.context)
		ledgers.set(asset, replay)
		replay.postpone(0, known === undefined ? share : Number.POSITIVE_INFINITY)
		if (known !== undefined) {
			// New facts: the old replay is void, and with it what was queued for it.
			this.#waiting.delete(known)
			known.queued = null
		}
		return this.#ifWorth(replay)
	}

	/** Ledgers that waited and are worth a replay now. */
	*due(patience: Patience): Iterable<LedgerReplay> {
		this.#patience = patience
		for (const replay of this.#waiting) if (this.#ifWorth(replay) !== null) yield replay
	}

	#ifWorth(replay: LedgerReplay): LedgerReplay | null {
		if (replay.isWorth(this.#patience)) {
			this.#waiting.delete(replay)
			return replay
		}
		this.#waiting.add(replay)
		return null
	}
}

const NONE: ReadonlyMap<AssetId, LedgerReplay> = new Map()
