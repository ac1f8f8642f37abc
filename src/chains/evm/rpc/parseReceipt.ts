import type { EvmLog, EvmReceipt } from '../evmBlock.js'
import { type FieldFault, HexFields } from '../hexFields.js'

/** A receipt and what it says it is the receipt of. */
export interface ParsedReceipt {
	readonly transaction: string
	readonly index: number
	readonly blockHash: string
	/** The fee is that of receipts that tell their price; null where they do not. */
	readonly receipt: EvmReceipt & { readonly gasUsed: bigint; readonly logs: readonly EvmLog[] }
	/** Fees beside execution gas: data on the parent chain, blobs. */
	readonly otherFees: bigint
}

/** A receipt as `eth_getBlockReceipts` and `eth_getTransactionReceipt` tell it. @throws what `fault` makes */
export function parseReceipt(value: unknown, fault: FieldFault): ParsedReceipt {
	const fields = HexFields.of(value, 'result', fault)
	const [transaction, blockHash] = [fields.hash('transactionHash'), fields.hash('blockHash')]
	const index = fields.whole('transactionIndex')
	const part = (field: string): bigint => fields.orNull(field, fields.quantity) ?? 0n
	const gasUsed = fields.quantity('gasUsed')
	const price = fields.orNull('effectiveGasPrice', fields.quantity)
	const otherFees = part('l1Fee') + part('blobGasUsed') * part('blobGasPrice')
	const status = fields.orNull('status', fields.whole)
	if (status !== null && status > 1) throw fields.wrong('status', '0x0 or 0x1')
	const logs = fields.list('logs').map((item) => {
		const own = HexFields.of(item, 'logs', fault)
		if (own.hash('transactionHash') !== transaction || own.hash('blockHash') !== blockHash)
			throw own.wrong('transactionHash', `an event of transaction ${transaction}`)
		return parseLog(own)
	})
	return {
		transaction,
		index,
		blockHash,
		otherFees,
		receipt: {
			succeeded: status === null ? null : status === 1,
			gasUsed,
			fee: price === null ? null : gasUsed * price + otherFees,
			contractAddress: fields.orNull('contractAddress', fields.address),
			logs,
		},
	}
}

const TOPIC = /^0x[0-9a-fA-F]{64}$/
/** An event has at most four topics. Yellow Paper, appendix H. */
const MOST_TOPICS = 4

/** An event as receipts and `eth_getLogs` tell it. */
export function parseLog(fields: HexFields): EvmLog {
	const topics = fields.list('topics')
	if (topics.length > MOST_TOPICS || !topics.every((topic) => typeof topic === 'string' && TOPIC.test(topic)))
		throw fields.wrong('topics', 'up to four topics of 32 bytes each')
	return {
		index: fields.whole('logIndex'),
		address: fields.address('address'),
		topics: topics.map((topic) => (topic as string).toLowerCase()),
		data: fields.data('data'),
	}
}
