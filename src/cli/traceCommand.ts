import { canonicalJson } from '../model/canonicalJson.js'
import { renderResult } from '../report/renderResult.js'
import type { ExitCode } from './exitCodes.js'
import { openTarget } from './openTarget.js'
import { outFolder } from './outFolder.js'
import { runTrace } from './runTrace.js'
import type { TraceFlags } from './traceFlags.js'
import { writeText } from './writeText.js'

/** `fundtrail trace`: the result for a person, or with `--json` as canonical JSON, and into a folder where one is named. */
export async function traceCommand(path: string | undefined, flags: TraceFlags): Promise<ExitCode> {
	const out = flags.out === undefined ? undefined : await outFolder(flags.out)
	const { result, exitCode } = await runTrace(() => openTarget(path, flags))
	await out?.write(result)
	const text = flags.json === true ? `${canonicalJson(result.toJSON())}\n` : await renderResult(result)
	await writeText(process.stdout, text)
	return exitCode
}
