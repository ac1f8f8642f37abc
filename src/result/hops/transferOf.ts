import type { Path } from '../../taint/path.js'

/**
 * The transfer (Bitcoin: the output created) that the last step of a history is. A step back on Bitcoin goes from an
 * output to one that was spent for it, so it is the step before that names what was created.
 */
export function transferOf(path: Path): string {
	return (path.origin === null ? path.via : (path.parent?.via ?? path.origin)) as string
}

/** The transfers of a history in order from the seed on; looking back that is the latest first. */
export function transfersOf(path: Path): string[] {
	const ids = new Array<string>(path.length)
	for (let step: Path | null = path; step !== null && step.length > 0; step = step.parent)
		ids[step.length - 1] = transferOf(step)
	return ids
}
