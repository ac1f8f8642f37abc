import type { BridgeProtocol } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { hopContracts } from './hopContracts.js'

/**
 * Hop from Ethereum to another chain: no number travels with it, so that all that both sides state is the key. What comes out
 * was swapped in a pool where the sender asked for it: the transfer says how much.
 */
export const hopDown: BridgeProtocol = {
	id: 'hop/down',
	name: 'Hop, from Ethereum',
	verified: 'contract',
	evidence: 'arguments',
	contracts: hopContracts,
	events: [
		{
			side: 'source',
			event:
				'TransferSentToL2(uint256 indexed chainId, address indexed recipient, uint256 amount, uint256 amountOutMin, uint256 deadline, address indexed relayer, uint256 relayerFee)',
			topic: '0x0a0607688c86ec1775abcdbab7b33a3a35a6c9cde677c9be880150c231cc6b0b',
			read: (values) => {
				const peer = evmPeer(values.uint('chainId'))
				return {
					key: keyOf(peer, values),
					peer,
					sender: null,
					receiver: values.hex('recipient'),
					asset: null,
					amount: values.uint('amount'),
					fee: values.uint('relayerFee'),
				}
			},
		},
		{
			side: 'destination',
			event:
				'TransferFromL1Completed(address indexed recipient, uint256 amount, uint256 amountOutMin, uint256 deadline, address indexed relayer, uint256 relayerFee)',
			topic: '0x320958176930804eb66c2343c7343fc0367dc16249590c0f195783bee199d094',
			read: (values, { chain }) => ({
				key: keyOf(chain, values),
				peer: 'eip155:1',
				sender: null,
				receiver: values.hex('recipient'),
				asset: null,
				amount: null,
				carried: true,
			}),
		},
	],
	// After the fee, the price of a pool. Our choice; a wider difference is a lead.
	invariant: { kind: 'near', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	shared: true,
	sources: [
		'hop-protocol/contracts L1_Bridge.sol, L2_Bridge.sol, L2_AmmWrapper.sol (as deployed)',
		'hop-protocol/hop packages/abi/src/abi/L2_Bridge.json',
		'hop-protocol/hop packages/core/src/addresses/mainnet.ts',
	],
}

/** All that both sides state: the chain of the pay-out, and the arguments. */
function keyOf(chain: string, values: EventValues): string {
	const numbers = ['amount', 'amountOutMin', 'deadline', 'relayerFee'].map((name) => values.uint(name))
	return [chain, values.hex('recipient'), values.hex('relayer'), ...numbers].join(' ')
}
