import type { LegFields } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { acrossKey } from './acrossPools.js'

/** Fees of Across are parts of this. */
const WHOLE = 10n ** 18n

/**
 * A part of a deposit that a relayer filled: it counts before fees, and what is paid is less by the pool's and the relayer's.
 * Source: across-protocol/contracts SpokePool.sol, _computeAmountPostFees.
 */
export function filledPart(values: EventValues, relayerFee: bigint, receiver: string): LegFields {
	const part = values.uint('fillAmount')
	const amount = (part * (WHOLE - values.uint('realizedLpFeePct') - relayerFee)) / WHOLE
	return {
		key: acrossKey(values.uint('originChainId'), values.uint('depositId')),
		peer: evmPeer(values.uint('originChainId')),
		sender: null,
		receiver,
		asset: values.hex('destinationToken'),
		amount,
		fee: part - amount,
		custody: values.hex('relayer'),
	}
}
