import type { AccountId, AssetId, OutputId, TransactionId } from '../model/identifiers.js'
import type { LedgerEntry, LedgerView, LedgerWays } from '../model/ledgerView.js'
import { compareEvents } from '../model/order.js'
import type { AccountTransaction, Transaction, UtxoOutput, UtxoTransaction } from '../model/transaction.js'
import { mirrorTransaction, mirrorTransfer } from './mirrorTransaction.js'

/**
 * Everything read, with time turned round: what is followed through it goes back to where it came from. The facts stay
 * as they are; each is mirrored when it is first asked for.
 */
export class MirrorView implements LedgerWays {
	readonly #transactions = new WeakMap<Transaction, Transaction>()
	readonly #ledgers = new WeakMap<readonly LedgerEntry[], readonly LedgerEntry[]>()
	/** Transactions that pay accounts of interest, or scripts of the same key. */
	readonly #payers = new Map<AccountId, Set<TransactionId>>()

	constructor(
		private readonly facts: LedgerView,
		payees: Iterable<AccountId>,
		private readonly isMix: (transaction: TransactionId) => boolean,
	) {
		for (const payee of payees) this.#payers.set(payee, new Set())
	}

	/** Takes note of what was added to the facts. */
	note(transactions: readonly Transaction[]): void {
		for (const transaction of transactions) {
			if (transaction.kind !== 'utxo') continue
			for (const { account, sameKeyAs } of transaction.outputs) {
				this.#payers.get(account)?.add(transaction.id)
				if (sameKeyAs !== undefined) this.#payers.get(sameKeyAs)?.add(transaction.id)
			}
		}
	}

	transaction(id: TransactionId): Transaction | undefined {
		const transaction = this.facts.transaction(id)
		return transaction === undefined ? undefined : this.#mirror(transaction)
	}

	/** What takes an output on, looking back: the transaction that created it. */
	spender(output: OutputId): UtxoTransaction | undefined {
		const creator = this.transaction(output.slice(0, output.lastIndexOf(':')))
		return creator?.kind === 'utxo' ? creator : undefined
	}

	output(id: OutputId): UtxoOutput | undefined {
		const created = this.facts.output(id)
		if (created !== undefined) return unburnt(created)
		const input = this.facts.spender(id)?.inputs.find(({ spends }) => spends === id)
		if (input === undefined || input.account === null || input.amount === null) return undefined
		const { account, amount, sameKeyAs } = input
		return { id, account, amount, ...(sameKeyAs === undefined ? {} : { sameKeyAs }) }
	}

	ledger(account: AccountId, asset: AssetId): readonly LedgerEntry[] {
		const entries = this.facts.ledger(account, asset)
		let mirrored = this.#ledgers.get(entries)
		if (mirrored === undefined) {
			mirrored = this.#mirrored(entries)
			this.#ledgers.set(entries, mirrored)
		}
		return mirrored
	}

	/** Every transfer as it is told: looking back, nothing is netted. */
	entriesOf(transaction: TransactionId): readonly LedgerEntry[] {
		return this.#mirrored(this.facts.entriesOf(transaction))
	}

	assets(account: AccountId): readonly AssetId[] {
		return this.facts.assets(account)
	}

	/** Transactions that pay an account of interest, the latest first. */
	spendsOf(account: AccountId): readonly UtxoTransaction[] {
		const payers = [...(this.#payers.get(account) ?? [])].map((id) => this.transaction(id) as UtxoTransaction)
		return payers.sort(compareEvents)
	}

	#mirrored(entries: readonly LedgerEntry[]): LedgerEntry[] {
		const mirrored = entries.map(({ transfer, transaction }) => ({
			transfer: mirrorTransfer(transfer),
			transaction: this.#mirror(transaction) as AccountTransaction,
		}))
		return mirrored.sort((a, b) => compareEvents(a.transfer, b.transfer))
	}

	#mirror(transaction: Transaction): Transaction {
		let mirrored = this.#transactions.get(transaction)
		if (mirrored === undefined) {
			mirrored = mirrorTransaction(transaction, this.isMix(transaction.id))
			this.#transactions.set(transaction, mirrored)
		}
		return mirrored
	}
}

/** Looking back, an output that nobody can spend is one that somebody paid, like any other. */
function unburnt({ burn: _burn, ...output }: UtxoOutput): UtxoOutput {
	return output
}
