import { renderExplanation } from '../report/renderExplanation.js'
import type { ExitCode } from './exitCodes.js'
import { openTarget } from './openTarget.js'
import { runTrace } from './runTrace.js'
import type { RunFlags } from './traceFlags.js'
import { writeText } from './writeText.js'

export interface ExplainFlags extends RunFlags {
	/** Place in the ranking counted from 1, an entity, or an account; all endpoints where none is named. */
	readonly endpoint?: string
}

/** `fundtrail explain`: the arithmetic of one endpoint, or of each. */
export async function explainCommand(path: string, flags: ExplainFlags): Promise<ExitCode> {
	const { result, exitCode } = await runTrace((signal) => openTarget(path, flags, signal))
	const { endpoint } = flags
	const all = result.endpoints.map((_, i) => i + 1)
	const asked = endpoint === undefined ? all : [/^[0-9]{1,9}$/.test(endpoint) ? Number(endpoint) : endpoint]
	for (const which of asked) {
		const separator = which === asked[0] ? '' : '\n'
		await writeText(process.stdout, separator + (await renderExplanation(result.explain(which), result.graph)))
	}
	if (asked.length === 0) await writeText(process.stdout, 'No account labelled as an endpoint was reached.\n')
	return exitCode
}
