import type { EventPlace } from '../../decode/eventPlace.js'
import { opKeys } from './opKeys.js'
import type { OpMove } from './opMessageMove.js'
import { opPaid } from './opPaid.js'

const UNTOLD: OpMove = { sender: null, receiver: null, asset: null, amount: null }

/**
 * What a messenger moved when it told that it relayed the message of this hash: what its bridge paid, else the coins that the
 * call which relayed it sends along.
 */
export function opRelayed(place: EventPlace, hash: string): OpMove {
	const paid = opPaid(place, 'RelayedMessage')
	if (paid !== null) return paid
	const call = place.asked('relayMessage')
	if (call === null) return UNTOLD
	const [sender, target, value] = [call.hex('sender'), call.hex('target'), call.uint('value')]
	const message = {
		nonce: call.uint('nonce'),
		sender,
		target,
		value,
		gasLimit: call.uint('gasLimit'),
		data: call.hex('data'),
	}
	if (opKeys.message(message) !== hash || value === 0n) return UNTOLD
	return { sender, receiver: target, asset: 'native', amount: value }
}
