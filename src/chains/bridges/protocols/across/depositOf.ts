import type { LegFields } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { acrossKey } from './acrossPools.js'

/** A deposit as Across told it before its third version: one token, the same on both sides. */
export function depositOf(values: EventValues): LegFields {
	return {
		key: acrossKey(values.uint('originChainId'), values.uint('depositId')),
		peer: evmPeer(values.uint('destinationChainId')),
		sender: values.hex('depositor'),
		receiver: values.hex('recipient'),
		asset: values.hex('originToken'),
		amount: values.uint('amount'),
	}
}
