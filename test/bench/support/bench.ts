/** One row of the suite: a file `rows/NN-name.ts` that exports it as `row`. */
export interface BenchRow {
	readonly title: string
	/** Measures and reports; throwing fails the row. */
	run(bench: Bench): void | Promise<void>
}

/** What a row is given to measure with. */
export interface Bench {
	/** True with `--full`: workloads of 10^7 are for then. */
	readonly full: boolean
	/** How often each side is measured where a contest does not say. */
	readonly repeats: number
	/** Runs and measures both sides (ours first), holds their answers equal, reports one line. */
	contest<A, B>(contest: Contest<A, B>): Promise<{ readonly peer: Measured<A>; readonly ours: Measured<B> }>
	/** Median CPU seconds of a run, after one run to warm up, whose answer is handed back. */
	measure<A>(run: () => A | Promise<A>, repeats?: number): Promise<Measured<A>>
	/** Reports a figure that the row made itself: a count, bytes, an exponent. */
	report(figure: Figure): void
	/** Reports that something cannot be measured here, and why. */
	skip(workload: string, why: string): void
}

export interface Contest<A, B> {
	readonly workload: string
	readonly peer: Side<A>
	readonly ours: Side<B>
	/** Throws where the two answers are not the same. */
	readonly same: (peer: A, ours: B) => void
	/** Work done in one run, and its unit: the figures are printed as work per CPU second. */
	readonly work: number
	readonly unit: string
	/** How many times less CPU than the peer; left out where the figure is only reported. */
	readonly goal?: number
}

export interface Side<A> {
	readonly name: string
	/** Makes what `run` needs; not measured. */
	readonly prepare?: () => void | Promise<void>
	readonly run: () => A | Promise<A>
	/** Where 1, the first run is what counts: for peers that take minutes. */
	readonly repeats?: number
}

export interface Measured<A> {
	/** Of user and system time, garbage collection included. */
	readonly cpuSeconds: number
	readonly repeats: number
	readonly answer: A
}

export interface Figure {
	readonly workload: string
	readonly peer?: string
	/** With its unit, as it is to be printed. */
	readonly peerFigure?: string
	readonly ours: string
	readonly ourFigure: string
	/** What is held against the goal; how it is printed is `text`. */
	readonly value: number
	readonly text?: string
	readonly goal?: Goal
}

/** `gate` is where the suite fails: half of an `atLeast`, double of an `atMost`, where it is not given. */
export type Goal =
	| { readonly atLeast: number; readonly gate?: number }
	| { readonly atMost: number; readonly gate?: number }

/** One line of the table, and of the JSON. */
export interface Line {
	readonly workload: string
	readonly peer: string
	readonly ours: string
	readonly peerFigure: string
	readonly ourFigure: string
	readonly value: number | null
	/** `value` as printed. */
	readonly figure: string
	/** The goal as printed; empty where there is none. */
	readonly goal: string
	readonly verdict: 'pass' | 'near' | 'fail' | 'shown' | 'skipped'
}
