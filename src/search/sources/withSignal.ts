/**
 * Waits for work or for the signal, whichever is first; null where the signal was. What is left behind cannot raise an
 * unhandled rejection, and the listener is removed either way.
 */
export async function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | null> {
	if (signal === undefined) return work
	if (signal.aborted) {
		work.catch(() => undefined)
		return null
	}
	let stop = (): void => undefined
	const stopped = new Promise<null>((resolve) => {
		stop = () => resolve(null)
		signal.addEventListener('abort', stop, { once: true })
	})
	try {
		return await Promise.race([work, stopped])
	} finally {
		signal.removeEventListener('abort', stop)
		work.catch(() => undefined)
	}
}
