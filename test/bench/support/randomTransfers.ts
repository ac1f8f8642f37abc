import { seededRandom } from './seededRandom.js'

/** A table of transfers between numbered accounts, in the order in which they happen. */
export interface RandomTransfers {
	readonly accounts: number
	readonly from: Uint32Array
	readonly to: Uint32Array
	/** Satoshis, whole, 54 to 65 million. */
	readonly amounts: Float64Array
	/** Unix seconds, one apart. */
	readonly atSeconds: Uint32Array
}

/** Accounts that many pay: one payment in twenty goes to one of them. */
const HUBS = 20

/**
 * Transfers with the degrees of a payment ledger: half are paid by an account that was paid before, two in five go to an
 * account that was paid before (so that the popular grow), one in twenty to a hub. Three transfers to an account.
 */
export function randomTransfers(count: number, seed = 1): RandomTransfers {
	const accounts = Math.max(64, Math.floor(count / 3))
	const random = seededRandom(seed)
	const below = (limit: number): number => Math.floor(random() * limit)
	const from = new Uint32Array(count)
	const to = new Uint32Array(count)
	const amounts = new Float64Array(count)
	const atSeconds = new Uint32Array(count)
	for (let i = 0; i < count; i++) {
		const payer = i > 10 && random() < 0.5 ? (to[below(i)] as number) : below(accounts)
		const kind = random()
		const paid = kind < 0.05 ? below(HUBS) : kind < 0.45 && i > 10 ? (to[below(i)] as number) : below(accounts)
		from[i] = payer
		to[i] = paid === payer ? (paid + 1) % accounts : paid
		amounts[i] = Math.floor(Math.exp(random() * 14 + 4))
		atSeconds[i] = 1_500_000_000 + i
	}
	return { accounts, from, to, amounts, atSeconds }
}

/** An address for an account's number: 0x and 40 hexadecimal digits, a new string each time. */
export function addressText(account: number): string {
	const mixed = (Math.imul(account, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
	return Buffer.from(`0x${mixed}${account.toString(16).padStart(32, '0')}`).toString('latin1')
}
