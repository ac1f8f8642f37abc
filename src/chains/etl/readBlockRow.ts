import { parseJson } from '../../model/strictJson.js'
import type { EvmBlock, EvmWithdrawal } from '../evm/evmBlock.js'
import { EtlRow } from './etlRow.js'

/** Consensus layer amounts are in Gwei. EIP-4895. */
const WEI_PER_GWEI = 1_000_000_000n

/** A block without its transactions, as the blocks table tells it. */
export interface BlockRow extends Pick<EvmBlock, 'height' | 'hash' | 'atSeconds' | 'withdrawals'> {
	/** How many transactions the block has; null where the table does not tell. */
	readonly transactions: number | null
}

/** @throws InputError */
export function readBlockRow(row: EtlRow): BlockRow {
	return {
		height: row.whole('number'),
		hash: row.hash('hash'),
		atSeconds: row.seconds('timestamp'),
		transactions: row.orNull('transaction_count', row.whole),
		withdrawals: withdrawals(row),
	}
}

/** Objects in a JSON list, or, in CSV, objects in JSON with commas between them. */
function withdrawals(row: EtlRow): EvmWithdrawal[] {
	const value = row.raw('withdrawals')
	if (value === null) return []
	const list = typeof value === 'string' ? listIn(row, value) : value
	if (!Array.isArray(list)) throw row.wrong('withdrawals', 'a list of withdrawals')
	return list.map((item) => {
		if (typeof item !== 'object' || item === null) throw row.wrong('withdrawals', 'a list of withdrawals')
		const fields = new EtlRow(row.chain, row.spot, new Map(Object.entries(item)))
		const amount = fields.amount('amount') * WEI_PER_GWEI
		return { index: fields.whole('index'), address: fields.address('address'), amount }
	})
}

function listIn(row: EtlRow, text: string): unknown {
	try {
		return parseJson(text.startsWith('[') ? text : `[${text}]`, { largeIntegers: 'text' })
	} catch (cause) {
		throw row.wrong('withdrawals', 'withdrawals in JSON', 'E_INPUT', cause)
	}
}
