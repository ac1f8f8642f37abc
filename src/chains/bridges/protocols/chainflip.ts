import type { BridgeProtocol, LegFields } from '../bridgeProtocol.js'
import type { EventValues } from '../decode/eventValues.js'
import { asciiOf } from './thorchain/thorMemo.js'

/** Chains by the numbers that the vaults give them. Source: Chainflip documentation, supported assets; from memory. */
const CHAINS: ReadonlyMap<bigint, string> = new Map([
	[1n, 'eip155:1'],
	[3n, 'bip122:000000000019d6689c085ae165831e93'],
	[4n, 'eip155:42161'],
])

/**
 * Chainflip's vaults: a swap names chain and account to be paid, and no number that the pay-out states, so nothing joins by a
 * key. Deposit channels look like payments to an account of nobody. Leads only.
 */
export const chainflip: BridgeProtocol = {
	id: 'chainflip',
	name: 'Chainflip',
	verified: 'unverified',
	evidence: 'arguments',
	contracts: {
		'eip155:1': ['0xf5e10380213880111522dd0efd3dbb45b9f62bcc'],
		'eip155:42161': ['0x79001a5e762f3befc8e5871b42f6734e00498920'],
	},
	events: [
		{
			side: 'source',
			event:
				'SwapNative(uint32 dstChain, bytes dstAddress, uint32 dstToken, uint256 amount, address indexed sender, bytes cfParameters)',
			topic: '0x6757034e841d88190e95fa8a7570ce6cb721257474400c3282ec536eab810540',
			read: (values) => legOf(values, 'native'),
		},
		{
			side: 'source',
			event:
				'SwapToken(uint32 dstChain, bytes dstAddress, uint32 dstToken, address srcToken, uint256 amount, address indexed sender, bytes cfParameters)',
			topic: '0x834b524d9f8ccbd31b00b671c896697b96eb4398c0f56e9386a21f5df61e3ce3',
			read: (values) => legOf(values, values.hex('srcToken')),
		},
		{
			side: 'source',
			event:
				'XCallNative(uint32 dstChain, bytes dstAddress, uint32 dstToken, uint256 amount, address indexed sender, bytes message, uint256 gasAmount, bytes cfParameters)',
			topic: '0x47705cc9a85c5f679e1f4e8e7fbd459b8267bc61fa3111ced6fe84f71d7d889e',
			read: (values) => legOf(values, 'native'),
		},
		{
			side: 'source',
			event:
				'XCallToken(uint32 dstChain, bytes dstAddress, uint32 dstToken, address srcToken, uint256 amount, address indexed sender, bytes message, uint256 gasAmount, bytes cfParameters)',
			topic: '0x030b52f4ea12be896482bc46f95fb31f1ac9457bc1a2a206981fbd18a69cc6e3',
			read: (values) => legOf(values, values.hex('srcToken')),
		},
	],
	invariant: { kind: 'priced' },
	ttlSeconds: 86_400,
	sources: [
		'chainflip-io/chainflip-eth-contracts IVault.sol; npm @chainflip/cli, vault on Ethereum',
		'chains, and the vault on Arbitrum, from second-hand lists',
	],
}

function legOf(values: EventValues, asset: string): LegFields {
	const [number, to] = [values.uint('dstChain'), values.hex('dstAddress')]
	// Accounts of Bitcoin are written as text.
	const receiver = to.length === 42 ? to : asciiOf(to.slice(2))
	return {
		key: null,
		peer: CHAINS.get(number) ?? `chainflip:${number}`,
		sender: values.hex('sender'),
		receiver: receiver === '' ? null : receiver,
		asset,
		amount: values.uint('amount'),
	}
}
