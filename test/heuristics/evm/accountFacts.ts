import { AccountIndex } from '../../../src/chains/accountIndex.js'
import { evm } from '../../../src/chains/evm/evm.js'
import type { EvmTransaction } from '../../../src/chains/evm/evmBlock.js'
import { LedgerAdapter } from '../../../src/chains/ledgerAdapter.js'
import { FactIndex } from '../../../src/graph/factIndex.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { address, hash, transaction } from '../../chains/evm/evmFacts.js'

export const CHAIN = 'eip155:1'
export const ETHER = `${CHAIN}/slip44:60`
export const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
export const TETHER = `${CHAIN}/erc20:${USDT}`
/** Seconds per block of these facts. */
const PACE = 12

const model = evm(CHAIN)

/** Account of a number. */
export const id = (n: number): string => `${CHAIN}:${address(n)}`

/** A transaction at a height. */
export interface Placed extends Partial<EvmTransaction> {
	readonly at: number
}

/** Transactions of a mainnet that makes a block every 12 seconds, the n-th with hash n. */
export function accountFacts(list: readonly Placed[]): AccountTransaction[] {
	return list.map(({ at, ...more }, i) => {
		const place = { height: at, hash: hash(0xb0000 + at), atSeconds: 1_600_000_000 + at * PACE }
		return model.transaction(place, transaction({ index: i, hash: hash(i + 1), ...more }))
	})
}

export function viewOf(transactions: readonly AccountTransaction[]): FactIndex {
	const view = new FactIndex()
	for (const one of transactions) view.add(one)
	return view
}

export function sourceOf(transactions: readonly AccountTransaction[], scope: 'complete' | 'excerpt' = 'excerpt') {
	const place = { height: null, blockHash: null, atSeconds: null }
	const description = { chain: CHAIN, ledger: 'account', clock: 'height', scope, ...place } as const
	return new LedgerAdapter([{ description, index: new AccountIndex('height', transactions) }])
}
