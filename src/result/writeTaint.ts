import type { Way } from '../model/redirection.js'
import type { Search } from '../search/search.js'
import { type Lot, taintOf } from '../taint/lot.js'
import type { TaintRun } from '../taint/taintRun.js'
import { backwardTaint } from './backwardTaint.js'

/** Writes what the primary rule allots on the edges of the traced graph. */
export function writeTaint(search: Search): void {
	const { graph, direction } = search.options
	const sums = new Map<string, bigint>()
	const from = direction === 'forward' ? [] : origins(search)
	for (const run of search.runs.primary.runs) {
		addTaint(run, search.crossings.events(), sums)
		// Looking back, what an output brought the seeds is counted where it was created, and nothing arrives there.
		for (const output of from) {
			const taint = backwardTaint(run, output) - taintOf(run.outputs.tainted(output))
			if (taint > 0n) sums.set(output, (sums.get(output) ?? 0n) + taint)
		}
	}
	for (const [event, taint] of sums) graph.setTaint(event, taint, direction)
}

/** Adds what a run allots to transfers of the ledger; what they come to on balance is written on each of its ways. */
function addTaint(run: TaintRun, crossing: Iterable<string>, sums: Map<string, bigint>): void {
	const { view, crossings } = run.options
	const add = (id: string, taint: bigint): void => {
		sums.set(id, (sums.get(id) ?? 0n) + taint)
	}
	const spread = (ways: readonly Way[], taint: bigint): void => {
		const total = ways.reduce((sum, { amount }) => sum + amount, 0n)
		for (const { amount, via } of ways) for (const id of via) add(id, (taint * amount) / total)
	}
	const netted = new Set<string>()
	const note = (event: string, lots: readonly Lot[]): void => {
		if (/#(?:net|swap|wrap):/.test(event)) netted.add(event.slice(0, event.indexOf('#')))
		else add(event, taintOf(lots))
	}
	run.arrivals.forEach((event, lots) => {
		if (crossings.of(event) === undefined) note(event, lots)
	})
	// What goes into a bridge arrives nowhere, or in parts.
	for (const event of crossing) note(event, run.taintedLots(event))
	for (const id of netted) {
		for (const entry of view.entriesOf(id)) {
			const carry = run.accounts.carried(entry.transfer.id)
			if (carry === undefined || entry.ways === undefined) continue
			spread(entry.ways, taintOf(carry.lots))
		}
	}
}

/** Outputs from which value of the seeds is traced back. */
function origins({ seeds, view }: Search): Set<string> {
	const payers = [
		...seeds.namedAccounts().flatMap((account) => view.spendsOf(account)),
		...seeds.namedTransactions().flatMap((id) => view.transaction(id) ?? []),
	]
	return new Set(
		payers.flatMap((payer) => (payer.kind === 'utxo' ? payer.inputs.flatMap(({ spends }) => spends ?? []) : [])),
	)
}
