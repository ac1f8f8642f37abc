import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { arbitrumChainOf, arbitrumChains, arbitrumContracts } from './arbitrumChains.js'
import { arbitrumKeys } from './arbitrumKeys.js'

const ETHEREUM = 'eip155:1'
const ABOVE: readonly string[] = arbitrumChains.map(({ chain }) => chain)
/** Kinds of messages. Source: OffchainLabs/nitro-contracts MessageTypes.sol. */
const [TICKET, DEPOSIT] = [9n, 12n]

/**
 * From Ethereum to Arbitrum One and Nova. A deposit of coins becomes a transaction whose hash follows from the message; everything else
 * a ticket whose number does, and which is tried until it works: each try is a transaction that the ticket's event names.
 */
export const arbitrumDeposit: BridgeProtocol = {
	id: 'arbitrum/deposit',
	name: 'Arbitrum, deposits',
	verified: 'contract',
	evidence: 'derived',
	contracts: arbitrumContracts,
	events: [
		{
			side: 'source',
			event:
				'MessageDelivered(uint256 indexed messageIndex, bytes32 indexed beforeInboxAcc, address inbox, uint8 kind, address sender, bytes32 messageDataHash, uint256 baseFeeL1, uint64 timestamp)',
			topic: '0x5e3c1311ea442664e8b1611bfabef659120ea7a0a2cfc0667700bebc69cbffe1',
			read: delivered,
		},
		{
			side: 'relay',
			event:
				'RedeemScheduled(bytes32 indexed ticketId, bytes32 indexed retryTxHash, uint64 indexed sequenceNum, uint64 donatedGas, address gasDonor, uint256 maxRefund, uint256 submissionFeeRefund)',
			topic: '0x5ccd009502509cf28762c67858994d85b163bb6e451f5e9df7c5e18c9c2e123e',
			read: (values) => ({
				key: values.hex('ticketId'),
				onward: values.hex('retryTxHash'),
				peer: ETHEREUM,
				sender: null,
				receiver: null,
				asset: null,
				amount: null,
			}),
		},
		{
			side: 'destination',
			event: 'DepositFinalized(address indexed l1Token, address indexed from, address indexed to, uint256 amount)',
			topic: '0xc7f2e9c55c40a50fbc217dfc70cd39a222940dfa62145aa0ca49eb9535d4fcb2',
			read: (values, { chain, txid }) => {
				if (!ABOVE.includes(chain)) return null
				const [sender, receiver] = [values.hex('from'), values.hex('to')]
				// Which token it is above stands only in the payment.
				return { key: txid, peer: ETHEREUM, sender, receiver, asset: null, amount: values.uint('amount') }
			},
		},
	],
	beside: [
		{
			name: 'InboxMessageDelivered',
			event: 'InboxMessageDelivered(uint256 indexed messageNum, bytes data)',
			topic: '0xff64905f73a67fb594e0f940a8075a860db489ad991e032f48c81123eb52d60b',
		},
		{
			name: 'DepositInitiated',
			event:
				'DepositInitiated(address l1Token, address indexed from, address indexed to, uint256 indexed sequenceNumber, uint256 amount)',
			topic: '0xb8910b9960c443aac3240b98585384e3a6f109fbf6969e264c3f183d69aba7e1',
		},
		{
			name: 'DepositFinalized',
			event: 'DepositFinalized(address indexed l1Token, address indexed from, address indexed to, uint256 amount)',
			topic: '0xc7f2e9c55c40a50fbc217dfc70cd39a222940dfa62145aa0ca49eb9535d4fcb2',
		},
	],
	deeds: [
		{
			side: 'destination',
			// A deposit of coins; a try to do what a ticket asks for.
			types: [0x64, 0x68],
			chains: ABOVE,
			read: ({ from, to, value }, { txid, beside }) => {
				if (from === null || to === null || value === 0n || beside('DepositFinalized').length > 0) return null
				return { key: txid, peer: ETHEREUM, sender: null, receiver: to, asset: 'native', amount: value, custody: from }
			},
		},
	],
	invariant: { kind: 'equal' },
	// A sequencer has to include a message within a day; a ticket that was not redeemed waits for anybody for a week.
	ttlSeconds: 86_400,
	claimedByUser: true,
	sources: [
		'OffchainLabs/nitro-contracts Bridge.sol, AbsInbox.sol, Inbox.sol, MessageTypes.sol',
		'OffchainLabs/token-bridge-contracts L1ArbitrumGateway.sol, L2ArbitrumGateway.sol',
		'OffchainLabs/arbitrum-sdk, with a ticket of a real transaction',
		'l2beat/l2beat interop plugins orbitstack',
	],
}

function delivered(values: EventValues, { contract, beside }: EventPlace): ReadLegs {
	const above = arbitrumChainOf(contract)
	const [number, kind] = [values.uint('messageIndex'), values.uint('kind')]
	// What the sequencer posts are batches, and reports of what they cost.
	if (above === undefined || values.hex('inbox') === above.sequencerInbox || (kind !== TICKET && kind !== DEPOSIT))
		return null
	const told = beside('InboxMessageDelivered').find(
		(one) => one.contract === above.inbox && one.values.uint('messageNum') === number,
	)
	if (told === undefined) return null
	const data = told.values.hex('data')
	const message = {
		chainId: above.chainId,
		number,
		sender: values.hex('sender'),
		baseFee: values.uint('baseFeeL1'),
		data,
	}
	const base = { peer: above.chain, sender: null }
	if (kind === DEPOSIT) {
		const deposit = arbitrumKeys.deposit(data)
		if (deposit === null || deposit.value === 0n) return null
		const key = arbitrumKeys.depositHash(message, deposit)
		return { ...base, key, next: key, receiver: deposit.to, asset: 'native', amount: deposit.value }
	}
	const ticket = arbitrumKeys.ticket(data)
	if (ticket === null) return null
	const key = arbitrumKeys.ticketHash(message, ticket)
	const asked = { ...base, key, next: key }
	const token = beside('DepositInitiated').find(
		(one) => above.gateways.includes(one.contract) && one.values.uint('sequenceNumber') === number,
	)?.values
	if (token !== undefined) {
		const [sender, receiver] = [token.hex('from'), token.hex('to')]
		return { ...asked, sender, receiver, asset: token.hex('l1Token'), amount: token.uint('amount') }
	}
	if (ticket.callValue === 0n || ticket.deposit < ticket.callValue) return null
	const fee = ticket.deposit - ticket.callValue
	return { ...asked, receiver: ticket.to, asset: 'native', amount: ticket.deposit, fee }
}
