import type { BridgeProtocol } from '../bridgeProtocol.js'

/** An account of Avalanche's bridge on Ethereum without code: what it is paid is minted on Avalanche to who paid it. */
const WALLET = '0x8eb8a3b98659cce290402893d0123abb75e3ab28'

/** Tokens of the bridge on Avalanche. Source: ava-labs/avalanche-bridge-resources avalanche_contract_address.json. */
const TOKENS: readonly string[] = [
	'0xd501281565bf7789224523144fe5d98e8b28f267',
	'0x63a72806098bd3d9520cc43356dd78afe5d386d9',
	'0x98443b96ea4b0858fdf3219cd13e98c7a4690588',
	'0x19860ccb0a68fd4213ab9d8266f7bbf05a8dde98',
	'0xc3048e19e76cb9a3aa9d77d8c03c29fc906e2437',
	'0x249848beca43ac405b8102ec90dd5f22ca513c06',
	'0xd586e7f844cea2f87f50152665bcbc2c279d8d70',
	'0x8a0cac13c7da965a312f08ea4229c37869e85cb9',
	'0x5947bb275c521040051d82396192181b413227a3',
	'0x88128fd4b259552a9a1d457f435a6527aab72d42',
	'0xbec243c995409e6520d7c41e404da5deba4b209b',
	'0x37b608519f91f70f2eeb0e5ed9af4061722e4f76',
	'0xc7b5d72c836e718cda8888eaf03707faef675079',
	'0x3bd2b1c7ed8d396dbb98ded3aebb41350a5b2339',
	'0x8ebaf22b6f053dffeaf46f4dd9efa95d89ba8580',
	'0xa7d7079b0fead91f3e65f86e8915cb59c1a4c664',
	'0xc7198437980c041c805a1edcba50c1ce5db95118',
	'0x50b7545627a5162f82a992c33b87adc75187b218',
	'0x49d5c2bdffac6ce2bfdb6640f4f80f226bc10bab',
	'0x9eaac1b23d935365bd7b542fe22ceee2922f52dc',
	'0x596fa47043f99a4e0f122243b841e55375cde0d2',
	'0x2147efff675e4a4ee1c2f918d181cdbd7a8e208f',
	'0xabc9547b534519ff73921b1fba6e672b5f58d083',
	'0x02d980a0d7af3fb7cf7df8cb35d9edbcf355f665',
]

/**
 * Avalanche's bridge with Ethereum. Going in, a payment to its wallet is minted with the hash of the transaction that paid.
 * Going out, tokens are burnt and the wallet pays: neither names the other, so that such a passage stays open.
 */
export const avalanche: BridgeProtocol = {
	id: 'avalanche',
	name: 'Avalanche Bridge',
	verified: 'contract',
	evidence: 'identifier',
	contracts: { 'eip155:1': [WALLET], 'eip155:43114': TOKENS },
	payments: [
		{
			side: 'source',
			read: ({ from, asset, amount }, { chain, txid }) =>
				chain !== 'eip155:1' || asset === 'native'
					? null
					: { key: txid, peer: 'eip155:43114', sender: from, receiver: from, asset, amount },
		},
		{
			side: 'destination',
			read: ({ to, asset, amount }, { chain }) =>
				chain !== 'eip155:1' ? null : { key: null, peer: 'eip155:43114', sender: null, receiver: to, asset, amount },
		},
	],
	events: [
		{
			side: 'destination',
			event: 'Mint(address to, uint256 amount, address feeAddress, uint256 feeAmount, bytes32 originTxId)',
			topic: '0x918d77674bb88eaf75afb307c9723ea6037706de68d6fc07dd0c6cba423a5250',
			read: (values, { contract }) => ({
				key: values.hex('originTxId'),
				peer: 'eip155:1',
				sender: null,
				receiver: values.hex('to'),
				asset: contract,
				amount: values.uint('amount'),
				fee: values.uint('feeAmount'),
			}),
		},
		{
			side: 'source',
			event: 'Unwrap(uint256 amount, uint256 chainId)',
			topic: '0x37a06799a3500428a773d00284aa706101f5ad94dae9ec37e1c3773aa54c3304',
			// Only who sent the transaction can call it, and is paid on the other chain.
			read: (values, { contract, sent }) => ({
				key: null,
				peer: values.uint('chainId') === 0n ? 'eip155:1' : null,
				sender: sent,
				receiver: sent,
				asset: contract,
				amount: values.uint('amount'),
			}),
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 86_400,
	sources: [
		'ava-labs/avalanche-bridge-resources SmartContracts/BridgeToken.sol, avalanche_contract_address.json',
		'l2beat/l2beat interop plugins/avalanche.ts (the wallet on Ethereum)',
	],
}
