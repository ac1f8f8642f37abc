/**
 * Contracts of Stargate 1 by CAIP-2 id: the bridge that speaks to LayerZero, then routers, composer and vault. Source: npm
 * @stargatefinance/stg-evm-v1 1.0.33, deployments Bridge, Router, RouterETH, StargateComposer, StargateEthVault.
 */
export const stargate1Contracts: Readonly<Record<string, readonly [bridge: string, ...others: string[]]>> = {
	'eip155:1': [
		'0x296f55f8fb28e498b858d0bcda06d955b2cb3f97',
		'0x8731d54e9d02c286767d56ac03e8037c07e01e98',
		'0xb1b2eef380f21747944f46d28f683cd1fbb4d03c',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
		'0x72e2f4830b9e45d52f80ac08cb2bec0fef72ed9c',
	],
	'eip155:10': [
		'0x701a95707a0290ac8b90b3719e8ee5b210360883',
		'0xb0d502e938ed5f4df2e681fe6e419ff29631d62b',
		'0xb1b2eef380f21747944f46d28f683cd1fbb4d03c',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
		'0xb69c8cbcd90a39d8d3d3ccf0a3e968511c3856a0',
	],
	'eip155:56': [
		'0x6694340fc020c5e6b96567843da2df01b2ce1eb6',
		'0x4a364f8c717caad9a442737eb7b8a55cc6cf18d8',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:137': [
		'0x9d1b1669c73b033dfe47ae5a0164ab96df25b944',
		'0x45a01e4e04f14f7a4a6702c74187c5f6222033cd',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:250': [
		'0x45a01e4e04f14f7a4a6702c74187c5f6222033cd',
		'0xaf5191b0de278c7286d6c7cc6ab6bb8a73ba2cd6',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:1088': [
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x2f6f07cdcf3588944bf4c42ac74ff24bf56e7590',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:2222': [
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x2f6f07cdcf3588944bf4c42ac74ff24bf56e7590',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:5000': [
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x2f6f07cdcf3588944bf4c42ac74ff24bf56e7590',
		'0x296f55f8fb28e498b858d0bcda06d955b2cb3f97',
	],
	'eip155:8453': [
		'0xaf54be5b6eec24d6bfacf1cce4eaf680a8239398',
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x50b6ebc2103bfec165949cc946d739d5650d7ae4',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
		'0x224d8fd7ab6ad4c6eb4611ce56ef35dec2277f03',
	],
	'eip155:42161': [
		'0x352d8275aae3e0c2404d9f68f6cee084b5beb3dd',
		'0x53bf833a5d6c4dda888f69c22c88c9f356a41614',
		'0xb1b2eef380f21747944f46d28f683cd1fbb4d03c',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
		'0x82cbecf39bee528b5476fe6d1550af59a9db6fc0',
	],
	'eip155:43114': [
		'0x9d1b1669c73b033dfe47ae5a0164ab96df25b944',
		'0x45a01e4e04f14f7a4a6702c74187c5f6222033cd',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
	],
	'eip155:59144': [
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x2f6f07cdcf3588944bf4c42ac74ff24bf56e7590',
		'0x8731d54e9d02c286767d56ac03e8037c07e01e98',
		'0xecc19e177d24551aa7ed6bc6fe566eca726cc8a9',
		'0x224d8fd7ab6ad4c6eb4611ce56ef35dec2277f03',
	],
	'eip155:534352': [
		'0x45f1a95a4d3f3836523f5c83673c797f4d4d263b',
		'0x2f6f07cdcf3588944bf4c42ac74ff24bf56e7590',
		'0x224d8fd7ab6ad4c6eb4611ce56ef35dec2277f03',
		'0x296f55f8fb28e498b858d0bcda06d955b2cb3f97',
		'0x808d7c71ad2ba3fa531b068a2417c63106bc0949',
	],
}
