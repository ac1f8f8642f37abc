import type { BridgeProtocol, LegFields, ReadLegs } from '../../bridgeProtocol.js'
import type { BesideEvent, EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { axelarChains, axelarPeer } from './axelarChains.js'

const NOTHING = { sender: null, receiver: null, asset: null, amount: null }
/** A hexadecimal address as text; null where it is none of an EVM chain. */
const addressOf = (text: string): string | null => (/^0x[0-9a-fA-F]{40}$/.test(text) ? text.toLowerCase() : null)
const sent = (txid: string, place: bigint | number): string => `${txid}/${place}`
const commanded = (values: EventValues): string => `command/${values.hex('commandId')}`

/**
 * Axelar's gateway and its interchain tokens: the approval names the transaction and the place of the event that it answers,
 * and a command by which the token service is then called. That the place counts within the transaction is not checked against
 * a published text, so the row is a lead only.
 */
export const axelar: BridgeProtocol = {
	id: 'axelar',
	name: 'Axelar',
	verified: 'unverified',
	evidence: 'identifier',
	contracts: Object.fromEntries(axelarChains.map(({ chain, gateway, tokens }) => [chain, [gateway, tokens]])),
	events: [
		{
			side: 'source',
			event:
				'ContractCallWithToken(address indexed sender, string destinationChain, string destinationContractAddress, bytes32 indexed payloadHash, bytes payload, string symbol, uint256 amount)',
			topic: '0x7e50569d26be643bda7757722291ec66b1be66d8283474ae3fab5a98f878a7a2',
			read: (values, { txid, turn }) => ({
				key: turn === null ? null : sent(txid, turn),
				peer: axelarPeer(values.text('destinationChain')),
				sender: values.hex('sender'),
				receiver: addressOf(values.text('destinationContractAddress')),
				asset: null,
				amount: values.uint('amount'),
			}),
		},
		{
			side: 'source',
			event:
				'ContractCall(address indexed sender, string destinationChain, string destinationContractAddress, bytes32 indexed payloadHash, bytes payload)',
			topic: '0x30ae6cc78c27e651745bf2ad08a11de83910ac1e347a52f7ac898c0fbef94dae',
			read: called,
		},
		{
			side: 'destination',
			event:
				'ContractCallApprovedWithMint(bytes32 indexed commandId, string sourceChain, string sourceAddress, address indexed contractAddress, bytes32 indexed payloadHash, string symbol, uint256 amount, bytes32 sourceTxHash, uint256 sourceEventIndex)',
			topic: '0x9991faa1f435675159ffae64b66d7ecfdb55c29755869a18db8497b4392347e0',
			read: (values) => ({
				key: sent(values.hex('sourceTxHash'), values.uint('sourceEventIndex')),
				peer: axelarPeer(values.text('sourceChain')),
				sender: addressOf(values.text('sourceAddress')),
				receiver: values.hex('contractAddress'),
				// The token is issued when the contract is called.
				asset: null,
				amount: values.uint('amount'),
			}),
		},
		{
			side: 'relay',
			event:
				'ContractCallApproved(bytes32 indexed commandId, string sourceChain, string sourceAddress, address indexed contractAddress, bytes32 indexed payloadHash, bytes32 sourceTxHash, uint256 sourceEventIndex)',
			topic: '0x44e4f8f6bd682c5a3aeba93601ab07cb4d1f21b2aab1ae4880d9577919309aa4',
			read: (values) => ({
				...NOTHING,
				key: sent(values.hex('sourceTxHash'), values.uint('sourceEventIndex')),
				onward: commanded(values),
				peer: axelarPeer(values.text('sourceChain')),
			}),
		},
		{
			side: 'destination',
			event:
				'InterchainTransferReceived(bytes32 indexed commandId, bytes32 indexed tokenId, string sourceChain, bytes sourceAddress, address indexed destinationAddress, uint256 amount, bytes32 dataHash)',
			topic: '0xbdb65cfd017af0876344138f62bc895163b5fd120cbe6e666ed306afd658de4b',
			read: (values) => ({
				...NOTHING,
				key: commanded(values),
				peer: axelarPeer(values.text('sourceChain')),
				receiver: values.hex('destinationAddress'),
				amount: values.uint('amount'),
			}),
		},
	],
	beside: [
		{
			name: 'InterchainTransfer',
			event:
				'InterchainTransfer(bytes32 indexed tokenId, address indexed sourceAddress, string destinationChain, bytes destinationAddress, uint256 amount, bytes32 indexed dataHash)',
			topic: '0xcd05f5b9dc4bb03babf40f5da98f5f46819846207d916f89b67d36fd1f7fd74f',
		},
	],
	// Tokens of the gateway are the same number everywhere; interchain tokens may differ in decimals.
	invariant: { kind: 'fee', mostMillionths: 0n },
	ttlSeconds: 3 * 86_400,
	sources: [
		'npm @axelar-network/axelar-cgp-solidity 6.4.0, IAxelarGateway; axelarnetwork/interchain-token-service',
		'npm @axelar-network/axelar-chains-config 1.3.0',
		'DefiLlama/bridges-server adapters axelar',
	],
}

/** A call that the token service makes for the transfer which it has told just before. */
function called(values: EventValues, { chain, txid, log, turn, beside }: EventPlace): ReadLegs {
	const own = axelarChains.find((one) => one.chain === chain)
	if (own === undefined || log === null || turn === null || values.hex('sender') !== own.tokens) return null
	const told: BesideEvent | undefined = beside('InterchainTransfer').findLast((one) => one.log < log)
	if (told === undefined) return null
	const to = told.values.hex('destinationAddress')
	const leg: LegFields = {
		key: sent(txid, turn),
		peer: axelarPeer(told.values.text('destinationChain')),
		sender: told.values.hex('sourceAddress'),
		receiver: to.length === 42 ? to : null,
		asset: null,
		amount: told.values.uint('amount'),
	}
	return leg
}
