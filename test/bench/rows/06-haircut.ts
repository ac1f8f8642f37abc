import { strictEqual } from 'node:assert/strict'
import { scoreTransfers } from '../../../src/scoreTransfers.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, benchSeeds, isSeeded, randomColumns } from '../support/randomColumns.js'
import { type RandomTransfers, randomTransfers } from '../support/randomTransfers.js'

/** The plain way: balances and taints in arrays of bigints, the same rounding. What of the seeds each account holds. */
function bigintLoop({ accounts, from, to }: RandomTransfers, amounts: readonly bigint[]): bigint[] {
	const balances = new Array<bigint>(accounts).fill(0n)
	const taints = new Array<bigint>(accounts).fill(0n)
	for (let row = 0; row < from.length; row++) {
		const payer = from[row] as number
		const payee = to[row] as number
		const amount = amounts[row] as bigint
		const held = balances[payer] as bigint
		const balance = held < amount ? amount : held
		const taint = taints[payer] as bigint
		const part = taint === 0n ? 0n : (2n * taint * amount + balance) / (2n * balance)
		balances[payer] = balance - amount
		taints[payer] = taint - part
		balances[payee] = (balances[payee] as bigint) + amount
		taints[payee] = (taints[payee] as bigint) + (isSeeded(row) ? amount : part)
	}
	return taints
}

const COUNT = 1e6
/** Both sides are compiled only after some runs, which takes longer than a run: the median is to be of compiled code. */
const REPEATS = 15

export const row: BenchRow = {
	title: 'haircut',
	async run(bench) {
		const transfers = randomTransfers(COUNT)
		const seeds = benchSeeds(COUNT)
		for (const { label, unit, goal } of [
			{ label: '10^6 transfers in satoshi', unit: 1n, goal: 6 },
			{ label: '10^6 transfers in wei', unit: 10_000_000_000n },
		]) {
			const columns = randomColumns(transfers, unit)
			const amounts = Array.from(transfers.amounts, (amount) => BigInt(amount) * unit)
			await bench.contest({
				workload: `${label}, ${seeds.length} seeds`,
				peer: { name: 'bigint[] loop', run: () => bigintLoop(transfers, amounts), repeats: REPEATS },
				ours: {
					name: 'scoreTransfers haircut',
					run: () => scoreTransfers(columns, { seeds, method: 'haircut', by: 'together' }),
					repeats: REPEATS,
				},
				same: (theirs, ours) => {
					const held = new Map<string, bigint>()
					for (const { account, held: amount } of ours.accounts()) held.set(account, amount)
					for (const [account, amount] of theirs.entries()) strictEqual(held.get(accountText(account)) ?? 0n, amount)
				},
				work: COUNT,
				unit: 'transfers',
				...(goal === undefined ? {} : { goal }),
			})
		}
	},
}
