import type { BridgeProtocol, LegFields, ReadLegs } from '../../bridgeProtocol.js'
import type { BesideEvent, EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { layerZero1Events } from './layerZero1Events.js'
import { layerZero1Key } from './layerZero1Key.js'
import { layerZero1Packet } from './layerZero1Packet.js'
import { layerZeroChains, layerZeroPeer } from './layerZeroChains.js'
import { stargate1Contracts } from './stargate1Contracts.js'

const libraryOf = (chain: string): string => layerZeroChains.find((one) => one.chain === chain)?.library ?? ''

/**
 * Stargate 1 over LayerZero 1. Its bridge sends the packet right after the pool has told the swap, and the pool pays right
 * after the packet has come: nobody else speaks in between, so the packet vouches for the pool. Pools count in decimals
 * of their own, the same on both chains; what they count is held exactly, and the transfers tell how much that is.
 */
export const stargate1: BridgeProtocol = {
	id: 'stargate/1',
	name: 'Stargate 1',
	verified: 'contract',
	evidence: 'identifier',
	contracts: Object.fromEntries(
		Object.entries(stargate1Contracts).map(([chain, contracts]) => [chain, [libraryOf(chain), ...contracts]]),
	),
	events: layerZero1Events(sent, received),
	beside: [
		{
			name: 'Transfer',
			event: 'Transfer(address indexed from, address indexed to, uint256 value)',
			topic: '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
			anyone: true,
		},
		{
			name: 'Swap',
			event:
				'Swap(uint16 chainId, uint256 dstPoolId, address from, uint256 amountSD, uint256 eqReward, uint256 eqFee, uint256 protocolFee, uint256 lpFee)',
			topic: '0x34660fc8af304464529f48a778e03d03e4d34bcd5f9b6f0cfbf3cd238c642f7f',
			anyone: true,
		},
		{
			name: 'SwapRemote',
			event: 'SwapRemote(address to, uint256 amountSD, uint256 protocolFee, uint256 dstFee)',
			topic: '0xfb2b592367452f1c437675bed47f5e1e6c25188c17d7ba01a12eb030bc41ccef',
			anyone: true,
		},
		{
			name: 'CachedSwapSaved',
			event:
				'CachedSwapSaved(uint16 chainId, bytes srcAddress, uint256 nonce, address token, uint256 amountLD, address to, bytes payload, bytes reason)',
			topic: '0x8186389e97ff190cd5e17304ed8188a4a98a6c8add46e6df94462ac7f7e8dd34',
		},
	],
	// What was taken in less fees, and with the reward for balancing, is what the other pool pays.
	invariant: { kind: 'counted' },
	ttlSeconds: 3 * 86_400,
	sources: [
		'stargate-protocol/stargate Router.sol, Bridge.sol, Pool.sol; LayerZero-Labs/LayerZero-v1 UltraLightNodeV2.sol',
		'npm @stargatefinance/stg-evm-v1 1.0.33, deployments with their ABIs',
	],
}

function sent(values: EventValues, { chain, contract, log, beside }: EventPlace): ReadLegs {
	const packet = layerZero1Packet(values.hex('payload'))
	if (packet === null || log === null || contract !== libraryOf(chain)) return null
	if (packet.sender !== stargate1Contracts[chain]?.[0]) return null
	const swap = beside('Swap').findLast((one) => one.log < log)
	if (swap === undefined || swap.values.uint('chainId') !== packet.toChain) return null
	const [net, reward] = [swap.values.uint('amountSD'), swap.values.uint('eqReward')]
	const fees = ['eqFee', 'protocolFee', 'lpFee'].reduce((sum, name) => sum + swap.values.uint(name), 0n)
	return {
		key: layerZero1Key(packet),
		peer: layerZeroPeer(packet.toChain),
		sender: swap.values.hex('from'),
		receiver: null,
		...takenIn(
			chain,
			beside('Transfer').filter((one) => one.log < log),
			swap.contract,
		),
		custody: swap.contract,
		counted: { taken: net + fees, paid: net + reward },
	}
}

/** What the pool was paid last: by whoever swaps, or by a router of coins, which wraps what it was sent. */
function takenIn(
	chain: string,
	transfers: readonly BesideEvent[],
	pool: string,
): Pick<LegFields, 'asset' | 'amount' | 'carried' | 'taken'> {
	const paid = transfers.findLast(({ values }) => values.hex('to') === pool)
	if (paid === undefined) return { asset: null, amount: null, carried: true }
	const amount = paid.values.uint('value')
	const isWrapped = stargate1Contracts[chain]?.includes(paid.values.hex('from')) === true
	return isWrapped ? { asset: 'native', amount: null, carried: true, taken: amount } : { asset: paid.contract, amount }
}

function received(values: EventValues, { chain, contract, log, beside }: EventPlace): ReadLegs {
	const toChain = layerZeroChains.find((one) => one.chain === chain)?.number
	const [path, receiver] = [values.hex('srcAddress'), values.hex('dstAddress')]
	if (toChain === undefined || log === null || contract !== libraryOf(chain) || path.length < 42) return null
	if (receiver !== stargate1Contracts[chain]?.[0]) return null
	const [fromChain, nonce] = [values.uint('srcChainId'), values.uint('nonce')]
	const key = layerZero1Key({ fromChain, sender: path.slice(0, 42), toChain, receiver, nonce })
	const base = { key, peer: layerZeroPeer(fromChain), sender: null, asset: null, amount: null }
	const after = (name: string): BesideEvent | undefined => beside(name).find((one) => one.log > log)
	const paid = after('SwapRemote')
	if (paid !== undefined) {
		const counted = { taken: null, paid: paid.values.uint('amountSD') }
		return { ...base, receiver: paid.values.hex('to'), carried: true, custody: paid.contract, counted }
	}
	const kept = after('CachedSwapSaved')?.values
	return kept === undefined ? null : { ...base, side: 'failure', receiver: kept.hex('to') }
}
