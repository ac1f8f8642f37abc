import { exitCodes } from './exitCodes.js'

/** A first Ctrl-C ends the search and keeps what was found; a second one ends the process. */
export interface Interrupt {
	readonly signal: AbortSignal
	/** Gives Ctrl-C its usual meaning back. */
	release(): void
}

export function interrupt(host: NodeJS.Process): Interrupt {
	const controller = new AbortController()
	const onSignal = (): void => {
		if (controller.signal.aborted) host.exit(exitCodes.interrupted)
		host.stderr.write('\ninterrupted: what was found so far follows; once more ends at once\n')
		controller.abort()
	}
	host.on('SIGINT', onSignal)
	return { signal: controller.signal, release: () => void host.off('SIGINT', onSignal) }
}
