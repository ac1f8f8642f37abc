import type { Protocol } from './protocol.js'

/** Pools of two tokens with ranges; forks emit the same event. */
export const uniswapV3: Protocol = {
	id: 'uniswap-v3',
	source: 'Uniswap/v3-core, IUniswapV3PoolEvents.sol',
	contracts: null,
	events: [
		{
			signature: 'Swap(address,address,int256,int256,uint160,uint128,int24)',
			topic: '0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67',
			topics: 3,
			words: 5,
		},
		{
			signature: 'Mint(address,address,int24,int24,uint128,uint256,uint256)',
			topic: '0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde',
			topics: 4,
			words: 4,
		},
		{
			signature: 'Collect(address,address,int24,int24,uint128,uint128)',
			topic: '0x70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0',
			topics: 4,
			words: 3,
		},
	],
}
