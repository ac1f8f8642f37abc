import { strictEqual } from 'node:assert/strict'
import { buildCsr } from '../../../src/graph/columns/csr.js'
import { reachable } from '../../../src/graph/columns/reachable.js'
import { parseSeeds } from '../../../src/model/seed.js'
import { scoreColumns } from '../../../src/taint/bulk/scoreColumns.js'
import { haircut } from '../../../src/taint/rules/haircut.js'
import { JointSeedBook } from '../../../src/taint/seeds/jointSeedBook.js'
import type { BenchRow } from '../support/bench.js'
import { openCFloor } from '../support/cFloor.js'
import { benchSeeds, randomColumns } from '../support/randomColumns.js'
import { randomTransfers } from '../support/randomTransfers.js'

/** How much steeper than C's our time may grow. */
const SLACK = 0.05

export const row: BenchRow = {
	title: 'growth of time',
	async run(bench) {
		const floor = openCFloor()
		if (floor === null) {
			bench.skip('snapshot, reach and haircut against C', 'no C compiler (cc) here')
			return
		}
		const sizes = [1e4, 1e5, 1e6, ...(bench.full ? [1e7] : [])]
		const ours = new Map<string, number[]>()
		const theirs = new Map<string, number[]>()
		const note = (times: Map<string, number[]>, name: string, seconds: number): void =>
			void times.set(name, [...(times.get(name) ?? []), seconds])
		for (const count of sizes) {
			const columns = randomColumns(randomTransfers(count))
			columns.trim()
			const csr = buildCsr(columns, 'out')
			const source = [columns.from[0] as number]
			const seeds = new JointSeedBook(parseSeeds(benchSeeds(count)))
			const measured = {
				snapshot: await bench.measure(() => buildCsr(columns, 'out')),
				reach: await bench.measure(() => reachable(csr, source)),
				haircut: await bench.measure(() => scoreColumns(columns, haircut, seeds, [])),
			}
			let taint = 0n
			for (const { amount } of measured.haircut.answer.held.entries()) taint += amount
			const answers = {
				snapshot: BigInt(measured.snapshot.answer.rows[count - 1] as number),
				reach: BigInt(measured.reach.answer.length),
				haircut: taint,
			}
			const c = floor.run(columns, bench.repeats)
			for (const name of ['snapshot', 'reach', 'haircut'] as const) {
				const peer = c.get(name)
				if (peer === undefined) throw new Error(`the C floor has no ${name}`)
				strictEqual(answers[name], peer.answer)
				note(ours, name, measured[name].cpuSeconds)
				note(theirs, name, peer.cpuSeconds)
			}
		}
		floor.close()
		for (const [name, seconds] of ours) {
			const own = exponent(sizes, seconds)
			const peer = exponent(sizes, theirs.get(name) as number[])
			const last = sizes.length - 1
			bench.report({
				workload: `${name}, 10^4 to 10^${Math.log10(sizes[last] as number)}`,
				peer: 'C -O2',
				peerFigure: `exponent ${peer.toFixed(2)}, ${speed(sizes[last] as number, theirs.get(name)?.[last] as number)}`,
				ours: 'ours',
				ourFigure: `exponent ${own.toFixed(2)}, ${speed(sizes[last] as number, seconds[last] as number)}`,
				value: own - peer,
				text: `${own >= peer ? '+' : ''}${(own - peer).toFixed(2)}`,
				goal: { atMost: SLACK, gate: 2 * SLACK },
			})
		}
	},
}

const speed = (count: number, seconds: number): string => `${(count / seconds / 1e6).toFixed(1)} M/s`

/** k of time = c · count^k, by least squares of the logarithms. */
function exponent(counts: readonly number[], seconds: readonly number[]): number {
	const x = counts.map(Math.log)
	const y = seconds.map(Math.log)
	const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
	const [meanX, meanY] = [mean(x), mean(y)]
	const top = x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] as number) - meanY), 0)
	return top / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
}
