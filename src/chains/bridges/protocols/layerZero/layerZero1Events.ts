import type { BridgeEvent } from '../../bridgeProtocol.js'

/** The two events by which a library of LayerZero 1 tells a packet, for a row that reads more beside them. */
export function layerZero1Events(sent: BridgeEvent['read'], received: BridgeEvent['read']): readonly BridgeEvent[] {
	return [
		{
			side: 'source',
			event: 'Packet(bytes payload)',
			topic: '0xe9bded5f24a4168e4f3bf44e00298c993b22376aad8c58c7dda9718a54cbea82',
			read: sent,
		},
		{
			side: 'destination',
			event:
				'PacketReceived(uint16 indexed srcChainId, bytes srcAddress, address indexed dstAddress, uint64 nonce, bytes32 payloadHash)',
			topic: '0x2bd2d8a84b748439fd50d79a49502b4eb5faa25b864da6a9ab5c150704be9a4d',
			read: received,
		},
	]
}
