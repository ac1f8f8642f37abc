import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { connextContracts } from './connextContracts.js'

const PARAMS =
	'(uint32 originDomain, uint32 destinationDomain, uint32 canonicalDomain, address to, address delegate, bool receiveLocal, bytes callData, uint256 slippage, address originSender, uint256 bridgedAmt, uint256 normalizedIn, uint256 nonce, bytes32 canonicalId) params'

/** Chains by the numbers that Connext gives them. Source: Connext documentation, domains; covalenthq/goldrush-decoder. */
const DOMAINS: ReadonlyMap<bigint, string> = new Map([
	[6648936n, 'eip155:1'],
	[1869640809n, 'eip155:10'],
	[6450786n, 'eip155:56'],
	[6778479n, 'eip155:100'],
	[1886350457n, 'eip155:137'],
	[1835365481n, 'eip155:1088'],
	[1650553709n, 'eip155:8453'],
	[1634886255n, 'eip155:42161'],
	[1818848877n, 'eip155:59144'],
])

const chainOf = (domain: bigint): string => DOMAINS.get(domain) ?? `connext:${domain}`

/** Connext (Amarok): both sides state the transfer's id. */
export const connext: BridgeProtocol = {
	id: 'connext',
	name: 'Connext',
	verified: 'contract',
	evidence: 'identifier',
	contracts: connextContracts,
	events: [
		{
			side: 'source',
			event: `XCalled(bytes32 indexed transferId, uint256 indexed nonce, bytes32 indexed messageHash, ${PARAMS}, address asset, uint256 amount, address local, bytes messageBody)`,
			topic: '0xed8e6ba697dd65259e5ce532ac08ff06d1a3607bcec58f8f0937fe36a5666c54',
			read: (values) => {
				const amount = values.uint('amount')
				return {
					key: values.hex('transferId'),
					peer: chainOf(values.tuple('params').uint('destinationDomain')),
					sender: values.tuple('params').hex('originSender'),
					receiver: values.tuple('params').hex('to'),
					asset: values.hex('asset'),
					amount,
				}
			},
		},
		{
			side: 'destination',
			event: `Executed(bytes32 indexed transferId, address indexed to, address indexed asset, (${PARAMS}, address[] routers, bytes[] routerSignatures, address sequencer, bytes sequencerSignature) args, address local, uint256 amount, address caller)`,
			topic: '0x0b07a8b0b083f8976b3c832b720632f49cb8ba1e7a99e1b145f51a47d3391cb7',
			read: (values) => ({
				key: values.hex('transferId'),
				peer: chainOf(values.tuple('args').tuple('params').uint('originDomain')),
				sender: values.tuple('args').tuple('params').hex('originSender'),
				receiver: values.hex('to'),
				asset: values.hex('asset'),
				amount: values.uint('amount'),
			}),
		},
	],
	// Routers take a twentieth of a percent; pools on both sides give and take some.
	invariant: { kind: 'near', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	sources: ['connext/monorepo BridgeFacet.sol', 'npm @connext/smart-contracts 2.4.0, deployments.json with its ABIs'],
}
