import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { BridgeEvent, BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'

const hash = (bytes: Uint8Array): string => `0x${bytesToHex(keccak_256(bytes))}`
/** What further values stand behind the amount of those that swap on the other side. */
const SWAP = 'uint8 tokenIndexFrom, uint8 tokenIndexTo, uint256 minDy, uint256 deadline'
const REMOVE = 'uint8 swapTokenIndex, uint256 swapMinAmount, uint256 swapDeadline'

const source = (name: string, topic: string, more = ''): BridgeEvent => ({
	side: 'source',
	event: `${name}(address indexed to, uint256 chainId, address token, uint256 amount${more === '' ? '' : `, ${more}`})`,
	topic,
	read: (values, place) => sent(values, place, values.hex('to')),
})
const destination = (name: string, topic: string, more = ''): BridgeEvent => ({
	side: 'destination',
	event: `${name}(address indexed to, address token, uint256 amount, uint256 fee${more === '' ? '' : `, ${more}, bool swapSuccess`}, bytes32 indexed kappa)`,
	topic,
	read: paid,
})

/**
 * Synapse's first bridge: the pay-out states a hash of the transaction that paid in. Whether it is that of the hash's bytes or
 * of its text is not checked against a published text, so both are given, and the row is a lead only.
 */
export const synapse: BridgeProtocol = {
	id: 'synapse/bridge',
	name: 'Synapse bridge',
	verified: 'unverified',
	evidence: 'derived',
	contracts: {
		'eip155:1': ['0x2796317b0ff8538f253012862c06787adfb8ceb6'],
		'eip155:10': ['0xaf41a65f786339e7911f4acdad6bd49426f2dc6b'],
		'eip155:56': ['0xd123f70ae324d34a9e76b67a27bf77593ba8749f'],
		'eip155:137': ['0x8f5bbb2bb8c2ee94639e55d5f41de9b4839c1280'],
		'eip155:250': ['0xaf41a65f786339e7911f4acdad6bd49426f2dc6b'],
		'eip155:1088': ['0x06fea8513ff03a0d3f61324da709d4cf06f42a5c'],
		'eip155:1284': ['0x84a420459cd31c3c34583f67e0f0fb191067d32f'],
		'eip155:8453': ['0xf07d1c752fab503e47fef309bf14fbdd3e867089'],
		'eip155:42161': ['0x6f4e8eba4d337f874ab57478acc2cb5bacdc19c9'],
		'eip155:43114': ['0xc05e61d0e7a63d27546389b7ad62fdff5a91aace'],
		'eip155:81457': ['0x55769baf6ec39b3bf4aae948eb890ea33307ef3c'],
		'eip155:1313161554': ['0xaed5b25be1c3163c907a471082640450f928ddfe'],
	},
	events: [
		source('TokenDeposit', '0xda5273705dbef4bf1b902a131c2eac086b7e1476a8ab0cb4da08af1fe1bd8e3b'),
		source('TokenRedeem', '0xdc5bad4651c5fbe9977a696aadc65996c468cde1448dd468ec0d83bf61c4b57c'),
		source('TokenDepositAndSwap', '0x79c15604b92ef54d3f61f0c40caab8857927ca3d5092367163b4562c1699eb5f', SWAP),
		source('TokenRedeemAndSwap', '0x91f25e9be0134ec851830e0e76dc71e06f9dade75a9b84e9524071dbbc319425', SWAP),
		source('TokenRedeemAndRemove', '0x9a7024cde1920aa50cdde09ca396229e8c4d530d5cfdc6233590def70a94408c', REMOVE),
		{
			side: 'source',
			event: 'TokenRedeemV2(bytes32 indexed to, uint256 chainId, address token, uint256 amount)',
			topic: '0x8e57e8c5fea426159af69d47eda6c5052c7605c9f70967cf749d4aa55b70b499',
			read: (values, place) => sent(values, place, null),
		},
		destination('TokenWithdraw', '0x8b0afdc777af6946e53045a4a75212769075d30455a212ac51c9b16f9c5c9b26'),
		destination('TokenMint', '0xbf14b9fde87f6e1c29a7e0787ad1d0d64b4648d8ae63da21524d9fd0f283dd38'),
		destination('TokenMintAndSwap', '0x4f56ec39e98539920503fd54ee56ae0cbebe9eb15aa778f18de67701eeae7c65', SWAP),
		destination('TokenWithdrawAndRemove', '0xc1a608d0f8122d014d03cc915a91d98cef4ebaf31ea3552320430cba05211b6d', REMOVE),
	],
	// Amounts are those of the bridge's own token, before it is swapped. Its fee is a part, but at least a fixed sum.
	invariant: { kind: 'fee', mostMillionths: 50_000n, leastFee: true },
	wraps: true,
	ttlSeconds: 3 * 86_400,
	sources: [
		'synapsecns/synapse-contracts SynapseBridge.sol, BridgeEvents.sol',
		'DefiLlama/dimension-adapters bridge contracts',
	],
}

function sent(values: EventValues, { txid }: EventPlace, receiver: string | null): ReadLegs {
	const key = hash(utf8ToBytes(txid))
	const leg = {
		peer: evmPeer(values.uint('chainId')),
		sender: null,
		receiver,
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
	return [
		{ ...leg, key },
		{ ...leg, side: 'relay', key: hash(hexToBytes(txid.slice(2))), onward: key },
	]
}

/** What is paid out is the amount less the fee that the event states beside it. */
function paid(values: EventValues): ReadLegs {
	const [amount, fee] = [values.uint('amount'), values.uint('fee')]
	const key = values.hex('kappa')
	const receiver = values.hex('to')
	return { key, peer: null, sender: null, receiver, asset: values.hex('token'), amount: amount - fee, fee }
}
