import { dirname, resolve } from 'node:path'
import { Recorder } from '../cases.js'
import { displayText } from '../model/displayText.js'
import { InputError } from '../model/errors.js'
import type { TraceOptions } from '../traceOptions.js'
import type { ExitCode } from './exitCodes.js'
import { makeFolder } from './makeFolder.js'
import { openTarget } from './openTarget.js'
import { runTrace } from './runTrace.js'
import type { RecordFlags } from './traceFlags.js'
import { writeText } from './writeText.js'

/** `fundtrail record`: traces a case and keeps every reply that its providers gave, to be read again without them. */
export async function recordCommand(path: string, flags: RecordFlags): Promise<ExitCode> {
	const { out, ...rest } = flags
	const recorder = await Recorder.into(out)
	const { result, exitCode } = await runTrace(async (signal): Promise<TraceOptions> => {
		await makeFolder(dirname(resolve(out)))
		const options = await openTarget(path, rest, signal, recorder)
		if (recorder.kept.sources > 0) return options
		throw new InputError('E_INPUT', 'the case names no provider: there is nothing to record', {
			details: { field: 'sources' },
		})
	})
	const { replies } = recorder.kept
	const text = `${replies} replies kept in ${displayText(out)}; the trace was ${result.status}. As a source: { "kind": "recording", "path": … }\n`
	await writeText(process.stdout, text)
	return exitCode
}
