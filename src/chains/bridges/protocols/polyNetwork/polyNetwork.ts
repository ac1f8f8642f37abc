import type { BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import { type PolyMessage, polyArrival, polyMessage } from './polyMessage.js'

/** Poly Network numbers chains itself. Source: Connector-Tool/Connector data set. */
const CHAINS: ReadonlyMap<bigint, string> = new Map([
	[1n, 'bip122:000000000019d6689c085ae165831e93'],
	[2n, 'eip155:1'],
	[6n, 'eip155:56'],
	[7n, 'eip155:128'],
	[12n, 'eip155:66'],
	[17n, 'eip155:137'],
	[19n, 'eip155:42161'],
	[20n, 'eip155:100'],
	[21n, 'eip155:43114'],
	[22n, 'eip155:250'],
	[23n, 'eip155:10'],
	[24n, 'eip155:1088'],
])

const chainOf = (number: bigint): string => CHAINS.get(number) ?? `poly:${number}`

/** Poly Network: the message that arrives carries the number that it got where it was sent, and so its chain and number join. */
export const polyNetwork: BridgeProtocol = {
	id: 'poly',
	name: 'Poly Network',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: {
		'eip155:1': [
			'0x5a51e2ebf8d136926b9ca7b59b60464e7c44d2eb',
			'0x250e76987d838a75310c34bf422ea9f1ac4cc906',
			'0x81910675dbaf69dee0fd77570bfd07f8e436386a',
			'0x838bf9e95cb12dd76a54c9f9d2e3082eaf928270',
			'0x14413419452aaf089762a0c5e95ed2a13bbc488c',
		],
		'eip155:56': ['0xabd7f7b89c5fd5d0aef06165f8173b1b83d7d5c9', '0x2f7ac9436ba4b548f9582af91ca1ef02cd2f1f03'],
	},
	events: [
		{
			side: 'source',
			event:
				'CrossChainEvent(address indexed sender, bytes txId, address proxyOrAssetContract, uint64 toChainId, bytes toContract, bytes rawdata)',
			topic: '0x6ad3bf15c1988bc04bc153490cab16db8efb9a3990215bf1c64ea6e28be88483',
			read: (values, { chain }) => {
				const message = polyMessage(values.hex('rawdata'))
				if (message === null || message.amount === null) return null
				return {
					...fieldsOf(message, chain),
					peer: chainOf(values.uint('toChainId')),
					// The asset of the message is the one to be paid out.
					asset: null,
					sender: values.hex('sender'),
					wanted: { asset: message.asset, amount: null },
					custody: values.hex('proxyOrAssetContract'),
				}
			},
		},
	],
	calls: [
		{
			side: 'destination',
			call: 'verifyHeaderAndExecuteTx(bytes proof, bytes rawHeader, bytes headerProof, bytes curRawHeader, bytes headerSig)',
			selector: '0xd450e04c',
			read: (values) => {
				const arrival = polyArrival(values.hex('proof'))
				if (arrival === null || arrival.message.amount === null) return null
				const peer = chainOf(arrival.fromChain)
				return { ...fieldsOf(arrival.message, peer), peer, custody: arrival.message.toContract }
			},
		},
	],
	invariant: { kind: 'fee', mostMillionths: 50_000n },
	ttlSeconds: 3 * 86_400,
	sources: ['polynetwork/eth-contracts EthCrossChainManager.sol, LockProxy.sol', 'Connector-Tool/Connector data set'],
}

function fieldsOf({ txId, asset, receiver, amount }: PolyMessage, from: string): LegFields {
	return { key: `${from}/${txId}`, peer: null, sender: null, receiver, asset, amount }
}
