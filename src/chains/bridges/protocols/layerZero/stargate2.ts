import type { BridgeProtocol, LegFields, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { layerZeroNumber, layerZeroPeer } from './layerZeroChains.js'
import { stargateContracts } from './stargateContracts.js'

/** Who takes a bus has no GUID yet. */
const NONE = `0x${'0'.repeat(64)}`
/** Hexadecimal characters of a passenger: asset, receiver, amount, whether coins go along. */
const PASSENGER = 86
const OFT_SENT =
	'OFTSent(bytes32 indexed guid, uint32 dstEid, address indexed fromAddress, uint256 amountSentLD, uint256 amountReceivedLD)'

/**
 * Stargate 2 over LayerZero 2. A taxi has a GUID of its own; who takes a bus has a ticket, and the bus that drives names the
 * tickets from a first one on and the GUID under which all of them arrive, told apart by whom they pay.
 */
export const stargate2: BridgeProtocol = {
	id: 'stargate/2',
	name: 'Stargate 2',
	verified: 'contract',
	evidence: 'identifier',
	contracts: stargateContracts,
	events: [
		{
			side: 'source',
			event: OFT_SENT,
			topic: '0x85496b760a4b7f8d66384b9df21b381f5d1b1e79f229a47aaf4c232edc2fe59a',
			read: sent,
		},
		{
			side: 'relay',
			event: 'BusDriven(uint32 dstEid, uint72 startTicketId, uint8 numPassengers, bytes32 guid)',
			topic: '0x1623f9ea59bd6f214c9571a892da012fc23534aa5906bef4ae8c5d15ee7d2d6e',
			read: driven,
		},
		{
			side: 'destination',
			event: 'OFTReceived(bytes32 indexed guid, uint32 srcEid, address indexed toAddress, uint256 amountReceivedLD)',
			topic: '0xefed6d3500546b29533b128a29e3a94d70788727f0507505ac12eaf2e578fd9c',
			read: (values) => arrived(values, values.hex('toAddress'), values.uint('amountReceivedLD')),
		},
		{
			side: 'failure',
			event:
				'UnreceivedTokenCached(bytes32 guid, uint8 index, uint32 srcEid, address receiver, uint256 amountLD, bytes composeMsg)',
			topic: '0x007c17198cd078035dc663f9a0961f84cb6265411d0b4c793f96d432f6af4b55',
			read: (values) => arrived(values, values.hex('receiver'), values.uint('amountLD')),
		},
	],
	beside: [
		{ name: 'OFTSent', event: OFT_SENT, topic: '0x85496b760a4b7f8d66384b9df21b381f5d1b1e79f229a47aaf4c232edc2fe59a' },
		{
			name: 'BusRode',
			event: 'BusRode(uint32 dstEid, uint72 ticketId, uint80 fare, bytes passenger)',
			topic: '0x15955c5a4cc61b8fbb05301bce47fd31c0e6f935e1ab97fdac9b134c887bb074',
		},
	],
	// What is sent less what the pool says to keep, in the decimals of either side.
	invariant: { kind: 'fee', mostMillionths: 0n },
	shared: true,
	// A bus waits until it is full, or somebody pays for it.
	ttlSeconds: 3 * 86_400,
	sources: [
		'stargate-protocol/stargate-v2 StargateBase.sol, TokenMessaging.sol, Bus.sol, BusCodec.sol',
		'npm @stargatefinance/stg-evm-sdk-v2 1.1.12, deployments with their ABIs',
		'l2beat/l2beat interop plugin stargate',
	],
}

/** The ticket of a chain to a chain; a chain without a number has none. */
const ticket = (chain: string, to: bigint, number: bigint): string => `${layerZeroNumber(chain)}/${to}/${number}`

function sent(values: EventValues, { chain, log, beside }: EventPlace): ReadLegs {
	const [guid, to] = [values.hex('guid'), values.uint('dstEid')]
	const [amount, received] = [values.uint('amountSentLD'), values.uint('amountReceivedLD')]
	const base: LegFields = {
		key: guid,
		peer: layerZeroPeer(to),
		sender: values.hex('fromAddress'),
		receiver: null,
		asset: null,
		amount,
		...(received < amount ? { fee: amount - received } : {}),
	}
	if (guid !== NONE) return base
	if (log === null) return null
	// Each rider boards, then its pool tells what it sent: the n-th of the one belongs to the n-th of the other.
	const riders = beside('OFTSent').filter((one) => one.values.hex('guid') === NONE)
	const rode = beside('BusRode')[riders.findIndex((one) => one.log === log)]
	if (rode === undefined || rode.values.uint('dstEid') !== to) return null
	const passenger = rode.values.hex('passenger').slice(2)
	const receiver = passenger.length === PASSENGER ? `0x${passenger.slice(28, 68)}` : null
	return { ...base, key: ticket(chain, to, rode.values.uint('ticketId')), receiver }
}

function driven(values: EventValues, { chain }: EventPlace): ReadLegs {
	const [to, first, onward] = [values.uint('dstEid'), values.uint('startTicketId'), values.hex('guid')]
	const nothing = { sender: null, receiver: null, asset: null, amount: null }
	return Array.from({ length: Number(values.uint('numPassengers')) }, (_, i) => ({
		...nothing,
		key: ticket(chain, to, first + BigInt(i)),
		onward,
		peer: layerZeroPeer(to),
	}))
}

function arrived(values: EventValues, receiver: string, amount: bigint): LegFields {
	const peer = layerZeroPeer(values.uint('srcEid'))
	return { key: values.hex('guid'), peer, sender: null, receiver, asset: null, amount }
}
