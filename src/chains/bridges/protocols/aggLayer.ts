import type { BridgeProtocol, LegFields } from '../bridgeProtocol.js'
import type { EventPlace } from '../decode/eventPlace.js'
import type { EventValues } from '../decode/eventValues.js'

const BRIDGE = '0x2a3dd3eb832af982ec71669e178424b10dca2ede'
const NOBODY = `0x${'0'.repeat(40)}`
/** Networks by their own numbers. Ethereum is 0. */
const NETWORKS: ReadonlyMap<bigint, string> = new Map([
	[0n, 'eip155:1'],
	[1n, 'eip155:1101'],
	[20n, 'eip155:747474'],
])
const numbers = new Map([...NETWORKS].map(([number, chain]) => [chain, number]))
const chainOf = (network: bigint): string => NETWORKS.get(network) ?? `agglayer:${network}`

/** A bit of a global index: that a passage comes from Ethereum. */
const FROM_ETHEREUM = 1n << 64n
const COUNT = (1n << 32n) - 1n

/** AggLayer and Polygon zkEVM: a claim names the network that a deposit was made on and its number there. */
export const aggLayer: BridgeProtocol = {
	id: 'agglayer',
	name: 'AggLayer unified bridge (Polygon zkEVM)',
	verified: 'contract',
	evidence: 'identifier',
	contracts: Object.fromEntries([...numbers.keys()].map((chain) => [chain, [BRIDGE]])),
	events: [
		{
			side: 'source',
			event:
				'BridgeEvent(uint8 leafType, uint32 originNetwork, address originAddress, uint32 destinationNetwork, address destinationAddress, uint256 amount, bytes metadata, uint32 depositCount)',
			topic: '0x501781209a1f8899323b96b4ef08b168df93e0a90c673d1e4cce39366cb62f9b',
			read: (values, { chain }) => {
				const network = numbers.get(chain)
				const amount = values.uint('amount')
				if (network === undefined || amount === 0n) return null
				return {
					key: `${network}/${values.uint('depositCount')}`,
					peer: chainOf(values.uint('destinationNetwork')),
					sender: null,
					receiver: values.hex('destinationAddress'),
					// A message (leaf type 1) carries coins; of a token from elsewhere only its origin is told.
					asset: values.uint('leafType') === 0n ? assetOf(values, network) : 'native',
					amount,
				}
			},
		},
		{
			side: 'destination',
			event:
				'ClaimEvent(uint256 globalIndex, uint32 originNetwork, address originAddress, address destinationAddress, uint256 amount)',
			topic: '0x1df3f2a973a00d6635911755c260704e95e8a5876997546798770f76396fda4d',
			read: (values, place) => {
				const index = values.uint('globalIndex')
				const network = (index & FROM_ETHEREUM) !== 0n ? 0n : ((index >> 32n) & COUNT) + 1n
				return claimed(values, place, network, index & COUNT)
			},
		},
		{
			side: 'destination',
			event:
				'ClaimEvent(uint32 index, uint32 originNetwork, address originAddress, address destinationAddress, uint256 amount)',
			topic: '0x25308c93ceeed162da955b3f7ce3e3f93606579e40fb92029faa9efe27545983',
			// The first version knew two networks only.
			read: (values, place) => claimed(values, place, place.chain === 'eip155:1' ? 1n : 0n, values.uint('index')),
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	// From Ethereum some minutes, to it some hours after proof; then somebody has to claim it.
	ttlSeconds: 86_400,
	sources: [
		'agglayer/agglayer-contracts PolygonZkEVMBridgeV2.sol, PolygonZkEVMBridge.sol',
		'l2beat/l2beat interop plugin agglayer (06f850f)',
	],
}

function assetOf(values: EventValues, network: bigint): string | null {
	if (values.uint('originNetwork') !== network) return null
	const origin = values.hex('originAddress')
	return origin === NOBODY ? 'native' : origin
}

function claimed(values: EventValues, { chain }: EventPlace, network: bigint, count: bigint): LegFields | null {
	const own = numbers.get(chain)
	const amount = values.uint('amount')
	if (own === undefined || amount === 0n) return null
	return {
		key: `${network}/${count}`,
		peer: chainOf(network),
		sender: null,
		receiver: values.hex('destinationAddress'),
		asset: assetOf(values, own),
		amount,
	}
}
