import type { CoverageReason } from '../../model/coverage.js'
import type { EvmTransaction } from './evmBlock.js'
import { outcomeOf } from './outcomeOf.js'

/** What a plain payment to an account without code costs. More gas means that code ran. Yellow Paper, appendix G. */
const PLAIN_PAYMENT_GAS = 21_000n
/** Ethereum's own types (EIP-2718), and the rollup deposits that are modelled: OP stack, Arbitrum. */
const KNOWN_TYPES: ReadonlySet<number> = new Set([0x00, 0x01, 0x02, 0x03, 0x04, 0x7e, 0x64])

/**
 * What of a transaction's movements its source does not tell: internal calls (`C_NO_TRACES`, also where a rollup's system
 * transaction moves value by rules of its own), or outcome, fee or events (`C_NO_RECEIPTS`).
 */
export function gapsOf(transaction: EvmTransaction): CoverageReason[] {
	const { from, mint, receipt, calls, type } = transaction
	const gaps: CoverageReason[] = []
	const outcome = outcomeOf(transaction)
	const ran = outcome !== false && receipt.gasUsed !== PLAIN_PAYMENT_GAS
	const hidden = calls === null ? ran : calls.some(isUntold)
	if (hidden || mint === null || !KNOWN_TYPES.has(type)) gaps.push('C_NO_TRACES')
	const unseen = from === null || receipt.fee === null || outcome === null || (ran && receipt.logs === null)
	if (unseen) gaps.push('C_NO_RECEIPTS')
	return gaps
}

const isUntold = ({ kind, from, value }: { kind: string; from: string | null; value: bigint | null }): boolean =>
	from === null || (value === null && (kind === 'call' || kind === 'create' || kind === 'selfdestruct'))
