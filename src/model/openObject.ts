import * as z from 'zod/mini'

/**
 * An object of a result: later versions may add members, so unknown ones are read and kept as they are. A result that is
 * read and written again is the same, and its digest still holds. What is asked for by its type is what this version knows.
 */
export function openObject<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodMiniObject<Shape, z.core.$strip> {
	return z.looseObject(shape) as unknown as z.ZodMiniObject<Shape, z.core.$strip>
}
