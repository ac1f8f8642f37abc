import { CsvError, parse } from 'csv-parse/sync'
import { parseAmount } from '../../../model/amount.js'
import { InputError } from '../../../model/errors.js'
import { MAX_SATS } from '../blocks/decodeBlock.js'
import type { KnownOutputs } from '../blocks/knownOutputs.js'
import { outpointBytes } from '../blocks/outpoint.js'
import type { ScriptBook } from '../scripts/scriptBook.js'

interface CsvRow {
	readonly record: readonly string[]
	readonly info: { readonly lines: number }
}

/** Where the four fields stand in a row. */
interface Columns {
	readonly txid: number
	readonly vout: number
	readonly value: number
	readonly script: number
	readonly count: number
}

/**
 * Reads a CSV of outputs: `prev_txid` and `prev_vout` (or `txid` and `vout`), `value_sat` (or `value`, in satoshi too),
 * `script_hex` (or `script`). Further columns are allowed. Where a table has both pairs the `prev_` pair counts, for
 * then `txid` is the spender.
 * @throws InputError `E_INPUT` or `E_BAD_AMOUNT` with `details.file`, `details.line` and `details.field`
 */
export function readUtxo(bytes: Uint8Array, file: string, book: ScriptBook, known: KnownOutputs): void {
	const rows = csvRows(bytes, file)
	const [header, ...body] = rows
	if (!header) throw refuse(file, 1, 'header', 'a header line')
	const columns = columnsOf(header.record, file)
	for (const { record, info } of body) {
		const line = info.lines
		if (record.length !== columns.count)
			throw refuse(file, line, 'row', `${columns.count} fields, found ${record.length}`)
		const text = (place: number) => record[place] as string
		const txid = text(columns.txid)
		if (!/^[0-9a-fA-F]{64}$/.test(txid)) throw refuse(file, line, 'txid', '64 hexadecimal digits')
		const vout = text(columns.vout)
		if (!/^(?:0|[1-9][0-9]{0,9})$/.test(vout) || Number(vout) > 0xffffffff)
			throw refuse(file, line, 'vout', 'an output number')
		const amount = parseAmount(text(columns.value), { file, line, field: 'value' })
		if (amount > MAX_SATS) throw refuse(file, line, 'value', 'at most 21 million coins')
		const script = text(columns.script)
		if (!/^(?:[0-9a-fA-F]{2})*$/.test(script))
			throw refuse(file, line, 'script', 'the bytes of a script in hexadecimal')
		const output = outpointBytes(`${txid}:${vout}`)
		known.tell(output, 0, { sats: Number(amount), script: book.idOf(Buffer.from(script, 'hex')) })
	}
}

function columnsOf(header: readonly string[], file: string): Columns {
	const place = (...names: string[]) => {
		for (const name of names) {
			const at = header.indexOf(name)
			if (at >= 0 && header.indexOf(name, at + 1) >= 0) throw refuse(file, 1, name, 'one column of this name')
			if (at >= 0) return at
		}
		throw refuse(file, 1, names[0] as string, `a column ${names.join(' or ')}`)
	}
	const [txid, vout] = header.includes('prev_txid') ? ['prev_txid', 'prev_vout'] : ['txid', 'vout']
	return {
		txid: place(txid as string),
		vout: place(vout as string),
		value: place('value_sat', 'value'),
		script: place('script_hex', 'script'),
		count: header.length,
	}
}

function csvRows(bytes: Uint8Array, file: string): readonly CsvRow[] {
	let text: string
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
	} catch (cause) {
		throw new InputError('E_INPUT', `${file}: the file is not UTF-8 text`, { details: { file }, cause })
	}
	try {
		return parse(text, { info: true, relax_column_count: true }) as unknown as readonly CsvRow[]
	} catch (cause) {
		const line = cause instanceof CsvError ? Number(cause.lines ?? 0) : 0
		throw new InputError('E_INPUT', `${file}: line ${line} is not CSV`, {
			details: { file, line, field: 'row' },
			cause,
		})
	}
}

function refuse(file: string, line: number, field: string, expected: string): InputError {
	const message = `${file}: line ${line}, ${field}: expected ${expected}`
	return new InputError('E_INPUT', message, { details: { file, line, field } })
}
