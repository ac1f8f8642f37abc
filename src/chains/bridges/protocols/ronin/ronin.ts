import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'

const [ETHEREUM, RONIN] = ['eip155:1', 'eip155:2020'] as const
const OWNER = '(address addr, address tokenAddr, uint256 chainId)'
const RECEIPT = `bytes32 receiptHash, (uint256 id, uint8 kind, ${OWNER} mainchain, ${OWNER} ronin, (uint8 erc, uint256 id, uint256 quantity) info) receipt`
/** Of a receipt: a deposit to Ronin, a withdrawal from it. */
const [DEPOSIT, WITHDRAWAL] = ['deposit', 'withdrawal']

/** Ronin's gateway after 2022: both sides state the receipt, whose number counts deposits and withdrawals apart. */
export const ronin: BridgeProtocol = {
	id: 'ronin/2',
	name: 'Ronin bridge, second',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		[ETHEREUM]: ['0x64192819ac13ef72bf6b5ae239ac672b43a9af08'],
		[RONIN]: ['0x0cf8ff40a508bdbc39fbe1bb679dcba64e65c7df'],
	},
	events: [
		{
			side: 'source',
			event: `DepositRequested(${RECEIPT})`,
			topic: '0xd7b25068d9dc8d00765254cfb7f5070f98d263c8d68931d937c7362fa738048b',
			read: (values) => legOf(values, DEPOSIT, 'mainchain'),
		},
		{
			side: 'destination',
			event: `Deposited(${RECEIPT})`,
			topic: '0x8d20d8121a34dded9035ff5b43e901c142824f7a22126392992c353c37890524',
			read: (values) => legOf(values, DEPOSIT, 'ronin'),
		},
		{
			side: 'source',
			event: `WithdrawalRequested(${RECEIPT})`,
			topic: '0xf313c253a5be72c29d0deb2c8768a9543744ac03d6b3cafd50cc976f1c2632fc',
			read: (values) => legOf(values, WITHDRAWAL, 'ronin'),
		},
		{
			side: 'destination',
			event: `Withdrew(${RECEIPT})`,
			topic: '0x21e88e956aa3e086f6388e899965cef814688f99ad8bb29b08d396571016372d',
			read: (values) => legOf(values, WITHDRAWAL, 'mainchain'),
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	ttlSeconds: 3 * 86_400,
	sources: [
		'axieinfinity/ronin-bridge-contracts MainchainGatewayV3.sol, RoninGatewayV3.sol, Transfer.sol',
		'AndreAugusto11/XChainWatcher, configuration of the Ronin bridge; lifinance/contracts',
	],
}

function legOf(values: EventValues, way: string, side: 'mainchain' | 'ronin'): ReadLegs {
	const receipt = values.tuple('receipt')
	const info = receipt.tuple('info')
	// Items of collections (ERC-721 and above) are no value that adds up.
	if (info.uint('erc') !== 0n) return null
	const [from, to] = way === DEPOSIT ? (['mainchain', 'ronin'] as const) : (['ronin', 'mainchain'] as const)
	return {
		key: `${way}/${receipt.uint('id')}`,
		peer: side === 'mainchain' ? RONIN : ETHEREUM,
		sender: receipt.tuple(from).hex('addr'),
		receiver: receipt.tuple(to).hex('addr'),
		// Coins are told by the address of their wrapped token.
		asset: receipt.tuple(side).hex('tokenAddr'),
		amount: info.uint('quantity'),
	}
}
