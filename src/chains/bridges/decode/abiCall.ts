import { decodeValues } from './decodeValues.js'
import { EventValues } from './eventValues.js'
import { parseSignature, topicOf } from './parseSignature.js'

/**
 * A reader of call data of one signature that travels inside of a message: null where the data is of another call or does
 * not fit. The signature is taken apart once.
 */
export function abiCall(call: string): (input: string) => EventValues | null {
	const signature = parseSignature(call)
	const selector = topicOf(signature).slice(0, 10)
	return (input) => {
		const values = input.startsWith(selector) ? decodeValues(signature.parameters, `0x${input.slice(10)}`) : null
		return values === null ? null : new EventValues(values)
	}
}
