import { withSignal } from './withSignal.js'

/**
 * What a source tells, until the signal: then it is left at once, whatever it waits for, and its iterator is closed. Also one
 * that does not hear the signal.
 */
export function untilSignal<T>(told: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncIterable<T> {
	return signal === undefined ? told : leaving(told, signal)
}

async function* leaving<T>(told: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
	const iterator = told[Symbol.asyncIterator]()
	let [isWaiting, isOver] = [false, false]
	try {
		while (!signal.aborted) {
			isWaiting = true
			const step = await withSignal(iterator.next(), signal)
			if (step === null) return
			isWaiting = false
			isOver = step.done === true
			if (step.done === true) return
			yield step.value
		}
	} catch (error) {
		isOver ||= isWaiting
		throw error
	} finally {
		if (!isOver) {
			const closed = Promise.resolve(iterator.return?.())
			// What still waits closes once it goes on, which may be never.
			if (isWaiting) closed.catch(() => undefined)
			else await closed
		}
	}
}
