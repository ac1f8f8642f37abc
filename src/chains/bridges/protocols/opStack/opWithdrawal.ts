import type { BridgeProtocol, LegFields, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { opChainOf, opChains, opContracts, opPredeploys } from './opChains.js'
import { opMessageMove, relayMessage } from './opMessageMove.js'
import { opPaid, opPayments } from './opPaid.js'

const ETHEREUM = 'eip155:1'

/**
 * From chains of the OP stack to Ethereum: both sides state the hash of the withdrawal. After a week somebody has to prove it
 * and fetch it; what is proved moves nothing yet. A call that failed on Ethereum leaves the value in the portal.
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
	],
	beside: [
		...opPayments,
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
	if (!values.flag('success') || isStuck)
		return { ...key, side: 'failure', sender: null, receiver: null, asset: null, amount: null }
	return { ...key, ...(opPaid(place, 'WithdrawalFinalized') ?? direct(place)) }
}

/** A withdrawal past the messenger: coins straight to its target. */
function direct(place: EventPlace): Omit<LegFields, 'key' | 'peer'> {
	const tx = place.asked('finalizeWithdrawalTransaction')?.tuple('tx')
	const untold = { sender: null, receiver: null, asset: null, amount: null }
	if (tx === undefined) return untold
	const call = tx.hex('sender') === opPredeploys.messenger ? relayMessage(tx.hex('data')) : null
	const [sender, target] = [(call ?? tx).hex('sender'), (call ?? tx).hex('target')]
	const amount = (call ?? tx).uint('value')
	return amount === 0n ? untold : { sender, receiver: target, asset: 'native', amount }
}
