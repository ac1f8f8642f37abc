/** Place of a transfer among the logs of its block; null where an event is not what tells it. */
export function logOf({ id }: { readonly id: string }): number | null {
	const place = /#log:([0-9]+)/.exec(id)?.[1]
	return place === undefined ? null : Number(place)
}
