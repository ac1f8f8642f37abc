import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { type ZkSyncMessage, zkSyncMessage } from './zkSyncMessage.js'

const [ETHEREUM, ERA] = ['eip155:1', 'eip155:324'] as const
const CHAIN_ID = 324n
const MESSENGER = '0x0000000000000000000000000000000000008008'
/** Whose messages are withdrawals: of coins, of the first bridge, of the router of assets. */
const SENDERS = [
	'0x000000000000000000000000000000000000800a',
	'0x11f943b2c77b743ab90f4a0ae7d5a4e7fca3e102',
	'0x0000000000000000000000000000000000010003',
] as const
const [COINS] = SENDERS

/**
 * From zkSync Era to Ethereum. A withdrawal sends a message whose hash is told; who fetches it hands in the message, which is
 * made of what Ethereum tells of the pay-out: whom, of what and how much. Equal withdrawals have equal messages.
 */
export const zkSyncWithdrawal: BridgeProtocol = {
	id: 'zksync/withdrawal',
	name: 'zkSync Era, withdrawals',
	verified: 'contract',
	evidence: 'derived',
	contracts: {
		[ETHEREUM]: [
			'0x32400084c286cf3e17e7b677ea9583e60a000324',
			'0x57891966931eb4bb6fb81430e6ce0a03aabde063',
			'0xd7f9f54194c633f36ccd5f3da84ad4a1c38cb2cb',
			'0x8829ad80e425c646dab305381ff105169feece56',
			'0xbed1eb542f9a5aa6419ff3deb921a372681111f6',
		],
		[ERA]: [MESSENGER, ...SENDERS, '0x0000000000000000000000000000000000010004'],
	},
	events: [
		{
			side: 'source',
			event: 'L1MessageSent(address indexed sender, bytes32 indexed hash, bytes message)',
			topic: '0x3a36e47291f4201faf137fab081d92295bce2d53be2c6ca68ba82c7faa9ce241',
			read: sent,
		},
		{
			side: 'destination',
			event: 'EthWithdrawalFinalized(address indexed to, uint256 amount)',
			topic: '0x26464d64ddb13f6d187de632d165bd1065382ec0b66c25c648957116e7bc25c8',
			read: (values, place) => finalized(place, values.hex('to'), 'native', values.uint('amount')),
		},
		{
			side: 'destination',
			event: 'WithdrawalFinalized(address indexed to, address indexed l1Token, uint256 amount)',
			topic: '0xac1b18083978656d557d6e91c88203585cfda1031bdb14538327121ef140d383',
			// Later bridges tell the same pay-out by their own events.
			read: (values, place) =>
				place.beside('Later').length > 0
					? null
					: finalized(place, values.hex('to'), values.hex('l1Token'), values.uint('amount')),
		},
		{
			side: 'destination',
			event:
				'WithdrawalFinalizedSharedBridge(uint256 indexed chainId, address indexed to, address indexed l1Token, uint256 amount)',
			topic: '0x05518b128f0a9b11ddddebd5211a7fc2f4a689dab3a3e258d93eb13049983c3e',
			read: (values, place) =>
				values.uint('chainId') === CHAIN_ID
					? finalized(place, values.hex('to'), coinOr(values.hex('l1Token')), values.uint('amount'))
					: null,
		},
		{
			side: 'destination',
			event: 'DepositFinalizedAssetRouter(uint256 indexed chainId, bytes32 indexed assetId, bytes assetData)',
			topic: '0x44eb9a840094a49b3cd0a5205042598a1c08c4e87bafb5760bc2d8efa170c541',
			read: (values, place) => {
				if (place.chain !== ETHEREUM || values.uint('chainId') !== CHAIN_ID) return null
				const message = zkSyncMessage.answered(CHAIN_ID, values.hex('assetId'), values.hex('assetData'))
				return message === null ? null : paidOut(handedIn(place, message) ?? message)
			},
		},
	],
	beside: [
		{
			name: 'Later',
			event:
				'WithdrawalFinalizedSharedBridge(uint256 indexed chainId, address indexed to, address indexed l1Token, uint256 amount)',
			topic: '0x05518b128f0a9b11ddddebd5211a7fc2f4a689dab3a3e258d93eb13049983c3e',
		},
		{
			name: 'Later',
			event: 'DepositFinalizedAssetRouter(uint256 indexed chainId, bytes32 indexed assetId, bytes assetData)',
			topic: '0x44eb9a840094a49b3cd0a5205042598a1c08c4e87bafb5760bc2d8efa170c541',
		},
		{
			name: 'Withdrawal',
			event: 'Withdrawal(address indexed l2Sender, address indexed l1Receiver, uint256 amount)',
			topic: '0x2717ead6b9200dd235aad468c9809ea400fe33ac69b5bfaa6d3e90fc922b6398',
		},
		{
			name: 'Withdrawal',
			event:
				'WithdrawalInitiated(address indexed l2Sender, address indexed l1Receiver, address indexed l2Token, uint256 amount)',
			topic: '0x2fc3848834aac8e883a2d2a17a7514dc4f2d3dd268089df9b9f5d918259ef3b0',
		},
	],
	asked: [
		{
			name: 'finalize',
			call: 'finalizeEthWithdrawal(uint256 batch, uint256 index, uint16 place, bytes message, bytes32[] proof)',
			selector: '0x6c0960f9',
		},
		{
			name: 'finalize',
			call: 'finalizeWithdrawal(uint256 batch, uint256 index, uint16 place, bytes message, bytes32[] proof)',
			selector: '0x11a2ccc1',
		},
		{
			name: 'finalize',
			call: 'finalizeWithdrawal(uint256 chainId, uint256 batch, uint256 index, uint16 place, bytes message, bytes32[] proof)',
			selector: '0xc87325f1',
		},
		{
			name: 'finalize',
			call: 'finalizeDeposit((uint256 chainId, uint256 batch, uint256 index, address sender, uint16 place, bytes message, bytes32[] proof) params)',
			selector: '0x74beea82',
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	// A batch is carried out a day after it was made, at most some more; then somebody has to fetch it.
	ttlSeconds: 3 * 86_400,
	sources: [
		'matter-labs/era-contracts L1Nullifier.sol, L1AssetRouter.sol, L1SharedBridge.sol, L1ERC20Bridge.sol, Mailbox.sol, L2BaseToken.sol, L2SharedBridge.sol, L2AssetRouter.sol, DataEncoding.sol',
		'matter-labs/zksync-docs, contracts of the bridge',
		'l2beat/l2beat interop plugin zkstack, networks and the id of the coin',
	],
}

const coinOr = (token: string): string => (BigInt(token) === 1n ? 'native' : token)

function sent(values: EventValues, { chain, contract, log, beside }: EventPlace): ReadLegs {
	const from = values.hex('sender')
	if (chain !== ERA || contract !== MESSENGER || log === null || !SENDERS.some((one) => one === from)) return null
	const message = zkSyncMessage.read(values.hex('message'))
	if (message === null) return null
	// Whom it comes from, and which token it is here, is told right after.
	const told = beside('Withdrawal').find((one) => one.log > log && one.contract === from)?.values
	const isOwn = told?.hex('l1Receiver') === message.receiver && told.uint('amount') === message.amount
	const token = isOwn && told.has('l2Token') ? told.hex('l2Token') : null
	return {
		key: values.hex('hash'),
		peer: ETHEREUM,
		sender: isOwn ? told.hex('l2Sender') : message.sender,
		receiver: message.receiver,
		asset: from === COINS ? 'native' : token,
		amount: message.amount,
	}
}

/** What was paid out by this event, under the message that it answers. */
function finalized(place: EventPlace, receiver: string, asset: string, amount: bigint): ReadLegs {
	if (place.chain !== ETHEREUM) return null
	const hash = asset === 'native' ? zkSyncMessage.coins(receiver, amount) : zkSyncMessage.token(receiver, asset, amount)
	const message = { hash, sender: null, receiver, asset, amount }
	return paidOut(handedIn(place, message) ?? message)
}

const paidOut = ({ hash, ...rest }: ZkSyncMessage): ReadLegs => ({ ...rest, key: hash, peer: ERA })

/** The message that the call hands in, if it pays out the same; it may hold more than the event tells. */
function handedIn({ asked }: EventPlace, { receiver, asset, amount }: ZkSyncMessage): ZkSyncMessage | null {
	const call = asked('finalize')
	if (call === null) return null
	const message = zkSyncMessage.read((call.has('params') ? call.tuple('params') : call).hex('message'))
	const isSame = message?.receiver === receiver && message.amount === amount && message.asset === asset
	return isSame ? message : null
}
