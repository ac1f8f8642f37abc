import type { Protocol } from './protocol.js'

/** Pools of two tokens; many forks emit the same event. */
export const uniswapV2: Protocol = {
	id: 'uniswap-v2',
	source: 'Uniswap/v2-core, UniswapV2Pair.sol',
	contracts: null,
	events: [
		{
			signature: 'Swap(address,uint256,uint256,uint256,uint256,address)',
			topic: '0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822',
			topics: 3,
			words: 4,
		},
		{
			signature: 'Mint(address,uint256,uint256)',
			topic: '0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f',
			topics: 2,
			words: 2,
		},
		{
			signature: 'Burn(address,uint256,uint256,address)',
			topic: '0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496',
			topics: 3,
			words: 2,
		},
	],
}
