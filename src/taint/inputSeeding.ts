import type { OutputId } from '../model/identifiers.js'
import type { UtxoInput, UtxoTransaction } from '../model/transaction.js'
import type { Lot } from './lot.js'
import type { RunContext } from './runContext.js'
import type { AccountSeed } from './seedBook.js'
import type { SeededPart } from './seededValue.js'
import { seedLots } from './seedLots.js'
import type { SeedRow } from './seedRow.js'

/** What account seeds make of one input. */
export interface SeededInput {
	readonly lots: readonly Lot[]
	/** Value newly seeded here. */
	readonly entered: bigint
	/** Later spends of the same seeds, whose part changes with this one's. */
	readonly later: readonly UtxoTransaction[]
}

/** Seeds of accounts on an output ledger: what an account spends becomes seed value, input by input in event order. */
export class InputSeeding {
	constructor(private readonly context: Pick<RunContext, 'seeds' | 'seeded' | 'view'>) {}

	/** Account seeds that are open for an input. */
	openFor(transaction: UtxoTransaction, input: UtxoInput, asset: string): AccountSeed[] {
		return input.account === null ? [] : this.context.seeds.openFor(input.account, asset, transaction, input.sameKeyAs)
	}

	/** Lets each open seed take its part of the clean value. */
	seed(
		transaction: UtxoTransaction,
		output: OutputId,
		asset: string,
		open: readonly AccountSeed[],
		held: readonly Lot[],
	): SeededInput {
		const { seeds, seeded } = this.context
		const event = inputEvent(output)
		const parts: SeededPart[] = []
		const later = new Set<UtxoTransaction>()
		let lots = held
		for (const seed of open) {
			const root = seeds.root(seed, asset)
			const next = seedLots(lots, root, this.#left(seed, root.seed, transaction, output))
			lots = next.lots
			if (next.seeded > 0n) parts.push({ row: root.seed, amount: next.seeded })
			if (seed.amount !== undefined && seeded.at(event, root.seed) !== next.seeded) {
				for (const spend of this.#after(seed, transaction)) later.add(spend)
			}
		}
		seeded.set(event, parts)
		return { lots, entered: parts.reduce((sum, part) => sum + part.amount, 0n), later: [...later] }
	}

	/** What a limited seed may still take at this input: its amount less what earlier inputs took. */
	#left(seed: AccountSeed, row: SeedRow, transaction: UtxoTransaction, output: OutputId): bigint | null {
		if (seed.amount === undefined) return null
		let left = seed.amount
		for (const earlier of this.context.view.spendsOf(seed.account)) {
			for (const { spends } of earlier.inputs) {
				if (earlier.id === transaction.id && spends === output) return left
				if (spends !== null) left -= this.context.seeded.at(inputEvent(spends), row)
			}
		}
		return left
	}

	#after(seed: AccountSeed, transaction: UtxoTransaction): readonly UtxoTransaction[] {
		const spends = this.context.view.spendsOf(seed.account)
		return spends.slice(spends.findIndex(({ id }) => id === transaction.id) + 1)
	}
}

const inputEvent = (output: OutputId): string => `in ${output}`
