import type { AccountId } from '../../model/identifiers.js'
import type { UtxoTransaction } from '../../model/transaction.js'

/** Inputs that one party signed, counted as one. */
export interface InputParty {
	/** The id that the accounts of the party share; an account's own where it is alone. */
	readonly control: string
	/** Places in the transaction's inputs. */
	readonly places: readonly number[]
	readonly accounts: readonly AccountId[]
	readonly amount: bigint
}

/** The parties behind the inputs whose previous output is known and carries value, in the order of their first input. */
export function inputParties(
	{ inputs }: UtxoTransaction,
	controlOf: (account: AccountId) => string = (account) => account,
): InputParty[] {
	const parties = new Map<string, { places: number[]; accounts: Set<AccountId>; amount: bigint }>()
	for (const [place, { account, amount }] of inputs.entries()) {
		if (account === null || amount === null || amount === 0n) continue
		const control = controlOf(account)
		const party = parties.get(control) ?? { places: [], accounts: new Set<AccountId>(), amount: 0n }
		party.places.push(place)
		party.accounts.add(account)
		party.amount += amount
		parties.set(control, party)
	}
	return [...parties].map(([control, { places, accounts, amount }]) => {
		return { control, places, accounts: [...accounts], amount }
	})
}
