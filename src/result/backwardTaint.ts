import { taintOf } from '../taint/lot.js'
import { inputEvent } from '../taint/outputs/inputSeeding.js'
import type { TaintRun } from '../taint/taintRun.js'

/** What of an output comes to the seeds: what later transactions trace back to it, and what a seed received by it. */
export function backwardTaint(run: TaintRun, output: string): bigint {
	const counted = taintOf(run.outputs.tainted(output)) + run.seeded.total(inputEvent(output))
	if (run.options.rule.kind !== 'reach' || counted === 0n) return counted
	return run.options.view.output(output)?.amount ?? counted
}
