import type { Query } from '../../chains/adapter.js'
import { InputError } from '../../model/errors.js'
import type { TransactionId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { RuleId } from '../../model/method.js'
import type { ParsedSeed } from '../../model/seed.js'
import { RULES } from '../../taint/rules/rules.js'
import { SeedBook } from '../../taint/seeds/seedBook.js'
import type { SourceSet } from '../sources/sourceSet.js'
import type { SearchWindow } from './searchWindow.js'

/** What has to be asked before anything is followed: the seeds' own accounts and transactions. */
export function seedQueries(seeds: SeedBook): Query[] {
	return [
		...seeds.namedAccounts().map((subject): Query => ({ kind: 'account', subject })),
		...seeds.namedTransactions().map((subject): Query => ({ kind: 'transaction', subject })),
	]
}

/** @throws InputError where no source holds the chain of a seed, or an output seed stands on an account ledger */
export function checkSeedChains(seeds: SeedBook, sources: SourceSet): void {
	for (const seed of seeds.seeds) {
		const field = `seeds[${seed.place}]`
		const chain = sources.describe(seed.chain)
		if (chain === undefined) {
			// Where nothing at all is held the sources themselves may know why, e.g. a table without rows.
			const why = sources.chains().length === 0 ? sources.warnings.map(({ text }) => `; ${text}`).join('') : ''
			throw new InputError('E_INPUT', `${field}: no source holds ${seed.chain}${why}`, {
				details: { field, chain: seed.chain },
			})
		}
		for (const bound of ['since', 'until'] as const) {
			const instant = seed.kind === 'account' ? seed[bound] : undefined
			if (instant === undefined || !('height' in instant) || chain.clock === 'height') continue
			const name = `${field}.${bound}`
			throw new InputError('E_INPUT', `${name}: the sources do not know the height of every row; give a time`, {
				details: { field: name },
			})
		}
		if (seed.kind === 'output' && chain.ledger !== 'utxo') {
			throw new InputError('E_INPUT', `${field}: ${seed.chain} is read as accounts here, so there are no outputs`, {
				details: { field },
			})
		}
	}
}

/**
 * @param failed transactions that a source failed to answer about: nothing is said of those
 * @throws InputError where a seed names a transaction, output or transfer that no source knows
 */
export function checkSeedsKnown(
	parsed: readonly ParsedSeed[],
	view: LedgerView,
	failed: ReadonlySet<TransactionId>,
): void {
	const seeds = new SeedBook(parsed)
	for (const seed of parsed) {
		if (seed.kind === 'account') continue
		const id = seed.kind === 'output' ? seed.output.slice(0, seed.output.lastIndexOf(':')) : seed.transaction
		const transaction = view.transaction(id)
		if (transaction === undefined && failed.has(id)) continue
		const named =
			transaction?.kind === 'utxo'
				? transaction.outputs.some((output) => seeds.ofOutput(id, output).includes(seed))
				: transaction?.transfers.some((transfer) => seeds.ofTransfer(id, transfer).includes(seed))
		if (named === true) continue
		const what =
			transaction === undefined
				? 'no source knows this transaction'
				: 'the transaction moves nothing that this seed names'
		const field = `seeds[${seed.place}]`
		throw new InputError('E_INPUT', `${field}: ${what}: ${seed.id}`, { details: { field, value: seed.id } })
	}
}

/** @throws InputError where the primary rule is not defined for the ledgers that the sources hold, or the directions */
export function checkRule(rule: RuleId, sources: SourceSet, windows: readonly SearchWindow[]): void {
	const details = { field: 'options.method' }
	if (RULES[rule].ledgers !== 'both' && sources.hasLedger('utxo')) {
		const text = `options.method: ${RULES[rule].name} is for account ledgers, and a source holds outputs`
		throw new InputError('E_INPUT', text, { details })
	}
	if (!RULES[rule].looksBack && windows.some(({ direction }) => direction === 'backward')) {
		const text = `options.method: ${RULES[rule].name} serves the value of one seed before all other value, so it does not say where value came from; looking back there are ${rulesThatLookBack()}`
		throw new InputError('E_INPUT', text, { details })
	}
}

function rulesThatLookBack(): string {
	return Object.values(RULES)
		.filter(({ looksBack }) => looksBack)
		.map(({ id }) => id)
		.join(', ')
}

/** @throws InputError where the window is given in heights on a chain of which the sources do not know every height */
export function checkWindow(window: SearchWindow, sources: SourceSet): void {
	for (const chain of sources.chains()) {
		if (sources.describe(chain)?.clock !== 'time' || window.onClock(chain, 'time') !== null) continue
		throw new InputError(
			'E_INPUT',
			`options.from, options.to: the height of every row of ${chain} is not known; give a time`,
			{
				details: { field: 'options.from', chain },
			},
		)
	}
}
