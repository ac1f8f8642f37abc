/** Spoke pools since April 2023, behind proxies that stayed. Source: across-protocol/contracts deployments/deployments.json. */
export const acrossPools: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': ['0x5c7bcd6e7de5423a257d81b442095a1a6ced35c5'],
	'eip155:10': ['0x6f26bf09b1c792e3228e5467807a900a503c0281'],
	'eip155:137': ['0x9295ee1d8c5b022be115a2ad3c30c72e34e7f096'],
	'eip155:324': ['0xe0b015e54d54fc84a6cb9b666099c46ade9335ff'],
	'eip155:480': ['0x09aea4b2242abc8bb4bb78d537a67a245a7bec64'],
	'eip155:690': ['0x13fdac9f9b4777705db45291bbff3c972c6d1d97'],
	'eip155:1135': ['0x9552a0a6624a23b848060ae5901659cdda1f83f8'],
	'eip155:8453': ['0x09aea4b2242abc8bb4bb78d537a67a245a7bec64'],
	'eip155:34443': ['0x3bad7ad0728f9917d1bf08af5782dcbd516cdd96'],
	'eip155:41455': ['0x13fdac9f9b4777705db45291bbff3c972c6d1d97'],
	'eip155:42161': ['0xe35e9842fceaca96570b734083f4a58e8f7c5f2a'],
	'eip155:57073': ['0xef684c38f94f48775959ecf2012d7e864ffb9dd4'],
	'eip155:59144': ['0x7e63a5f1a8f0b4d0934b2f2327daed3f6bb2ee75'],
	'eip155:81457': ['0x2d509190ed0172ba588407d4c2df918f955cc6e1'],
	'eip155:534352': ['0x3bad7ad0728f9917d1bf08af5782dcbd516cdd96'],
	'eip155:7777777': ['0x13fdac9f9b4777705db45291bbff3c972c6d1d97'],
}

/** The one key of a deposit: where it was made, and its number there. */
export const acrossKey = (originChainId: bigint, depositId: bigint): string => `${originChainId}/${depositId}`
