import { CommanderError } from 'commander'
import { type ExitCode, exitCodes } from './exitCodes.js'
import { guardPending } from './guardPending.js'
import { program } from './program.js'
import { reportError } from './reportError.js'
import { writeText } from './writeText.js'

/** Runs the command line and leaves its exit code with the process. */
export function runCli(argv: readonly string[], version: string): void {
	for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveQuietly)
	const work = exitCodeOf(argv, version)
	guardPending(work, process)
	work.then((code) => {
		// What an interrupted reader left behind, e.g. a thread that unpacks, would keep the process.
		if (code === exitCodes.interrupted) process.exit(code)
		process.exitCode = code
	})
}

async function exitCodeOf(argv: readonly string[], version: string): Promise<ExitCode> {
	let code: ExitCode = exitCodes.complete
	try {
		const root = program(version, (ended) => {
			code = ended
		})
		await root.parseAsync([...argv])
		return code
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.complete : exitCodes.badInput
		if (error instanceof Error && error.name === 'AbortError') {
			await writeText(process.stderr, 'interrupted before the sources had said what they hold: nothing was traced\n')
			return exitCodes.interrupted
		}
		return reportError(error, process.stderr, process.env.FUNDTRAIL_DEBUG !== undefined)
	}
}

/** `| head` closes the pipe when it has enough: that is no error of ours. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
}
