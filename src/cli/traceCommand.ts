import { canonicalPieces } from '../model/canonicalJson.js'
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
	const { result, exitCode } = await runTrace((signal) => openTarget(path, flags, signal))
	await out?.write(result)
	const pieces = flags.json === true ? [...canonicalPieces(result), '\n'] : [await renderResult(result)]
	for (const piece of pieces) await writeText(process.stdout, piece)
	return exitCode
}
