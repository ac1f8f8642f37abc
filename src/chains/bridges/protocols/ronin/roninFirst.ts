import type { BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'

const [ETHEREUM, RONIN] = ['eip155:1', 'eip155:2020'] as const

/** Ronin's bridge before the theft of 2022: deposits and withdrawals by number. Its layout on Ronin is from memory. */
export const roninFirst: BridgeProtocol = {
	id: 'ronin/1',
	name: 'Ronin bridge, first',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: {
		[ETHEREUM]: ['0x1a2a1c938ce3ec39b6d47113c7955baa9dd454f2'],
		[RONIN]: ['0xe35d62ebe18413d96ca2a2f7cf215bb21a406b4b'],
	},
	events: [
		{
			side: 'source',
			event:
				'TokenDeposited(uint256 indexed depositId, address indexed owner, address indexed tokenAddress, address sidechainAddress, uint32 standard, uint256 tokenNumber)',
			topic: '0x72848855a2461abf0dd243723dfcc9163eec2ea5215469d101c0d9c9ef58940d',
			read: (values) => (values.uint('standard') === 20n ? legOf(values, 'deposit', RONIN, 'depositId') : null),
		},
		{
			side: 'destination',
			event:
				'TokenDeposited(uint256 indexed depositId, address indexed owner, address indexed tokenAddress, uint256 tokenNumber)',
			topic: '0x5187d31a2b0e5829ff24ba2d281e6506286752e3d938cbaa86d0202f509ffeb0',
			read: (values, { chain }) => (chain === RONIN ? legOf(values, 'deposit', ETHEREUM, 'depositId') : null),
		},
		{
			side: 'destination',
			event:
				'TokenWithdrew(uint256 indexed withdrawId, address indexed owner, address indexed tokenAddress, uint256 tokenNumber)',
			topic: '0x86174ea401f083b9bb1bdebca3068f27fb023c7091365ed2a8a02b8d75cf0e52',
			// Both chains tell it: Ronin where it is asked for, Ethereum where it is fetched.
			read: (values, { chain }) =>
				chain === RONIN
					? { ...legOf(values, 'withdrawal', ETHEREUM, 'withdrawId'), side: 'source' }
					: legOf(values, 'withdrawal', RONIN, 'withdrawId'),
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	ttlSeconds: 3 * 86_400,
	sources: [
		'axieinfinity MainchainGatewayStorage.sol (Ethereum side); Ronin side from memory',
		'AndreAugusto11/XChainWatcher, configuration of the Ronin bridge',
	],
}

function legOf(values: EventValues, way: string, peer: string, id: string): LegFields {
	const owner = values.hex('owner')
	const key = `${way}/${values.uint(id)}`
	return {
		key,
		peer,
		sender: owner,
		receiver: owner,
		asset: values.hex('tokenAddress'),
		amount: values.uint('tokenNumber'),
	}
}
