import { sweepOf } from '../heuristics/bitcoin/sweepOf.js'
import { MOST_ALONE, ONCE, sweptDeposit } from '../heuristics/bitcoin/sweptDeposit.js'
import type { LabelBook } from '../labels/labelBook.js'
import type { LabelVerdict } from '../labels/labelVerdict.js'
import type { Evidence } from '../model/claims.js'
import { grade } from '../model/grade.js'
import type { AccountId, OutputId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { StopReason } from '../model/stop.js'
import type { Inference, Node } from './node.js'

/** An account that is judged to be a deposit address of a labelled service. */
export interface Deposit {
	/** As if it were labelled like the accounts that it is swept into; the labels are theirs. */
	readonly verdict: Exclude<LabelVerdict, { readonly kind: 'none' }> & { readonly stop: StopReason }
	readonly inferred: Inference
}

/**
 * Accounts that a service sweeps, found on the way: value that comes to one has come to the service, and the account, not
 * the wallet that it is swept into, is what the service can act on. A spend that looks like a sweep raises the question;
 * all that the account did answers it.
 */
export class Deposits {
	readonly #judged = new Map<AccountId, Deposit | null>()

	constructor(
		private readonly view: LedgerView,
		private readonly labels: LabelBook,
	) {}

	/** Whether an output's account has to be asked about before value goes on with the transaction that spends it. */
	raises({ id, kind, seed, account, verdict }: Node): boolean {
		if (kind !== 'output' || seed || verdict.kind !== 'none' || this.#judged.has(account)) return false
		const spender = this.view.spender(id)
		const sweep = spender === undefined ? null : sweepOf(spender, account, this.#serviceOf)
		return sweep !== null && sweep.others.size >= MOST_ALONE
	}

	/** Judges an account by what was read of it; `whole`: whether that is all that the sources hold. */
	judge(account: AccountId, whole: boolean): Deposit | undefined {
		const deposit = whole ? this.#found(account) : null
		this.#judged.set(account, deposit)
		return deposit ?? undefined
	}

	/** The deposit address that an account was judged to be. */
	get(account: AccountId): Deposit | undefined {
		return this.#judged.get(account) ?? undefined
	}

	/** Outputs to an account, as far as they were read. */
	outputsOf(account: AccountId): OutputId[] {
		const received = this.view.receiptsOf(account).flatMap(({ outputs }) => outputs)
		return received.filter((output) => output.account === account).map(({ id }) => id)
	}

	#found(account: AccountId): Deposit | null {
		const finding = sweptDeposit(account, this.view, this.#serviceOf)
		if (finding.kind !== 'found') return null
		const { service, reached, sweeps, reaching, confidence } = finding
		const verdicts = reached.map((payee) => this.labels.verdict(payee)).filter((verdict) => verdict.kind !== 'none')
		const [first] = verdicts
		if (first === undefined) return null
		const note = `every spend of this account that was read (${sweeps.length}) joins it with at least ${sweeps.length === 1 ? ONCE : MOST_ALONE} other accounts into one payment, and ${reaching} of them ${reaching === 1 ? 'goes' : 'go'} to an account labelled as a custodial service: consistent with a deposit address of that service, and also with one holder who empties many accounts into an own one there`
		const evidence: Evidence = {
			id: `sweptDeposit ${account}`,
			claim: 'depositAddress',
			heuristic: {
				id: 'sweptDeposit',
				version: '1',
				params: {
					account,
					entity: service,
					wallets: reached.join(' '),
					others: `${MOST_ALONE}`,
					othersOnce: `${ONCE}`,
				},
				card: null,
			},
			confidence: grade(confidence),
			transactions: [...sweeps],
			note,
		}
		const attributions = verdicts.flatMap((verdict) => verdict.attributions)
		const text = `${account} is taken for a deposit address by how it is swept`
		return { verdict: { ...first, stop: 'service', attributions }, inferred: { evidence, confidence, text } }
	}

	readonly #serviceOf = (account: AccountId): string | null => {
		const verdict = this.labels.verdict(account)
		return verdict.kind === 'stop' && verdict.stop === 'service' ? verdict.entity : null
	}
}
