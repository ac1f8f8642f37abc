import { chainFacts } from '../model/chains.js'
import { feeOutput, isFee, isRest, unclaimedOutput } from '../model/feeOutput.js'
import type { AccountId, AssetId, OutputId, TransactionId } from '../model/identifiers.js'
import type { LedgerEntry, LedgerView, LedgerWays } from '../model/ledgerView.js'
import { subsidy } from '../model/subsidy.js'
import type { Transaction, UtxoInput, UtxoOutput, UtxoTransaction } from '../model/transaction.js'

/** After every other transaction of its block. */
const LAST = Number.MAX_SAFE_INTEGER

/**
 * Everything read, with fees carried on: the fee of a transaction is its last output, and a coinbase whose fees are told
 * spends the subsidy and then those, in block order. What it does not claim is its own last output, which nobody can
 * spend. The facts stay as they are; each is shown so when it is first asked for.
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (the order of a coinbase's inputs).
 */
export class FeeView implements LedgerWays {
	readonly #shown = new WeakMap<Transaction, UtxoTransaction>()
	/** Coinbases of which the fees are told, by the transactions that paid those. */
	readonly #coinbases = new Map<TransactionId, TransactionId>()

	constructor(private readonly facts: LedgerView) {}

	/** Takes note of what was added to the facts. */
	note(transactions: readonly Transaction[]): void {
		for (const transaction of transactions) {
			if (transaction.kind !== 'utxo') continue
			for (const fee of transaction.blockFees ?? []) this.#coinbases.set(fee.transaction, transaction.id)
		}
	}

	transaction(id: TransactionId): Transaction | undefined {
		const transaction = this.facts.transaction(id)
		return transaction?.kind === 'utxo' ? this.#show(transaction) : transaction
	}

	spender(output: OutputId): UtxoTransaction | undefined {
		const creator = this.facts.transaction(creatorOf(output))
		const spender = isFee(output) ? this.#coinbaseOf(creatorOf(output)) : this.facts.spender(output)
		if (spender === undefined) return undefined
		// A coinbase can be spent a hundred blocks later: where a source says otherwise, value would go round in its block.
		const isRound = creator?.kind === 'utxo' && creator.coinbase && spender.order[0] <= creator.order[0]
		return isRound ? undefined : this.#show(spender)
	}

	output(id: OutputId): UtxoOutput | undefined {
		if (!isRest(id)) return this.facts.output(id)
		const transaction = this.transaction(creatorOf(id))
		return transaction?.kind === 'utxo' ? transaction.outputs.find((output) => output.id === id) : undefined
	}

	ledger(account: AccountId, asset: AssetId): readonly LedgerEntry[] {
		return this.facts.ledger(account, asset)
	}

	entriesOf(transaction: TransactionId): readonly LedgerEntry[] {
		return this.facts.entriesOf(transaction)
	}

	assets(account: AccountId): readonly AssetId[] {
		return this.facts.assets(account)
	}

	spendsOf(account: AccountId): readonly UtxoTransaction[] {
		return this.facts.spendsOf(account).map((transaction) => this.#show(transaction))
	}

	#coinbaseOf(payer: TransactionId): UtxoTransaction | undefined {
		const coinbase = this.facts.transaction(this.#coinbases.get(payer) ?? '')
		const transaction = this.facts.transaction(payer)
		if (coinbase?.kind !== 'utxo' || transaction?.kind !== 'utxo') return undefined
		return coinbase.order[0] === transaction.order[0] ? coinbase : undefined
	}

	#show(transaction: UtxoTransaction): UtxoTransaction {
		let shown = this.#shown.get(transaction)
		if (shown === undefined) {
			shown = transaction.coinbase ? this.#mined(transaction) : paying(transaction)
			this.#shown.set(transaction, shown)
		}
		return shown
	}

	#mined(coinbase: UtxoTransaction): UtxoTransaction {
		const { id, chain, height, order, outputs, blockFees } = coinbase
		const facts = chainFacts(chain)
		if (blockFees === undefined || facts === undefined) return coinbase
		const created = height === null ? null : subsidy(facts, height)
		const fees = blockFees.map((fee): UtxoInput => {
			const spends = feeOutput(fee.transaction)
			// Where another source told the transaction otherwise, the fee is not known.
			const own = this.output(spends)?.amount ?? fee.amount
			return { spends, account: null, amount: own === fee.amount ? own : null }
		})
		const inputs = [{ spends: null, account: null, amount: created }, ...fees]
		const rest = restOf(inputs, outputs)
		const shown = { ...coinbase, coinbase: false, order: [order[0], LAST, 0] as const }
		// No block can claim more than there is: where it does, this is another chain or not all of it.
		if (rest === null || rest < 0n) return { ...shown, inputs: [{ ...NOT_TOLD }, ...fees] }
		return { ...shown, inputs, outputs: withRest(outputs, unclaimedOutput(id), chain, rest, true) }
	}
}

const NOT_TOLD: UtxoInput = { spends: null, account: null, amount: null }

const creatorOf = (output: OutputId): TransactionId => output.slice(0, output.lastIndexOf(':'))

/** A transaction with its fee as the last output, where that is known. */
function paying(transaction: UtxoTransaction): UtxoTransaction {
	const { id, chain, inputs, outputs } = transaction
	const fee = restOf(inputs, outputs)
	if (fee === null || fee <= 0n) return transaction
	return { ...transaction, outputs: withRest(outputs, feeOutput(id), chain, fee, false) }
}

/** What inputs hold beyond outputs; null where that of one is not known. */
function restOf(inputs: readonly UtxoInput[], outputs: readonly UtxoOutput[]): bigint | null {
	let rest = 0n
	for (const { amount } of inputs) {
		if (amount === null) return null
		rest += amount
	}
	for (const { amount } of outputs) rest -= amount
	return rest
}

/** No account holds what no script does: the name stands in for one, and results do not show it. */
function withRest(outputs: readonly UtxoOutput[], id: OutputId, chain: string, amount: bigint, burn: boolean) {
	if (amount === 0n) return [...outputs]
	return [...outputs, { id, account: `${chain}:nobody`, amount, ...(burn ? { burn } : {}) }]
}
