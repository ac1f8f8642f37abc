import { displayText } from '../model/displayText.js'
import { InputError } from '../model/errors.js'

export type ClaimedField = 'chain' | 'tx' | 'index' | 'from' | 'to' | 'asset' | 'amount' | 'part' | 'at' | 'height'

/** Names by which tools call each field, compared without regard to case, spaces and dashes. */
const NAMES: Readonly<Record<ClaimedField, readonly string[]>> = {
	chain: ['chain', 'blockchain', 'network'],
	tx: ['tx', 'txid', 'tx_id', 'txhash', 'tx_hash', 'hash', 'transaction', 'transaction_id', 'transaction_hash'],
	index: ['index', 'vout', 'output_index', 'log_index', 'logindex'],
	from: ['from', 'from_address', 'sender', 'payer'],
	to: ['to', 'to_address', 'receiver', 'recipient', 'payee'],
	asset: ['asset', 'token', 'token_address', 'contract_address', 'currency'],
	amount: ['amount', 'value'],
	part: ['part', 'traced_amount'],
	at: ['at', 'time', 'timestamp', 'block_time', 'block_timestamp'],
	height: ['height', 'block', 'block_height', 'block_number', 'blocknumber'],
}

const FIELDS = Object.keys(NAMES) as ClaimedField[]
const FIELD_OF = new Map(FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field] as const)))

/**
 * Which of the columns (or keys) of a path holds which field. `told` names columns as they stand and goes before the names
 * known here. Columns that hold no field are not read.
 * @throws InputError `E_INPUT` where two columns claim one field, or `told` names what is not there
 */
export function claimedColumns(
	columns: readonly string[],
	told: Readonly<Record<string, string>> = {},
): Map<ClaimedField, string> {
	const found = new Map<ClaimedField, string>()
	for (const [field, column] of Object.entries(told)) {
		if (!FIELDS.includes(field as ClaimedField)) {
			refuse(`columns: "${show(field)}" is none of ${FIELDS.join(', ')}`, 'columns')
		}
		if (columns.includes(column)) found.set(field as ClaimedField, column)
	}
	const taken = new Set(found.values())
	const given = new Set(found.keys())
	for (const column of columns) {
		const field = FIELD_OF.get(
			column
				.trim()
				.toLowerCase()
				.replace(/[\s-]+/g, '_'),
		)
		if (field === undefined || given.has(field) || taken.has(column)) continue
		const other = found.get(field)
		if (other !== undefined) {
			refuse(`"${show(other)}" and "${show(column)}" both mean ${field}; name one under columns`, field)
		}
		found.set(field, column)
	}
	return found
}

/** Foreign text made inert and cut for an error. */
function show(text: string): string {
	return displayText(text.slice(0, 80))
}

function refuse(message: string, field: string): never {
	throw new InputError('E_INPUT', message, { details: { field } })
}
