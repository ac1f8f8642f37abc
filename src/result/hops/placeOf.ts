/** Place of a transfer in its transaction, from its id: `row:3` is 3, `call:0.1` is `0.1`, `tx` is `tx`. */
export function placeOf(transfer: string): number | string {
	const place = transfer.slice(transfer.indexOf('#') + 1)
	const bare = place.slice(place.indexOf(':') + 1)
	return /^(?:0|[1-9][0-9]{0,14})$/.test(bare) ? Number(bare) : bare
}
