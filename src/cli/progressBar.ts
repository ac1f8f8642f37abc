import type { TraceEvent } from '../expand.js'

/** Shows how far a search has come. */
export interface ProgressBar {
	show(event: TraceEvent): void
	stop(): void
}

const NONE: ProgressBar = { show: () => undefined, stop: () => undefined }

/** A bar on a terminal, nothing anywhere else. The end is not known: it moves while new accounts are found. */
export async function progressBar(stream: NodeJS.WriteStream): Promise<ProgressBar> {
	if (!stream.isTTY) return NONE
	const { default: cliProgress } = await import('cli-progress')
	const bar = new cliProgress.SingleBar({
		stream,
		format: '{bar} {value} look-ups, {open} open, {ended} ended at a label or burn',
		clearOnComplete: true,
		hideCursor: false,
		linewrap: true,
	})
	let ended = 0
	bar.start(1, 0, { open: 1, ended })
	return {
		show(event) {
			if (event.kind === 'stopped') ended++
			if (event.kind !== 'round') return
			bar.setTotal(event.lookups + event.open)
			bar.update(event.lookups, { open: event.open, ended })
		},
		stop: () => bar.stop(),
	}
}
