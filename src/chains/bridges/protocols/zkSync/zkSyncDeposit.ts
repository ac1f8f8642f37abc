import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'

const [ETHEREUM, ERA] = ['eip155:1', 'eip155:324'] as const
const ADDRESSES = 1n << 160n
const addressOf = (word: bigint): string => `0x${(word % ADDRESSES).toString(16).padStart(40, '0')}`
const NOBODY = `0x${'0'.repeat(40)}`

/** From Ethereum to zkSync Era: both bridge and mailbox tell the hash of the transaction that a deposit becomes. */
export const zkSyncDeposit: BridgeProtocol = {
	id: 'zksync/deposit',
	name: 'zkSync Era, deposits',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		[ETHEREUM]: [
			'0x32400084c286cf3e17e7b677ea9583e60a000324',
			'0x8829ad80e425c646dab305381ff105169feece56',
			'0xd7f9f54194c633f36ccd5f3da84ad4a1c38cb2cb',
			'0x57891966931eb4bb6fb81430e6ce0a03aabde063',
		],
		[ERA]: ['0x11f943b2c77b743ab90f4a0ae7d5a4e7fca3e102', '0x0000000000000000000000000000000000010004'],
	},
	events: [
		{
			side: 'source',
			event:
				'NewPriorityRequest(uint256 txId, bytes32 txHash, uint64 expirationTimestamp, (uint256 txType, uint256 from, uint256 to, uint256 gasLimit, uint256 gasPerPubdataByteLimit, uint256 maxFeePerGas, uint256 maxPriorityFeePerGas, uint256 paymaster, uint256 nonce, uint256 value, uint256[4] reserved, bytes data, bytes signature, uint256[] factoryDeps, bytes paymasterInput, bytes reservedDynamic) transaction, bytes[] factoryDeps)',
			topic: '0x4531cd5795773d7101c17bdeb9f5ab7f47d7056017506f937083be5d6e77a382',
			read: requested,
		},
		{
			side: 'source',
			event:
				'DepositInitiated(bytes32 indexed l2DepositTxHash, address indexed from, address indexed to, address l1Token, uint256 amount)',
			topic: '0xdd341179f4edc78148d894d0213a96d212af2cbaf223d19ef6d483bdd47ab81d',
			read: (values) => initiated(values),
		},
		{
			side: 'source',
			event:
				'LegacyDepositInitiated(uint256 indexed chainId, bytes32 indexed l2DepositTxHash, address indexed from, address to, address l1Token, uint256 amount)',
			topic: '0xa1846a4248529db592da99da276f761d9f37a84d0f3d4e83819b869759000700',
			// The older bridge tells the same passage by its own event.
			read: (values, { beside }) =>
				values.uint('chainId') === 324n && beside('DepositInitiated').length === 0 ? initiated(values) : null,
		},
		{
			side: 'destination',
			event:
				'FinalizeDeposit(address indexed l1Sender, address indexed l2Receiver, address indexed l2Token, uint256 amount)',
			topic: '0xb84fba9af218da60d299dc177abd5805e7ac541d2673cbee7808c10017874f63',
			read: (values, { txid }) => ({
				key: txid,
				peer: ETHEREUM,
				sender: values.hex('l1Sender'),
				receiver: values.hex('l2Receiver'),
				asset: values.hex('l2Token'),
				amount: values.uint('amount'),
			}),
		},
	],
	beside: [
		{
			name: 'DepositInitiated',
			event:
				'DepositInitiated(bytes32 indexed l2DepositTxHash, address indexed from, address indexed to, address l1Token, uint256 amount)',
			topic: '0xdd341179f4edc78148d894d0213a96d212af2cbaf223d19ef6d483bdd47ab81d',
		},
	],
	deeds: [
		{
			side: 'destination',
			// A priority operation: a deposit, and what it calls.
			types: [0xff],
			chains: [ERA],
			read: ({ from, to, value }, { txid }) => {
				if (from === null || to === null || value === 0n) return null
				return { key: txid, peer: ETHEREUM, sender: null, receiver: to, asset: 'native', amount: value, custody: from }
			},
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 86_400,
	sources: [
		'matter-labs/era-contracts IMailbox.sol, L1ERC20Bridge.sol, L1AssetRouter.sol, L2SharedBridge.sol',
		'l2beat/l2beat interop plugin zkstack',
		'matter-labs/zksync-docs, contracts of the bridge',
	],
}

function requested(values: EventValues, { contract }: EventPlace): ReadLegs {
	if (contract !== zkSyncDeposit.contracts[ETHEREUM]?.[0]) return null
	const transaction = values.tuple('transaction')
	// What was sent along pays for gas above as well.
	const [value, paid] = [transaction.uint('value'), transaction.tuple('reserved').uint('0')]
	if (value === 0n || paid < value) return null
	const [to, refund] = [addressOf(transaction.uint('to')), paid - value]
	if (to === NOBODY) return null
	const key = values.hex('txHash')
	const base = { key, next: key, peer: ERA, sender: null, receiver: to, asset: 'native', amount: paid }
	return refund === 0n ? base : { ...base, fee: refund }
}

function initiated(values: EventValues): ReadLegs {
	const key = values.hex('l2DepositTxHash')
	return {
		key,
		next: key,
		peer: ERA,
		sender: values.hex('from'),
		receiver: values.hex('to'),
		asset: values.hex('l1Token'),
		amount: values.uint('amount'),
	}
}
