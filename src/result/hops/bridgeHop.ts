import type { BridgePair } from '../../chains/bridges/join/legJoin.js'
import type { BridgeHop } from '../../model/hop.js'
import type { BareHop } from './leftOver.js'

/** A step that a bridge paid: its value entered with it, and the bridge's own ledger is nobody's. */
export function bridgeHop(
	hop: BareHop,
	{ protocol, evidence, equals, verified, source }: BridgePair,
): Omit<BridgeHop, 'evidence'> {
	const { chain, tx, transfer, index, height, at, to, asset, amount, taint } = hop
	const nothing = { balance: 0n, taint: 0n }
	return {
		kind: 'bridge',
		...{ chain, tx, transfer, index, height, at, to, asset, amount, taint },
		from: transfer.includes('#') ? hop.from : null,
		before: nothing,
		entered: { balance: amount, taint },
		after: nothing,
		protocol,
		basis: evidence,
		equals,
		verified,
		source: {
			chain: source.chain,
			tx: source.transaction,
			transfer: source.transfer as string,
			at: source.atSeconds,
			asset: source.asset,
			amount: source.amount,
		},
	}
}
