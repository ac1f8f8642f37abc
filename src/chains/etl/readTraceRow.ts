import type { CallKind, EvmCall, EvmReward } from '../evm/evmBlock.js'
import type { EtlRow } from './etlRow.js'

const CALLS: Readonly<Record<string, CallKind>> = {
	call: 'call',
	callcode: 'callcode',
	delegatecall: 'delegatecall',
	staticcall: 'staticcall',
}
/** Traces of what a block pays by itself: rewards, the first balances, the moves of the DAO fork. */
const PAYMENTS: ReadonlySet<string> = new Set(['reward', 'genesis', 'daofork'])

/** A trace of the traces table: a call of a transaction, or a payment of the block itself. */
export type TraceRow = { readonly height: number } & (
	| { readonly kind: 'payment'; readonly payment: Omit<EvmReward, 'index'> }
	| {
			readonly kind: 'call'
			/** Null in traces made from geth's, which are placed by `index`. */
			readonly transaction: string | null
			readonly index: number
			readonly call: EvmCall
	  }
)

/** @throws InputError */
export function readTraceRow(row: EtlRow): TraceRow {
	const height = row.whole('block_number')
	const type = row.text('trace_type')
	if (PAYMENTS.has(type)) {
		const from = row.orNull('from_address', row.address)
		return {
			height,
			kind: 'payment',
			payment: { from, address: row.address('to_address'), amount: row.amount('value') },
		}
	}
	const transaction = row.orNull('transaction_hash', row.hash)
	return { height, kind: 'call', transaction, index: row.whole('transaction_index'), call: callOf(row, type) }
}

function callOf(row: EtlRow, type: string): EvmCall {
	const path = row.list('trace_address').map((step) => {
		const number = typeof step === 'string' && /^[0-9]{1,9}$/.test(step) ? Number(step) : step
		if (!Number.isSafeInteger(number) || (number as number) < 0) throw row.wrong('trace_address', 'child numbers')
		return number as number
	})
	const failed = row.has('error') || row.raw('status') === '0' || row.raw('status') === 0
	const from = row.orNull('from_address', row.address)
	const to = row.orNull('to_address', row.address)
	const value = row.orNull('value', row.amount)
	if (type === 'suicide') return { path, kind: 'selfdestruct', from, to, value, failed }
	const kind = type === 'create' ? 'create' : type === 'call' ? CALLS[row.text('call_type')] : undefined
	if (kind === undefined) throw row.wrong(type === 'call' ? 'call_type' : 'trace_type', 'a kind of trace')
	if (from === null) throw row.wrong('from_address', 'an address')
	if (to === null && kind !== 'create') throw row.wrong('to_address', 'an address')
	if (value === null && (kind === 'call' || kind === 'create')) throw row.wrong('value', 'an amount')
	return { path, kind, from, to: kind === 'create' && failed ? null : to, value: value ?? 0n, failed }
}
