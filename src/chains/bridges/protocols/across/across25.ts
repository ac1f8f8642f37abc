import type { BridgeProtocol } from '../../bridgeProtocol.js'
import { acrossPools } from './acrossPools.js'
import { depositOf } from './depositOf.js'
import { filledPart } from './filledPart.js'

/** Across 2.5: as before behind proxies that stayed, with messages and fees below nothing. */
export const across25: BridgeProtocol = {
	id: 'across/2.5',
	name: 'Across 2.5',
	verified: 'contract',
	evidence: 'identifier',
	contracts: acrossPools,
	events: [
		{
			side: 'source',
			event:
				'FundsDeposited(uint256 amount, uint256 originChainId, uint256 indexed destinationChainId, int64 relayerFeePct, uint32 indexed depositId, uint32 quoteTimestamp, address originToken, address recipient, address indexed depositor, bytes message)',
			topic: '0xafc4df6845a4ab948b492800d3d8a25d538a102a2bc07cd01f1cfa097fddcff6',
			read: depositOf,
		},
		{
			side: 'destination',
			event:
				'FilledRelay(uint256 amount, uint256 totalFilledAmount, uint256 fillAmount, uint256 repaymentChainId, uint256 indexed originChainId, uint256 destinationChainId, int64 relayerFeePct, int64 realizedLpFeePct, uint32 indexed depositId, address destinationToken, address relayer, address indexed depositor, address recipient, bytes message, (address recipient, bytes message, int64 relayerFeePct, bool isSlowRelay, int256 payoutAdjustmentPct) updatableRelayData)',
			topic: '0x8ab9dc6c19fe88e69bc70221b339c84332752fdd49591b7c51e66bae3947b73c',
			read: (values) => {
				const updated = values.tuple('updatableRelayData')
				return filledPart(values, updated.uint('relayerFeePct'), updated.hex('recipient'))
			},
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 86_400,
	inParts: true,
	sources: [
		'across-protocol/contracts contracts/SpokePool.sol (2023), UMAprotocol/UMIPs (Across 2 events)',
		'across-protocol/contracts deployments/deployments.json',
	],
}
