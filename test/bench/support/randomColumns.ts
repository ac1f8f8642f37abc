import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import { addressText, type RandomTransfers } from './randomTransfers.js'

export const BENCH_ASSET = 'eip155:1/slip44:60'

/** An account id for a number: a new string each time, as a reader makes it. */
export const accountText = (account: number): string => `eip155:1:${addressText(account)}`

/** Every thousandth transfer belongs to a transaction of its own, for seeds to name. */
const SEED_EVERY = 1000

export const isSeeded = (row: number): boolean => row % SEED_EVERY === 0

const seedId = (row: number): string => `eip155:1/0x${row.toString(16).padStart(64, '0')}`

/** One seed for each thousandth transfer. */
export function benchSeeds(count: number): { readonly transaction: string }[] {
	return Array.from({ length: Math.ceil(count / SEED_EVERY) }, (_, i) => ({ transaction: seedId(i * SEED_EVERY) }))
}

/** The product's columns of generated transfers; amounts in satoshis, or times `unit`. */
export function randomColumns({ from, to, amounts, atSeconds }: RandomTransfers, unit = 1n): TransferColumns {
	const columns = new TransferColumns()
	for (let i = 0; i < from.length; i++) {
		columns.append({
			from: accountText(from[i] as number),
			to: accountText(to[i] as number),
			asset: BENCH_ASSET,
			amount: BigInt(amounts[i] as number) * unit,
			atSeconds: atSeconds[i] as number,
			transaction: isSeeded(i) ? seedId(i) : null,
		})
	}
	return columns
}
