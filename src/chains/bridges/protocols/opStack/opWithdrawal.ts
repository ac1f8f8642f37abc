import type { BridgeProtocol, LegFields, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { packedHash } from '../../decode/packedHash.js'
import { opChainOf, opChains, opContracts, opPredeploys } from './opChains.js'
import { opMessageMove, relayMessage } from './opMessageMove.js'
import { opPaid, opPayments } from './opPaid.js'
import { opRelayed } from './opRelayed.js'

const ETHEREUM = 'eip155:1'

/**
 * From chains of the OP stack to Ethereum: both sides state the hash of the withdrawal. After a week somebody has to prove it
 * and fetch it; what is proved moves nothing yet. A call that failed on Ethereum leaves the value there; what the messenger failed
 * to call can be called again, and is known by the hash of its message then.
 */
export const opWithdrawal: BridgeProtocol = {
	id: 'op/withdrawal',
	name: 'OP stack, withdrawals',
	verified: 'contract',
	evidence: 'identifier',
	contracts: opContracts,
	events: [
		{
			side: 'source',
			event:
				'MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)',
			topic: '0x02a52367d10742d8032712c1bb8e0144ff1ec5ffda1ed7d70bb05a2744955054',
			read: passed,
		},
		{
			side: 'destination',
			event: 'WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success)',
			topic: '0xdb5c7652857aa163daadd670e116628fb42e869d8ac4251ef8971d9e5727df1b',
			read: finalized,
		},
		{
			side: 'relay',
			event:
				'SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit)',
			topic: '0xcb0f7ffd78f9aee47a248fae8db181db6eee833039123e026dcbff529522e52a',
			read: sent,
		},
		{
			side: 'destination',
			event: 'RelayedMessage(bytes32 indexed msgHash)',
			topic: '0x4641df4a962071e12719d8c8c8e5ac7fc4d97b927346a3d7a335b1f7517e133c',
			read: calledAgain,
		},
		{
			side: 'failure',
			event: 'FailedRelayedMessage(bytes32 indexed msgHash)',
			topic: '0x99d0e048484baa1b1540b1367cb128acd7ab2946d1ed91ec10e3c85e4bf51b8f',
			read: calledAgain,
		},
	],
	beside: [
		...opPayments,
		{
			name: 'MessagePassed',
			event:
				'MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)',
			topic: '0x02a52367d10742d8032712c1bb8e0144ff1ec5ffda1ed7d70bb05a2744955054',
		},
		{
			name: 'RelayedMessage',
			event: 'RelayedMessage(bytes32 indexed msgHash)',
			topic: '0x4641df4a962071e12719d8c8c8e5ac7fc4d97b927346a3d7a335b1f7517e133c',
		},
		{
			name: 'WithdrawalFinalized',
			event: 'WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success)',
			topic: '0xdb5c7652857aa163daadd670e116628fb42e869d8ac4251ef8971d9e5727df1b',
		},
		{
			name: 'WithdrawalProven',
			event: 'WithdrawalProven(bytes32 indexed withdrawalHash, address indexed from, address indexed to)',
			topic: '0x67a6208cfcc0801d50f6cbe764733f4fddf66ac0b04442061a8a8c0cb6b63f62',
		},
		{
			name: 'FailedRelayedMessage',
			event: 'FailedRelayedMessage(bytes32 indexed msgHash)',
			topic: '0x99d0e048484baa1b1540b1367cb128acd7ab2946d1ed91ec10e3c85e4bf51b8f',
		},
	],
	asked: [
		{
			name: 'relayMessage',
			call: 'relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data)',
			selector: '0xd764ad0b',
		},
		{
			name: 'finalizeWithdrawalTransaction',
			call: 'finalizeWithdrawalTransaction((uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data) tx)',
			selector: '0x8c3152e9',
		},
		{
			name: 'finalizeWithdrawalTransaction',
			call: 'finalizeWithdrawalTransactionExternalProof((uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data) tx, address prover)',
			selector: '0x43ca1c50',
		},
	],
	invariant: { kind: 'equal' },
	claimedByUser: true,
	// A week of challenge, and what users take to come back; the interop monitor of l2beat waits as long.
	ttlSeconds: 30 * 86_400,
	sources: [
		'ethereum-optimism/optimism L2ToL1MessagePasser.sol, OptimismPortal2.sol, CrossDomainMessenger.sol, StandardBridge.sol',
		'ethereum-optimism/superchain-registry',
	],
}

function passed(values: EventValues, { chain }: EventPlace): ReadLegs {
	const own = opChains.find((one) => one.chain === chain)
	if (own === undefined) return null
	const whole = {
		sender: values.hex('sender'),
		target: values.hex('target'),
		value: values.uint('value'),
		data: values.hex('data'),
	}
	const call = whole.sender === opPredeploys.messenger ? relayMessage(whole.data) : null
	const message =
		call === null
			? whole
			: { sender: call.hex('sender'), target: call.hex('target'), value: call.uint('value'), data: call.hex('data') }
	const move = opMessageMove(message, { here: opPredeploys.bridge, there: own.bridge }, 'up')
	return move === null ? null : { key: `${chain}/${values.hex('withdrawalHash')}`, peer: ETHEREUM, ...move }
}

function finalized(values: EventValues, place: EventPlace): ReadLegs {
	const above = place.chain === ETHEREUM ? opChainOf(place.contract) : undefined
	const { log } = place
	if (above === undefined || log === null) return null
	const start = place.beside('WithdrawalFinalized').reduce((last, one) => (one.log < log ? one.log : last), -1)
	const isStuck = place.beside('FailedRelayedMessage').some((one) => one.log > start && one.log < log)
	const key = { key: `${above.chain}/${values.hex('withdrawalHash')}`, peer: above.chain }
	if (!values.flag('success') || isStuck) return { ...key, side: 'failure', ...UNTOLD }
	return { ...key, ...(opPaid(place, 'WithdrawalFinalized') ?? direct(place)) }
}

/** The messenger tells a message right after the withdrawal that carries it as a call, whose hash is that of the message. */
function sent(_values: EventValues, { chain, contract, log, beside }: EventPlace): ReadLegs {
	if (log === null || contract !== opPredeploys.messenger || !opChains.some((one) => one.chain === chain)) return null
	const carrier = beside('MessagePassed').findLast((one) => one.log < log)?.values
	if (carrier === undefined || relayMessage(carrier.hex('data')) === null) return null
	const [key, onward] = [carrier.hex('withdrawalHash'), packedHash([carrier.hex('data')])]
	return { ...UNTOLD, key: `${chain}/${key}`, onward: `${chain}/${onward}`, peer: ETHEREUM }
}

/** A message that the messenger of Ethereum calls past the portal: its first call failed. */
function calledAgain(values: EventValues, place: EventPlace): ReadLegs {
	const { chain, contract, log, beside } = place
	const above = chain === ETHEREUM ? opChainOf(contract) : undefined
	if (above === undefined || contract !== above.messenger || log === null) return null
	const done = beside('WithdrawalFinalized').find((one) => one.log > log && one.contract === above.portal)?.log
	const next = ['RelayedMessage', 'FailedRelayedMessage']
		.flatMap((name) => beside(name))
		.reduce((least, one) => (one.log > log && one.log < least ? one.log : least), Number.POSITIVE_INFINITY)
	// The portal tells its own calls.
	if (done !== undefined && done < next) return null
	const hash = values.hex('msgHash')
	return { key: `${above.chain}/${hash}`, peer: above.chain, ...opRelayed(place, hash) }
}

const UNTOLD = { sender: null, receiver: null, asset: null, amount: null }

/** A withdrawal past the messenger: coins straight to its target. */
function direct(place: EventPlace): Omit<LegFields, 'key' | 'peer'> {
	const tx = place.asked('finalizeWithdrawalTransaction')?.tuple('tx')
	if (tx === undefined) return UNTOLD
	const call = tx.hex('sender') === opPredeploys.messenger ? relayMessage(tx.hex('data')) : null
	const [sender, target] = [(call ?? tx).hex('sender'), (call ?? tx).hex('target')]
	const amount = (call ?? tx).uint('value')
	return amount === 0n ? UNTOLD : { sender, receiver: target, asset: 'native', amount }
}
