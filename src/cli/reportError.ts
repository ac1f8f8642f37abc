import { displayText } from '../model/displayText.js'
import { FundtrailError } from '../model/errors.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import { writeText } from './writeText.js'

/** Longest value of a detail that is shown, in characters. Our choice. */
const MOST_SHOWN = 500

/** Says on stderr what went wrong and where, foreign text inert, and gives the exit code that belongs to it. */
export async function reportError(error: unknown, stderr: NodeJS.WritableStream, debug: boolean): Promise<ExitCode> {
	const known = error instanceof FundtrailError
	const lines = known
		? [
				`error: ${error.code === 'E_INTERNAL' ? 'internal: ' : ''}${displayText(error.shortMessage)}`,
				...Object.entries(error.details).map(([name, value]) => `  ${displayText(name)}: ${shortened(String(value))}`),
			]
		: [`error: internal: ${shortened(error instanceof Error ? error.message : String(error))}`]
	if (debug && error instanceof Error) lines.push(...(error.stack ?? '').split('\n').map(displayText))
	await writeText(stderr, `${lines.join('\n')}\n`)
	if (!known || error.code === 'E_INTERNAL') return exitCodes.internal
	return error.code === 'E_VERIFY' ? exitCodes.unmet : exitCodes.badInput
}

function shortened(text: string): string {
	return displayText(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)
}
