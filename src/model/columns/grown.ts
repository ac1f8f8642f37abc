type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** A column with room for `length` items: itself, or a copy of at least twice its size, so that appending stays linear. */
export function grown<T extends Column>(column: T, length: number): T {
	if (length <= column.length) return column
	const Kind = column.constructor as new (size: number) => T
	const larger = new Kind(Math.max(length, 2 * column.length, 16))
	larger.set(column)
	return larger
}
