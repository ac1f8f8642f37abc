import type { Entity } from '../model/claims.js'
import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'

/** Accounts under one control, joined by evidence and remembering each joint, so that any of them can be undone. */
export class Entities {
	readonly #parent = new Map<AccountId, AccountId>()
	readonly #joints: { readonly account: AccountId; readonly evidence: string }[] = []

	/** Joins accounts by one piece of evidence. */
	join(accounts: readonly AccountId[], evidence: string): void {
		const [first, ...others] = accounts
		if (first === undefined) return
		this.#joints.push({ account: first, evidence })
		for (const other of others) this.#unite(first, other)
	}

	/** Entities of more than one account, each with all evidence that joined it, in code-unit order. */
	list(): Entity[] {
		const members = new Map<AccountId, AccountId[]>()
		for (const account of this.#parent.keys()) {
			const root = this.#root(account)
			const list = members.get(root)
			if (list === undefined) members.set(root, [account])
			else list.push(account)
		}
		const evidence = new Map<AccountId, Set<string>>()
		for (const { account, evidence: id } of this.#joints) {
			const root = this.#root(account)
			evidence.set(root, (evidence.get(root) ?? new Set()).add(id))
		}
		return [...members]
			.map(([root, accounts]) => {
				const sorted = accounts.sort(compareText)
				return {
					id: `control ${sorted[0]}`,
					accounts: sorted,
					evidence: [...(evidence.get(root) ?? [])].sort(compareText),
				}
			})
			.sort((a, b) => compareText(a.id, b.id))
	}

	#unite(a: AccountId, b: AccountId): void {
		const [x, y] = [this.#root(a), this.#root(b)]
		if (x === y) return
		// The lesser id leads, so that the outcome does not depend on the order of joining.
		if (compareText(x, y) < 0) this.#parent.set(y, x)
		else this.#parent.set(x, y)
	}

	#root(account: AccountId): AccountId {
		let root = account
		for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root)) root = up
		for (let at = account; at !== root; ) {
			const up = this.#parent.get(at) as AccountId
			this.#parent.set(at, root)
			at = up
		}
		if (!this.#parent.has(root)) this.#parent.set(root, root)
		return root
	}
}
