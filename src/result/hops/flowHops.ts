import type { BridgePair } from '../../chains/bridges/join/legJoin.js'
import { internalError } from '../../model/errors.js'
import { isRest } from '../../model/feeOutput.js'
import type { Holding, Hop } from '../../model/hop.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerWays } from '../../model/ledgerView.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { taintOf } from '../../taint/lot.js'
import type { Path } from '../../taint/path.js'
import type { SeedBook } from '../../taint/seeds/seedBook.js'
import type { TaintRun } from '../../taint/taintRun.js'
import { bridgeHop } from './bridgeHop.js'
import { ledgerHop } from './ledgerHop.js'
import { type BareHop, leftOver } from './leftOver.js'
import { spendOf } from './spendOf.js'

/** The steps of histories with the arithmetic of each paying ledger. Histories that begin alike share their steps. */
export class FlowHops {
	readonly #steps = new Map<Path, Hop>()

	/** `evidenceOf` names what is known of a step. */
	constructor(
		private readonly run: TaintRun,
		private readonly evidenceOf: (transaction: string, payer: AccountId | null) => string[],
		/** The pair by which value came out that went into a bridge by a transfer or output. */
		private readonly pairOf: (event: string) => BridgePair | undefined,
	) {}

	of(path: Path): Hop[] {
		const hops = new Array<Hop>(path.length)
		for (let step: Path | null = path; step?.via != null; step = step.parent) {
			let hop = this.#steps.get(step)
			if (hop === undefined) {
				hop = this.#hop(step, step.via)
				this.#steps.set(step, hop)
			}
			hops[step.length - 1] = hop
		}
		return hops
	}

	#hop(step: Path, id: string): Hop {
		const { view, seeds } = this.run.options
		const hop = id.includes('#') ? ledgerHop(this.run, view, id) : spendHop(this.run, view, seeds, step, id)
		const evidence = this.evidenceOf(hop.tx, hop.from)
		const pair = step.parent?.via == null ? undefined : this.pairOf(step.parent.via)
		return pair === undefined ? { ...hop, evidence } : { ...bridgeHop(hop, pair), evidence }
	}
}

function spendHop(run: TaintRun, view: LedgerWays, seeds: SeedBook, path: Path, id: string): BareHop {
	const tx = id.slice(0, id.lastIndexOf(':'))
	const previous = path.parent?.via
	const transaction = view.transaction(tx)
	const output = view.output(id)
	if (transaction?.kind !== 'utxo' || output === undefined)
		throw internalError('a flow names an unknown output', { output: id })
	const spend = run.outputs.spend(tx) ?? { before: untouched(transaction), entered: { balance: 0n, taint: 0n } }
	const taint = taintOf(run.outputs.tainted(id))
	// An output that a seed names gets its value at this step, on top of what the inputs bring.
	const entered = { ...spend.entered, taint: spend.entered.taint + run.seeded.total(id) }
	return {
		...spendOf(transaction, output),
		from: previous == null ? seedPayer(transaction, seeds, path) : holderOf(view, previous),
		taint,
		before: spend.before,
		entered,
		after: leftOver(spend.before, entered, output.amount, taint),
	}
}

/** The account of an output; null where that is not known, or it is a fee, which nobody holds. */
const holderOf = (view: LedgerWays, id: string): AccountId | null =>
	isRest(id) ? null : (view.output(id)?.account ?? null)

/** The ledger of a transaction that no seed value went into: its inputs, or what it pays where they are not all known. */
function untouched(transaction: UtxoTransaction): Holding {
	let balance = 0n
	for (const { amount } of transaction.inputs) {
		if (amount === null)
			return { balance: transaction.outputs.reduce((sum, output) => sum + output.amount, 0n), taint: 0n }
		balance += amount
	}
	return { balance, taint: 0n }
}

/** Account of the first input of a transaction that is what the seed of a history names, or that spends it. */
function seedPayer(transaction: UtxoTransaction, seeds: SeedBook, path: Path): AccountId | null {
	const seed = seeds.seeds.find((candidate) => candidate.id === path.seed.seed)
	for (const { spends, account, sameKeyAs } of transaction.inputs) {
		if (spends === null || seed === undefined) continue
		const named =
			seed.kind === 'account'
				? account === seed.account || sameKeyAs === seed.account
				: seed.kind === 'transaction' || spends === seed.output
		if (named) return account
	}
	return null
}
