import { fork } from 'node:child_process'
import { buildCsr } from '../../../src/graph/columns/csr.js'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, BENCH_ASSET } from '../support/randomColumns.js'
import { seededRandom } from '../support/seededRandom.js'

/** Tells the process that measures from the one that reports. */
const CHILD = 'BENCH_MEMORY_TRANSFERS'
/** A new account is named by this share of the ends, which makes 3.2 accounts for every 10 transfers. */
const NEW_SHARE = 0.16

interface Memory {
	readonly accounts: number
	/** Resident bytes: the most at any time, and in the end after a collection. */
	readonly most: number
	readonly end: number
}

export const row: BenchRow = {
	title: 'memory',
	async run(bench) {
		if (process.env[CHILD] !== undefined) return tellMemory(Number(process.env[CHILD]))
		for (const { label, count, atMost } of [
			{ label: '10^6', count: 1e6 },
			...(bench.full ? [{ label: '10^7', count: 1e7, atMost: 1e9 }] : []),
		] as { label: string; count: number; atMost?: number }[]) {
			const { accounts, most, end } = await measureIn(count)
			bench.report({
				workload: `${label} transfers, ${(accounts / 1e6).toFixed(1)} M accounts, both snapshots`,
				peer: 'graphology, 427 B a transfer as measured',
				peerFigure: `${((427 * count) / 1e9).toFixed(1)} GB`,
				ours: 'whole process',
				ourFigure: `${(end / 1e9).toFixed(2)} GB in the end`,
				value: most,
				text: `${(most / 1e9).toFixed(2)} GB at most`,
				...(atMost === undefined ? {} : { goal: { atMost, gate: atMost } }),
			})
		}
	},
}

/** In a process with the default heap, since a large young generation counts as memory too. */
function measureIn(count: number): Promise<Memory> {
	const child = fork(process.argv[1] as string, process.argv.slice(2), {
		execArgv: ['--expose-gc'],
		env: { ...process.env, [CHILD]: String(count) },
	})
	return new Promise((resolve, reject) => {
		child.on('message', (message: { kind: string; memory?: Memory; error?: string }) => {
			if (message.memory !== undefined) resolve(message.memory)
			if (message.kind === 'error') reject(new Error(message.error))
		})
		child.on('close', () => reject(new Error('the measuring process told nothing')))
	})
}

function tellMemory(count: number): void {
	const columns = new TransferColumns()
	const random = seededRandom(16)
	let known = 0
	const end = (row: number): string => {
		// Earlier ends are read back from the columns, so that the generator keeps nothing itself.
		if (row > 0 && random() >= NEW_SHARE) {
			const earlier = Math.floor(random() * row)
			return columns.accounts.text((random() < 0.5 ? columns.from : columns.to)[earlier] as number)
		}
		return accountText(known++)
	}
	for (let row = 0; row < count; row++) {
		const amount = BigInt(Math.floor(Math.exp(random() * 14 + 4))) * 10_000_000_000n
		columns.append({ from: end(row), to: end(row), asset: BENCH_ASSET, amount, atSeconds: 1_500_000_000 + row })
	}
	const snapshots = [buildCsr(columns, 'out'), buildCsr(columns, 'in')]
	globalThis.gc?.()
	const memory: Memory = {
		accounts: columns.accounts.size,
		most: process.resourceUsage().maxRSS * 1024,
		end: process.memoryUsage.rss(),
	}
	process.send?.({ kind: 'memory', memory })
	if (snapshots.length !== 2) throw new Error('the snapshots must stay until memory is read')
}
