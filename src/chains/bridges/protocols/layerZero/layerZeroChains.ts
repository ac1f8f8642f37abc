/** A chain that LayerZero stands on. */
export interface LayerZeroChain {
	/** CAIP-2 id. */
	readonly chain: string
	/** Its number in the first version; the second adds 30,000. */
	readonly number: bigint
	/** Of the second version. */
	readonly endpoint: string
	/** The library through which the first version sends and receives. */
	readonly library: string
}

/**
 * Sources: npm @layerzerolabs/lz-definitions 3.1.13; @layerzerolabs/lz-evm-sdk-v2 3.1.10 deployments EndpointV2;
 * @layerzerolabs/lz-evm-sdk-v1 3.1.10 deployments UltraLightNodeV2.
 */
export const layerZeroChains: readonly LayerZeroChain[] = [
	{
		chain: 'eip155:1',
		number: 101n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:10',
		number: 111n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:56',
		number: 102n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:100',
		number: 145n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:130',
		number: 320n,
		endpoint: '0x6f475642a6e85809b1c36fa62763669b1b48dd5b',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:137',
		number: 109n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:146',
		number: 332n,
		endpoint: '0x6f475642a6e85809b1c36fa62763669b1b48dd5b',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:250',
		number: 112n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:324',
		number: 165n,
		endpoint: '0xd07c30af3ff30d96bdc9c6044958230eb797ddbf',
		library: '0x042b8289c97896529ec2fe49ba1a8b9c956a86cc',
	},
	{
		chain: 'eip155:480',
		number: 319n,
		endpoint: '0x6f475642a6e85809b1c36fa62763669b1b48dd5b',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:1088',
		number: 151n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:1101',
		number: 158n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0xfe7c30860d01e28371d40434806f4a8fcdd3a098',
	},
	{
		chain: 'eip155:1284',
		number: 126n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:1868',
		number: 340n,
		endpoint: '0x4bcb6a963a9563c33569d7a512d35754221f3a19',
		library: '0x9375af50d3aa53eab296ee80667ccd0d72a12a5b',
	},
	{
		chain: 'eip155:2222',
		number: 177n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:5000',
		number: 181n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:8453',
		number: 184n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:34443',
		number: 260n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:42161',
		number: 110n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:42220',
		number: 125n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x377530cda84dfb2673bf4d145dcf0c4d7fdcb5b6',
	},
	{
		chain: 'eip155:43114',
		number: 106n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x4d73adb72bc3dd368966edd0f0b2148401a178e2',
	},
	{
		chain: 'eip155:57073',
		number: 339n,
		endpoint: '0xca29f3a6f966cb2fc0de625f8f325c0c46dbe958',
		library: '0x81a57678343ca220a9029523477715e00e4024be',
	},
	{
		chain: 'eip155:59144',
		number: 183n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:80094',
		number: 362n,
		endpoint: '0x6f475642a6e85809b1c36fa62763669b1b48dd5b',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:81457',
		number: 243n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:534352',
		number: 214n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
	{
		chain: 'eip155:1313161554',
		number: 211n,
		endpoint: '0x1a44076050125825900e736c501f859c50fe728c',
		library: '0x38de71124f7a447a01d67945a51edce9ff491251',
	},
]

/** What the second version adds to a chain's number. */
const SECOND = 30_000n

/** The chain of a number in either version: its CAIP-2 id, or the number itself where it is not listed. */
export const layerZeroPeer = (number: bigint): string => {
	const first = number > SECOND ? number - SECOND : number
	return layerZeroChains.find((one) => one.number === first)?.chain ?? `layerzero:${first}`
}

/** A chain's number in the second version. */
export const layerZeroNumber = (chain: string): bigint | undefined => {
	const known = layerZeroChains.find((one) => one.chain === chain)
	return known === undefined ? undefined : known.number + SECOND
}
