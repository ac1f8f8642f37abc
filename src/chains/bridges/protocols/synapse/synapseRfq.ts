import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'

const COIN = `0x${'ee'.repeat(20)}`
const assetOf = (token: string): string => (token === COIN ? 'native' : token)
/** Place of the receiver among the words of a request: after the two chains and the sender. */
const RECEIVER = 3
const WORD = 64
const BRIDGE = '0x5523d3c98809dddb82c686e152f5c58b1b0fb59e'

/** Synapse RFQ (FastBridge): relayers pay out what was asked for; both sides state the number of the transaction. */
export const synapseRfq: BridgeProtocol = {
	id: 'synapse/rfq',
	name: 'Synapse RFQ (FastBridge)',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		'eip155:1': [BRIDGE],
		'eip155:10': [BRIDGE],
		'eip155:56': [BRIDGE],
		'eip155:8453': [BRIDGE],
		'eip155:42161': [BRIDGE],
		'eip155:81457': ['0x34f52752975222d5994c206ce08c1d5b329f24dd'],
	},
	events: [
		{
			side: 'source',
			event:
				'BridgeRequested(bytes32 indexed transactionId, address indexed sender, bytes request, uint32 destChainId, address originToken, address destToken, uint256 originAmount, uint256 destAmount, bool sendChainGas)',
			topic: '0x120ea0364f36cdac7983bcfdd55270ca09d7f9b314a2ebc425a3b01ab1d6403a',
			read: requested,
		},
		{
			side: 'destination',
			event:
				'BridgeRelayed(bytes32 indexed transactionId, address indexed relayer, address indexed to, uint32 originChainId, address originToken, address destToken, uint256 originAmount, uint256 destAmount, uint256 chainGasAmount)',
			topic: '0xf8ae392d784b1ea5e8881bfa586d81abf07ef4f1e2fc75f7fe51c90f05199a5c',
			read: (values) => ({
				key: values.hex('transactionId'),
				peer: evmPeer(values.uint('originChainId')),
				sender: null,
				receiver: values.hex('to'),
				asset: assetOf(values.hex('destToken')),
				amount: values.uint('destAmount'),
				custody: values.hex('relayer'),
			}),
		},
		{
			side: 'refund',
			event: 'BridgeDepositRefunded(bytes32 indexed transactionId, address indexed to, address token, uint256 amount)',
			topic: '0xb4c55c0c9bc613519b920e88748090150b890a875d307f21bea7d4fb2e8bc958',
			read: (values) => ({
				key: values.hex('transactionId'),
				peer: null,
				sender: null,
				receiver: values.hex('to'),
				asset: assetOf(values.hex('token')),
				amount: values.uint('amount'),
			}),
		},
	],
	invariant: { kind: 'wanted' },
	ttlSeconds: 86_400,
	sources: [
		'synapsecns/sanguine FastBridge.sol, IFastBridge.sol; npm @synapsecns/sdk-router 0.11.11, ABI of FastBridge',
		'DefiLlama/dimension-adapters bridge contracts',
	],
}

function requested(values: EventValues): ReadLegs {
	const request = values.hex('request').slice(2)
	// Twelve words in the first version; a packed layout later.
	const isWords = request.length === 12 * WORD
	return {
		key: values.hex('transactionId'),
		peer: evmPeer(values.uint('destChainId')),
		sender: values.hex('sender'),
		receiver: isWords ? `0x${request.slice(RECEIVER * WORD + 24, (RECEIVER + 1) * WORD)}` : null,
		asset: assetOf(values.hex('originToken')),
		amount: values.uint('originAmount'),
		wanted: { asset: assetOf(values.hex('destToken')), amount: values.uint('destAmount') },
	}
}
