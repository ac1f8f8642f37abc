/**
 * A first Ctrl-C ends the reading of files, or the search, which keeps what was found. From then on it has its usual
 * meaning: a second one ends the process at once, whatever that is busy with.
 */
export interface Interrupt {
	readonly signal: AbortSignal
	/** Gives Ctrl-C its usual meaning back. */
	release(): void
}

export function interrupt(host: NodeJS.Process): Interrupt {
	const controller = new AbortController()
	const onSignal = (): void => {
		host.off('SIGINT', onSignal)
		host.stderr.write('\ninterrupted: ending; once more ends at once\n')
		controller.abort()
	}
	host.on('SIGINT', onSignal)
	return { signal: controller.signal, release: () => void host.off('SIGINT', onSignal) }
}
