import type { LayerZero1Packet } from './layerZero1Packet.js'

/** Both sides of the first version count packets by path: from one contract to another, on two chains. */
export const layerZero1Key = ({ fromChain, sender, toChain, receiver, nonce }: LayerZero1Packet): string =>
	`${fromChain}/${sender}/${toChain}/${receiver}/${nonce}`
