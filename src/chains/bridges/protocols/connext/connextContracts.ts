/** Connext's diamonds by CAIP-2 id. Source: npm @connext/smart-contracts 2.4.0, deployments.json. */
export const connextContracts: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': ['0x8898b472c54c31894e3b9bb83cea802a5d0e63c6'],
	'eip155:10': ['0x8f7492de823025b4cfaab1d34c58963f2af5deda'],
	'eip155:56': ['0xcd401c10afa37d641d2f594852da94c700e4f2ce'],
	'eip155:100': ['0x5bb83e95f63217cda6ae3d181ba580ef377d2109'],
	'eip155:137': ['0x11984dc4465481512eb5b777e44061c158cf2259'],
	'eip155:324': ['0x05e42245388a0ccc8576ec953fec241455bb6e23'],
	'eip155:1088': ['0x6b142227a277ce62808e0df93202483547ec0188'],
	'eip155:1101': ['0xba72d06783896b1aabe7a83f92e62fa12860ab20'],
	'eip155:5000': ['0xa93c4a6e19bee415cab341d19046c799a80a1496'],
	'eip155:8453': ['0xb8448c6f7f7887d36dca487370778e419e9ebe3f'],
	'eip155:34443': ['0x7380511493dd4c2f1dd75e9cce5bd52c787d4b51'],
	'eip155:42161': ['0xee9dec2712cce65174b561151701bf54b99c24c8'],
	'eip155:43114': ['0x137072f68708eb7c82edceececcf64d6c29c171b'],
	'eip155:59144': ['0xa05ef29e9ac8c75c530c2795fa6a800e188de0a9'],
}
