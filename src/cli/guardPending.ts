import { exitCodes } from './exitCodes.js'

/** The part of the process that the guard needs. */
export interface Host {
	once(event: 'beforeExit', listener: () => void): unknown
	exit(code: number): void
	readonly stderr: { write(text: string): unknown }
}

/**
 * A process ends with 0 when nothing is left to wait for, even where a promise was never settled: a defect would then
 * look like success. This makes it an error.
 */
export function guardPending(work: Promise<unknown>, host: Host): void {
	let settled = false
	const done = (): void => {
		settled = true
	}
	work.then(done, done)
	host.once('beforeExit', () => {
		if (settled) return
		host.stderr.write('error: internal: the work stopped before it was done\n')
		host.exit(exitCodes.internal)
	})
}
