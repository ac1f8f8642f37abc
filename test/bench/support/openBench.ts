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
			const theirs = await measure(peer.run, peer.repeats ?? repeats)
			const mine = await measure(ours.run, ours.repeats ?? repeats)
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
			return ratio
		},
	}
}

async function measure<A>(run: () => A | Promise<A>, repeats: number): Promise<Measured<A>> {
	const first = await timed(run)
	const { answer } = first
	if (repeats <= 1) return { cpuSeconds: first.cpuSeconds, repeats: 1, answer }
	const seconds: number[] = []
	for (let i = 0; i < repeats; i++) seconds.push((await timed(run)).cpuSeconds)
	return { cpuSeconds: median(seconds), repeats, answer }
}

async function timed<A>(run: () => A | Promise<A>): Promise<{ answer: A; cpuSeconds: number }> {
	globalThis.gc?.()
	const start = process.cpuUsage()
	const answer = await run()
	const { user, system } = process.cpuUsage(start)
	return { answer, cpuSeconds: (user + system) / 1e6 }
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
