import { nativeOf } from '../../model/chains.js'
import { internalError } from '../../model/errors.js'
import { isRest } from '../../model/feeOutput.js'
import type { Holding } from '../../model/hop.js'
import type { OutputId } from '../../model/identifiers.js'
import type { UtxoInput, UtxoOutput, UtxoTransaction } from '../../model/transaction.js'
import { cleanLot, type Lot, pushLot, sameLots, taintedLot, taintOf, through, totalOf } from '../lot.js'
import type { RunContext } from '../runContext.js'
import type { SeededPart } from '../seeds/seededValue.js'
import { seedLots } from '../seeds/seedLots.js'
import { apportionSpend } from './apportionSpend.js'
import { InputSeeding } from './inputSeeding.js'

/** A transaction's arithmetic under a run: what its inputs held, and what its inputs newly seeded. */
export interface Spend {
	readonly before: Holding
	readonly entered: Holding
	readonly fee: readonly Lot[]
	/** Of mixes: what each input held. */
	readonly inputs?: readonly (readonly Lot[])[]
}

/** The output ledgers of one run. The ledger of a payment is its transaction. */
export class OutputSide {
	readonly #lots = new Map<OutputId, readonly Lot[]>()
	readonly #spends = new Map<string, Spend>()
	/** Outputs whose value a spender took on, or is stuck before because it has an input of unknown value. */
	readonly #taken = new Map<OutputId, 'moved' | readonly Lot[]>()
	readonly #queued = new Set<string>()

	/** What bridges pay out by outputs. */
	readonly #received = new Map<OutputId, readonly Lot[]>()
	readonly #seeding: InputSeeding

	constructor(private readonly context: RunContext) {
		this.#seeding = new InputSeeding(context)
	}

	/** Tainted lots of an output. */
	tainted(output: OutputId): readonly Lot[] {
		return (this.#lots.get(output) ?? []).filter((lot) => lot.path !== null)
	}

	spend(transaction: string): Spend | undefined {
		return this.#spends.get(transaction)
	}

	/** Outputs from which seed value was taken on or got stuck. */
	taken(): Iterable<OutputId> {
		return this.#taken.keys()
	}

	/** Seed value that stays at an output, and whether it is stuck before a spender with an input of unknown value. */
	staying(output: OutputId): { readonly lots: readonly Lot[]; readonly stuck: boolean } {
		const taken = this.#taken.get(output)
		if (taken === 'moved' || this.context.crossings.of(output) !== undefined) return { lots: [], stuck: false }
		return taken === undefined ? { lots: this.tainted(output), stuck: false } : { lots: taken, stuck: true }
	}

	/** What each transaction paid in fees. */
	*fees(): Iterable<readonly Lot[]> {
		for (const { fee } of this.#spends.values()) yield fee
	}

	follow(output: OutputId): void {
		const spender = this.context.view.spender(output)
		if (spender !== undefined && this.#lots.has(output)) this.touch(spender)
	}

	/** Gives seeded outputs their label where their own transaction carries no other seed's value; looking back, inputs. */
	seedOutputs(transaction: UtxoTransaction): void {
		for (const output of transaction.outputs) {
			if (!this.#lots.has(output.id))
				this.#set(transaction, output, output.amount === 0n ? [] : [cleanLot(output.amount)])
		}
		if (this.context.direction === 'backward') this.touch(transaction)
	}

	/** Makes an output carry what a bridge pays out by it; no lots: nothing any more. */
	receive(id: OutputId, lots: readonly Lot[]): void {
		const { view } = this.context
		const [transaction, output] = [view.transaction(id.slice(0, id.lastIndexOf(':'))), view.output(id)]
		if (transaction?.kind !== 'utxo' || output === undefined)
			throw internalError('a bridge pays out by an unknown output', { output: id })
		if (lots.length === 0) this.#received.delete(id)
		else this.#received.set(id, lots)
		this.#set(transaction, output, [cleanLot(output.amount)])
	}

	/** Sends what an output carries to where it goes now. */
	reroute(id: OutputId): void {
		const lots = this.#lots.get(id)
		if (lots !== undefined) this.context.crossover.send(id, id, lots)
	}

	touch(transaction: UtxoTransaction): void {
		if (transaction.coinbase || this.#queued.has(transaction.id)) return
		this.#queued.add(transaction.id)
		const { order, id } = transaction
		this.context.enqueue({ order, id, rank: 0, run: () => this.#evaluate(transaction) })
	}

	#evaluate(transaction: UtxoTransaction): void {
		this.#queued.delete(transaction.id)
		const asset = nativeOf(transaction.chain)
		const unresolved = transaction.inputs.some((input) => input.amount === null)
		const inputs = transaction.inputs.map((input) => this.#inputLots(transaction, input, asset))
		for (const [i, { spends }] of transaction.inputs.entries()) {
			const { lots, followed } = inputs[i] as InputLots
			if (spends === null || !followed) continue
			this.#taken.set(spends, unresolved ? lots.filter((lot) => lot.path !== null) : 'moved')
		}
		if (unresolved) {
			// Looking back, what got stuck before a transaction came out of it.
			if (this.context.direction === 'backward' && inputs.some((input) => taintOf(input.lots) > 0n))
				this.context.reached(transaction.id)
			return
		}
		const lots: Lot[] = []
		for (const input of inputs) for (const lot of input.lots) pushLot(lots, lot)
		const total = totalOf(lots)
		const sizes = transaction.outputs.map((output) => output.amount)
		const fee = sizes.reduce((rest, size) => rest - size, total)
		if (fee < 0n) throw internalError('a transaction pays out more than it takes in', { transaction: transaction.id })
		// A fee that is carried on is an output, the last one.
		const rest = isRest(transaction.outputs.at(-1)?.id ?? '') ? [] : [fee]
		const held = inputs.map((input) => input.lots)
		const slots = apportionSpend(this.context, transaction, held, lots, [...sizes, ...rest])
		const entered = inputs.reduce((sum, input) => sum + input.entered, 0n)
		const taint = taintOf(lots)
		const [kept, fresh] =
			this.context.rule.kind === 'reach' ? wholly(total, taint - entered, entered) : [taint - entered, entered]
		this.#spends.set(transaction.id, {
			before: { balance: total, taint: kept },
			entered: { balance: 0n, taint: fresh },
			fee: slots[sizes.length] ?? [],
			...(this.context.mixes.get(transaction.id) === undefined ? {} : { inputs: held }),
		})
		if (taint > 0n) this.context.reached(transaction.id)
		for (const [j, output] of transaction.outputs.entries()) {
			this.#set(transaction, output, through(slots[j] as Lot[], output.id))
		}
	}

	/** What an input holds, after the account seeds that are open for its account have taken their part. */
	#inputLots(transaction: UtxoTransaction, input: UtxoInput, asset: string): InputLots {
		const { walked, rule, view } = this.context
		const { amount, spends } = input
		if (amount === null || amount === 0n) return { lots: [], entered: 0n, followed: false }
		if (spends === null) return { lots: [cleanLot(amount)], entered: 0n, followed: false }
		const open = this.context.seeds.ofInput(transaction, input, asset)
		const followed = open.length > 0 || (walked.has(spends) && view.spender(spends)?.id === transaction.id)
		const held = (followed ? this.#lots.get(spends) : undefined) ?? [cleanLot(amount)]
		if (open.length === 0) return { lots: held, entered: 0n, followed }
		const { lots, entered, later } = this.#seeding.seed(transaction, spends, asset, open, held)
		for (const spend of later) this.touch(spend)
		const tainted = lots.find((lot) => lot.path !== null)?.path
		if (rule.kind !== 'reach' || tainted == null) return { lots, entered, followed }
		return { lots: [taintedLot(tainted, amount)], entered: taintOf(held) > 0n ? 0n : amount, followed }
	}

	#set(transaction: UtxoTransaction, output: UtxoOutput, carried: readonly Lot[]): void {
		const { seeds, walked, view, rule } = this.context
		const received = this.#received.get(output.id)
		let lots = received === undefined ? carried : through(received, output.id)
		const parts: SeededPart[] = []
		for (const seed of seeds.ofOutput(transaction.id, output)) {
			const root = seeds.root(seed, nativeOf(transaction.chain))
			if (rule.kind === 'reach' && taintOf(lots) > 0n) continue
			// What a transaction moved came here by this output; what an output holds has not moved yet.
			const next = seedLots(lots, seed.kind === 'transaction' ? root.through(output.id) : root, null)
			lots = next.lots
			if (next.seeded > 0n) parts.push({ row: root.seed, amount: next.seeded })
		}
		this.context.seeded.set(output.id, parts)
		const tainted = lots.filter((lot) => lot.path !== null)
		const old = this.#lots.get(output.id) ?? (output.amount === 0n ? [] : [cleanLot(output.amount)])
		if (tainted.length > 0) this.#lots.set(output.id, lots)
		else this.#lots.delete(output.id)
		if (sameLots(old, lots)) return
		const crosses = this.context.crossover.send(output.id, output.id, lots)
		if (tainted.length > 0) this.context.reached(transaction.id)
		if (crosses) return
		const spender = view.spender(output.id)
		const own = seeds.isSeedAccount(output.account, output.sameKeyAs) || seeds.isOrigin(output.id)
		if (spender !== undefined && (own || walked.has(output.id))) this.touch(spender)
	}
}

interface InputLots {
	readonly lots: readonly Lot[]
	/** Value newly seeded at this input. */
	readonly entered: bigint
	/** Whether seed value goes on through this input. */
	readonly followed: boolean
}

/** After first contact a transaction counts in full: as held before where value had come, else as entering with it. */
function wholly(total: bigint, held: bigint, entered: bigint): [held: bigint, entered: bigint] {
	return held > 0n ? [total, 0n] : [0n, entered > 0n ? total : 0n]
}
