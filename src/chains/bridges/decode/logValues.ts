import type { EvmLog } from '../../evm/evmBlock.js'
import { decodeTopic, decodeValues } from './decodeValues.js'
import { type AbiValue, EventValues } from './eventValues.js'
import type { Signature } from './parseSignature.js'

/** The values of an event; null where its topics or data do not fit the signature. */
export function logValues(
	{ parameters }: Signature,
	{ topics, data }: Pick<EvmLog, 'topics' | 'data'>,
): EventValues | null {
	const plain = decodeValues(
		parameters.filter(({ indexed }) => !indexed),
		data,
	)
	if (plain === null) return null
	const values: Record<string, AbiValue> = Object.assign(Object.create(null), plain)
	let place = 0
	for (const parameter of parameters) {
		if (!parameter.indexed) continue
		place++
		if (parameter.name === '') continue
		const topic = topics[place]
		const value = topic === undefined ? null : decodeTopic(parameter, topic)
		if (value === null) return null
		values[parameter.name] = value
	}
	return place + 1 === topics.length ? new EventValues(values) : null
}
