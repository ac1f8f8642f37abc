import type { Protocol } from './protocol.js'

/** An aggregator. From its fourth router on it emits no event of its own: the pools that it trades on do. */
export const oneInch: Protocol = {
	id: '1inch',
	source: '1inch AggregationRouterV3; deployments page of the project',
	contracts: Object.fromEntries(
		[1, 56, 137].map((id) => [`eip155:${id}`, ['0x11111112542d85b3ef69ae05771c2dccff4faa26']]),
	),
	events: [
		{
			signature: 'Swapped(address,address,address,address,uint256,uint256)',
			topic: '0xd6d4f5681c246c9f42c203e287975af1601f8df8035a9251f79aab5c8f09e2f8',
			topics: 1,
			words: 6,
			owner: { word: 0 },
			given: { asset: { word: 1 }, amount: { word: 4 } },
			received: { asset: { word: 2 }, amount: { word: 5 } },
		},
	],
}
