/** Whether a value is a list of which every item passes; a hole is an item that is undefined, over which `every` steps. */
export function isList(value: unknown, test: (item: unknown) => boolean): boolean {
	if (!Array.isArray(value)) return false
	for (let i = 0; i < value.length; i++) if (!test(value[i])) return false
	return true
}
