import type { FoldedStep, Holding, Hop } from '../../model/hop.js'
import { compareText } from '../../model/order.js'
import { taintOf } from '../../taint/lot.js'
import type { TaintRun } from '../../taint/taintRun.js'
import type { Peels } from './peels.js'

/** Fewest steps in a row that are shown as one. */
const FEWEST_FOLDED = 2

/** Shows steps of a flow that keep to one peel chain as one step with the list of its peels. */
export class FoldPeels {
	readonly #folded = new Map<string, FoldedStep>()

	constructor(
		private readonly peels: Peels,
		private readonly run: TaintRun,
	) {}

	fold(hops: readonly Hop[]): Hop[] {
		const folded: Hop[] = []
		for (let i = 0; i < hops.length; ) {
			const end = this.#runFrom(hops, i)
			if (end - i >= FEWEST_FOLDED) folded.push(this.#one(hops.slice(i, end)))
			else folded.push(...hops.slice(i, end))
			i = end
		}
		return folded
	}

	/** Where the run of hops ends that keep to the chain of the first; one further where it is in none. */
	#runFrom(hops: readonly Hop[], start: number): number {
		const first = this.#kept(hops[start] as Hop)
		if (first === undefined) return start + 1
		let end = start + 1
		for (; end < hops.length; end++) {
			const next = this.#kept(hops[end] as Hop)
			if (next?.id !== first.id || next.place !== first.place + end - start) break
		}
		return end
	}

	/** The step that a hop is, where it goes on with what the step keeps. */
	#kept(hop: Hop): { readonly id: string; readonly place: number } | undefined {
		const found = this.peels.stepOf(hop.tx)
		return found?.step.kept?.id === hop.transfer ? found : undefined
	}

	#one(hops: readonly Hop[]): Hop {
		const [first, last] = [hops[0] as Hop, hops.at(-1) as Hop]
		let { balance, taint } = first.entered
		for (const [i, { before, entered }] of hops.entries()) {
			const previous = hops[i - 1]
			if (previous === undefined) continue
			balance += before.balance - previous.amount + entered.balance
			taint += before.taint - previous.taint + entered.taint
		}
		const { before } = first
		const after: Holding = {
			balance: before.balance + balance - last.amount,
			taint: before.taint + taint - last.taint,
		}
		const id = this.peels.stepOf(first.tx)?.id ?? ''
		const evidence = [...new Set([id, ...hops.flatMap((hop) => hop.evidence)])].sort(compareText)
		const folded = hops.map((hop) => this.#stepOf(hop))
		return { ...last, kind: 'peel', from: first.from, before, entered: { balance, taint }, after, evidence, folded }
	}

	#stepOf({ tx, transfer, height, at, from, to, amount, taint }: Hop): FoldedStep {
		let step = this.#folded.get(tx)
		if (step === undefined) {
			const peels = (this.peels.stepOf(tx)?.step.peels ?? []).map((output) => ({
				transfer: output.id,
				account: output.account,
				amount: output.amount,
				taint: taintOf(this.run.outputs.tainted(output.id)),
			}))
			step = { tx, transfer, height, at, from, to, amount, taint, peels }
			this.#folded.set(tx, step)
		}
		return step
	}
}
