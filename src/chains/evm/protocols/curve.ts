import type { Protocol } from './protocol.js'

/** Pools of several tokens; the event tells numbers of coins, not their contracts. */
export const curve: Protocol = {
	id: 'curve',
	source: 'curvefi/curve-contract, StableSwap; curvefi/curve-crypto-contract',
	contracts: null,
	events: [
		{
			signature: 'TokenExchange(address,int128,uint256,int128,uint256)',
			topic: '0x8b3e96f2b889fa771c53c981b40daf005f63f637f1869f707052d15a3dd97140',
			topics: 2,
			words: 4,
			owner: { topic: 1 },
		},
		{
			signature: 'TokenExchangeUnderlying(address,int128,uint256,int128,uint256)',
			topic: '0xd013ca23e77a65003c2c659c5442c00c805371b7fc1ebd4c206c41d1536bd90b',
			topics: 2,
			words: 4,
			owner: { topic: 1 },
		},
		{
			signature: 'TokenExchange(address,uint256,uint256,uint256,uint256)',
			topic: '0xb2e76ae99761dc136e598d4a629bb347eccb9532a5f8bbd72e18467c3c34cc98',
			topics: 2,
			words: 4,
			owner: { topic: 1 },
		},
		{
			signature: 'AddLiquidity(address,uint256[2],uint256[2],uint256,uint256)',
			topic: '0x26f55a85081d24974e85c6c00045d0f0453991e95873f52bff0d21af4079a768',
			topics: 2,
			words: 6,
		},
		{
			signature: 'AddLiquidity(address,uint256[3],uint256[3],uint256,uint256)',
			topic: '0x423f6495a08fc652425cf4ed0d1f9e37e571d9b9529b1c1c23cce780b2e7df0d',
			topics: 2,
			words: 8,
		},
	],
}
