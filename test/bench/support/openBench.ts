import type { Bench, Contest, Figure, Goal, Line, Measured } from './bench.js'

/** The bench that a row runs on; every line goes to `report` at once. */
export function openBench(report: (line: Line) => void, options: { full: boolean; repeats: number }): Bench {
	const { full, repeats } = options
	const show = (figure: Figure): void => report(lineOf(figure))
	return {
		full,
		repeats,
		report: show,
		measure: (run, times = repeats) => measure(run, times),
		skip: (workload, why) =>
			report({
				...lineOf({ workload, ours: why, ourFigure: '', value: 0, text: '' }),
				value: null,
				verdict: 'skipped',
			}),
		contest: async <A, B>(contest: Contest<A, B>) => {
			const { workload, peer, ours, same, work, unit, goal } = contest
			// Ours first, before the peer fills the heap: collecting that would be counted as our time.
			await ours.prepare?.()
			const mine = await measure(ours.run, ours.repeats ?? repeats)
			await peer.prepare?.()
			const theirs = await measure(peer.run, peer.repeats ?? repeats)
			same(theirs.answer, mine.answer)
			const ratio = theirs.cpuSeconds / mine.cpuSeconds
			const speed = ({ cpuSeconds, repeats: times }: Measured<unknown>): string =>
				`${perSecond(work / cpuSeconds)} ${unit}/s${times === 1 ? ' (1x)' : ''}`
			show({
				workload,
				peer: peer.name,
				ours: ours.name,
				peerFigure: speed(theirs),
				ourFigure: speed(mine),
				value: ratio,
				text: times(ratio),
				...(goal === undefined ? {} : { goal: { atLeast: goal } }),
			})
			return { peer: theirs, ours: mine }
		},
	}
}

/** Short runs are repeated until they add up to this, so that what compiling costs is spent before measuring. */
const WARM_SECONDS = 0.3
/** One sample is as many runs as take this long: the clock of CPU time is coarse. */
const SAMPLE_SECONDS = 0.05
const MOST_RUNS = 1000

async function measure<A>(run: () => A | Promise<A>, repeats: number): Promise<Measured<A>> {
	const { answer, cpuSeconds: first } = await timed(run, 1)
	if (repeats <= 1) return { cpuSeconds: first, repeats: 1, answer }
	let fastest = first
	for (let spent = first, i = 0; spent < WARM_SECONDS && i < MOST_RUNS; i++) {
		const { cpuSeconds } = await timed(run, 1)
		spent += cpuSeconds
		fastest = Math.min(fastest, cpuSeconds)
	}
	const runs = Math.max(1, Math.min(MOST_RUNS, Math.ceil(SAMPLE_SECONDS / fastest)))
	const seconds: number[] = []
	for (let i = 0; i < repeats; i++) {
		globalThis.gc?.()
		seconds.push((await timed(run, runs)).cpuSeconds)
	}
	return { cpuSeconds: median(seconds), repeats, answer }
}

async function timed<A>(run: () => A | Promise<A>, runs: number): Promise<{ answer: A; cpuSeconds: number }> {
	const start = process.cpuUsage()
	let answer = await run()
	for (let i = 1; i < runs; i++) answer = await run()
	const { user, system } = process.cpuUsage(start)
	return { answer, cpuSeconds: (user + system) / 1e6 / runs }
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b)
	const middle = sorted.length >> 1
	return sorted.length % 2 === 1
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

function lineOf({ workload, peer, peerFigure, ours, ourFigure, value, text, goal }: Figure): Line {
	return {
		workload,
		peer: peer ?? '',
		ours,
		peerFigure: peerFigure ?? '',
		ourFigure,
		value,
		figure: text ?? short(value),
		goal: goal === undefined ? '' : 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`,
		verdict: goal === undefined ? 'shown' : verdictOf(value, goal),
	}
}

function verdictOf(value: number, goal: Goal): Line['verdict'] {
	if ('atLeast' in goal)
		return value >= goal.atLeast ? 'pass' : value >= (goal.gate ?? goal.atLeast / 2) ? 'near' : 'fail'
	return value <= goal.atMost ? 'pass' : value <= (goal.gate ?? goal.atMost * 2) ? 'near' : 'fail'
}

const short = (value: number): string =>
	value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const times = (ratio: number): string => `${short(ratio)}x`

function perSecond(rate: number): string {
	if (rate >= 1e6) return `${short(rate / 1e6)} M`
	return rate >= 1e3 ? `${short(rate / 1e3)} k` : short(rate)
}
