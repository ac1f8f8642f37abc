import type { BridgeProtocol, LegFields, PaymentValues, ReadLegs } from '../../bridgeProtocol.js'
import { abiCall } from '../../decode/abiCall.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { polygonExit } from './polygonExit.js'
import { polygonKey } from './polygonKey.js'
import { polygonTokens } from './polygonTokens.js'

const [ETHEREUM, POLYGON] = ['eip155:1', 'eip155:137'] as const
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const NOBODY = `0x${'0'.repeat(64)}`
/** Characters of a word with 0x. */
const WORD = 66

const exitCall = abiCall('exit(bytes inputData)')

/**
 * From Polygon PoS to Ethereum: a token is burnt, and who shows the receipt of the burn is paid. The call of the exit holds
 * the block, the place of the transaction and the place of the event, which are the key. What burns names no bridge: it
 * counts for the tokens that are listed, unless the token tells of another reason.
 */
export const polygonWithdrawal: BridgeProtocol = {
	id: 'polygon/withdrawal',
	name: 'Polygon PoS, withdrawals',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		[ETHEREUM]: [
			'0xa0c68c638235ee32657e8f720a23cec1bfc77c77',
			'0x40ec5b33f54e0e8a33a975908c5ba1c14e5bbbdf',
			'0x8484ef722627bf18ca5ae6bcf031c23e6e922b30',
			'0x9923263fa127b3d1484cfd649df8f1831c2a74e4',
		],
		[POLYGON]: polygonTokens,
	},
	payments: [{ side: 'source', read: burnt }],
	events: [
		{
			side: 'destination',
			event: 'ExitedERC20(address indexed exitor, address indexed rootToken, uint256 amount)',
			topic: '0xbb61bd1b26b3684c7c028ff1a8f6dabcac2fac8ac57b66fa6b1efb6edeab03c4',
			read: (values, place) => exited(values, place, values.hex('rootToken')),
		},
		{
			side: 'destination',
			event: 'ExitedMintableERC20(address indexed exitor, address indexed rootToken, uint256 amount)',
			topic: '0x42315cb7471194a6f162099cd1052b95b750612a46472e887f7784b95aa2c4c3',
			read: (values, place) => exited(values, place, values.hex('rootToken')),
		},
		{
			side: 'destination',
			event: 'ExitedEther(address indexed exitor, uint256 amount)',
			topic: '0x0fc0eed41f72d3da77d0f53b9594fc7073acd15ee9d7c536819a70a67c57ef3c',
			read: (values, place) => exited(values, place, 'native'),
		},
	],
	// The first predicates told no event.
	calls: [
		{
			side: 'destination',
			call: 'exit(bytes inputData)',
			selector: '0x3805550f',
			read: (values, { chain }) => (chain === ETHEREUM ? paidBy(values.hex('inputData')) : null),
		},
		{
			side: 'destination',
			call: 'executeMetaTransaction(address user, bytes functionSignature, bytes32 r, bytes32 s, uint8 v)',
			selector: '0x0c53c51c',
			read: (values, { chain }) => (chain === ETHEREUM ? paidBy(innerExit(values)) : null),
		},
	],
	asked: [
		{ name: 'exit', call: 'exit(bytes inputData)', selector: '0x3805550f' },
		{
			name: 'executeMetaTransaction',
			call: 'executeMetaTransaction(address user, bytes functionSignature, bytes32 r, bytes32 s, uint8 v)',
			selector: '0x0c53c51c',
		},
	],
	beside: [
		// Burns of a token that goes elsewhere, or nowhere.
		{
			name: 'OtherBurn',
			event: 'CrosschainBurn(address indexed from, uint256 amount, address indexed sender)',
			topic: '0xb90795a66650155983e242cac3e1ac1a4dc26f8ed2987f3ce416a34e00111fd4',
		},
		{
			name: 'OtherBurn',
			event: 'DestroyedBlockedFunds(address indexed blockedUser, uint256 amount)',
			topic: '0x6a2859ae7902313752498feb80a014e6e7275fe964c79aa965db815db1c7f1e9',
		},
		{
			name: 'OtherBurn',
			event: 'Redeem(uint256 amount)',
			topic: '0x702d5967f45f6513a38ffc42d6ba9bf230bd40e8f53b16363c7eb4fd2deb9a44',
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	// Some hours until a checkpoint; then somebody has to fetch it.
	ttlSeconds: 86_400,
	sources: [
		'maticnetwork/pos-portal RootChainManager.sol, ExitPayloadReader.sol, ERC20Predicate.sol, EtherPredicate.sol, MintableERC20Predicate.sol, UChildERC20.sol, UChildUSDT0.sol',
		'0xPolygon/static network/mainnet/v1/index.json (01a8797)',
		'maticnetwork/polygon-token-list (1442722)',
	],
}

function burnt(
	{ from, to, asset, amount }: PaymentValues,
	{ chain, log, height, index, turn, beside }: EventPlace,
): ReadLegs {
	if (chain !== POLYGON || from === null || to !== null || log === null || turn === null) return null
	const isOther = beside('OtherBurn').some(
		(one) => one.contract === asset && one.log > log && one.values.uint('amount') === amount,
	)
	if (isOther) return null
	const key = height === null || index === null ? null : `${polygonKey(height, index)}/${turn}`
	return { key, peer: ETHEREUM, sender: from, receiver: from, asset, amount }
}

/** What a predicate paid. Its call counts for it if it proves a burn of the same sum by the same account. */
function exited(values: EventValues, { chain, asked }: EventPlace, asset: string): ReadLegs {
	if (chain !== ETHEREUM) return null
	const [receiver, amount] = [values.hex('exitor'), values.uint('amount')]
	const meta = asked('executeMetaTransaction')
	const proved = paidBy(asked('exit')?.hex('inputData') ?? (meta === null ? null : innerExit(meta)))
	const isOwn = proved !== null && proved.receiver === receiver && proved.amount === amount
	return { key: isOwn ? proved.key : null, peer: POLYGON, sender: receiver, receiver, asset, amount }
}

const innerExit = (meta: EventValues): string | null =>
	exitCall(meta.hex('functionSignature'))?.hex('inputData') ?? null

/** The burn that an exit proves; null where it is none of a fungible token. */
function paidBy(data: string | null): LegFields | null {
	const exit = data === null ? null : polygonExit(data)
	if (exit === null) return null
	const [topic, from = '', to, ...more] = exit.topics
	if (topic !== TRANSFER || to !== NOBODY || more.length > 0 || exit.data.length !== WORD) return null
	const account = `0x${from.slice(26)}`
	const key = `${polygonKey(exit.height, exit.index)}/${exit.turn}`
	return { key, peer: POLYGON, sender: account, receiver: account, asset: null, amount: BigInt(exit.data) }
}
