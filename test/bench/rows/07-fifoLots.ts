import { strictEqual } from 'node:assert/strict'
import { scoreTransfers } from '../../../src/scoreTransfers.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, benchSeeds, isSeeded, randomColumns } from '../support/randomColumns.js'
import { type RandomTransfers, randomTransfers } from '../support/randomTransfers.js'

interface Lot {
	amount: number
	readonly seeded: boolean
}

/** The usual way: a Map of arrays of lots, taken from the front by `shift`. What of the seeds each account holds. */
function arraysAndShift({ from, to, amounts }: RandomTransfers): Map<number, number> {
	const queues = new Map<number, Lot[]>()
	const queueOf = (account: number): Lot[] => {
		let queue = queues.get(account)
		if (queue === undefined) {
			queue = []
			queues.set(account, queue)
		}
		return queue
	}
	for (let row = 0; row < from.length; row++) {
		const payer = queueOf(from[row] as number)
		const payee = queueOf(to[row] as number)
		let open = amounts[row] as number
		while (open > 0) {
			const lot = payer[0]
			if (lot === undefined) {
				payee.push({ amount: open, seeded: isSeeded(row) })
				break
			}
			const seeded = lot.seeded || isSeeded(row)
			if (lot.amount > open) {
				lot.amount -= open
				payee.push({ amount: open, seeded })
				break
			}
			payer.shift()
			payee.push(lot.seeded === seeded ? lot : { amount: lot.amount, seeded })
			open -= lot.amount
		}
	}
	const held = new Map<number, number>()
	for (const [account, queue] of queues) {
		const sum = queue.reduce((total, { amount, seeded }) => (seeded ? total + amount : total), 0)
		if (sum > 0) held.set(account, sum)
	}
	return held
}

export const row: BenchRow = {
	title: 'FIFO lots',
	async run(bench) {
		const sizes = [
			{ label: '10^4', count: 1e4 },
			{ label: '10^5', count: 1e5 },
			{ label: '10^6', count: 1e6, goal: 8 },
			...(bench.full ? [{ label: '10^7', count: 1e7, goal: 25 }] : []),
		]
		for (const { label, count, goal } of sizes) {
			const transfers = randomTransfers(count)
			const columns = randomColumns(transfers)
			const seeds = benchSeeds(count)
			await bench.contest({
				workload: `${label} transfers, ${seeds.length} seeds`,
				peer: { name: 'Map of arrays, shift', run: () => arraysAndShift(transfers), repeats: count >= 1e6 ? 1 : 3 },
				ours: { name: 'scoreTransfers fifo', run: () => scoreTransfers(columns, { seeds, by: 'together' }) },
				same: (theirs, ours) => {
					const held = new Map<string, bigint>()
					for (const { account, held: amount } of ours.accounts()) if (amount > 0n) held.set(account, amount)
					strictEqual(held.size, theirs.size)
					for (const [account, amount] of theirs) strictEqual(held.get(accountText(account)), BigInt(amount))
				},
				work: count,
				unit: 'transfers',
				...(goal === undefined ? {} : { goal }),
			})
		}
	},
}
