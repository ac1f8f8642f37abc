import type { BridgeProtocol } from '../bridgeProtocol.js'

/** Nomad numbers chains itself. Source: nomad-xyz/config production.json. */
const DOMAINS: ReadonlyMap<string, bigint> = new Map([
	['eip155:1', 6648936n],
	['eip155:100', 2019844457n],
	['eip155:1284', 1650811245n],
	['eip155:2001', 25393n],
	['eip155:9001', 1702260083n],
	['eip155:43114', 1635148152n],
])
const CHAINS: ReadonlyMap<bigint, string> = new Map([...DOMAINS].map(([chain, domain]) => [domain, chain]))
const chainOf = (domain: bigint): string => CHAINS.get(domain) ?? `nomad:${domain}`

/**
 * Nomad: the message that carries a transfer has a number of its own for each pair of chains, told beside the transfer where
 * it is sent and with it where it arrives. In August 2022 messages were accepted that nobody had sent: pay-outs of those have
 * no source.
 */
export const nomad: BridgeProtocol = {
	id: 'nomad',
	name: 'Nomad token bridge',
	verified: 'contract',
	evidence: 'identifier',
	contracts: {
		'eip155:1': ['0x88a69b4e698a4b090df6cf5bd7b2d47325ad30a3', '0x92d3404a7e6c91455bbd81475cd9fad96acff4c8'],
		'eip155:100': ['0x7f11f291f71eb3293b70282daf44f1e8431609d2', '0x4fce8a84c8f2ade7159596208dcbff7ffad5d459'],
		'eip155:1284': ['0xd3dfd3ede74e0dcebc1aa685e151332857efce2d', '0x8f184d6aa1977fd2f9d9024317d0ea5cf5815b6f'],
		'eip155:2001': ['0x9faf7f27c46acdecee58eb4b0ab6489e603ec251', '0x1458a68793bc6a51c40f15e1b92217d98456db13'],
		'eip155:9001': ['0x2eff94f8c56c20f85d45e9752bfec3c0522c55c7', '0x063e871f8db991cead34b557a00b157b360084cc'],
		'eip155:43114': ['0x5e5ea959686c73ed32c1bc71892f7f317d13a267', '0x063e871f8db991cead34b557a00b157b360084cc'],
	},
	events: [
		{
			side: 'source',
			event:
				'Send(address indexed token, address indexed from, uint32 indexed toDomain, bytes32 toId, uint256 amount, bool fastLiquidityEnabled)',
			topic: '0xa3d219cf126a12be40d7ad1ceef46231c987988dd4e686457b610e1b6b80a4bf',
			read: (values, { log, beside }) => {
				// The message is sent, and told, right before the transfer is.
				const sent = beside('dispatch').filter((one) => one.log < (log ?? 0))
				const header = sent.at(-1)?.values.hex('message').slice(2) ?? ''
				if (header.length < HEADER) return null
				const [origin, nonce, destination] = [header.slice(0, 8), header.slice(72, 80), header.slice(80, 88)].map(
					(word) => BigInt(`0x${word}`),
				)
				if (destination !== values.uint('toDomain')) return null
				return {
					key: `${origin}/${nonce}/${destination}`,
					peer: chainOf(destination),
					sender: values.hex('from'),
					receiver: values.address('toId'),
					asset: values.hex('token'),
					amount: values.uint('amount'),
				}
			},
		},
		{
			side: 'destination',
			event:
				'Receive(uint64 indexed originAndNonce, address indexed token, address indexed recipient, address liquidityProvider, uint256 amount)',
			topic: '0x9f9a97db84f39202ca3b409b63f7ccf7d3fd810e176573c7483088b6f181bbbb',
			read: (values, { chain }) => {
				const both = values.uint('originAndNonce')
				const [origin, nonce] = [both >> 32n, both & 0xffffffffn]
				return {
					key: `${origin}/${nonce}/${DOMAINS.get(chain) ?? chain}`,
					peer: chainOf(origin),
					sender: null,
					receiver: values.hex('recipient'),
					asset: values.hex('token'),
					amount: values.uint('amount'),
				}
			},
		},
	],
	beside: [
		{
			name: 'dispatch',
			event:
				'Dispatch(bytes32 indexed messageHash, uint256 indexed leafIndex, uint64 indexed destinationAndNonce, bytes32 committedRoot, bytes message)',
			topic: '0x9d4c83d2e57d7d381feb264b44a5015e7f9ef26340f4fc46b558a6dc16dd811a',
		},
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 3 * 86_400,
	sources: [
		'nomad-xyz/monorepo BridgeRouter.sol, Home.sol, Message.sol',
		'nomad-xyz/config production.json (bridgeRouter and home proxies, domains)',
	],
}

/** Characters of a message before its body: origin, sender, number, destination, recipient. */
const HEADER = 2 * (4 + 32 + 4 + 4 + 32)
