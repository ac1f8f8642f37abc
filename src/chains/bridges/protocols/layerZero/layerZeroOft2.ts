import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import { derivedKeys } from '../../decode/derivedKeys.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { layerZero2Packet } from './layerZero2Packet.js'
import { layerZeroChains, layerZeroNumber, layerZeroPeer } from './layerZeroChains.js'

/**
 * Tokens that go over LayerZero 2 by themselves (OFT). Anybody may deploy one, so the endpoint vouches for it: the packet
 * names the token contract that sent it, and the delivery the one that got it. Both sides give the same GUID.
 */
export const layerZeroOft2: BridgeProtocol = {
	id: 'layerzero/2',
	name: 'LayerZero 2, tokens (OFT)',
	verified: 'contract',
	evidence: 'derived',
	contracts: Object.fromEntries(layerZeroChains.map(({ chain, endpoint }) => [chain, [endpoint]])),
	events: [
		{
			side: 'source',
			event: 'PacketSent(bytes encodedPayload, bytes options, address sendLibrary)',
			topic: '0x1ab700d4ced0c005b164c0f789fd09fcbb0156d4c2041b8a3bfbcd961cd1567f',
			read: sent,
		},
		{
			side: 'destination',
			event: 'PacketDelivered((uint32 srcEid, bytes32 sender, uint64 nonce) origin, address receiver)',
			topic: '0x3cd5e48f9730b129dc7550f0fcea9c767b7be37837cd10e55eb35f734f4bca04',
			read: delivered,
		},
	],
	beside: [
		{
			name: 'OFTSent',
			event:
				'OFTSent(bytes32 indexed guid, uint32 dstEid, address indexed fromAddress, uint256 amountSentLD, uint256 amountReceivedLD)',
			topic: '0x85496b760a4b7f8d66384b9df21b381f5d1b1e79f229a47aaf4c232edc2fe59a',
			anyone: true,
		},
		{
			name: 'OFTReceived',
			event: 'OFTReceived(bytes32 indexed guid, uint32 srcEid, address indexed toAddress, uint256 amountReceivedLD)',
			topic: '0xefed6d3500546b29533b128a29e3a94d70788727f0507505ac12eaf2e578fd9c',
			anyone: true,
		},
	],
	// The same amount in the decimals of either side.
	invariant: { kind: 'fee', mostMillionths: 0n },
	ttlSeconds: 3 * 86_400,
	sources: [
		'LayerZero-Labs/LayerZero-v2 EndpointV2.sol, PacketV1Codec.sol, GUID.sol, OFTCore.sol',
		'npm @layerzerolabs/lz-evm-sdk-v2 3.1.10, lz-definitions 3.1.13',
	],
}

function sent(values: EventValues, { beside }: EventPlace): ReadLegs {
	const packet = layerZero2Packet(values.hex('encodedPayload'))
	if (packet === null || packet.sender === null) return null
	const { guid, sender, toEndpoint } = packet
	const told = beside('OFTSent').find((one) => one.contract === sender && one.values.hex('guid') === guid)?.values
	if (told === undefined) return null
	const [amount, received] = [told.uint('amountSentLD'), told.uint('amountReceivedLD')]
	return {
		key: guid,
		peer: layerZeroPeer(toEndpoint),
		sender: told.hex('fromAddress'),
		receiver: null,
		// An adapter holds another token; a token of its own is burnt.
		asset: null,
		amount,
		...(received < amount ? { fee: amount - received } : {}),
		custody: sender,
	}
}

function delivered(values: EventValues, { chain, beside }: EventPlace): ReadLegs {
	const origin = values.tuple('origin')
	const [toEndpoint, receiver] = [layerZeroNumber(chain), values.hex('receiver')]
	if (toEndpoint === undefined) return null
	const [nonce, fromEndpoint] = [origin.uint('nonce'), origin.uint('srcEid')]
	const word = `0x${receiver.slice(2).padStart(64, '0')}`
	const guid = derivedKeys.layerZero({ nonce, fromEndpoint, sender: origin.hex('sender'), toEndpoint, receiver: word })
	const told = beside('OFTReceived').find((one) => one.contract === receiver && one.values.hex('guid') === guid)?.values
	if (told === undefined) return null
	return {
		key: guid,
		peer: layerZeroPeer(fromEndpoint),
		sender: null,
		receiver: told.hex('toAddress'),
		asset: null,
		amount: told.uint('amountReceivedLD'),
		custody: receiver,
	}
}
