/**
 * Token contracts known to be what they say, by CAIP-2 id. An asset is its chain and contract; the symbol is for whoever
 * reads this file and decides nothing. Not complete, and not meant to be: what is missing is named by the caller.
 *
 * Each row was held against a public list of 2025 or before, address and name, on 2026-11-25: explorer labels
 * (brianleect/etherscan-labels, commit 923aba7, MIT; October 2023), or where marked `wallet` trustwallet/assets
 * (`blockchains/<chain>/assets/<address>/info.json`, MIT), whose path also holds the EIP-55 checksum. Where marked `several
 * projects` only the code of several unrelated projects names it.
 */
export const listedAssets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'eip155:1': {
		USDT: '0xdac17f958d2ee523a2206206994597c13d831ec7',
		USDC: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
		DAI: '0x6b175474e89094c44da98b954eedeac495271d0f',
		WETH: '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
		WBTC: '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
		stETH: '0xae7ab96520de3a18e5e111b5eaab095312d7fe84',
		wstETH: '0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0',
		LINK: '0x514910771af9ca656af840dff83e8264ecf986ca',
		UNI: '0x1f9840a85d5af5bf1d1762f925bdaddc4201f984',
		MKR: '0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2',
		AAVE: '0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9',
		SAI: '0x89d24a6b4ccb1b6faa2625fe562bdd9a23260359',
		TUSD: '0x0000000000085d4780b73119b644ae5ecd22b376',
		BUSD: '0x4fabb145d64652a948d72533023f6e7a623c7c53',
		USDP: '0x8e870d67f660d95d5be530380d0ec0bd388289e1',
		GUSD: '0x056fd409e1d7a124bd7017459dfea2f387b6d5cd',
		PYUSD: '0x6c3ea9036406852006290770bedfcaba0e23a0e8', // wallet
		FRAX: '0x853d955acef822db058eb8505911ed77f175b99e',
		LUSD: '0x5f98805a4e8be255a32880fdec7f6728c6568ba0',
		USDe: '0x4c9edd5852cd905f086c759e8383e09bff1e68b3', // wallet
		rETH: '0xae78736cd615f374d3085123a210448e74fc6393',
		cbETH: '0xbe9895146f7af43049ca1c1ae358b0541ea49704',
		cDAI: '0x5d3a536e4d6dbd6114cc1ead35777bab948e3643',
		cUSDC: '0x39aa39c021dfbae8fac545936693ac917d5e7563',
		cETH: '0x4ddc2d193948926d02f9b1fe9e1daa0718270ed5',
		TORN: '0x77777feddddffc19ff86db637967013e6c6a116c',
		CRV: '0xd533a949740bb3306d119cc777fa900ba034cd52',
		COMP: '0xc00e94cb662c3520282e6f5717214004a7f26888',
		SNX: '0xc011a73ee8576fb46f5e1c5751ca3b9fe0af2a6f',
		YFI: '0x0bc529c00c6401aef6d220be8c6ea1667f6ad93e',
		SUSHI: '0x6b3595068778dd592e39a122f4f5a5cf09c90fe2',
		'1INCH': '0x111111111117dc0aa78b770fa6a738034120c302',
		LDO: '0x5a98fcbea516cf06857215779fd812ca3bef1b32',
		ENS: '0xc18360217d8f7ab5e7c516566761ea12ce7f9d72', // wallet
		GRT: '0xc944e90c64b2c07662a292be6244bdf05cda44a7',
		BAT: '0x0d8775f648430679a709e98d2b0cb6250d2887ef',
		ZRX: '0xe41d2489571d322189246dafa5ebde1f4699f498',
		OMG: '0xd26114cd6ee289accf82350c8d8487fedb8a0c07',
		HT: '0x6f259637dcd74c767781e37bc6133cd6a68aa161',
		OKB: '0x75231f58b43240c9718dd58b4967c5114342a86c',
		LEO: '0x2af5d2ad76741191d15dfe7bf6ac92d4bd912ca3',
		CRO: '0xa0b73e1ff0b80914ab6fe0444e65848c4c34450b',
		FTT: '0x50d1c9771902476076ecfc8b2a83ad6b9355a4c9',
		BNB: '0xb8c77482e45f1f44de1745f52c74426c631bdd52',
		MATIC: '0x7d1afa7b718fb893db30a3abc0cfc608aacfebb0',
		SHIB: '0x95ad61b0a150d79219dcf64e1e6cc01f0b64c4ce',
		PEPE: '0x6982508145454ce325ddbe47a25d4ec3d2311933',
		renBTC: '0xeb4c2781e4eba804ce9a9803c67d0893436bb27d',
		tBTC: '0x18084fba666a33d37592fa2633fd49a74dd93a88', // wallet
		PAXG: '0x45804880de22913dafe09f4980848ece6ecbaf78',
		XAUt: '0x68749665ff8d2d112fa859aa293f07a622782f38',
		EURC: '0x1abaea1f7c830bd89acc67ec4af516284b1bc33c',
		RNDR: '0x6de037ef9ad2725eb40118bb1702ebb27e4aeb24', // wallet
		APE: '0x4d224452801aced8b2f0aebe155379bb5d594381',
		AXS: '0xbb0e17ef65f82ab018d8edd776e8dd940327b28b',
		SAND: '0x3845badade8e6dff049820680d1f14bd3903a5d0',
		MANA: '0x0f5d2fb29fb7d3cfee444a200298f468908cc942',
		CHZ: '0x3506424f91fd33084466f402d5d97f05f8e3b4af',
	},
	'eip155:10': {
		USDC: '0x0b2c639c533813f4aa9d7837caf62653d097ff85', // wallet
		'USDC.e': '0x7f5c764cbc14f9669b88837ca1490cca17c31607', // wallet
		USDT: '0x94b008aa00579c1307b0ef2c499ad98a8ce58e58',
		DAI: '0xda10009cbd5d07dd0cecc66161fc93d7c9000da1',
		WETH: '0x4200000000000000000000000000000000000006',
		WBTC: '0x68f180fcce6836688e9084f035309e29bf0a2095',
		OP: '0x4200000000000000000000000000000000000042', // wallet
	},
	'eip155:56': {
		USDT: '0x55d398326f99059ff775485246999027b3197955',
		USDC: '0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d',
		BUSD: '0xe9e7cea3dedca5984780bafc599bd69add087d56',
		DAI: '0x1af3f329e8be154074d8769d1ffa4ee058b1dbc3',
		WBNB: '0xbb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c',
		BTCB: '0x7130d2a12b9bcbfae4f2634d864a1ee1ce3ead9c',
		ETH: '0x2170ed0880ac9a755fd29b2688956bd959f933f8',
		CAKE: '0x0e09fabb73bd3ade0a17ecc321fd13a19e81ce82',
	},
	'eip155:100': {
		WXDAI: '0xe91d153e0b41518a2ce8dd3d7944fa863463a97d', // wallet
		USDC: '0xddafbb505ad214d7b80b1f830fccc89b60fb7a83', // wallet
		USDT: '0x4ecaba5870353805a9f068101a40e0f32ed605c6', // wallet
	},
	'eip155:137': {
		USDC: '0x3c499c542cef5e3811e1192ce70d8cc03d5c3359', // wallet
		'USDC.e': '0x2791bca1f2de4661ed88a30c99a7a9449aa84174',
		USDT: '0xc2132d05d31c914a87c6611c10748aeb04b58e8f',
		DAI: '0x8f3cf7ad23cd3cadbd9735aff958023239c6a063',
		WPOL: '0x0d500b1d8e8ef31e21c99d1db9a6444d3adf1270',
		WETH: '0x7ceb23fd6bc0add59e62ac25578270cff1b9f619',
		WBTC: '0x1bfd67037b42cf73acf2047067bd4f2c47d9bfd6',
	},
	'eip155:8453': {
		USDC: '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913', // wallet
		USDbC: '0xd9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca', // wallet
		DAI: '0x50c5725949a6f0c72e6c4a641f24049a917db0cb', // wallet
		WETH: '0x4200000000000000000000000000000000000006', // wallet
		cbBTC: '0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf', // several projects
		cbETH: '0x2ae3f1ec7f1f5012cfeab0185bfc7aa3cf0dec22', // wallet
	},
	'eip155:42161': {
		USDC: '0xaf88d065e77c8cc2239327c5edb3a432268e5831', // wallet
		'USDC.e': '0xff970a61a04b1ca14834a43f5de4533ebddb5cc8',
		USDT: '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9',
		DAI: '0xda10009cbd5d07dd0cecc66161fc93d7c9000da1',
		WETH: '0x82af49447d8a07e3bd95bd0d56f35241523fbab1',
		WBTC: '0x2f2a2543b76a4166549f7aab2e75bef0aefc5b0f',
		ARB: '0x912ce59144191c1204e64559fe8253a0e49e6548',
	},
	'eip155:43114': {
		USDC: '0xb97ef9ef8734c71904d8002f8b6bc66dd9c48a6e',
		USDT: '0x9702230a8ea53601f5cd2dc00fdbc13d4df4a8c7',
		'DAI.e': '0xd586e7f844cea2f87f50152665bcbc2c279d8d70',
		WAVAX: '0xb31f66aa3c1e785363f0875a1b74e27b85fd66c7', // wallet
		'WETH.e': '0x49d5c2bdffac6ce2bfdb6640f4f80f226bc10bab',
		'BTC.b': '0x152b9d0fdc40c096757f570a51e494bd4b943e50',
	},
}
