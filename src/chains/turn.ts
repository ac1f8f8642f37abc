import { setImmediate } from 'node:timers/promises'

/**
 * Lets everything else that waits have its turn, such as the signal handler or the timer that aborts: work in memory never
 * waits by itself, and then nothing could end it.
 * @throws the signal's reason
 */
export async function turn(signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return
	await setImmediate()
	if (signal.aborted) throw signal.reason
}
