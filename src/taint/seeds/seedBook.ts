import { nativeOf } from '../../model/chains.js'
import type { Direction } from '../../model/direction.js'
import { isRest } from '../../model/feeOutput.js'
import type { AccountId, AssetId, OutputId } from '../../model/identifiers.js'
import { isAfter, isBefore } from '../../model/moment.js'
import { compareText } from '../../model/order.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { Transfer, UtxoInput, UtxoOutput, UtxoTransaction } from '../../model/transaction.js'
import { Path } from '../path.js'
import type { SeedRow } from './seedRow.js'

export type AccountSeed = Extract<ParsedSeed, { kind: 'account' }>
const NO_SEEDS: readonly ParsedSeed[] = []
type Placed = { readonly height: number | null; readonly atSeconds: number }

/** The seeds of a trace, and the rows of the ledger that they open: one per seed and asset that it sent. */
export class SeedBook {
	readonly #roots: Map<string, Path>
	readonly #accounts = new Map<AccountId, AccountSeed[]>()
	readonly #outputs = new Map<string, ParsedSeed[]>()
	readonly #transactions = new Map<string, Extract<ParsedSeed, { kind: 'transaction' }>[]>()

	/** `leftOut`: transfers that are seeded only where a seed names their asset. */
	constructor(
		readonly seeds: readonly ParsedSeed[],
		private readonly direction: Direction = 'forward',
		private readonly leftOut: (transfer: Transfer) => boolean = () => false,
		roots = new Map<string, Path>(),
	) {
		this.#roots = roots
		for (const seed of seeds) {
			if (seed.kind === 'account') append(this.#accounts, seed.account, seed)
			else if (seed.kind === 'output') append(this.#outputs, seed.output, seed)
			else append(this.#transactions, seed.transaction, seed)
			if (seed.kind === 'account' && seed.asset !== undefined) this.root(seed, seed.asset)
			if (seed.kind === 'output') this.root(seed, nativeOf(seed.chain))
		}
	}

	/** The same seeds with only the one at `place`: poison judges each alone. Rows and histories are shared. */
	only(place: number): SeedBook {
		return new SeedBook(
			this.seeds.filter((seed) => seed.place === place),
			this.direction,
			this.leftOut,
			this.#roots,
		)
	}

	/**
	 * Where the histories of a seed's value in one asset begin; opens its row. A history that goes back from an output
	 * names it as its origin: no step of it does.
	 */
	root(seed: ParsedSeed, asset: AssetId, origin: OutputId | null = null): Path {
		const key = `${seed.place} ${asset}`
		let root = this.#roots.get(key)
		if (root === undefined) {
			root = Path.root({ seed: seed.id, asset, place: seed.place })
			this.#roots.set(key, root)
		}
		if (origin === null) return root
		let own = this.#roots.get(`${key} ${origin}`)
		if (own === undefined) {
			own = Path.root(root.seed, origin)
			this.#roots.set(`${key} ${origin}`, own)
		}
		return own
	}

	/** Rows in case order, then by asset. */
	rows(): SeedRow[] {
		return [...this.#roots.values()]
			.filter((root) => root.origin === null)
			.map((root) => root.seed)
			.sort((a, b) => a.place - b.place || compareText(a.asset, b.asset))
	}

	/** Whether value of this account (or of the same key) is seeded by what it sends. */
	isSeedAccount(account: AccountId | null, sameKeyAs?: AccountId): boolean {
		return (
			(account !== null && this.#accounts.has(account)) || (sameKeyAs !== undefined && this.#accounts.has(sameKeyAs))
		)
	}

	/** Whether a seed names this output itself. */
	isSeedOutput(output: OutputId): boolean {
		return this.#outputs.has(output)
	}

	/** Account seeds that seed what this account sends of an asset, whenever, in case order. */
	sentBy(account: AccountId, asset: AssetId): AccountSeed[] {
		return (this.#accounts.get(account) ?? []).filter((seed) => seed.asset === undefined || seed.asset === asset)
	}

	/** Whether the value of this output is traced back, because a seed names it or its transaction. */
	isOrigin(output: OutputId): boolean {
		if (this.direction === 'forward') return false
		return this.#outputs.has(output) || this.#transactions.has(output.slice(0, output.lastIndexOf(':')))
	}

	/** Account seeds that are open for an outflow of this account (looking back, for an inflow) at this place, in case order. */
	openFor(account: AccountId, asset: AssetId, event: Placed, sameKeyAs?: AccountId): AccountSeed[] {
		const own = this.#accounts.get(account) ?? []
		const same = sameKeyAs === undefined ? [] : (this.#accounts.get(sameKeyAs) ?? [])
		return [...own, ...same]
			.filter((seed) => seed.asset === undefined || seed.asset === asset)
			.filter((seed) => !(seed.since && isBefore(event, seed.since)) && !(seed.until && isAfter(event, seed.until)))
			.sort((a, b) => a.place - b.place)
	}

	/** Account seeds that are open for a transfer of an account ledger, in case order. */
	openForTransfer(account: AccountId, transfer: Transfer, event: Placed): AccountSeed[] {
		const open = this.openFor(account, transfer.asset, event)
		return open.length === 0 || !this.leftOut(transfer) ? open : open.filter(({ asset }) => asset !== undefined)
	}

	/**
	 * Seeds that take what an input brings, in case order: accounts that send it; looking back, accounts that received it
	 * and seeds that name it.
	 */
	ofInput(transaction: UtxoTransaction, input: UtxoInput, asset: AssetId): ParsedSeed[] {
		const { spends, account, sameKeyAs } = input
		if (account === null) return []
		const open = this.openFor(account, asset, transaction, sameKeyAs)
		if (this.direction === 'forward' || spends === null) return open
		return [...open, ...this.#named(transaction.id, spends, account, sameKeyAs)].sort((a, b) => a.place - b.place)
	}

	/** Seeds that make a transfer's value seed value at its recipient; looking back, at its payer. */
	ofTransfer(
		transaction: string,
		transfer: Pick<Transfer, 'id' | 'to' | 'fee'> & Partial<Pick<Transfer, 'from'>>,
	): readonly ParsedSeed[] {
		if (this.#transactions.size === 0) return NO_SEEDS
		const payee = () => (this.direction === 'forward' ? transfer.to : transfer.from)
		return (this.#transactions.get(transaction) ?? []).filter(
			(seed) =>
				(seed.to === undefined ? transfer.fee !== true : seed.to === payee()) &&
				(seed.index === undefined || placeMatches(transfer.id, seed.index)),
		)
	}

	/** Seeds that make an output's value seed value where it is created. Looking back there are none: `ofInput` has them. */
	ofOutput(transaction: string, { id, account, sameKeyAs }: UtxoOutput): ParsedSeed[] {
		return this.direction === 'forward' && !isRest(id) ? this.#named(transaction, id, account, sameKeyAs) : []
	}

	#named(transaction: string, output: OutputId, account: AccountId, sameKeyAs?: AccountId): ParsedSeed[] {
		const own = this.#outputs.get(output) ?? []
		const moved = (this.#transactions.get(transaction) ?? []).filter(
			(seed) =>
				(seed.to === undefined || seed.to === account || seed.to === sameKeyAs) &&
				(seed.index === undefined || output.endsWith(`:${seed.index}`)),
		)
		return [...own, ...moved].sort((a, b) => a.place - b.place)
	}

	/** Transactions named by a seed, or holding an output named by one. */
	namedTransactions(): string[] {
		const ids = [
			...this.#transactions.keys(),
			...[...this.#outputs.keys()].map((id) => id.slice(0, id.lastIndexOf(':'))),
		]
		return [...new Set(ids)].sort(compareText)
	}

	namedAccounts(): AccountId[] {
		return [...this.#accounts.keys()].sort(compareText)
	}
}

function placeMatches(transferId: string, index: string): boolean {
	const place = transferId.slice(transferId.indexOf('#') + 1)
	return place === index || place.slice(place.indexOf(':') + 1) === index
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [value])
	else list.push(value)
}
