import type { Protocol } from './protocol.js'

/** A settlement holds the trades of many owners: its own events tell them apart. The sold amount includes the fee. */
export const cow: Protocol = {
	id: 'cow',
	source: 'gnosis/gp-v2-contracts, GPv2Settlement.sol; deployments page of the project',
	contracts: Object.fromEntries(
		[1, 100, 8453, 42161].map((id) => [`eip155:${id}`, ['0x9008d19f58aabd9ed0d60971565aa8510560ab41']]),
	),
	events: [
		{
			signature: 'Trade(address,address,address,uint256,uint256,uint256,bytes)',
			topic: '0xa07a543ab8a018198e99ca0184c93fe9050a79400a0a723441f84de1d972cc17',
			topics: 2,
			words: 6,
			owner: { topic: 1 },
			given: { asset: { word: 0 }, amount: { word: 2 } },
			received: { asset: { word: 1 }, amount: { word: 3 } },
		},
	],
}
