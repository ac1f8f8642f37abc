import type { OutputId } from '../../model/identifiers.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import type { Lot } from '../lot.js'
import type { RunContext } from '../runContext.js'
import type { AccountSeed } from '../seeds/seedBook.js'
import type { SeededPart } from '../seeds/seededValue.js'
import { seedLots } from '../seeds/seedLots.js'
import type { SeedRow } from '../seeds/seedRow.js'

type LimitedSeed = AccountSeed & { readonly amount: bigint }

/** What seeds make of one input. */
export interface SeededInput {
	readonly lots: readonly Lot[]
	/** Value newly seeded here. */
	readonly entered: bigint
	/** Later spends of the same seeds, whose part changes with this one's. */
	readonly later: readonly UtxoTransaction[]
}

/**
 * Seeds that take effect at inputs: what an account spends becomes seed value, input by input in event order; looking
 * back, what it received.
 */
export class InputSeeding {
	constructor(private readonly context: Pick<RunContext, 'seeds' | 'seeded' | 'view' | 'direction'>) {}

	/** Lets each open seed take its part of the clean value. */
	seed(
		transaction: UtxoTransaction,
		output: OutputId,
		asset: string,
		open: readonly ParsedSeed[],
		held: readonly Lot[],
	): SeededInput {
		const { seeds, seeded, direction } = this.context
		const event = inputEvent(output)
		const parts: SeededPart[] = []
		const later = new Set<UtxoTransaction>()
		let lots = held
		for (const seed of open) {
			const root = seeds.root(seed, asset, direction === 'backward' ? output : null)
			const limited = seed.kind === 'account' && seed.amount !== undefined ? { ...seed, amount: seed.amount } : null
			const left = limited === null ? null : this.#left(limited, root.seed, transaction, output)
			const next = seedLots(lots, root, left)
			lots = next.lots
			if (next.seeded > 0n) parts.push({ row: root.seed, amount: next.seeded })
			if (limited !== null && seeded.at(event, root.seed) !== next.seeded) {
				for (const spend of this.#after(limited, transaction)) later.add(spend)
			}
		}
		seeded.set(event, parts)
		return { lots, entered: parts.reduce((sum, part) => sum + part.amount, 0n), later: [...later] }
	}

	/** What a limited seed may still take at this input: its amount less what earlier inputs took. */
	#left(seed: LimitedSeed, row: SeedRow, transaction: UtxoTransaction, output: OutputId): bigint {
		let left = seed.amount
		for (const earlier of this.context.view.spendsOf(seed.account)) {
			for (const { spends } of earlier.inputs) {
				if (earlier.id === transaction.id && spends === output) return left
				if (spends !== null) left -= this.context.seeded.at(inputEvent(spends), row)
			}
		}
		return left
	}

	#after(seed: LimitedSeed, transaction: UtxoTransaction): readonly UtxoTransaction[] {
		const spends = this.context.view.spendsOf(seed.account)
		return spends.slice(spends.findIndex(({ id }) => id === transaction.id) + 1)
	}
}

/** The event under which `SeededValue` has what an input newly seeds. */
export const inputEvent = (output: OutputId): string => `in ${output}`
