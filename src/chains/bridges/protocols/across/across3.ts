import type { BridgeEvent, BridgeProtocol, LegFields } from '../../bridgeProtocol.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { acrossKey, acrossPools } from './acrossPools.js'

const NATIVE = `0x${'0'.repeat(40)}`

/** Of 3 and of 3.5; the second tells accounts as 32 bytes. */
const DEPOSITED = (word: string, number: string): string =>
	`(${word} inputToken, ${word} outputToken, uint256 inputAmount, uint256 outputAmount, uint256 indexed destinationChainId, ${number} indexed depositId, uint32 quoteTimestamp, uint32 fillDeadline, uint32 exclusivityDeadline, ${word} indexed depositor, ${word} recipient, ${word} exclusiveRelayer, bytes message)`

const FILLED = (word: string, number: string, message: string): string =>
	`(${word} inputToken, ${word} outputToken, uint256 inputAmount, uint256 outputAmount, uint256 repaymentChainId, uint256 indexed originChainId, ${number} indexed depositId, uint32 fillDeadline, uint32 exclusivityDeadline, ${word} exclusiveRelayer, ${word} indexed relayer, ${word} depositor, ${word} recipient, ${message}, (${word} updatedRecipient, ${message === 'bytes message' ? 'bytes updatedMessage' : 'bytes32 updatedMessageHash'}, uint256 updatedOutputAmount, uint8 fillType) relayExecutionInfo)`

/**
 * Across 3 and 3.5: a deposit asks for an amount of a token on another chain, and a relayer pays it out of its own. Deposits
 * of 3 are filled by 3.5 too: the pools were replaced behind their proxies while deposits were under way. A deposit that
 * nobody fills is paid back in bundles that do not name it.
 */
export const across3: BridgeProtocol = {
	id: 'across/3',
	name: 'Across 3 and 3.5',
	verified: 'contract',
	evidence: 'identifier',
	contracts: acrossPools,
	events: [
		deposited(
			`V3FundsDeposited${DEPOSITED('address', 'uint32')}`,
			'0xa123dc29aebf7d0c3322c8eeb5b999e859f39937950ed31056532713d0de396f',
		),
		deposited(
			`FundsDeposited${DEPOSITED('bytes32', 'uint256')}`,
			'0x32ed1a409ef04c7b0227189c3a103dc5ac10e775a15b785dcc510201f7c25ad3',
		),
		filled(
			`FilledV3Relay${FILLED('address', 'uint32', 'bytes message')}`,
			'0x571749edf1d5c9599318cdbc4e28a6475d65e87fd3b2ddbe1e9a8d5e7a0f0ff7',
		),
		filled(
			`FilledRelay${FILLED('bytes32', 'uint256', 'bytes32 messageHash')}`,
			'0x44b559f101f8fbcc8a0ea43fa91a05a729a5ea6e14a7c75aa750374690137208',
		),
	],
	invariant: { kind: 'wanted' },
	ttlSeconds: 86_400,
	sources: [
		'across-protocol/contracts contracts/interfaces/V3SpokePoolInterface.sol',
		'across-protocol/contracts deployments/deployments.json',
	],
}

function deposited(event: string, topic: string): BridgeEvent {
	return {
		side: 'source',
		event,
		topic,
		read: (values, { chain }) => {
			const output = values.address('outputToken')
			return {
				key: acrossKey(BigInt(chain.slice('eip155:'.length)), values.uint('depositId')),
				peer: evmPeer(values.uint('destinationChainId')),
				sender: values.address('depositor'),
				receiver: values.address('recipient') ?? values.hex('recipient'),
				asset: values.address('inputToken'),
				amount: values.uint('inputAmount'),
				// No token told: the one that stands for it on the other chain.
				wanted: { asset: output === NATIVE ? null : output, amount: values.uint('outputAmount') },
			}
		},
	}
}

function filled(event: string, topic: string): BridgeEvent {
	return { side: 'destination', event, topic, read: paid }
}

/** Paid by the relayer, or by the pool that unwraps its coins or fills slowly. */
function paid(values: EventValues): LegFields {
	const done = values.tuple('relayExecutionInfo')
	const relayer = values.address('relayer')
	return {
		key: acrossKey(values.uint('originChainId'), values.uint('depositId')),
		peer: evmPeer(values.uint('originChainId')),
		sender: null,
		receiver: done.address('updatedRecipient'),
		asset: values.address('outputToken'),
		amount: done.uint('updatedOutputAmount'),
		...(relayer === null ? {} : { custody: relayer }),
	}
}
