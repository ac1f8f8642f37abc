import type { AskedRow, BridgeProtocol, ReadLegs } from '../../bridgeProtocol.js'
import type { EventPlace } from '../../decode/eventPlace.js'
import type { EventValues } from '../../decode/eventValues.js'
import { wormholeChains } from './wormholeChains.js'
import { wormholeMessage, wormholeTransfer } from './wormholeMessage.js'

const ADDRESS = /^0x0{24}([0-9a-f]{40})$/
const asked = (name: string, selector: string): AskedRow => ({
	name: 'completeTransfer',
	call: `${name}(bytes encodedVm)`,
	selector,
})

const chainOf = (number: bigint): string =>
	wormholeChains.find((one) => one.number === number)?.chain ?? `wormhole:${number}`
const addressOf = (word: string): string | null => {
	const [, address] = ADDRESS.exec(word) ?? []
	return address === undefined ? null : `0x${address}`
}
const padded = (address: string): string => `0x${address.slice(2).padStart(64, '0')}`

/**
 * Wormhole's token bridge: who redeems names chain, emitter and number of the message. Messages write amounts with eight
 * decimals at most, so the transfers on both sides tell them.
 */
export const wormhole: BridgeProtocol = {
	id: 'wormhole/token',
	name: 'Wormhole token bridge',
	verified: 'contract',
	evidence: 'identifier',
	contracts: Object.fromEntries(wormholeChains.map(({ chain, core, tokenBridge }) => [chain, [core, tokenBridge]])),
	events: [
		{
			side: 'source',
			event:
				'LogMessagePublished(address indexed sender, uint64 sequence, uint32 nonce, bytes payload, uint8 consistencyLevel)',
			topic: '0x6eb224fb001ed210e379b335e35efe88672a8ce935d981a6896b27ffdf52a3b2',
			read: published,
		},
		{
			side: 'destination',
			event: 'TransferRedeemed(uint16 indexed emitterChainId, bytes32 indexed emitterAddress, uint64 indexed sequence)',
			topic: '0xcaf280c8cfeba144da67230d9b009c8f868a75bac9a528fa0474be1ba317c169',
			read: redeemed,
		},
	],
	asked: [
		asked('completeTransfer', '0xc6878519'),
		asked('completeTransferAndUnwrapETH', '0xff200cde'),
		asked('completeTransferWithPayload', '0xc3f511c1'),
		asked('completeTransferAndUnwrapETHWithPayload', '0x1c8475e4'),
	],
	// Who relays a message may keep a part that it states.
	invariant: { kind: 'fee', mostMillionths: 50_000n },
	claimedByUser: true,
	ttlSeconds: 86_400,
	sources: [
		'wormhole-foundation/wormhole ethereum/contracts Implementation.sol, Messages.sol, bridge/Bridge.sol, BridgeStructs.sol',
		'npm @wormhole-foundation/sdk-base 6.1.5',
	],
}

function published(values: EventValues, { chain, contract }: EventPlace): ReadLegs {
	const own = wormholeChains.find((one) => one.chain === chain)
	const transfer = wormholeTransfer(values.hex('payload'))
	if (own === undefined || contract !== own.core || values.hex('sender') !== own.tokenBridge) return null
	if (transfer === null) return null
	const { tokenChain, token, to, toChain } = transfer
	return {
		key: `${own.number}/${padded(own.tokenBridge)}/${values.uint('sequence')}`,
		peer: chainOf(toChain),
		sender: null,
		receiver: addressOf(to) ?? (toChain === own.number ? null : to),
		// A token from elsewhere goes by another address here.
		asset: tokenChain === own.number ? addressOf(token) : null,
		amount: null,
		carried: true,
		custody: own.tokenBridge,
	}
}

function redeemed(values: EventValues, { chain, contract, asked: call }: EventPlace): ReadLegs {
	const own = wormholeChains.find((one) => one.chain === chain)
	if (own === undefined || contract !== own.tokenBridge) return null
	const [number, emitter] = [values.uint('emitterChainId'), values.hex('emitterAddress')]
	const sequence = values.uint('sequence')
	const signed = wormholeMessage(call('completeTransfer')?.hex('encodedVm') ?? '0x')
	const isIt = signed?.sequence === sequence && signed.emitter === emitter && signed.emitterChain === number
	const transfer = signed !== null && isIt ? wormholeTransfer(signed.payload) : null
	return {
		key: `${number}/${emitter}/${sequence}`,
		peer: chainOf(number),
		sender: null,
		receiver: transfer === null ? null : addressOf(transfer.to),
		asset: transfer?.tokenChain === own.number ? addressOf(transfer.token) : null,
		amount: null,
		carried: true,
	}
}
