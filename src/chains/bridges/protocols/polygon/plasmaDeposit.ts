import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { plasmaChild, plasmaContracts, plasmaRoot } from './plasma.js'

const [ETHEREUM, POLYGON] = ['eip155:1', 'eip155:137'] as const

/** From Ethereum to Polygon over its first bridge, which its own coin takes: both sides state the number of the deposit. */
export const plasmaDeposit: BridgeProtocol = {
	id: 'polygon/plasmaDeposit',
	name: 'Polygon Plasma, deposits',
	verified: 'contract',
	evidence: 'identifier',
	contracts: plasmaContracts,
	events: [
		{
			side: 'source',
			event: 'NewDepositBlock(address indexed owner, address indexed token, uint256 amount, uint256 depositBlockId)',
			topic: '0x1dadc8d0683c6f9824e885935c1bec6f76816730dcec148dda8cf25a7b9f797b',
			read: (values, { chain }) =>
				chain !== ETHEREUM
					? null
					: {
							key: String(values.uint('depositBlockId')),
							peer: POLYGON,
							sender: null,
							receiver: values.hex('owner'),
							asset: plasmaRoot(values.hex('token')),
							amount: values.uint('amount'),
						},
		},
		{
			side: 'destination',
			event:
				'TokenDeposited(address indexed rootToken, address indexed childToken, address indexed user, uint256 amount, uint256 depositCount)',
			topic: '0xec3afb067bce33c5a294470ec5b29e6759301cd3928550490c6d48816cdc2f5d',
			read: (values, { chain }) =>
				chain !== POLYGON
					? null
					: {
							key: String(values.uint('depositCount')),
							peer: ETHEREUM,
							sender: null,
							receiver: values.hex('user'),
							asset: plasmaChild(values.hex('childToken')),
							amount: values.uint('amount'),
						},
		},
	],
	invariant: { kind: 'equal' },
	// Validators commit a state within the hour.
	ttlSeconds: 86_400,
	sources: [
		'0xPolygon/pos-contracts DepositManager.sol, ChildChain.sol, MRC20.sol; maticnetwork/contracts DepositManagerStorage.sol',
		'0xPolygon/static network/mainnet/v1/index.json (01a8797)',
	],
}
