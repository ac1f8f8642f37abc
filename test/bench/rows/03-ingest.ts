import { strictEqual } from 'node:assert/strict'
import { MultiDirectedGraph } from 'graphology'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, BENCH_ASSET } from '../support/randomColumns.js'
import { randomTransfers } from '../support/randomTransfers.js'

interface Row {
	readonly from: string
	readonly to: string
	readonly txid: string
	readonly amount: string
	readonly atSeconds: number
}

const COUNT = 1e6

export const row: BenchRow = {
	title: 'ingest',
	async run(bench) {
		const rows = textRows(COUNT)
		const same = (graph: MultiDirectedGraph, columns: TransferColumns): void => {
			strictEqual(columns.length, graph.size)
			strictEqual(columns.accounts.size, graph.order)
			let last = 0
			graph.forEachEdge((_edge, { amount, atSeconds }, from, to) => {
				strictEqual(columns.accounts.text(columns.from[last] as number), from)
				strictEqual(columns.accounts.text(columns.to[last] as number), to)
				strictEqual(columns.amounts.get(last), amount)
				strictEqual(columns.atSeconds(last++), atSeconds)
			})
		}
		await bench.contest({
			workload: '10^6 rows of strings',
			peer: { name: 'graphology addDirectedEdge', run: () => intoGraph(rows), repeats: 1 },
			ours: { name: 'TransferColumns.append', run: () => intoColumns(rows, false) },
			same,
			work: COUNT,
			unit: 'rows',
			goal: 8,
		})
		await bench.contest({
			workload: '10^6 rows, each with its txid',
			peer: { name: 'addDirectedEdgeWithKey', run: () => intoGraphByTxid(rows), repeats: 1 },
			ours: { name: 'append with transaction', run: () => intoColumns(rows, true) },
			same,
			work: COUNT,
			unit: 'rows',
		})
		const peerBytes = heldBytes(() => intoGraph(rows)) / COUNT
		const held = intoColumns(rows, false)
		held.trim()
		const total = heldBytes(() => {
			const columns = intoColumns(rows, false)
			columns.trim()
			return columns
		})
		const perAccount = held.accounts.bytes / held.accounts.size
		const perTransfer = (total - held.accounts.bytes) / COUNT
		bench.report({
			workload: 'bytes a transfer (of all memory, less the accounts)',
			peer: 'graphology',
			peerFigure: `${peerBytes.toFixed(0)} B with its nodes`,
			ours: 'TransferColumns',
			ourFigure: `${(total / COUNT).toFixed(0)} B with its accounts`,
			value: perTransfer,
			text: `${perTransfer.toFixed(1)} B`,
			goal: { atMost: 60, gate: 60 },
		})
		bench.report({
			workload: 'bytes an account',
			ours: 'TransferColumns.accounts',
			ourFigure: `${held.accounts.size} accounts`,
			value: perAccount,
			text: `${perAccount.toFixed(1)} B`,
			goal: { atMost: 130, gate: 130 },
		})
	},
}

function textRows(count: number): Row[] {
	const { from, to, amounts, atSeconds } = randomTransfers(count)
	return Array.from({ length: count }, (_, i) => ({
		from: accountText(from[i] as number),
		to: accountText(to[i] as number),
		txid: `eip155:1/0x${Buffer.from((Math.imul(i, 2_654_435_761) >>> 0).toString(16).padStart(8, '0') + i.toString(16).padStart(56, '0')).toString('latin1')}`,
		amount: String(amounts[i]),
		atSeconds: atSeconds[i] as number,
	}))
}

function intoGraph(rows: readonly Row[]): MultiDirectedGraph {
	const graph = new MultiDirectedGraph()
	for (const { from, to, amount, atSeconds } of rows) {
		graph.mergeNode(from)
		graph.mergeNode(to)
		graph.addDirectedEdge(from, to, { amount: BigInt(amount), atSeconds, asset: BENCH_ASSET })
	}
	return graph
}

function intoGraphByTxid(rows: readonly Row[]): MultiDirectedGraph {
	const graph = new MultiDirectedGraph()
	for (const { from, to, txid, amount, atSeconds } of rows) {
		graph.mergeNode(from)
		graph.mergeNode(to)
		graph.addDirectedEdgeWithKey(txid, from, to, { amount: BigInt(amount), atSeconds, asset: BENCH_ASSET })
	}
	return graph
}

function intoColumns(rows: readonly Row[], withTransactions: boolean): TransferColumns {
	const columns = new TransferColumns()
	for (const { from, to, txid, amount, atSeconds } of rows) {
		const transaction = withTransactions ? txid : null
		columns.append({ from, to, asset: BENCH_ASSET, amount: BigInt(amount), atSeconds, transaction })
	}
	return columns
}

/** Bytes on and off the heap that what `make` gives keeps alive. */
function heldBytes(make: () => object): number {
	const used = (): number => {
		globalThis.gc?.()
		globalThis.gc?.()
		const { heapUsed, arrayBuffers } = process.memoryUsage()
		return heapUsed + arrayBuffers
	}
	const before = used()
	const kept = make()
	const bytes = used() - before
	return kept === undefined ? Number.NaN : bytes
}
