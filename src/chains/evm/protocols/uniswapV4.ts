import type { Protocol } from './protocol.js'

/** All pools are in one contract, the pool manager. */
export const uniswapV4: Protocol = {
	id: 'uniswap-v4',
	source: 'Uniswap/v4-core, IPoolManager.sol; deployments page of the project',
	contracts: { 'eip155:1': ['0x000000000004444c5dc75cb358380d2e3de08a90'] },
	events: [
		{
			signature: 'Swap(bytes32,address,int128,int128,uint160,uint128,int24,uint24)',
			topic: '0x40e9cecb9f5f1f1c5b9c97dec2917b7ee92e57ba5563708daca94dd84ad7112f',
			topics: 3,
			words: 6,
		},
		{
			signature: 'ModifyLiquidity(bytes32,address,int24,int24,int256,bytes32)',
			topic: '0xf208f4912782fd25c7f114ca3723a2d5dd6f3bcc3ac8db5af63baa85f711d5ec',
			topics: 3,
			words: 4,
		},
	],
}
