/** A chain of Arbitrum, its contracts on Ethereum and its gateways above. */
export interface ArbitrumChain {
	/** CAIP-2 id. */
	readonly chain: string
	readonly chainId: bigint
	readonly bridge: string
	readonly inbox: string
	readonly sequencerInbox: string
	readonly outbox: string
	readonly gateways: readonly string[]
	readonly gatewaysAbove: readonly string[]
}

/** Contracts of Arbitrum itself, at the same address on each of its chains. */
export const arbitrumPredeploys = {
	arbSys: '0x0000000000000000000000000000000000000064',
	arbRetryableTx: '0x000000000000000000000000000000000000006e',
} as const

/** Arbitrum One. */
const one = {
	chain: 'eip155:42161',
	chainId: 42161n,
	bridge: '0x8315177ab297ba92a06054ce80a67ed4dbd7ed3a',
	inbox: '0x4dbd4fc535ac27206064b68ffcf827b0a60bab3f',
	sequencerInbox: '0x1c479675ad559dc151f6ec7ed3fbf8cee79582b6',
	outbox: '0x0b9857ae2d4a3dbe74ffe1d7df045bb7f96e4840',
	/** Standard, WETH, custom; of DAI, LPT, GRT and wstETH. */
	gateways: [
		'0xa3a7b6f88361f48403514059f1f16c8e78d60eec',
		'0xd92023e9d9911199a6711321d1277285e6d4e2db',
		'0xcee284f754e854890e311e3280b767f80797180d',
		'0xd3b5b60020504bc3489d6949d545893982ba3011',
		'0x6142f1c8bbf02e6a6bd074e8d564c9a5420a0676',
		'0x01cdc91b0a9ba741903aa3699bf4ce31d6c5cc06',
		'0x0f25c1dc2a9922304f2eac71dca9b07e310e8e5a',
	],
	gatewaysAbove: [
		'0x09e9222e96e7b4ae2a407b98d48e330053351eee',
		'0x6c411ad3e74de3e7bd422b94a27770f5b86c623b',
		'0x096760f208390250649e3e8763348e783aef5562',
		'0x467194771dae2967aef3ecbedd3bf9a310c76c65',
		'0x6d2457a4ad276000a615295f7a80f79e48ccd318',
		'0x65e1a5e8946e7e87d9774f5288f41c30a99fd302',
		'0x07d4692291b9e30e326fd31706f686f83f331b82',
	],
} as const

/** Arbitrum Nova. */
const nova = {
	chain: 'eip155:42170',
	chainId: 42170n,
	bridge: '0xc1ebd02f738644983b6c4b2d440b8e77dde276bd',
	inbox: '0xc4448b71118c9071bcb9734a0eac55d18a153949',
	sequencerInbox: '0x211e1c4c7f1bf5351ac850ed10fd68cffcf6c21b',
	outbox: '0xd4b80c3d7240325d18e645b49e6535a3bf95cc58',
	/** Standard, WETH, custom. */
	gateways: [
		'0xb2535b988dce19f9d71dfb22db6da744acac21bf',
		'0xe4e2121b479017955be0b175305b35f312330bae',
		'0x23122da8c581aa7e0d07a36ff1f16f799650232f',
	],
	gatewaysAbove: [
		'0xcf9bab7e53dde48a6dc4f286cb14e05298799257',
		'0x7626841cb6113412f9c88d3adc720c9fac88d9ed',
		'0xbf544970e6bd77b21c6492c281ab60d0770451f4',
	],
} as const

/** Sources: l2beat/l2beat orbitstack.ts (025a324), OffchainLabs/arbitrum-sdk networks. */
export const arbitrumChains = [one, nova] as const

/** The chain that a contract on Ethereum serves. */
export const arbitrumChainOf = (contract: string | null): ArbitrumChain | undefined =>
	arbitrumChains.find(({ bridge, inbox, outbox }) => contract === bridge || contract === inbox || contract === outbox)

/** The contracts of all of them, by CAIP-2 id, as a row of the registry lists them. */
export const arbitrumContracts: Readonly<Record<string, readonly string[]>> = {
	'eip155:1': arbitrumChains.flatMap(({ bridge, inbox, outbox, gateways }) => [bridge, inbox, outbox, ...gateways]),
	...Object.fromEntries(
		arbitrumChains.map(({ chain, gatewaysAbove }) => [chain, [...Object.values(arbitrumPredeploys), ...gatewaysAbove]]),
	),
}
