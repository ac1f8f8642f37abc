import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { BesideEvent, EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { arbitrumChainOf, arbitrumChains, arbitrumContracts } from './arbitrumChains.js'

const ETHEREUM = 'eip155:1'

/**
 * From Arbitrum One and Nova to Ethereum: both sides state the position of the message among those of its chain. Somebody has
 * to fetch it after a week.
 */
export const arbitrumWithdrawal: BridgeProtocol = {
	id: 'arbitrum/withdrawal',
	name: 'Arbitrum, withdrawals',
	verified: 'contract',
	evidence: 'identifier',
	contracts: arbitrumContracts,
	events: [
		{
			side: 'source',
			event:
				'L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)',
			topic: '0x3e7aafa77dbf186b7fd488006beff893744caa3c4f6f299e8a709fa2087374fc',
			read: sent,
		},
		{
			side: 'destination',
			event:
				'OutBoxTransactionExecuted(address indexed to, address indexed l2Sender, uint256 indexed zero, uint256 transactionIndex)',
			topic: '0x20af7f3bbfe38132b8900ae295cd9c8d1914be7052d061a511f3f728dab18964',
			read: executed,
		},
	],
	beside: [
		{
			name: 'WithdrawalInitiated',
			event:
				'WithdrawalInitiated(address l1Token, address indexed from, address indexed to, uint256 indexed l2ToL1Id, uint256 exitNum, uint256 amount)',
			topic: '0x3073a74ecb728d10be779fe19a74a1428e20468f5b4d167bf9c73d9067847d73',
		},
		{
			name: 'WithdrawalFinalized',
			event:
				'WithdrawalFinalized(address l1Token, address indexed from, address indexed to, uint256 indexed exitNum, uint256 amount)',
			topic: '0x891afe029c75c4f8c5855fc3480598bc5a53739344f6ae575bdb7ea2a79f56b3',
		},
		{
			name: 'OutBoxTransactionExecuted',
			event:
				'OutBoxTransactionExecuted(address indexed to, address indexed l2Sender, uint256 indexed zero, uint256 transactionIndex)',
			topic: '0x20af7f3bbfe38132b8900ae295cd9c8d1914be7052d061a511f3f728dab18964',
		},
		{
			name: 'BridgeCallTriggered',
			event: 'BridgeCallTriggered(address indexed outbox, address indexed to, uint256 value, bytes data)',
			topic: '0x2d9d115ef3e4a606d698913b1eae831a3cdfe20d9a83d48007b0526749c3d466',
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	// A week of challenge, and what users take to come back.
	ttlSeconds: 30 * 86_400,
	sources: [
		'OffchainLabs/nitro-contracts AbsOutbox.sol, AbsBridge.sol, ArbSys.sol',
		'OffchainLabs/token-bridge-contracts L1ArbitrumGateway.sol, L2ArbitrumGateway.sol',
		'l2beat/l2beat interop plugins orbitstack',
	],
}

function sent(values: EventValues, { chain, beside }: EventPlace): ReadLegs {
	const own = arbitrumChains.find((one) => one.chain === chain)
	if (own === undefined) return null
	const position = values.uint('position')
	const key = { key: `${own.chainId}/${position}`, peer: ETHEREUM }
	const token = beside('WithdrawalInitiated').find((one) => one.values.uint('l2ToL1Id') === position)?.values
	if (token !== undefined) {
		const [sender, receiver] = [token.hex('from'), token.hex('to')]
		return { ...key, sender, receiver, asset: null, amount: token.uint('amount') }
	}
	const amount = values.uint('callvalue')
	if (amount === 0n) return null
	return { ...key, sender: values.hex('caller'), receiver: values.hex('destination'), asset: 'native', amount }
}

function executed(values: EventValues, { contract, log, beside }: EventPlace): ReadLegs {
	const above = arbitrumChainOf(contract)
	if (above === undefined || log === null) return null
	const key = { key: `${above.chainId}/${values.uint('transactionIndex')}`, peer: above.chain }
	// The outbox speaks first, then whom it calls, then the bridge.
	const next = beside('OutBoxTransactionExecuted').find((one) => one.log > log)?.log ?? Number.POSITIVE_INFINITY
	const after = (name: string): BesideEvent | undefined => beside(name).find((one) => one.log > log && one.log < next)
	const token = after('WithdrawalFinalized')?.values
	if (token !== undefined) {
		const [sender, receiver] = [token.hex('from'), token.hex('to')]
		return { ...key, sender, receiver, asset: token.hex('l1Token'), amount: token.uint('amount') }
	}
	const amount = after('BridgeCallTriggered')?.values.uint('value') ?? 0n
	const [sender, receiver] = [values.hex('l2Sender'), values.hex('to')]
	return { ...key, sender, receiver, asset: 'native', amount: amount === 0n ? null : amount }
}
