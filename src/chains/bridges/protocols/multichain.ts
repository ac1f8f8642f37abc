import type { BridgeProtocol, LegFields } from '../bridgeProtocol.js'
import type { EventValues } from '../decode/eventValues.js'
import { evmPeer } from '../decode/evmPeer.js'

/** Multichain (Anyswap) routers: the pay-out names the transaction that paid in. */
export const multichain: BridgeProtocol = {
	id: 'multichain',
	name: 'Multichain (Anyswap) router',
	verified: 'pair',
	evidence: 'identifier',
	contracts: {
		'eip155:1': [
			'0x6b7a87899490ece95443e979ca9485cbe7e71522',
			'0xba8da9dcf11b50b03fd5284f164ef5cdef910705',
			'0x765277eebeca2e31912c9946eae1021199b39c61',
			'0xe95fd76cf16008c12ff3b3a937cb16cd9cc20284',
		],
		'eip155:56': [
			'0xd1c5966f9f5ee6881ff6b261bbeda45972b1b5f3',
			'0xabd380327fe66724ffda91a87c772fb8d00be488',
			'0xe1d592c3322f1f714ca11f05b6bc0efef1907859',
			'0x92c079d3155c2722dbf7e65017a5baf9cd15561c',
		],
	},
	events: [
		{
			side: 'source',
			event:
				'LogAnySwapOut(address indexed token, address indexed from, address indexed to, uint256 amount, uint256 fromChainID, uint256 toChainID)',
			topic: '0x97116cf6cd4f6412bb47914d6db18da9e16ab2142f543b86e207c24fbd16b23a',
			read: (values, { txid }) => out(values, txid, values.hex('to')),
		},
		{
			side: 'source',
			event:
				'LogAnySwapOut(address indexed token, address indexed from, string to, uint256 amount, uint256 fromChainID, uint256 toChainID)',
			topic: '0x409e0ad946b19f77602d6cf11d59e1796ddaa4828159a0b4fb7fa2ff6b161b79',
			read: (values, { txid }) => out(values, txid, values.text('to')),
		},
		{
			side: 'destination',
			event:
				'LogAnySwapIn(bytes32 indexed txhash, address indexed token, address indexed to, uint256 amount, uint256 fromChainID, uint256 toChainID)',
			topic: '0xaac9ce45fe3adf5143598c4f18a369591a20a3384aedaf1b525d29127e1fcd55',
			read: paidOut,
		},
	],
	calls: [
		{
			side: 'destination',
			call: 'anySwapInAuto(bytes32 txhash, address token, address to, uint256 amount, uint256 fromChainID)',
			selector: '0x0175b1c4',
			read: paidOut,
		},
	],
	// A part of a hundred at most, but not less than a fixed sum of each token.
	invariant: { kind: 'fee', mostMillionths: 50_000n, leastFee: true },
	wraps: true,
	ttlSeconds: 3 * 86_400,
	sources: ['anyswap/anyswap-v1-core AnyswapV6Router.sol', 'Connector-Tool/Connector data set'],
}

function out(values: EventValues, txid: string, receiver: string): LegFields {
	return {
		key: txid,
		peer: evmPeer(values.uint('toChainID')),
		sender: values.hex('from'),
		receiver,
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
}

function paidOut(values: EventValues): LegFields {
	return {
		key: values.hex('txhash'),
		peer: evmPeer(values.uint('fromChainID')),
		sender: null,
		receiver: values.hex('to'),
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
}
