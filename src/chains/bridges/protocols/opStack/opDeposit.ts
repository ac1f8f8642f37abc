import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { aliasOf } from '../arbitrum/aliasOf.js'
import { opChainOf, opChains, opContracts, opPredeploys } from './opChains.js'
import { opKeys } from './opKeys.js'
import { opMessageMove } from './opMessageMove.js'
import { opPayments } from './opPaid.js'
import { opRelayed } from './opRelayed.js'

const ETHEREUM = 'eip155:1'

/**
 * From Ethereum to chains of the OP stack. A message of the messenger is known by its hash, which the other side states; a
 * deposit into the portal becomes a transaction whose hash follows from the block and the place of its event. One message may
 * have the same hash on two chains, so the chain is part of the key.
 */
export const opDeposit: BridgeProtocol = {
	id: 'op/deposit',
	name: 'OP stack, deposits',
	verified: 'contract',
	evidence: 'derived',
	contracts: opContracts,
	events: [
		{
			side: 'source',
			event:
				'SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit)',
			topic: '0xcb0f7ffd78f9aee47a248fae8db181db6eee833039123e026dcbff529522e52a',
			read: sent,
		},
		{
			side: 'source',
			event:
				'TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)',
			topic: '0xb3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32',
			read: deposited,
		},
		{
			side: 'destination',
			event: 'RelayedMessage(bytes32 indexed msgHash)',
			topic: '0x4641df4a962071e12719d8c8c8e5ac7fc4d97b927346a3d7a335b1f7517e133c',
			read: relayed,
		},
		{
			side: 'failure',
			event: 'FailedRelayedMessage(bytes32 indexed msgHash)',
			topic: '0x99d0e048484baa1b1540b1367cb128acd7ab2946d1ed91ec10e3c85e4bf51b8f',
			read: relayed,
		},
	],
	beside: [
		...opPayments,
		{
			name: 'SentMessageExtension1',
			event: 'SentMessageExtension1(address indexed sender, uint256 value)',
			topic: '0x8ebb2ec2465bdb2a06a66fc37a0963af8a2a6a1479d81d56fdb8cbb98096d546',
		},
		{
			name: 'RelayedMessage',
			event: 'RelayedMessage(bytes32 indexed msgHash)',
			topic: '0x4641df4a962071e12719d8c8c8e5ac7fc4d97b927346a3d7a335b1f7517e133c',
		},
	],
	asked: [
		{
			name: 'relayMessage',
			call: 'relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data)',
			selector: '0xd764ad0b',
		},
	],
	deeds: [
		{
			side: 'destination',
			types: [0x7e],
			chains: opChains.map(({ chain }) => chain),
			read: ({ from, mint }, { chain, txid }) => {
				const own = opChains.find((one) => one.chain === chain)
				if (own === undefined || from === null || mint === null || mint === 0n) return null
				// What a messenger sends up is told by its message.
				if (from === aliasOf(own.messenger)) return null
				return { key: `${chain}/${txid}`, peer: ETHEREUM, sender: null, receiver: from, asset: 'native', amount: mint }
			},
		},
	],
	invariant: { kind: 'equal' },
	// A sequencer has to include a deposit within twelve hours.
	ttlSeconds: 86_400,
	sources: [
		'ethereum-optimism/optimism CrossDomainMessenger.sol, StandardBridge.sol, OptimismPortal.sol, Hashing.sol',
		'ethereum-optimism/superchain-registry',
		'l2beat/l2beat interop plugin opstack, with its worked example of a portal deposit',
	],
}

function sent(values: EventValues, place: EventPlace): ReadLegs {
	const above = place.chain === ETHEREUM ? opChainOf(place.contract) : undefined
	if (above === undefined || place.log === null) return null
	const { log, contract } = place
	const next = place.beside('SentMessageExtension1').find((one) => one.log === log + 1 && one.contract === contract)
	const message = {
		nonce: values.uint('messageNonce'),
		sender: values.hex('sender'),
		target: values.hex('target'),
		value: next?.values.uint('value') ?? 0n,
		gasLimit: values.uint('gasLimit'),
		data: values.hex('message'),
	}
	const move = opMessageMove(message, { here: above.bridge, there: opPredeploys.bridge }, 'down')
	return move === null ? null : { key: `${above.chain}/${opKeys.message(message)}`, peer: above.chain, ...move }
}

function deposited(values: EventValues, { contract, blockHash, log }: EventPlace): ReadLegs {
	const above = opChainOf(contract)
	const [from, to, opaqueData] = [values.hex('from'), values.hex('to'), values.hex('opaqueData')]
	if (above === undefined || values.uint('version') !== 0n || from === aliasOf(above.messenger)) return null
	const mint = opKeys.opaque(opaqueData)?.mint ?? 0n
	if (mint === 0n) return null
	const hash = blockHash === null || log === null ? null : opKeys.deposit({ from, to, opaqueData, blockHash, log })
	const key = hash === null ? null : `${above.chain}/${hash}`
	const next = hash === null ? {} : { next: hash }
	return { key, ...next, peer: above.chain, sender: null, receiver: from, asset: 'native', amount: mint }
}

function relayed(values: EventValues, place: EventPlace): ReadLegs {
	const { chain, contract } = place
	if (chain === ETHEREUM || contract !== opPredeploys.messenger) return null
	const hash = values.hex('msgHash')
	return { key: `${chain}/${hash}`, peer: ETHEREUM, ...opRelayed(place, hash) }
}
