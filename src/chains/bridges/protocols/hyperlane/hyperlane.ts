import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { evmPeer } from '../../decode/evmPeer.js'
import { hyperlaneMailboxes } from './hyperlaneMailboxes.js'

/**
 * Tokens over Hyperlane (warp routes). The mailbox vouches for the router that sent a message and the one that got it; the
 * message's id is its hash, which the other side states.
 */
export const hyperlane: BridgeProtocol = {
	id: 'hyperlane/warp',
	name: 'Hyperlane warp routes',
	verified: 'contract',
	evidence: 'derived',
	contracts: Object.fromEntries(Object.entries(hyperlaneMailboxes).map(([chain, mailbox]) => [chain, [mailbox]])),
	events: [
		{
			side: 'source',
			event: 'Dispatch(address indexed sender, uint32 indexed destination, bytes32 indexed recipient, bytes message)',
			topic: '0x769f711d20c679153d382254f59892613b58a97cc876b249134ac25c80f9c814',
			read: dispatched,
		},
		{
			side: 'destination',
			event: 'Process(uint32 indexed origin, bytes32 indexed sender, address indexed recipient)',
			topic: '0x0d381c2a574ae8f04e213db7cfb4df8df712cdbd427d9868ffef380660ca6574',
			read: processed,
		},
	],
	beside: [
		{
			name: 'ProcessId',
			event: 'ProcessId(bytes32 indexed messageId)',
			topic: '0x1cae38cdd3d3919489272725a5ae62a4f48b2989b0dae843d3c279fee18073a9',
		},
		{
			name: 'SentTransferRemote',
			event: 'SentTransferRemote(uint32 indexed destination, bytes32 indexed recipient, uint256 amount)',
			topic: '0xd229aacb94204188fe8042965fa6b269c62dc5818b21238779ab64bdd17efeec',
			anyone: true,
		},
		{
			name: 'ReceivedTransferRemote',
			event: 'ReceivedTransferRemote(uint32 indexed origin, bytes32 indexed recipient, uint256 amount)',
			topic: '0xba20947a325f450d232530e5f5fce293e7963499d5309a07cee84a269f2f15a6',
			anyone: true,
		},
	],
	// The same amount in the decimals of either side.
	invariant: { kind: 'fee', mostMillionths: 0n },
	ttlSeconds: 3 * 86_400,
	sources: [
		'npm @hyperlane-xyz/core 12.1.0, contracts Mailbox.sol, IMailbox.sol, Message.sol, TokenRouter.sol',
		'npm @hyperlane-xyz/registry 23.11.0',
	],
}

function dispatched(values: EventValues, { log, beside }: EventPlace): ReadLegs {
	const [router, destination] = [values.hex('sender'), values.uint('destination')]
	// The router tells it after its message has gone.
	const told = beside('SentTransferRemote').find(
		(one) => log !== null && one.log > log && one.contract === router && one.values.uint('destination') === destination,
	)?.values
	if (told === undefined) return null
	return {
		key: `0x${bytesToHex(keccak_256(hexToBytes(values.hex('message').slice(2))))}`,
		peer: evmPeer(destination),
		sender: null,
		receiver: told.address('recipient'),
		asset: null,
		amount: told.uint('amount'),
		custody: router,
	}
}

function processed(values: EventValues, { log, beside }: EventPlace): ReadLegs {
	const [router, origin] = [values.hex('recipient'), values.uint('origin')]
	const after = (name: string) => beside(name).filter((one) => log !== null && one.log > log)
	const [id] = after('ProcessId')
	const told = after('ReceivedTransferRemote').find((one) => one.contract === router)?.values
	if (id === undefined || told === undefined || told.uint('origin') !== origin) return null
	return {
		key: id.values.hex('messageId'),
		peer: evmPeer(origin),
		sender: null,
		receiver: told.address('recipient'),
		asset: null,
		amount: told.uint('amount'),
		custody: router,
	}
}
