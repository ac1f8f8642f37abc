import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { cctpMessage } from './cctpMessage.js'
import { cctpNetworks } from './cctpNetworks.js'

/**
 * Circle's protocol, version 1: what is burnt on one chain is minted on another, by the number that the message got where it
 * was sent. A sender may send the same message again for another payee: it is told anew under its number, without a
 * burn, so that neither is taken for a passage.
 */
export const cctp1: BridgeProtocol = {
	id: 'cctp/1',
	name: 'CCTP 1',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		// TokenMessenger, MessageTransmitter, TokenMinter.
		'eip155:1': [
			'0xbd3fa81b58ba92a82136038b25adec7066af3155',
			'0x0a992d191deec32afe36203ad87d7d289a738f81',
			'0xc4922d64a24675e16e1586e3e3aa56c06fabe907',
		],
		'eip155:10': [
			'0x2b4069517957735be00cee0fadae88a26365528f',
			'0x4d41f22c5a0e5c74090899e5a8fb597a8842b3e8',
			'0x33e76c5c31cb928dc6fe6487ab3b2c0769b1a1e3',
		],
		'eip155:137': [
			'0x9daf8c91aefae50b9c0e69629d3f6ca40ca3b3fe',
			'0xf3be9355363857f3e001be68856a2f96b4c39ba9',
			'0x10f7835f827d6cf035115e10c50a853d7fb2d2ec',
		],
		'eip155:8453': [
			'0x1682ae6375c4e4a97e4b583bc394c861a46d8962',
			'0xad09780d193884d503182ad4588450c416d6f9d4',
			'0xe45b133ddc64be80252b0e9c75a8e74ef280eed6',
		],
		'eip155:42161': [
			'0x19330d10d9cc8751218eaf51e8885d058642e08a',
			'0xc30362313fbba5cf9163f0bb16a0e01f01a896ca',
			'0xe7ed1fa7f45d05c508232aa32649d89b73b8ba48',
		],
		'eip155:43114': [
			'0x6b25532e1060ce10cc3b0a99e5683b91bfde6982',
			'0x8186359af5f57fbb40c6b14a588d2a59c0c29880',
			'0x420f5035fd5dc62a167e7e7f08b604335ae272b8',
		],
	},
	events: [
		{
			side: 'source',
			event:
				'DepositForBurn(uint64 indexed nonce, address indexed burnToken, uint256 amount, address indexed depositor, bytes32 mintRecipient, uint32 destinationDomain, bytes32 destinationTokenMessenger, bytes32 destinationCaller)',
			topic: '0x2fa9ca894982930190727e75500a97d8dc500233a5065e0f3126c48fbe0343c0',
			read: (values, { chain }) => {
				const domain = cctpNetworks.domain(chain)
				if (domain === undefined) return null
				return {
					key: `${domain}/${values.uint('nonce')}`,
					peer: cctpNetworks.chain(values.uint('destinationDomain')),
					sender: values.hex('depositor'),
					receiver: values.address('mintRecipient') ?? values.hex('mintRecipient'),
					asset: values.hex('burnToken'),
					amount: values.uint('amount'),
				}
			},
		},
		{
			side: 'destination',
			event:
				'MessageReceived(address indexed caller, uint32 sourceDomain, uint64 indexed nonce, bytes32 sender, bytes messageBody)',
			topic: '0x58200b4c34ae05ee816d710053fff3fb75af4395915d3d2a771b24aa10e3cc5d',
			read: (values, { beside, log }) => {
				const message = cctpMessage(values.hex('messageBody'), 0)
				// The messenger mints, and tells so, before the transmitter tells of the message.
				const minted = beside('minted')
					.filter((one) => one.log < (log ?? 0))
					.at(-1)?.values
				if (message === null || minted === undefined) return null
				const receiver = minted.hex('mintRecipient')
				if (message.mintRecipient.slice(-40) !== receiver.slice(2)) return null
				return {
					key: `${values.uint('sourceDomain')}/${values.uint('nonce')}`,
					peer: cctpNetworks.chain(values.uint('sourceDomain')),
					sender: null,
					receiver,
					asset: minted.hex('mintToken'),
					amount: minted.uint('amount'),
				}
			},
		},
	],
	beside: [
		{
			name: 'minted',
			event: 'MintAndWithdraw(address indexed mintRecipient, uint256 amount, address indexed mintToken)',
			topic: '0x1b2a7ff080b8cb6ff436ce0372e399692bbfb6d4ae5766fd8d58a7b8cc6142e6',
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 3 * 86_400,
	claimedByUser: true,
	sources: [
		'circlefin/evm-cctp-contracts TokenMessenger.sol, MessageTransmitter.sol, BurnMessage.sol',
		'developers.circle.com, CCTP 1 supported domains',
		'l2beat/l2beat interop plugins/cctp/cctp.config.ts (transmitters)',
		'synapsecns/sanguine (minters)',
	],
}
