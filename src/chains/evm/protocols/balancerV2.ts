import type { Protocol } from './protocol.js'

/** All tokens are in one contract, the vault, at the same address on every chain. */
export const balancerV2: Protocol = {
	id: 'balancer-v2',
	source: 'balancer/balancer-v2-monorepo, IVault.sol; deployments page of the project',
	contracts: Object.fromEntries(
		[1, 10, 100, 137, 8453, 42161, 43114].map((id) => [`eip155:${id}`, ['0xba12222222228d8ba445958a75a0704d566bf2c8']]),
	),
	events: [
		{
			signature: 'Swap(bytes32,address,address,uint256,uint256)',
			topic: '0x2170c741c41531aec20e7c107c24eecfdd15e69c9bb0a8dd37b1840b9e0b207b',
			topics: 4,
			words: 2,
			given: { asset: { topic: 2 }, amount: { word: 0 } },
			received: { asset: { topic: 3 }, amount: { word: 1 } },
		},
		{
			signature: 'PoolBalanceChanged(bytes32,address,address[],int256[],uint256[])',
			topic: '0xe5ce249087ce04f05a957192435400fd97868dba0e6a4b4c049abf8af80dae78',
			topics: 3,
			words: 3,
		},
	],
}
