import type { Joint } from './joint.js'
import { type Attested, MergeGuard, type Ruling } from './mergeGuard.js'

const SERVICE = 1
const OTHER = 2

/** Rules on change evidence too: it may attach an account, and it overrules nothing. */
export class ChangeGuard extends MergeGuard {
	/** SERVICE, OTHER or both. */
	readonly #labelled = new Map<number, number>()
	/** Accounts of other parties, on both sides of a payment. */
	readonly #apart = new Map<number, Set<number>>()
	/** Scripts that stand for the address of their key. */
	readonly #shadows = new Set<number>()

	override add(number: number, attested: Attested | undefined): void {
		super.add(number, attested)
		if (attested !== undefined) this.#labelled.set(number, attested.service ? SERVICE : OTHER)
	}

	override rule(joint: Joint, members: readonly number[], roots: readonly number[]): Ruling | null {
		const mixed = this.#mixesService(roots)
		const ruling =
			(joint.kind === 'change' ? this.#ruleChange(members, roots, mixed) : null) ?? super.rule(joint, members, roots)
		if (ruling !== null || !mixed) return ruling
		return { alarm: 'service', note: 'joined although only one side is labelled as a service' }
	}

	override merge(kept: number, gone: number, block: number): void {
		super.merge(kept, gone, block)
		const bits = (this.#labelled.get(kept) ?? 0) | (this.#labelled.get(gone) ?? 0)
		if (bits > 0) this.#labelled.set(kept, bits)
		const [mine, theirs] = [this.#apart.get(kept), this.#apart.get(gone)]
		if (theirs === undefined) return
		// The lesser set goes into the larger one, so that no account is moved often.
		const [larger, lesser] = mine === undefined || theirs.size > mine.size ? [theirs, mine] : [mine, theirs]
		for (const number of lesser ?? []) larger.add(number)
		this.#apart.set(kept, larger)
		this.#apart.delete(gone)
	}

	override made(joint: Joint, members: readonly number[], apart: readonly number[]): void {
		const first = members[0] as number
		if (joint.kind === 'sameKey' && !this.#shadows.has(first)) {
			this.#shadows.add(first)
			this.shrink(this.find(first))
		}
		for (const other of apart) {
			if (this.find(first) === this.find(other)) continue
			this.#keepApart(first, other)
			this.#keepApart(other, first)
		}
	}

	#keepApart(number: number, other: number): void {
		const root = this.find(number)
		const apart = this.#apart.get(root)
		if (apart === undefined) this.#apart.set(root, new Set([other]))
		else apart.add(other)
	}

	#mixesService(roots: readonly number[]): boolean {
		const both = SERVICE | OTHER
		const bits = roots.map((root) => this.#labelled.get(root) ?? 0)
		return !bits.includes(both) && bits.reduce((all, some) => all | some, 0) === both
	}

	#ruleChange(members: readonly number[], roots: readonly number[], mixed: boolean): Ruling | null {
		const payers = new Set(members.slice(0, -1).map((payer) => this.find(payer)))
		if (payers.size > 1)
			return { refused: 'payers', note: 'the payers are not one cluster, so that it is open whose change this is' }
		const [x, y] = roots as [number, number]
		if (mixed)
			return { refused: 'service', note: 'only one side is labelled as a service, and change alone does not join them' }
		const { maxChangeMerge } = this.limits
		if (this.size(x) > maxChangeMerge && this.size(y) > maxChangeMerge) {
			const note = `clusters of ${this.size(x)} and ${this.size(y)} accounts, both above ${maxChangeMerge}: change alone does not join them`
			return { refused: 'changeMerge', note }
		}
		const [own, other] = (this.#apart.get(x)?.size ?? 0) <= (this.#apart.get(y)?.size ?? 0) ? [x, y] : [y, x]
		for (const number of this.#apart.get(own) ?? [])
			if (this.find(number) === other)
				return { refused: 'payee', note: 'one of the two clusters was seen to pay the other' }
		return null
	}
}
