import type { EvmBlock, EvmTransaction, EvmWithdrawal } from '../evmBlock.js'
import { type FieldFault, HexFields } from '../hexFields.js'

/** Consensus layer amounts are in Gwei. EIP-4895. */
const WEI_PER_GWEI = 1_000_000_000n
/** Root of an empty list of transactions: Keccak-256 of the RLP of nothing. */
const EMPTY_ROOT = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'
/** Chains that compute no roots or blooms write zeros. */
const ZEROS = /^0x0*$/

/** A block as `eth_getBlockByNumber` tells it with whole transactions, before receipts and traces are joined to it. */
export interface ParsedBlock extends Pick<EvmBlock, 'height' | 'atSeconds' | 'withdrawals'> {
	readonly hash: string
	readonly parentHash: string
	readonly transactions: readonly ParsedTransaction[]
	/** Whether the header's bloom says that there are events. Some chains leave it zero: then nothing is said. */
	readonly hasEvents: boolean
}

export interface ParsedTransaction extends Omit<EvmTransaction, 'receipt' | 'calls'> {
	/** The one price of gas of the first kinds; null for kinds that bid. */
	readonly gasPrice: bigint | null
}

/** @throws what `fault` makes, where a field is not what it should be or the block contradicts itself */
export function parseBlock(value: unknown, fault: FieldFault): ParsedBlock {
	const fields = HexFields.of(value, 'result', fault)
	const [height, hash] = [fields.whole('number'), fields.hash('hash')]
	const transactions = fields.list('transactions').map((item, place) => {
		const own = HexFields.of(item, 'transactions', fault)
		if (
			own.hash('blockHash') !== hash ||
			own.whole('blockNumber') !== height ||
			own.whole('transactionIndex') !== place
		)
			throw own.wrong('blockHash', `transaction ${place} of block ${height} ${hash}`)
		return parseTransaction(own)
	})
	const root = fields.orNull('transactionsRoot', fields.hash)
	if (root !== null && !ZEROS.test(root) && (root === EMPTY_ROOT) !== (transactions.length === 0))
		throw fields.wrong('transactions', `the transactions that the header of block ${height} commits to`)
	return {
		height,
		hash,
		parentHash: fields.hash('parentHash'),
		atSeconds: fields.whole('timestamp'),
		transactions,
		withdrawals: fields.list('withdrawals').map((item) => withdrawal(HexFields.of(item, 'withdrawals', fault))),
		hasEvents: !ZEROS.test(fields.orNull('logsBloom', fields.data) ?? '0x'),
	}
}

function parseTransaction(fields: HexFields): ParsedTransaction {
	const type = fields.orNull('type', fields.whole) ?? 0
	const value = fields.quantity('value')
	const input = fields.orNull('input', fields.data)
	return {
		hash: fields.hash('hash'),
		index: fields.whole('transactionIndex'),
		from: fields.address('from'),
		to: fields.orNull('to', fields.address),
		value,
		type,
		mint: mintOf(type, value, fields),
		...(input === null ? {} : input === '0x' ? { isBare: true as const } : { input }),
		gasPrice: fields.has('maxFeePerGas') ? null : fields.orNull('gasPrice', fields.quantity),
	}
}

/** Deposits on rollups: the OP stack tells what it credits (EIP-2718 type 0x7e), Arbitrum credits the value (0x64). */
function mintOf(type: number, value: bigint, fields: HexFields): bigint {
	if (type === 0x7e) return fields.orNull('mint', fields.quantity) ?? 0n
	return type === 0x64 ? value : 0n
}

function withdrawal(fields: HexFields): EvmWithdrawal {
	const amount = fields.quantity('amount') * WEI_PER_GWEI
	return { index: fields.whole('index'), address: fields.address('address'), amount }
}
