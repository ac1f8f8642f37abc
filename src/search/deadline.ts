/** Timers count no further: about 24 days. */
const MOST_DELAY_MS = 2 ** 31 - 1

/** When a trace has to end: with its time, or by the caller's signal. Holds a timer until it is closed. */
export class Deadline {
	readonly #ended = new AbortController()
	readonly #endMs: number
	#timer: ReturnType<typeof setTimeout> | undefined

	/**
	 * @param seconds from now on; undefined without limit, and then the clock is never asked
	 * @param now milliseconds of a monotonic clock
	 */
	constructor(
		private readonly seconds: number | undefined,
		private readonly now: () => number,
		/** The caller's. */
		readonly given: AbortSignal | undefined,
	) {
		this.#endMs = seconds === undefined ? Number.POSITIVE_INFINITY : now() + seconds * 1000
		if (seconds === undefined) return
		given?.addEventListener('abort', this.#end, { once: true })
		if (given?.aborted === true) this.#end()
		this.#wait(seconds * 1000)
	}

	/** What is waited for is left at its abort: the caller's, or one that also comes when the time is up. */
	get signal(): AbortSignal | undefined {
		return this.seconds === undefined ? this.given : this.#ended.signal
	}

	/** Whether the time is up, by the clock. */
	get isOver(): boolean {
		if (this.seconds === undefined) return false
		if (!this.#ended.signal.aborted && this.now() >= this.#endMs) this.#end()
		return this.#ended.signal.aborted
	}

	close(): void {
		if (this.seconds === undefined) return
		clearTimeout(this.#timer)
		this.given?.removeEventListener('abort', this.#end)
	}

	readonly #end = (): void => {
		clearTimeout(this.#timer)
		this.#ended.abort()
	}

	#wait(leftMs: number): void {
		const again = (): void => {
			if (!this.isOver) this.#wait(this.#endMs - this.now())
		}
		this.#timer = setTimeout(again, Math.min(leftMs, MOST_DELAY_MS))
	}
}
