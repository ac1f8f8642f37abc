import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { derivedKeys } from '../../decode/derivedKeys.js'
import { cctpMessage } from './cctpMessage.js'
import { cctpNetworks } from './cctpNetworks.js'

/** TokenMessengerV2, MessageTransmitterV2, TokenMinterV2: the same on every chain. */
const CONTRACTS = [
	'0x28b5a0e9c621a5badaa536219b3a228c8168cf5d',
	'0x81d40f21f12a8f0e3252bccb954d722d4c464b64',
	'0xfd78ee919681417d192449715b2594ab58f5d002',
]

/**
 * Circle's protocol, version 2: a message gets its number only when it is attested, so that what both sides state of the burn
 * is hashed. Equal burns have one key: they are told apart by their order, or stay open. What is minted is the amount less
 * the fee that was taken.
 */
export const cctp2: BridgeProtocol = {
	id: 'cctp/2',
	name: 'CCTP 2',
	verified: 'contract',
	evidence: 'derived',
	contracts: Object.fromEntries(
		['1', '10', '137', '8453', '42161', '43114', '59144', '130', '146', '480', '1329'].map((chain) => [
			`eip155:${chain}`,
			CONTRACTS,
		]),
	),
	events: [
		{
			side: 'source',
			event:
				'DepositForBurn(address indexed burnToken, uint256 amount, address indexed depositor, bytes32 mintRecipient, uint32 destinationDomain, bytes32 destinationTokenMessenger, bytes32 destinationCaller, uint256 maxFee, uint32 indexed minFinalityThreshold, bytes hookData)',
			topic: '0x0c8c1cbdc5190613ebd485511d4e2812cfa45eecb79d845893331fedad5130a5',
			read: (values, { chain }) => {
				const from = cctpNetworks.domain(chain)
				if (from === undefined) return null
				const to = values.uint('destinationDomain')
				const [burnToken, depositor] = [values.hex('burnToken'), values.hex('depositor')]
				const hash = derivedKeys.cctpBurn({
					burnToken: wordOf(burnToken),
					mintRecipient: values.hex('mintRecipient'),
					amount: values.uint('amount'),
					messageSender: wordOf(depositor),
					maxFee: values.uint('maxFee'),
					hookData: values.hex('hookData'),
				})
				return {
					key: `${from}/${to}/${hash}`,
					peer: cctpNetworks.chain(to),
					sender: depositor,
					receiver: values.address('mintRecipient') ?? values.hex('mintRecipient'),
					asset: burnToken,
					amount: values.uint('amount'),
				}
			},
		},
		{
			side: 'destination',
			event:
				'MessageReceived(address indexed caller, uint32 sourceDomain, bytes32 indexed nonce, bytes32 sender, uint32 indexed finalityThresholdExecuted, bytes messageBody)',
			topic: '0xff48c13eda96b1cceacc6b9edeedc9e9db9d6226afbc30146b720c19d3addb1c',
			read: (values, { chain, beside, log }) => {
				const message = cctpMessage(values.hex('messageBody'), 1)
				// The messenger mints, and tells so, before the transmitter tells of the message.
				const minted = beside('minted')
					.filter((one) => one.log < (log ?? 0))
					.at(-1)?.values
				const to = cctpNetworks.domain(chain)
				if (message === null || minted === undefined || to === undefined) return null
				// The transmitter carries messages of anybody: only the messenger's burn.
				if (values.address('sender') !== CONTRACTS[0]) return null
				const receiver = minted.hex('mintRecipient')
				if (message.mintRecipient.slice(-40) !== receiver.slice(2)) return null
				const from = values.uint('sourceDomain')
				return {
					key: `${from}/${to}/${derivedKeys.cctpBurn(message)}`,
					peer: cctpNetworks.chain(from),
					sender: null,
					receiver,
					asset: minted.hex('mintToken'),
					amount: minted.uint('amount'),
					fee: minted.uint('feeCollected'),
				}
			},
		},
	],
	beside: [
		{
			name: 'minted',
			event:
				'MintAndWithdraw(address indexed mintRecipient, uint256 amount, address indexed mintToken, uint256 feeCollected)',
			topic: '0x50c55e915134d457debfa58eb6f4342956f8b0616d51a89a3659360178e1ab63',
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 3 * 86_400,
	claimedByUser: true,
	sources: [
		'circlefin/evm-cctp-contracts TokenMessengerV2.sol, BaseTokenMessenger.sol, BurnMessageV2.sol',
		'developers.circle.com, CCTP supported domains and contract addresses',
		'l2beat/l2beat interop plugins/cctp/cctp.utils.ts',
	],
}

const wordOf = (address: string): string => `0x${address.slice(2).padStart(64, '0')}`
