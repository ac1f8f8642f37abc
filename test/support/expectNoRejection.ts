import { afterEach, beforeEach, expect } from 'vitest'

/** Fails each test of the file that calls it after which a promise is rejected that nobody waits for. */
export function expectNoRejection(): void {
	const unhandled: unknown[] = []
	const note = (reason: unknown): void => {
		unhandled.push(reason)
	}
	beforeEach(() => {
		unhandled.length = 0
		process.on('unhandledRejection', note)
	})
	afterEach(async () => {
		await new Promise((resolve) => setTimeout(resolve, 5))
		process.off('unhandledRejection', note)
		expect(unhandled).toEqual([])
	})
}
