/** A pool into which everybody puts notes of one amount, and out of which anybody with a note takes one. */
export interface MixingPool {
	/** CAIP-19. */
	readonly asset: string
	/** What a note is worth, in base units of the asset. */
	readonly note: bigint
}

type Row = readonly [contract: string, whole: string]

/** Pools of one asset: its CAIP-19 id without the chain, its decimals, and contract and note of each. */
const ASSETS: readonly (readonly [chain: string, asset: string, decimals: number, rows: readonly Row[]])[] = [
	[
		'eip155:1',
		'slip44:60',
		18,
		[
			['0x12d66f87a04a9e220743712ce6d9bb1b5616b8fc', '0.1'],
			['0x47ce0c6ed5b0ce3d3a51fdb1c52dc66a7c3c2936', '1'],
			['0x910cbd523d972eb0a6f4cae4618ad62622b39dbf', '10'],
			['0xa160cdab225685da1d56aa342ad8841c3b53f291', '100'],
		],
	],
	[
		'eip155:1',
		'erc20:0x6b175474e89094c44da98b954eedeac495271d0f',
		18,
		[
			['0xd4b88df4d29f5cedd6857912842cff3b20c8cfa3', '100'],
			['0xfd8610d20aa15b7b2e3be39b396a1bc3516c7144', '1000'],
			['0x07687e702b410fa43f4cb4af7fa097918ffd2730', '10000'],
			['0x23773e65ed146a459791799d01336db287f25334', '100000'],
		],
	],
	[
		'eip155:1',
		'erc20:0x5d3a536e4d6dbd6114cc1ead35777bab948e3643',
		8,
		[
			['0x22aaa7720ddd5388a3c0a3333430953c68f1849b', '5000'],
			['0x03893a7c7463ae47d46bc7f091665f1893656003', '50000'],
			['0x2717c5e28cf931547b621a5dddb772ab6a35b701', '500000'],
			['0xd21be7248e0197ee08e0c20d4a96debdac3d20af', '5000000'],
		],
	],
	[
		'eip155:1',
		'erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
		6,
		[
			['0xd96f2b1c14db8458374d9aca76e26c3d18364307', '100'],
			['0x4736dcf1b7a3d580672cce6e7c65cd5cc9cfba9d', '1000'],
		],
	],
	[
		'eip155:1',
		'erc20:0xdac17f958d2ee523a2206206994597c13d831ec7',
		6,
		[
			['0x169ad27a470d064dede56a2d3ff727986b15d52b', '100'],
			['0x0836222f2b2b24a3f36f98668ed8f0b38d1a872f', '1000'],
		],
	],
	[
		'eip155:1',
		'erc20:0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
		8,
		[
			['0x178169b423a011fff22b9e3f3abea13414ddd0f1', '0.1'],
			['0x610b717796ad172b316836ac95a2ffad065ceab4', '1'],
			['0xbb93e510bbcd0b7beb5a853875f9ec60275cf498', '10'],
		],
	],
	...['eip155:10', 'eip155:56', 'eip155:42161'].map(
		(chain) =>
			[
				chain,
				chain === 'eip155:56' ? 'slip44:714' : 'slip44:60',
				18,
				[
					['0x84443cfd09a48af6ef360c6976c5392ac5023a1f', '0.1'],
					['0xd47438c816c9e7f2e2888e060936a499af9582b3', '1'],
					['0x330bdfade01ee9bf63c209ee33102dd334618e0a', '10'],
					['0x1e34a77868e19a6647b1f2f47b51ed72dede95dd', '100'],
				],
			] as const,
	),
	...['eip155:100', 'eip155:137'].map(
		(chain) =>
			[
				chain,
				chain === 'eip155:100' ? 'slip44:700' : 'slip44:966',
				18,
				[
					['0x1e34a77868e19a6647b1f2f47b51ed72dede95dd', '100'],
					['0xdf231d99ff8b6c6cbf4e9b9a945cbacef9339178', '1000'],
					['0xaf4c0b70b2ea9fb7487c7cbb37ada259579fe040', '10000'],
					['0xa5c2254e4253490c54cef0a4347fddb8f75a4998', '100000'],
				],
			] as const,
	),
	[
		'eip155:43114',
		'slip44:9005',
		18,
		[
			['0x330bdfade01ee9bf63c209ee33102dd334618e0a', '10'],
			['0x1e34a77868e19a6647b1f2f47b51ed72dede95dd', '100'],
			['0xaf8d1839c3c67cf571aa74b5c12398d4901147b3', '500'],
		],
	],
]

const TENTH = '0.1'

/**
 * Pools of Tornado Cash by account id, as the project names them (tornadocash/tornado-cli, `config.js`, commit f86c74b). The
 * explorer labels of October 2023 name the two pools of USDC the other way round. A pool that is missing stops by its label.
 */
export const mixingPools: ReadonlyMap<string, MixingPool> = new Map(
	ASSETS.flatMap(([chain, asset, decimals, rows]) =>
		rows.map(([contract, whole]): [string, MixingPool] => {
			const note = whole === TENTH ? 10n ** BigInt(decimals - 1) : BigInt(whole) * 10n ** BigInt(decimals)
			return [`${chain}:${contract}`, { asset: `${chain}/${asset}`, note }]
		}),
	),
)
