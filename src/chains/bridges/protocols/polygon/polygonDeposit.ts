import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import { decodeValues } from '../../decode/decodeValues.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import { EventValues } from '../../decode/eventValues.js'
import { parseSignature } from '../../decode/parseSignature.js'

const [ETHEREUM, POLYGON] = ['eip155:1', 'eip155:137'] as const
const MANAGER = '0xa6fa4fb5f76172d178d61b04b0ecd319c5d1c0aa'
const RECEIVER = '0x0000000000000000000000000000000000001001'
const NOBODY = `0x${'0'.repeat(40)}`
/** Stands for the coin of Ethereum. Source: maticnetwork/pos-portal RootChainManager.sol. */
const COIN = `0x${'ee'.repeat(20)}`
/** Keccak-256 of `DEPOSIT`. */
const DEPOSIT = '0x87a7811f4bfedea3d341ad165680ae306b01aaeacc205d227629cf157dd9f821'

const STATE = parseSignature('state(bytes32 kind, bytes data)').parameters
const SYNCED = parseSignature('deposit(address user, address rootToken, bytes depositData)').parameters

/**
 * From Ethereum to Polygon PoS: a state is numbered where it is sent and by that number committed; what was issued since the
 * commit before is its pay-out.
 */
export const polygonDeposit: BridgeProtocol = {
	id: 'polygon/deposit',
	name: 'Polygon PoS, deposits',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		[ETHEREUM]: [
			'0x28e4f3a7f651294b9564800b2d01f35189a5bfbe',
			'0xa0c68c638235ee32657e8f720a23cec1bfc77c77',
			'0x40ec5b33f54e0e8a33a975908c5ba1c14e5bbbdf',
			'0x8484ef722627bf18ca5ae6bcf031c23e6e922b30',
			'0x9923263fa127b3d1484cfd649df8f1831c2a74e4',
		],
		[POLYGON]: [RECEIVER, MANAGER],
	},
	events: [
		{
			side: 'source',
			event: 'StateSynced(uint256 indexed id, address indexed contractAddress, bytes data)',
			topic: '0x103fed9db65eac19c4d870f49ab7520fe03b99f1838e5996caf47e9e43308392',
			read: synced,
		},
		{
			side: 'destination',
			event: 'StateCommitted(uint256 indexed stateId, bool success)',
			topic: '0x5a22725590b0a51c923940223f7458512164b1113359a735e86e7f27f44791ee',
			read: committed,
		},
	],
	beside: [
		{
			name: 'StateCommitted',
			event: 'StateCommitted(uint256 indexed stateId, bool success)',
			topic: '0x5a22725590b0a51c923940223f7458512164b1113359a735e86e7f27f44791ee',
		},
		{
			name: 'Transfer',
			event: 'Transfer(address indexed from, address indexed to, uint256 value)',
			topic: '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
			anyone: true,
		},
		{
			name: 'LockedEther',
			event: 'LockedEther(address indexed depositor, address indexed depositReceiver, uint256 amount)',
			topic: '0x3e799b2d61372379e767ef8f04d65089179b7a6f63f9be3065806456c7309f1b',
		},
		{
			name: 'LockedERC20',
			event:
				'LockedERC20(address indexed depositor, address indexed depositReceiver, address indexed rootToken, uint256 amount)',
			topic: '0x9b217a401a5ddf7c4d474074aff9958a18d48690d77cc2151c4706aa7348b401',
		},
		{
			name: 'LockedMintableERC20',
			event:
				'LockedMintableERC20(address indexed depositor, address indexed depositReceiver, address indexed rootToken, uint256 amount)',
			topic: '0x31472eae9e158460fea5622d1fcb0c5bdc65b6ffb51827f7bc9ef5788410c34c',
		},
	],
	invariant: { kind: 'equal' },
	// Validators commit a state within the hour.
	ttlSeconds: 86_400,
	sources: [
		'maticnetwork/pos-portal RootChainManager.sol, ERC20Predicate.sol, EtherPredicate.sol, MintableERC20Predicate.sol',
		'maticnetwork/genesis-contracts StateReceiver.sol; maticnetwork/contracts StateSender.sol',
		'0xPolygon/static network/mainnet/v1/index.json (01a8797)',
	],
}

function synced(values: EventValues, { chain, log, beside }: EventPlace): ReadLegs {
	if (chain !== ETHEREUM || log === null || values.hex('contractAddress') !== MANAGER) return null
	const state = decodeValues(STATE, values.hex('data'))
	if (state === null || state.kind !== DEPOSIT) return null
	const deposit = decodeValues(SYNCED, new EventValues(state).hex('data'))
	if (deposit === null) return null
	const told = new EventValues(deposit)
	// Of fungible tokens the data is the amount alone.
	const [token, data] = [told.hex('rootToken'), told.hex('depositData')]
	if (data.length !== 66) return null
	const amount = BigInt(data)
	const locked = ['LockedEther', 'LockedERC20', 'LockedMintableERC20']
		.flatMap((name) => beside(name))
		.filter((one) => one.log < log && one.values.uint('amount') === amount)
		.at(-1)
	return {
		key: String(values.uint('id')),
		peer: POLYGON,
		sender: locked?.values.hex('depositor') ?? null,
		receiver: told.hex('user'),
		asset: token === COIN ? 'native' : token,
		amount,
	}
}

function committed(values: EventValues, { chain, log, beside }: EventPlace): ReadLegs {
	if (chain !== POLYGON || log === null) return null
	const key = { key: String(values.uint('stateId')), peer: ETHEREUM, sender: null }
	const untold = { ...key, receiver: null, asset: null, amount: null }
	if (!values.flag('success')) return { ...untold, side: 'failure' }
	const before = beside('StateCommitted').reduce((last, one) => (one.log < log ? one.log : last), -1)
	const issued = beside('Transfer').filter(
		(one) => one.log > before && one.log < log && one.values.hex('from') === NOBODY,
	)
	const [only, ...others] = issued
	// What is no deposit of a token issues none, or several.
	if (only === undefined || others.length > 0) return untold
	return { ...key, receiver: only.values.hex('to'), asset: only.contract, amount: only.values.uint('value') }
}
