import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { protobufFields } from './protobufFields.js'

/** Celer cBridge over liquidity pools: the pay-out names the transfer id that the deposit made. */
export const celerPool: BridgeProtocol = {
	id: 'celer/pool',
	name: 'Celer cBridge, pools',
	verified: 'pair',
	evidence: 'identifier',
	contracts: {
		'eip155:1': ['0x5427fefa711eff984124bfbb1ab6fbf5e3da1820', '0x841ce48f9446c8e281d3f1444cb859b4a6d0738c'],
		'eip155:10': ['0x9d39fc627a6d9d9f8c831c16995b209548cc3401'],
		'eip155:56': ['0xdd90e5e87a2081dcf0391920868ebc2ffb81a1af'],
		'eip155:100': ['0x3795c36e7d12a8c252a20c5a7b455f7c57b60283'],
		'eip155:137': ['0x88dcdc47d2f83a99cf0000fdf667a468bb958a78'],
		'eip155:250': ['0x374b8a9f3ec5eb2d97eca84ea27aca45aa1c57ef'],
		'eip155:8453': ['0x7d43aabc515c356145049227cee54b608342c0ad'],
		'eip155:42161': ['0x1619de6b6b20ed217a58d00f37b9d47c7663feca'],
		'eip155:43114': ['0xef3c714c9425a8f3697a9c969dc1af30ba82e5d4'],
		'eip155:59144': ['0x9b36f165bab9ebe611d491180418d8de4b8f3a1f'],
	},
	events: [
		{
			side: 'source',
			event:
				'Send(bytes32 transferId, address sender, address receiver, address token, uint256 amount, uint64 dstChainId, uint64 nonce, uint32 maxSlippage)',
			topic: '0x89d8051e597ab4178a863a5190407b98abfeff406aa8db90c59af76612e58f01',
			read: (values) => ({
				key: values.hex('transferId'),
				peer: evmPeer(values.uint('dstChainId')),
				sender: values.hex('sender'),
				receiver: values.hex('receiver'),
				asset: values.hex('token'),
				amount: values.uint('amount'),
			}),
		},
		{
			side: 'destination',
			event:
				'Relay(bytes32 transferId, address sender, address receiver, address token, uint256 amount, uint64 srcChainId, bytes32 srcTransferId)',
			topic: '0x79fa08de5149d912dce8e5e8da7a7c17ccdf23dd5d3bfe196802e6eb86347c7c',
			read: (values) => ({
				key: values.hex('srcTransferId'),
				peer: evmPeer(values.uint('srcChainId')),
				sender: values.hex('sender'),
				receiver: values.hex('receiver'),
				asset: values.hex('token'),
				amount: values.uint('amount'),
			}),
		},
		{
			side: 'refund',
			event:
				'WithdrawDone(bytes32 withdrawId, uint64 seqnum, address receiver, address token, uint256 amount, bytes32 refid)',
			topic: '0x48a1ab26f3aa7b62bb6b6e8eed182f292b84eb7b006c0254386b268af20774be',
			read: (values) => ({
				key: values.hex('refid'),
				peer: null,
				sender: null,
				receiver: values.hex('receiver'),
				asset: values.hex('token'),
				amount: values.uint('amount'),
			}),
		},
	],
	calls: [
		{
			side: 'destination',
			call: 'relay(bytes relayRequest, bytes[] sigs, address[] signers, uint256[] powers)',
			selector: '0xcdd1b25d',
			read: (values) => {
				// message Relay: sender, receiver, token, amount, src_chain_id, dst_chain_id, src_transfer_id.
				const fields = protobufFields(values.hex('relayRequest').slice(2))
				const [sender, receiver, token, amount, chain, , key] = [1, 2, 3, 4, 5, 6, 7].map((n) => fields?.get(n))
				if (typeof key !== 'string' || typeof amount !== 'string' || typeof chain !== 'bigint') return null
				return {
					key: `0x${key}`,
					peer: evmPeer(chain),
					sender: `0x${sender}`,
					receiver: `0x${receiver}`,
					asset: `0x${token}`,
					amount: BigInt(`0x${amount}`),
				}
			},
		},
	],
	invariant: { kind: 'fee', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	sources: [
		'celer-network/sgn-v2-contracts LiquidityBridge.sol',
		'cbridge-docs.celer.network, contract addresses',
		'Connector-Tool/Connector data set',
	],
}
