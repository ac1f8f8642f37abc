import { expect } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import type { AccountTransaction, UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN, coverageOf } from './memoryAdapter.js'
import { ETHER } from './payments.js'

/** Steps of a chain; `FUNDTRAIL_SCALE=20000` is the length that has to be borne. */
export const LENGTH = Number(process.env.FUNDTRAIL_SCALE ?? 1000)
/** Transfers of a busy account: a million at full length. */
export const HUB = LENGTH >= 20_000 ? 1_000_000 : 10 * LENGTH
/**
 * Most processor time that one of these may take: none may cost the square of its length. A million transfers in memory
 * take 31 to 46 s.
 */
export const LIMIT_MS = HUB >= 1_000_000 ? 90_000 : 30_000

/** Odd, so that no two numbers come to one address: addresses lie far from each other, as those of a chain do. */
const SPREAD = 0x9e3779b97f4a7c15f39cc0605cedc8341082276bn
export const account = (n: number): string =>
	`eip155:1:0x${BigInt.asUintN(160, BigInt(n) * SPREAD)
		.toString(16)
		.padStart(40, '0')}`
export const script = (n: number): string => `${BITCOIN}:script-${n.toString(16).padStart(64, '0')}`
export const txid = (n: number): string => n.toString(16).padStart(64, '0')

/** Processor time, since others may be busy on the same machine. */
export async function timed<T>(work: () => Promise<T>): Promise<T> {
	const start = process.cpuUsage()
	const result = await work()
	const { user, system } = process.cpuUsage(start)
	expect((user + system) / 1000).toBeLessThan(LIMIT_MS)
	return result
}

/** A source that finds the transactions of a chain of spends at once. */
export function spends(transactions: readonly UtxoTransaction[]): ChainAdapter {
	const spender = new Map(transactions.map((transaction) => [transaction.inputs[0]?.spends, transaction]))
	const byId = new Map(transactions.map((transaction) => [transaction.id, transaction]))
	const chain = { chain: BITCOIN, ledger: 'utxo', clock: 'height', scope: 'excerpt' } as const
	return {
		describe: async () => ({ chains: [{ ...chain, height: null, blockHash: null, atSeconds: null }], warnings: [] }),
		async *fetch(queries) {
			for (const query of queries) {
				const found = query.kind === 'spend' ? spender.get(query.subject) : byId.get(query.subject)
				const transactions = found === undefined ? [] : [found]
				yield { query, transactions, coverage: coverageOf(query, chain), more: false }
			}
		},
	}
}

/** Each transaction spends the first output of the one before; a unit goes to fees. */
export function chainOfSpends(
	outputs: (n: number) => readonly (readonly [account: string, amount: bigint])[],
	steps = LENGTH,
): UtxoTransaction[] {
	const placed = (n: number): UtxoTransaction['outputs'] =>
		outputs(n).map(([owner, amount], vout) => ({ id: `${BITCOIN}/${txid(n)}:${vout}`, account: owner, amount }))
	return Array.from({ length: steps + 1 }, (_, n) => {
		const spent = n === 0 ? null : placed(n - 1)[0]!
		return {
			...{ kind: 'utxo', id: `${BITCOIN}/${txid(n)}`, chain: BITCOIN, txid: txid(n) },
			...{ height: 1000 + n, atSeconds: 1_500_000_000 + n, order: [1000 + n, 0, 0], coinbase: n === 0 },
			inputs: [{ spends: spent?.id ?? null, account: spent?.account ?? null, amount: spent?.amount ?? null }],
			outputs: placed(n),
		}
	})
}

/** A source over payments that are made up when asked for: a million rows of text are not what is borne here. */
export function payments(
	count: number,
	payment: (n: number) => readonly [from: number, to: number, amount: bigint],
): ChainAdapter {
	const chain = { chain: 'eip155:1', ledger: 'account', clock: 'height', scope: 'excerpt' } as const
	const made = Array.from({ length: count }, (_, n): AccountTransaction => {
		const [from, to, amount] = payment(n)
		const id = `eip155:1/0x${txid(n)}`
		const place = { order: [1000 + n, 0, 0] as const, orderTold: true }
		return {
			...{
				kind: 'account',
				id,
				chain: 'eip155:1',
				txid: `0x${txid(n)}`,
				height: 1000 + n,
				atSeconds: 1_700_000_000 + n,
			},
			transfers: [{ id: `${id}#tx`, from: account(from), to: account(to), asset: ETHER, amount, ...place }],
		}
	})
	const bySubject = new Map<string, AccountTransaction[]>()
	for (const transaction of made) {
		bySubject.set(transaction.id, [transaction])
		for (const { from, to } of transaction.transfers) {
			for (const end of new Set([from, to]) as Set<string>) {
				const list = bySubject.get(end)
				if (list === undefined) bySubject.set(end, [transaction])
				else list.push(transaction)
			}
		}
	}
	return {
		describe: async () => ({ chains: [{ ...chain, height: null, blockHash: null, atSeconds: null }], warnings: [] }),
		async *fetch(queries) {
			for (const query of queries) {
				const transactions = bySubject.get(query.subject) ?? []
				yield { query, transactions, coverage: coverageOf(query, chain), more: false }
			}
		},
	}
}
