import type { Entities } from '../../graph/clustering/entities.js'
import type { TransactionGraph } from '../../graph/transactionGraph.js'
import type { AccountRules } from '../../heuristics/evm/accountRules.js'
import type { Heuristic } from '../../heuristics/heuristic.js'
import type { LabelBook } from '../../labels/labelBook.js'
import type { Direction } from '../../model/direction.js'
import type { AccountId, TransactionId } from '../../model/identifiers.js'
import type { LedgerView, LedgerWays } from '../../model/ledgerView.js'
import type { RuleId } from '../../model/method.js'
import type { DataOptions } from '../../model/options.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { Transaction } from '../../model/transaction.js'
import type { PriceBook } from '../../prices/priceBook.js'
import type { Crossings, CrossingsHost } from '../bridges/crossings.js'
import type { Deposits } from '../deposits.js'
import type { SearchWindow } from '../queries/searchWindow.js'
import type { Answer } from '../sources/answer.js'
import type { SourceSet } from '../sources/sourceSet.js'

type IsMix = (transaction: TransactionId) => boolean

/** The facts as value is followed through them; it is told what was added to them. */
export type ShownView = LedgerWays & { note(transactions: readonly Transaction[]): void }

/** What a search is about: the question, the sources, and what is known beforehand. */
export interface SearchOptions {
	readonly data: DataOptions
	readonly direction: Direction
	readonly panel: readonly RuleId[]
	readonly seeds: readonly ParsedSeed[]
	readonly sources: SourceSet
	readonly labels: LabelBook
	/** For display, sorting and leads; null where none were given. */
	readonly prices: PriceBook | null
	readonly heuristics: readonly Heuristic[]
	readonly window: SearchWindow
	readonly graph: TransactionGraph
	/** Shows the facts of the graph otherwise: with time turned round, or with fees carried on. Null: as they are. */
	readonly show: ((facts: LedgerView, payees: readonly AccountId[], isMix: IsMix) => ShownView) | null
	readonly entities: Entities
	readonly rules: AccountRules
	readonly deposits: Deposits
	/** Answers of an earlier, stopped search for the same. */
	readonly known: readonly Answer[]
	/** Makes the bridges of the trace: what decodes and joins them is loaded when a trace begins. */
	readonly crossings: (host: CrossingsHost) => Crossings
	/** Answers of a search for the same in the other direction: they count as no look-up of this one. */
	readonly other: readonly Answer[]
}
