/**
 * Contracts whose issuer can freeze an account and say so, by CAIP-2 id: Tether's and Circle's tokens, as their issuers
 * publish them. Events of the same names by any other contract say nothing.
 */
export const issuers: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': [
		// USDT, USDC, EURC, XAUt.
		'0xdac17f958d2ee523a2206206994597c13d831ec7',
		'0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
		'0x1abaea1f7c830bd89acc67ec4af516284b1bc33c',
		'0x68749665ff8d2d112fa859aa293f07a622782f38',
	],
	'eip155:10': ['0x0b2c639c533813f4aa9d7837caf62653d097ff85'],
	'eip155:137': ['0x3c499c542cef5e3811e1192ce70d8cc03d5c3359', '0xc2132d05d31c914a87c6611c10748aeb04b58e8f'],
	'eip155:8453': ['0x833589fcd6edb6e08f4c7c32d4f71b54bda02913'],
	'eip155:42161': ['0xaf88d065e77c8cc2239327c5edb3a432268e5831', '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9'],
	'eip155:43114': ['0xb97ef9ef8734c71904d8002f8b6bc66dd9c48a6e', '0x9702230a8ea53601f5cd2dc00fdbc13d4df4a8c7'],
}
