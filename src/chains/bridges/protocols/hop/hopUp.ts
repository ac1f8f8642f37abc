import type { BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import { derivedKeys } from '../../decode/derivedKeys.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { hopContracts } from './hopContracts.js'

/**
 * Hop from a rollup or side chain: the pay-out names the transfer id. A bonder pays it out at once, or anyone once the root
 * has arrived. Pools lie on both ends, so that the transfers say how much; who is paid stands in the bonder's call.
 *
 * A transfer of USDC over Circle's protocol (`CCTPTransferSent`) is burnt by Circle's own contracts in the same transaction:
 * row `cctp/1` joins it by the same number, and a row here would count it twice.
 */
export const hopUp: BridgeProtocol = {
	id: 'hop/up',
	name: 'Hop, from rollups and side chains',
	verified: 'contract',
	evidence: 'identifier',
	contracts: hopContracts,
	events: [
		{
			side: 'source',
			event:
				'TransferSent(bytes32 indexed transferId, uint256 indexed chainId, address indexed recipient, uint256 amount, bytes32 transferNonce, uint256 bonderFee, uint256 index, uint256 amountOutMin, uint256 deadline)',
			topic: '0xe35dddd4ea75d7e9b3fe93af4f4e40e778c3da4074c9d93e7c6536f1e803c1eb',
			read: (values) => {
				const key = values.hex('transferId')
				if (key !== idOf(values, values.uint('chainId'))) return null
				return {
					key,
					peer: evmPeer(values.uint('chainId')),
					sender: null,
					receiver: values.hex('recipient'),
					asset: null,
					amount: null,
					carried: true,
					fee: values.uint('bonderFee'),
				}
			},
		},
		{
			side: 'destination',
			event: 'WithdrawalBonded(bytes32 indexed transferId, uint256 amount)',
			topic: '0x0c3d250c7831051e78aa6a56679e590374c7c424415ffe4aa474491def2fe705',
			read: (values, { chain, asked }) => {
				const call = asked('bondWithdrawal')
				const key = values.hex('transferId')
				const isOwn = call !== null && key === idOf(call, BigInt(chain.slice('eip155:'.length)))
				return paid(key, isOwn ? call.hex('recipient') : null)
			},
		},
		{
			side: 'destination',
			event: 'Withdrew(bytes32 indexed transferId, address indexed recipient, uint256 amount, bytes32 transferNonce)',
			topic: '0x9475cdbde5fc71fe2ccd413c82878ee54d061b9f74f9e2e1a03ff1178821502c',
			read: (values) => paid(values.hex('transferId'), values.hex('recipient')),
		},
	],
	asked: [
		{
			name: 'bondWithdrawal',
			call: 'bondWithdrawal(address recipient, uint256 amount, bytes32 transferNonce, uint256 bonderFee)',
			selector: '0x23c452cd',
		},
		{
			name: 'bondWithdrawal',
			call: 'bondWithdrawalAndDistribute(address recipient, uint256 amount, bytes32 transferNonce, uint256 bonderFee, uint256 amountOutMin, uint256 deadline)',
			selector: '0x3d12a85a',
		},
	],
	// After the bonder's fee, the prices of two pools. Our choice; a wider difference is a lead.
	invariant: { kind: 'near', mostMillionths: 50_000n },
	// Without a bonder it takes the rollup's own week, and somebody who fetches it.
	ttlSeconds: 30 * 86_400,
	claimedByUser: true,
	sources: [
		'hop-protocol/contracts Bridge.sol, L2_Bridge.sol, L2_AmmWrapper.sol (as deployed)',
		'hop-protocol/hop packages/abi/src/abi/L2_Bridge.json',
		'hop-protocol/hop packages/core/src/addresses/mainnet.ts',
	],
}

const paid = (key: string, receiver: string | null): LegFields => ({
	key,
	peer: null,
	sender: null,
	receiver,
	asset: null,
	amount: null,
	carried: true,
})

/** What the arguments of an event or call hash to. Calls without terms for the pool have none. */
function idOf(values: EventValues, toChain: bigint): string {
	const term = (name: string): bigint => (values.has(name) ? values.uint(name) : 0n)
	return derivedKeys.hop({
		toChain,
		recipient: values.hex('recipient'),
		amount: values.uint('amount'),
		nonce: values.hex('transferNonce'),
		bonderFee: values.uint('bonderFee'),
		amountOutMin: term('amountOutMin'),
		deadline: term('deadline'),
	})
}
