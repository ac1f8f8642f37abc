import type { BridgeEvent, BridgeProtocol } from '../../bridgeProtocol.js'
import { derivedKeys } from '../../decode/derivedKeys.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { symbiosisContracts, symbiosisSides } from './symbiosisSides.js'

/**
 * Symbiosis from one chain straight to another: the side that receives names the request by a hash of its number, of who
 * receives it and of who may revert it. Passages over its own chain in between are row `symbiosis/route`.
 */
export const symbiosis: BridgeProtocol = {
	id: 'symbiosis',
	name: 'Symbiosis',
	verified: 'contract',
	evidence: 'derived',
	contracts: symbiosisContracts,
	events: [
		requested('SynthesizeRequest', '0x31325fe0a1a2e6a5b1e41572156ba5b4e94f0fae7e7f63ec21e9b5ce1e4b3eab', 'synthesis'),
		requested('BurnRequest', '0x5f00e8f0d61ff1190912879949026c85a81f3f96038c7f4cd868bdfe882e0eeb', 'portal'),
		...paidOut(
			'SynthesizeCompleted(bytes32 indexed id, address indexed to, uint256 amount, uint256 bridgingFee, address token)',
			'0xcf9c9a943779bb691d0ed429f605107973fc5e52f4e10dffc28a1ef2d6784cb4',
		),
		...paidOut(
			'SynthesizeCompleted(bytes32 indexed id, address indexed to, bytes32 indexed crossChainID, uint256 amount, uint256 bridgingFee, address token)',
			'0x1f3f0f3c7b2df480755c6486a132f215e7b2b89fcca0beecd95a9696c71789b6',
		),
		...paidOut(
			'BurnCompleted(bytes32 indexed id, address indexed to, uint256 amount, uint256 bridgingFee, address token)',
			'0xd31ae0a5fc46ab05b27d837efddb13837db6eb85442f9b1d3f609bf1552f3f4f',
		),
		...paidOut(
			'BurnCompleted(bytes32 indexed id, bytes32 indexed crossChainID, address indexed to, uint256 amount, uint256 bridgingFee, address token)',
			'0xaeef64b7687b985665b6620c7fa271b6f051a3fbe2bfc366fb9c964602eb6d26',
		),
		...paidBack('RevertSynthesizeCompleted', '0xefcdf9ea4e65571d2ce9c030c46954e950662df8a7d8bd039fc4417e37b2f88c'),
		...paidBack('RevertBurnCompleted', '0xb6f5f7b98cc78a8031c967af163a8c197f470a35df1e326a9038859679e6a184'),
		refused('RevertSynthesizeRequest', '0x9bc8099e19706f253ae634ef1a5fb6ef84b4748c2183472905b9b2511cfa8617'),
		refused('RevertBurnRequest', '0x40590cc12db0488520ce425059f83f8caed91bdf98de5ff829dc57c63843161b'),
	],
	invariant: { kind: 'equal' },
	ttlSeconds: 3 * 86_400,
	sources: [
		'symbiosis-finance/core-contracts contracts/synth-core/Synthesis.sol, Portal.sol',
		'symbiosis-finance/js-sdk src/crosschain/config/mainnet.ts',
	],
}

/** What is locked, or burnt, to be received by the other kind of contract. */
function requested(name: string, topic: string, received: 'portal' | 'synthesis'): BridgeEvent {
	return {
		side: 'source',
		event: `${name}(bytes32 id, address indexed from, uint256 indexed chainID, address indexed revertableAddress, address to, uint256 amount, address token)`,
		topic,
		read: (values) => {
			const toChain = values.uint('chainID')
			const receiveSide = symbiosisSides[evmPeer(toChain)]?.[received] ?? null
			if (receiveSide === null) return null
			const [id, revertable] = [values.hex('id'), values.hex('revertableAddress')]
			return {
				key: derivedKeys.symbiosis({ id, receiveSide, revertable, toChain }),
				peer: evmPeer(toChain),
				sender: values.hex('from'),
				receiver: values.hex('to'),
				asset: values.hex('token'),
				amount: values.uint('amount'),
			}
		},
	}
}

/** The token told of what is issued is that of the other chain: the transfer says which it is. */
function paidOut(event: string, topic: string): BridgeEvent[] {
	return [{ side: 'destination', event, topic, read: (values) => paid(values, event.startsWith('Burn')) }]
}

function paidBack(name: string, topic: string): BridgeEvent[] {
	const event = `${name}(bytes32 indexed id, address indexed to, uint256 amount, uint256 bridgingFee, address token)`
	return [{ side: 'refund', event, topic, read: (values) => paid(values, true) }]
}

function paid(values: EventValues, isOwnToken: boolean) {
	return {
		key: values.hex('id'),
		peer: null,
		sender: null,
		receiver: values.hex('to'),
		asset: isOwnToken ? values.hex('token') : null,
		amount: values.uint('amount'),
		fee: values.uint('bridgingFee'),
	}
}

/** The receiving side is told to pay back: it names the request by its number alone, and who may revert it. */
function refused(name: string, topic: string): BridgeEvent {
	return {
		side: 'failure',
		event: `${name}(bytes32 indexed id, address indexed to)`,
		topic,
		read: (values, { chain, contract }: EventPlace) =>
			contract === null
				? null
				: {
						key: derivedKeys.symbiosis({
							id: values.hex('id'),
							receiveSide: contract,
							revertable: values.hex('to'),
							toChain: BigInt(chain.slice('eip155:'.length)),
						}),
						peer: null,
						sender: null,
						receiver: values.hex('to'),
						asset: null,
						amount: null,
					},
	}
}
