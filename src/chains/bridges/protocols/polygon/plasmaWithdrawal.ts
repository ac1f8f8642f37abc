import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { placeInBlock } from './placeInBlock.js'
import { plasmaChild, plasmaContracts, plasmaRoot } from './plasma.js'
import { polygonKey } from './polygonKey.js'

const [ETHEREUM, POLYGON] = ['eip155:1', 'eip155:137'] as const
/** Bits of an exit's number: for the path of the receipt, and before them for the block. */
const [PATH_BITS, HEIGHT_BITS] = [32, 95]

/**
 * From Polygon to Ethereum over its first bridge, which its own coin takes. The number of an exit holds the block and the place
 * of the transaction that burnt, not that of the event: burns of one transaction are told apart by whom they pay.
 */
export const plasmaWithdrawal: BridgeProtocol = {
	id: 'polygon/plasmaWithdrawal',
	name: 'Polygon Plasma, withdrawals',
	verified: 'contract',
	evidence: 'identifier',
	contracts: plasmaContracts,
	events: [
		{
			side: 'source',
			event:
				'Withdraw(address indexed token, address indexed from, uint256 amount, uint256 balanceBefore, uint256 balanceAfter)',
			topic: '0xebff2602b3f468259e1e99f613fed6691f3a6526effe6ef3e768ba7ae7a36c4f',
			read: burnt,
		},
		{
			side: 'destination',
			event: 'Withdraw(uint256 indexed exitId, address indexed user, address indexed token, uint256 amount)',
			topic: '0xfeb2000dca3e617cd6f3a8bbb63014bb54a124aac6ccbf73ee7229b4cd01f120',
			read: (values, { chain }) =>
				chain !== ETHEREUM
					? null
					: {
							key: keyOf(values.uint('exitId')),
							peer: POLYGON,
							sender: null,
							receiver: values.hex('user'),
							asset: plasmaRoot(values.hex('token')),
							amount: values.uint('amount'),
						},
		},
		{
			side: 'failure',
			event: 'ExitCancelled(uint256 indexed exitId)',
			topic: '0x93a8052a01c184f88312af177ab8fae2e56a9973b6aa4bdc62dfcf744e09d041',
			read: (values, { chain }) =>
				chain !== ETHEREUM
					? null
					: {
							key: keyOf(values.uint('exitId')),
							peer: POLYGON,
							sender: null,
							receiver: null,
							asset: null,
							amount: null,
						},
		},
	],
	invariant: { kind: 'equal' },
	shared: true,
	claimedByUser: true,
	// Some hours until a checkpoint, a week of challenge, and what users take to come back, twice.
	ttlSeconds: 30 * 86_400,
	sources: [
		'0xPolygon/pos-contracts WithdrawManager.sol, WithdrawManagerStorage.sol, ERC20PredicateBurnOnly.sol, MRC20.sol, BaseERC20.sol',
		'0xPolygon/static network/mainnet/v1/index.json (01a8797)',
	],
}

function burnt(values: EventValues, { chain, contract, height, index }: EventPlace): ReadLegs {
	if (chain !== POLYGON || contract === null) return null
	const key = height === null || index === null ? null : polygonKey(height, index)
	const from = values.hex('from')
	return {
		key,
		peer: ETHEREUM,
		sender: from,
		receiver: from,
		asset: plasmaChild(contract),
		amount: values.uint('amount'),
	}
}

/** Null for an exit that proves no receipt. Source: WithdrawManager.sol, verifyInclusion: shifted by one bit, after the time. */
function keyOf(exitId: bigint): string | null {
	const age = exitId >> 1n
	const path = BigInt.asUintN(PATH_BITS, age).toString(16)
	const height = BigInt.asUintN(HEIGHT_BITS, age >> BigInt(PATH_BITS))
	const index = placeInBlock(`00${path.length % 2 === 0 ? path : `0${path}`}`)
	return index === null ? null : polygonKey(height, index)
}
