import type { BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { protobufFields } from './protobufFields.js'

/** Celer cBridge over vaults and pegged tokens: mint and withdrawal name the deposit or burn that they answer. */
export const celerPeg: BridgeProtocol = {
	id: 'celer/peg',
	name: 'Celer cBridge, pegged tokens',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: {
		'eip155:1': ['0xb37d31b2a74029b5951a2778f959282e2d518595', '0x7510792a3b1969f9307f3845ce88e39578f2bae1'],
		'eip155:56': ['0x78bc5ee9f11d133a08b331c2e18fe81be0ed02dc', '0x11a0c9270d88c99e221360bca50c2f6fda44a980'],
	},
	events: [
		{
			side: 'source',
			event:
				'Deposited(bytes32 depositId, address depositor, address token, uint256 amount, uint64 mintChainId, address mintAccount)',
			topic: '0x15d2eeefbe4963b5b2178f239ddcc730dda55f1c23c22efb79ded0eb854ac789',
			read: deposited,
		},
		{
			side: 'source',
			event:
				'Deposited(bytes32 depositId, address depositor, address token, uint256 amount, uint64 mintChainId, address mintAccount, uint64 nonce)',
			topic: '0x28d226819e371600e26624ebc4a9a3947117ee2760209f816c789d3a99bf481b',
			read: deposited,
		},
		{
			side: 'destination',
			event:
				'Mint(bytes32 mintId, address token, address account, uint256 amount, uint64 refChainId, bytes32 refId, address depositor)',
			topic: '0x5bc84ecccfced5bb04bfc7f3efcdbe7f5cd21949ef146811b4d1967fe41f777a',
			read: (values) => answered(values, 'account', 'depositor'),
		},
		{
			side: 'source',
			event: 'Burn(bytes32 burnId, address token, address account, uint256 amount, address withdrawAccount)',
			topic: '0x75f1bf55bb1de41b63a775dc7d4500f01114ee62b688a6b11d34f4692c1f3d43',
			read: (values) => burnt(values, null, values.hex('withdrawAccount')),
		},
		{
			side: 'source',
			event:
				'Burn(bytes32 burnId, address token, address account, uint256 amount, uint64 toChainId, address toAccount, uint64 nonce)',
			topic: '0x6298d7b58f235730b3b399dc5c282f15dae8b022e5fbbf89cee21fd83c8810a3',
			read: (values) => burnt(values, evmPeer(values.uint('toChainId')), values.hex('toAccount')),
		},
		{
			side: 'destination',
			event:
				'Withdrawn(bytes32 withdrawId, address receiver, address token, uint256 amount, uint64 refChainId, bytes32 refId, address burnAccount)',
			topic: '0x296a629c5265cb4e5319803d016902eb70a9079b89655fe2b7737821ed88beeb',
			read: (values, { chain }) => {
				const fields = answered(values, 'receiver', 'burnAccount')
				// What is withdrawn for a deposit on the same chain is that deposit, paid back.
				return fields.peer === chain ? { ...fields, side: 'refund' } : fields
			},
		},
	],
	calls: [
		{
			side: 'destination',
			call: 'mint(bytes request, bytes[] sigs, address[] signers, uint256[] powers)',
			selector: '0xf8734302',
			read: (values) => {
				// message Mint: token, account, amount, depositor, ref_chain_id, ref_id.
				const fields = protobufFields(values.hex('request').slice(2))
				const [token, account, amount, depositor, chain, key] = [1, 2, 3, 4, 5, 6].map((n) => fields?.get(n))
				if (typeof key !== 'string' || typeof amount !== 'string' || typeof chain !== 'bigint') return null
				return {
					key: `0x${key}`,
					peer: evmPeer(chain),
					sender: `0x${depositor}`,
					receiver: `0x${account}`,
					asset: `0x${token}`,
					amount: BigInt(`0x${amount}`),
				}
			},
		},
	],
	invariant: { kind: 'fee', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	sources: ['celer-network/sgn-v2-contracts OriginalTokenVault.sol, PeggedTokenBridge.sol'],
}

function deposited(values: EventValues): LegFields {
	return {
		key: values.hex('depositId'),
		peer: evmPeer(values.uint('mintChainId')),
		sender: values.hex('depositor'),
		receiver: values.hex('mintAccount'),
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
}

function burnt(values: EventValues, peer: string | null, receiver: string): LegFields {
	return {
		key: values.hex('burnId'),
		peer,
		sender: values.hex('account'),
		receiver,
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
}

function answered(values: EventValues, receiver: string, sender: string): LegFields {
	return {
		key: values.hex('refId'),
		peer: evmPeer(values.uint('refChainId')),
		sender: values.hex(sender),
		receiver: values.hex(receiver),
		asset: values.hex('token'),
		amount: values.uint('amount'),
	}
}
