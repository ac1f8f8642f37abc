import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { symbiosisContracts } from './symbiosisSides.js'

/** Symbiosis' own chain, over whose pools most passages go. Source: symbiosis-finance/js-sdk. */
const HUB = 13863860n

/**
 * Symbiosis over its own chain: the release on the last chain carries the number of the request on the first. Whether it does
 * so unchanged is told by a third party only, and what the pools between them made of the amount by no chain of the two.
 */
export const symbiosisRoute: BridgeProtocol = {
	id: 'symbiosis/route',
	name: 'Symbiosis, over its own chain',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: symbiosisContracts,
	events: [
		{
			side: 'source',
			event:
				'SynthesizeRequest(bytes32 id, address indexed from, uint256 indexed chainID, address indexed revertableAddress, address to, uint256 amount, address token)',
			topic: '0x31325fe0a1a2e6a5b1e41572156ba5b4e94f0fae7e7f63ec21e9b5ce1e4b3eab',
			read: (values) =>
				values.uint('chainID') !== HUB
					? null
					: {
							key: values.hex('id'),
							peer: null,
							sender: values.hex('from'),
							receiver: null,
							asset: values.hex('token'),
							amount: values.uint('amount'),
						},
		},
		{
			side: 'destination',
			event:
				'BurnCompleted(bytes32 indexed id, bytes32 indexed crossChainID, address indexed to, uint256 amount, uint256 bridgingFee, address token)',
			topic: '0xaeef64b7687b985665b6620c7fa271b6f051a3fbe2bfc366fb9c964602eb6d26',
			read: (values) => ({
				key: values.hex('crossChainID'),
				peer: null,
				sender: null,
				receiver: values.hex('to'),
				asset: values.hex('token'),
				amount: values.uint('amount'),
				fee: values.uint('bridgingFee'),
			}),
		},
	],
	invariant: { kind: 'near', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	sources: ['symbiosis-finance/js-sdk src/crosschain/config/mainnet.ts', `chain id of the hub: ${evmPeer(HUB)}`],
}
