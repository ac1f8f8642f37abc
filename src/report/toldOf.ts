import type { Direction } from '../model/direction.js'

/** The rows of a result that speak of one direction. */
export function toldOf<T extends { readonly direction?: 'backward' | undefined }>(
	rows: readonly T[],
	direction: Direction,
): T[] {
	return rows.filter((row) => (row.direction ?? 'forward') === direction)
}
