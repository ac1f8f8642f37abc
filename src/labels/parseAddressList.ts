import type { LabelDefaults, LabelPack } from './labelPack.js'
import { PackBuilder } from './packBuilder.js'

/**
 * Reads a plain list: one address a line, `#` starts a comment, blank lines are allowed. A line may be `<chain>:<address>`;
 * a bare address is one of `defaults.chain`, else of Bitcoin where it is valid there, else of Ethereum where it is `0x`
 * and 40 digits. Everything else comes from `defaults`.
 * @param where file name for error messages
 * @throws InputError `E_LABEL` with file, line and field
 */
export function parseAddressList(text: string, where: string, defaults: LabelDefaults = {}): LabelPack {
	const builder = new PackBuilder(where, defaults)
	let line = 0
	let start = text.startsWith('\ufeff') ? 1 : 0
	while (start <= text.length) {
		const found = text.indexOf('\n', start)
		const end = found < 0 ? text.length : found
		line++
		const [written = ''] = text.slice(start, end).split('#', 1)
		addLine(builder, written.trim(), line)
		start = end + 1
	}
	return builder.build({})
}

function addLine(builder: PackBuilder, written: string, line: number): void {
	if (written === '') return
	const colon = written.lastIndexOf(':')
	builder.add({
		line,
		chain: colon < 0 ? null : written.slice(0, colon),
		address: written.slice(colon + 1),
		label: null,
		entity: null,
		actor: null,
		category: null,
		source: null,
		date: null,
		confidence: null,
	})
}
