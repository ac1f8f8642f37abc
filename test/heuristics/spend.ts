import type { UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from '../support/memoryAdapter.js'

/** An input: account number and value in satoshi (null: previous output not known), and which output it spends. */
export type Paying = readonly [account: number | null, sats: bigint, spends?: string]
/** An output: account number and value in satoshi; account -1 cannot be spent. */
export type Paid = readonly [account: number, sats: bigint]

export const script = (n: number): string => `${BITCOIN}:script-${n.toString(16).padStart(64, '0')}`

/** A payment between numbered accounts. `name` is repeated to a txid of its own. */
export function spend(name: string, paying: readonly Paying[], paid: readonly Paid[], atSeconds = 1): UtxoTransaction {
	const txid = Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64)
	const id = `${BITCOIN}/${txid}`
	return {
		...{ kind: 'utxo', id, chain: BITCOIN, txid, height: 1, atSeconds, order: [1, 1, 0], coinbase: false },
		inputs: paying.map(([account, sats, spends], i) => ({
			spends: spends ?? `${BITCOIN}/${'ef'.repeat(32)}:${i}`,
			account: account === null ? null : script(account),
			amount: account === null ? null : sats,
		})),
		outputs: paid.map(([account, amount], vout) => ({
			id: `${id}:${vout}`,
			account: script(account < 0 ? 0xdead : account),
			amount,
			...(account < 0 ? { burn: true } : {}),
		})),
	}
}

/** Inputs of accounts numbered from 1 on. */
export const payers = (...sats: readonly bigint[]): Paying[] => sats.map((amount, i) => [i + 1, amount])

/** Outputs to accounts numbered from 1001 on. */
export const payees = (...sats: readonly bigint[]): Paid[] => sats.map((amount, i) => [1001 + i, amount])

/** The same value n times. */
export const times = (n: number, sats: bigint): bigint[] => Array.from({ length: n }, () => sats)

/** Values from `first` on, each greater than the one before. */
export const rising = (n: number, first: bigint, step = 1_001n): bigint[] =>
	Array.from({ length: n }, (_, i) => first + BigInt(i) * step)
