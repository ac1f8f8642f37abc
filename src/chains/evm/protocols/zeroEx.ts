import type { Protocol } from './protocol.js'

/** An aggregator: one contract trades on many pools for the taker. */
export const zeroEx: Protocol = {
	id: '0x',
	source: '0xProject/protocol, ITransformERC20Feature.sol; deployments page of the project',
	contracts: Object.fromEntries(
		[1, 10, 56, 137, 8453, 42161, 43114].map((id) => [`eip155:${id}`, ['0xdef1c0ded9bec7f1a1670819833240f027b25eff']]),
	),
	events: [
		{
			signature: 'TransformedERC20(address,address,address,uint256,uint256)',
			topic: '0x0f6672f78a59ba8e5e5b5d38df3ebc67f3c792e2c9259b8d97d7f00dd78ba1b3',
			topics: 2,
			words: 4,
			owner: { topic: 1 },
			given: { asset: { word: 0 }, amount: { word: 2 } },
			received: { asset: { word: 1 }, amount: { word: 3 } },
		},
	],
}
