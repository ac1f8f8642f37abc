import type { TransferColumns } from './model/columns/transferColumns.js'
import { InputError } from './model/errors.js'
import type { AccountId, AssetId } from './model/identifiers.js'
import type { RuleId } from './model/method.js'
import { compareText } from './model/order.js'
import { type ParsedSeed, parseSeeds, type Seed } from './model/seed.js'
import type { BulkTable } from './taint/bulk/bulkTable.js'
import { scoreColumns } from './taint/bulk/scoreColumns.js'
import { RULES } from './taint/rules/rules.js'
import { JointSeedBook } from './taint/seeds/jointSeedBook.js'
import { SeedBook } from './taint/seeds/seedBook.js'

export interface ScoreOptions {
	/** As in `trace`; outputs are no seeds here. */
	readonly seeds: readonly (Seed | string)[]
	/** Default `fifo`. Every rule but `tiho`, which looks ahead. */
	readonly method?: Exclude<RuleId, 'tiho'>
	/**
	 * Whether seeds are told apart. Default `apart`. `together` gives their sums only, which under haircut is very much
	 * faster where several seeds send one asset, and where poison is then reached from any of them.
	 */
	readonly by?: 'apart' | 'together'
	/** Accounts at which value stops, and the entity that each belongs to. Default none. */
	readonly stops?: ReadonlyMap<AccountId, string>
}

/** Seed value of one seed at one account. Base units. */
export interface AccountScore {
	readonly account: AccountId
	readonly asset: AssetId
	/** Id of the seed, as in a result; null: all of them together. */
	readonly seed: string | null
	/** What ever arrived, in all. */
	readonly arrived: bigint
	/** What is there after the last transfer. At a stop everything that arrived. */
	readonly held: bigint
}

export interface TransferScore {
	/** What each seed seeded, and what of it went to nobody. A conserving rule's `seeded` is its `burned` and all `held`. */
	readonly seeds: readonly {
		readonly seed: string | null
		readonly asset: AssetId
		readonly seeded: bigint
		readonly burned: bigint
	}[]
	/** What arrived at the stops of each entity, in code-unit order of entity, asset and seed. */
	readonly entities: readonly {
		readonly entity: string
		readonly asset: AssetId
		readonly seed: string | null
		readonly arrived: bigint
	}[]
	/** Every account that seed value reached, in the order in which the table first names it with the asset. Made as read. */
	accounts(): Iterable<AccountScore>
}

/**
 * Scores a whole table at once: what of the seeds' value arrived at every account, and what is held there, exact to the
 * base unit and equal to a trace with the same rule that follows every account but the stops, late opening. No paths, no
 * evidence, no bounds: for lists of accounts to look at, not for a court.
 * @throws InputError where a seed does not parse or names nothing here
 */
export function scoreTransfers(columns: TransferColumns, options: ScoreOptions): TransferScore {
	const { seeds, method = 'fifo', by = 'apart', stops = new Map() } = options
	if (!Object.hasOwn(RULES, method) || (method as RuleId) === 'tiho') {
		throw new InputError('E_INPUT', `method: a whole table cannot be scored by ${String(method)}`, {
			details: { field: 'method' },
		})
	}
	const parsed = parseSeeds(seeds)
	checkSeeds(columns, parsed)
	const stopping = [...stops.keys()].map((account) => columns.accounts.find(account)).filter((number) => number >= 0)
	const book = by === 'together' ? new JointSeedBook(parsed) : new SeedBook(parsed)
	const table = scoreColumns(columns, RULES[method], book, stopping)
	checkNamed(parsed, table.named)
	const seed = by === 'together' ? { seed: null } : {}
	return {
		seeds: seedScores(table).map((row) => ({ ...row, ...seed })),
		entities: entityScores(table, stops).map((row) => ({ ...row, ...seed })),
		*accounts() {
			for (const row of accountScores(table)) yield { ...row, ...seed }
		},
	}
}

function checkSeeds(columns: TransferColumns, seeds: readonly ParsedSeed[]): void {
	for (const seed of seeds) {
		const field = `seeds[${seed.place}]`
		const refuse = (why: string): never => {
			throw new InputError('E_INPUT', `${field}: ${why}: ${seed.id}`, { details: { field, value: seed.id } })
		}
		if (seed.kind === 'output') refuse('a table of transfers has no outputs')
		if (seed.kind === 'account' && columns.accounts.find(seed.account) < 0) refuse('no transfer names this account')
		if (seed.kind === 'transaction' && columns.transactions.find(seed.transaction) < 0)
			refuse('no transfer is of this transaction')
	}
}

/** Transactions that are here, but of which a seed names a recipient or a place that they do not have. */
function checkNamed(seeds: readonly ParsedSeed[], named: ReadonlySet<ParsedSeed>): void {
	for (const seed of seeds) {
		if (seed.kind !== 'transaction' || named.has(seed)) continue
		const field = `seeds[${seed.place}]`
		throw new InputError('E_INPUT', `${field}: the transaction moves nothing that this seed names: ${seed.id}`, {
			details: { field, value: seed.id },
		})
	}
}

function seedScores({ seeded, burned }: BulkTable) {
	return [...seeded]
		.sort(([a], [b]) => a.place - b.place || compareText(a.asset, b.asset))
		.map(([row, amount]) => ({ seed: row.seed, asset: row.asset, seeded: amount, burned: burned.get(row) ?? 0n }))
}

function entityScores(table: BulkTable, stops: ReadonlyMap<AccountId, string>) {
	const { ledgers, columns, tags, special } = table
	if (stops.size === 0) return []
	const sums = new Map<string, Map<number, bigint>>()
	for (const { ledger, tag, amount } of table.arrived.entries()) {
		if (!special.isStop(ledger)) continue
		const entity = stops.get(columns.accounts.text(ledgers.account(ledger))) as string
		const own = sums.get(entity) ?? new Map<number, bigint>()
		own.set(tag, (own.get(tag) ?? 0n) + amount)
		sums.set(entity, own)
	}
	return [...sums]
		.flatMap(([entity, own]) => [...own].map(([tag, arrived]) => ({ entity, ...tags.row(tag), arrived })))
		.sort((a, b) => compareText(a.entity, b.entity) || compareText(a.asset, b.asset) || compareText(a.seed, b.seed))
}

function* accountScores({ arrived, held, ledgers, columns, tags }: BulkTable) {
	for (const { ledger, tag, amount } of arrived.entries()) {
		const account = columns.accounts.text(ledgers.account(ledger))
		yield { account, ...tags.row(tag), arrived: amount, held: held.get(ledger, tag) }
	}
}
