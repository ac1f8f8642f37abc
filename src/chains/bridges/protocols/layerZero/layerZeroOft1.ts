import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { layerZero1Events } from './layerZero1Events.js'
import { layerZero1Key } from './layerZero1Key.js'
import { layerZero1Packet } from './layerZero1Packet.js'
import { layerZeroChains, layerZeroPeer } from './layerZeroChains.js'

/**
 * Tokens that go over LayerZero 1 by themselves (OFT). Packets have no GUID: both sides state chains, contracts and a number.
 * Anybody may deploy such a token, so the library vouches for the contract that sends and the one that gets.
 */
export const layerZeroOft1: BridgeProtocol = {
	id: 'layerzero/1',
	name: 'LayerZero 1, tokens (OFT)',
	verified: 'contract',
	evidence: 'identifier',
	contracts: Object.fromEntries(layerZeroChains.map(({ chain, library }) => [chain, [library]])),
	events: layerZero1Events(sent, received),
	beside: [
		{
			name: 'SendToChain',
			event: 'SendToChain(uint16 indexed dstChainId, address indexed from, bytes toAddress, uint256 amount)',
			topic: '0x39a4c66499bcf4b56d79f0dde8ed7a9d4925a0df55825206b2b8531e202be0d0',
			anyone: true,
		},
		{
			name: 'SendToChain',
			event: 'SendToChain(uint16 indexed dstChainId, address indexed from, bytes32 indexed toAddress, uint256 amount)',
			topic: '0xd81fc9b8523134ed613870ed029d6170cbb73aa6a6bc311b9a642689fb9df59a',
			anyone: true,
		},
		{
			name: 'ReceiveFromChain',
			event: 'ReceiveFromChain(uint16 indexed srcChainId, address indexed to, uint256 amount)',
			topic: '0xbf551ec93859b170f9b2141bd9298bf3f64322c6f7beb2543a0cb669834118bf',
			anyone: true,
		},
	],
	// The same amount in the decimals of either side.
	invariant: { kind: 'fee', mostMillionths: 0n },
	ttlSeconds: 3 * 86_400,
	sources: [
		'LayerZero-Labs/LayerZero-v1 UltraLightNodeV2.sol; LayerZero-Labs/solidity-examples OFTCore.sol, BaseOFTV2.sol',
		'npm @layerzerolabs/lz-evm-sdk-v1 3.1.10, deployments with their ABIs',
	],
}

function sent(values: EventValues, { log, beside }: EventPlace): ReadLegs {
	const packet = layerZero1Packet(values.hex('payload'))
	if (packet === null || log === null) return null
	const { sender, toChain } = packet
	// The token tells it after it has sent the packet.
	const told = beside('SendToChain').find((one) => one.log > log && one.contract === sender)?.values
	if (told === undefined || told.uint('dstChainId') !== toChain) return null
	const to = told.hex('toAddress')
	return {
		key: layerZero1Key(packet),
		peer: layerZeroPeer(toChain),
		sender: told.hex('from'),
		receiver: to.length === 42 ? to : told.address('toAddress'),
		asset: null,
		amount: told.uint('amount'),
		custody: sender,
	}
}

function received(values: EventValues, { chain, log, beside }: EventPlace): ReadLegs {
	const toChain = layerZeroChains.find((one) => one.chain === chain)?.number
	const [path, receiver] = [values.hex('srcAddress'), values.hex('dstAddress')]
	if (toChain === undefined || log === null || path.length < 42) return null
	// The library tells it before the token gets it.
	const told = beside('ReceiveFromChain').find((one) => one.log > log && one.contract === receiver)?.values
	const [fromChain, nonce] = [values.uint('srcChainId'), values.uint('nonce')]
	if (told === undefined || told.uint('srcChainId') !== fromChain) return null
	return {
		key: layerZero1Key({ fromChain, sender: path.slice(0, 42), toChain, receiver, nonce }),
		peer: layerZeroPeer(fromChain),
		sender: null,
		receiver: told.hex('to'),
		asset: null,
		amount: told.uint('amount'),
		custody: receiver,
	}
}
