import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { depositOf } from './depositOf.js'
import { filledPart } from './filledPart.js'

/** Across 2, its first spoke pools: relayers pay deposits out, in parts too, less the fees that each pay-out states. */
export const across2: BridgeProtocol = {
	id: 'across/2',
	name: 'Across 2',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: {
		'eip155:1': ['0x4d9079bb4165aeb4084c526a32695dcfd2f77381'],
		'eip155:10': ['0xa420b2d1c0841415a695b81e5b867bcd07dff8c9'],
		'eip155:137': ['0x69b5c72837769ef1e7c164abc6515dcff217f920'],
		'eip155:288': ['0xbbc6009feffc27ce705322832cb2068f8c1e0a58'],
		'eip155:42161': ['0xb88690461ddbab6f04dfad7df66b7725942feb9c'],
	},
	events: [
		{
			side: 'source',
			event:
				'FundsDeposited(uint256 amount, uint256 originChainId, uint256 destinationChainId, uint64 relayerFeePct, uint32 indexed depositId, uint32 quoteTimestamp, address indexed originToken, address recipient, address indexed depositor)',
			topic: '0x4a4fc49abd237bfd7f4ac82d6c7a284c69daaea5154430cff04ad7482c6c4254',
			read: depositOf,
		},
		{
			side: 'destination',
			event:
				'FilledRelay(uint256 amount, uint256 totalFilledAmount, uint256 fillAmount, uint256 repaymentChainId, uint256 originChainId, uint256 destinationChainId, uint64 relayerFeePct, uint64 appliedRelayerFeePct, uint64 realizedLpFeePct, uint32 depositId, address destinationToken, address indexed relayer, address indexed depositor, address recipient, bool isSlowRelay)',
			topic: '0x56450a30040c51955338a4a9fbafcf94f7ca4b75f4cd83c2f5e29ef77fbe0a3a',
			read: (values) => filledPart(values, values.uint('appliedRelayerFeePct'), values.hex('recipient')),
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 86_400,
	inParts: true,
	sources: [
		'DefiLlama/bridges-server src/adapters/across (signatures and first spoke pools)',
		'across-protocol/scraper-api (first spoke pools)',
	],
}
