import { internalError } from '../../model/errors.js'
import type { Holding, Hop } from '../../model/hop.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { PayerArithmetic } from '../../taint/accounts/payerArithmetic.js'
import { taintOf } from '../../taint/lot.js'
import type { Path } from '../../taint/path.js'
import type { TaintRun } from '../../taint/taintRun.js'
import { backwardTaint } from '../backwardTaint.js'
import { placeOf } from './placeOf.js'
import { spendOf } from './spendOf.js'
import { transferOf } from './transferOf.js'

type BareHop = Omit<Extract<Hop, { kind: 'transfer' | 'spend' }>, 'evidence'>
type EvidenceOf = (transaction: string, payer: AccountId | null) => string[]

const NOTHING: Holding = { balance: 0n, taint: 0n }

/**
 * The steps of histories that go back, each as it happened and in the order in which they happened. Taint is what of a
 * holding comes to the seeds later. A payer that the search did not look into shows nothing but its payment.
 */
export class BackwardHops {
	readonly #steps = new Map<Path, Hop>()
	readonly #payments = new Map<string, ReadonlyMap<string, PayerArithmetic>>()

	constructor(
		private readonly run: TaintRun,
		private readonly facts: LedgerView,
		private readonly evidenceOf: EvidenceOf,
	) {}

	of(path: Path): Hop[] {
		const hops: Hop[] = []
		for (let step: Path | null = path; step !== null && step.length > 0; step = step.parent) {
			let hop = this.#steps.get(step)
			if (hop === undefined) {
				hop = this.#hop(step)
				this.#steps.set(step, hop)
			}
			hops.push(hop)
		}
		return hops
	}

	#hop(step: Path): Hop {
		const id = transferOf(step)
		const hop = step.origin === null ? this.#transfer(id) : this.#spend(id, step.via as string)
		return { ...hop, evidence: this.evidenceOf(hop.tx, hop.from) }
	}

	#transfer(id: string): BareHop {
		const tx = id.slice(0, id.indexOf('#'))
		const transaction = this.facts.transaction(tx)
		const transfer = transaction?.kind === 'account' ? transaction.transfers.find((own) => own.id === id) : undefined
		const carry = this.run.accounts.carried(id)
		if (transaction === undefined || transfer === undefined || carry === undefined)
			throw internalError('a flow names an unknown transfer', { transfer: id })
		const { from, to, asset, amount } = transfer
		const taint = taintOf(carry.lots)
		const payer = from === null ? undefined : this.#paymentsOf(from, asset).get(id)
		return {
			kind: 'transfer',
			chain: transaction.chain,
			tx,
			transfer: id,
			index: placeOf(id),
			height: transaction.height,
			at: transaction.atSeconds,
			from,
			to,
			asset,
			amount,
			taint,
			before: payer?.before ?? NOTHING,
			entered: payer?.entered ?? { balance: amount, taint },
			after: payer?.after ?? NOTHING,
		}
	}

	/** `spent` is the output that this step spends to create the other. */
	#spend(id: string, spent: string): BareHop {
		const tx = id.slice(0, id.lastIndexOf(':'))
		const transaction = this.facts.transaction(tx)
		const output = this.facts.output(id)
		const spend = this.run.outputs.spend(tx)
		const payer = transaction?.kind === 'utxo' ? transaction.inputs.find(({ spends }) => spends === spent) : undefined
		if (transaction?.kind !== 'utxo' || output === undefined || spend === undefined || payer === undefined)
			throw internalError('a flow names an unknown output', { output: id })
		const taint = backwardTaint(this.run, id)
		const before = { balance: spend.before.balance, taint: spend.before.taint + spend.entered.taint }
		return {
			...spendOf(transaction, output),
			from: payer.account,
			taint,
			before,
			entered: NOTHING,
			after: { balance: before.balance - output.amount, taint: before.taint - taint },
		}
	}

	/** Each paying ledger is replayed once. */
	#paymentsOf(account: AccountId, asset: string): ReadonlyMap<string, PayerArithmetic> {
		const key = `${account} ${asset}`
		const known = this.#payments.get(key) ?? this.run.accounts.payments(account, asset)
		this.#payments.set(key, known)
		return known
	}
}
