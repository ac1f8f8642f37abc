/**
 * Hop's bridges by chain, one for each token, and on rollups and side chains the wrapper behind it that swaps with the pool.
 * Source: hop-protocol/hop packages/core/src/addresses/mainnet.ts at 019c21b (l1Bridge, l2Bridge, l2AmmWrapper); what that
 * file lacks, such as Ether on Optimism, is not here.
 */
export const hopContracts: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': [
		// DAI
		'0x3d4cc8a61c7528fd86c55cfe061a78dcba48edd1',
		// ETH
		'0xb8901acb165ed027e32754e0ffe830802919727f',
		// MATIC
		'0x22b1cbb8d98a01a3b71d034bb899775a76eb1cc2',
		// USDC
		'0x3666f603cc164936c1b87e207f36beba4ac5f18a',
		// USDT
		'0x3e4a3a4796d16c0cd582c382691998f7c06420b6',
	],
	'eip155:10': [
		// DAI
		'0x7191061d5d4c60f598214cc6913502184baddf18',
		'0xb3c68a491608952cb1257fc9909a537a0173b63b',
		// USDC
		'0xa81d244a1814468c734e5b4101f7b9c0c577a8fc',
		'0x2ad09850b0ca4c7c1b33f5acd6cbabcab5d6e796',
		// USDT
		'0x46ae9bab8cea96610807a275ebd36f8e916b5c61',
		'0x7d269d3e0d61a05a0ba976b7dbf8805bf844af3f',
	],
	'eip155:100': [
		// DAI
		'0x0460352b91d7cf42b0e1c1c30f06b602d9ef2238',
		'0x6c928f435d1f3329babb42d69ccf043e3900ecf1',
		// ETH
		'0xd8926c12c0b2e5cd40cfda49ecaff40252af491b',
		'0x03d7f750777ec48d39d080b020d83eb2cb4e3547',
		// MATIC
		'0x7ac71c29fedf94bac5a5c9ab76e1dd12ea885ccc',
		'0x86ca30bef97fb651b8d866d45503684b90cb3312',
		// USDC
		'0x25d8039bb044dc227f741a9e381ca4ceae2e6ae8',
		'0x76b22b8c1079a44f1211d867d68b1eda76a635a7',
		// USDT
		'0xfd5a186a7e8453eb867a360526c5d987a00acac2',
		'0x49094a1b3463c4e2e82ca41b8e6a023bdd6e222f',
	],
	'eip155:137': [
		// DAI
		'0xecf268be00308980b5b3fcd0975d47c4c8e1382a',
		'0x28529fec439cff6d7d1d5917e956dee62cd3be5c',
		// ETH
		'0xb98454270065a31d71bf635f6f7ee6a518dfb849',
		'0xc315239cfb05f1e130e7e28e603cea4c014c57f0',
		// MATIC
		'0x553bc791d746767166fa3888432038193ceed5e2',
		'0x884d1aa15f9957e1aeaa86a82a72e49bc2bfcbe3',
		// USDC
		'0x25d8039bb044dc227f741a9e381ca4ceae2e6ae8',
		'0x76b22b8c1079a44f1211d867d68b1eda76a635a7',
		// USDT
		'0x6c9a1acf73bd85463a46b0afc076fbdf602b690b',
		'0x8741ba6225a6bf91f9d73531a98a89807857a2b3',
	],
	'eip155:42161': [
		// DAI
		'0x7ac115536fe3a185100b2c4de4cb328bf3a58ba6',
		'0xe7f40bf16ab09f4a6906ac2caa4094ad2da48cc2',
		// ETH
		'0x3749c4f034022c39ecaffaba182555d4508caccc',
		'0x33ceb27b39d2bb7d2e61f7564d3df29344020417',
		// USDC
		'0x0e0e3d2c5c292161999474247956ef542cabf8dd',
		'0xe22d2bedb3eca35e6397e0c6d62857094aa26f52',
		// USDT
		'0x72209fe68386b37a40d6bca04f78356fd342491f',
		'0xcb0a4177e0a60247c0ad18be87f8edff6dd30283',
	],
}
