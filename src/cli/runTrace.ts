import { setImmediate } from 'node:timers/promises'
import { traceEvents } from '../trace.js'
import type { TraceOptions } from '../traceOptions.js'
import type { TraceResult } from '../traceResult.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import { interrupt } from './interrupt.js'
import { progressBar } from './progressBar.js'

/** A finished trace and the exit code that belongs to it. */
export interface TraceRun {
	readonly result: TraceResult
	readonly exitCode: ExitCode
}

/** Opens and traces with a progress bar on a terminal; Ctrl-C ends the search with what was found so far. */
export async function runTrace(open: (signal: AbortSignal) => Promise<TraceOptions>): Promise<TraceRun> {
	const { signal, release } = interrupt(process)
	try {
		const options = await open(signal)
		const bar = await progressBar(process.stderr)
		try {
			const events = traceEvents({ ...options, signal })
			for (;;) {
				const { done, value } = await events.next()
				if (done) return { result: value, exitCode: codeOf(value, signal) }
				bar.show(value)
				if (value.kind === 'searched') await unlessPending(release)
				// Sources in memory answer without waiting: without a pause no signal and no bar would ever get their turn.
				if (value.kind === 'round') await setImmediate()
			}
		} finally {
			bar.stop()
		}
	} finally {
		release()
	}
}

/**
 * From here on the result is computed in one go, and nothing could answer a Ctrl-C: it gets its usual meaning back, and
 * ends the process before anything is written. One that is pending is heard first.
 */
async function unlessPending(release: () => void): Promise<void> {
	await setImmediate()
	release()
}

function codeOf(result: TraceResult, signal: AbortSignal): ExitCode {
	if (signal.aborted) return exitCodes.interrupted
	return result.status === 'complete' ? exitCodes.complete : exitCodes.partial
}
