import type { DataOptions } from '../../model/options.js'
import { SearchWindow } from './searchWindow.js'

/** A window for each direction that is asked for, in the order in which they are gone. @throws InputError for wrong bounds */
export function searchWindows({ direction, from, to }: DataOptions): SearchWindow[] {
	const directions = direction === 'both' ? (['forward', 'backward'] as const) : [direction]
	return directions.map((one) => new SearchWindow(from, to, one))
}
