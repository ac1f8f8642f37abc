import type { BridgeProtocol } from '../bridgeProtocol.js'
import type { EventValues } from '../decode/eventValues.js'
import { evmPeer } from '../decode/evmPeer.js'

const CHAINS = [1, 10, 56, 100, 137, 146, 250, 1088, 8453, 42161, 43114, 59144]
const SOURCE = '0xef4fb24ad0916217251f553c0596f8edc630eb66'
const DESTINATION = '0xe7351fd770a37282b91d153ee690b63579d6dd7f'
const NOBODY = `0x${'0'.repeat(40)}`
/** Chains that have no number of their own in EIP-155 are counted from here on. */
const OWN_NUMBERS = 7_565_164n

const ORDER =
	'(uint64 makerOrderNonce, bytes makerSrc, uint256 giveChainId, bytes giveTokenAddress, uint256 giveAmount, uint256 takeChainId, bytes takeTokenAddress, uint256 takeAmount, bytes receiverDst, bytes givePatchAuthoritySrc, bytes orderAuthorityAddressDst, bytes allowedTakerDst, bytes allowedCancelBeneficiarySrc, bytes externalCall) order'

const peerOf = (chain: bigint): string =>
	chain >= OWN_NUMBERS && chain !== 7_777_777n && chain !== 1_313_161_554n ? `debridge:${chain}` : evmPeer(chain)
const addressOf = (bytes: string): string | null => (bytes.length === 42 ? bytes : null)
const assetOf = (bytes: string): string | null => (bytes === NOBODY ? 'native' : addressOf(bytes))

/** deBridge's liquidity network (DLN): takers fulfil orders from their own means; both sides state the order's id. */
export const deBridge: BridgeProtocol = {
	id: 'debridge/dln',
	name: 'deBridge DLN',
	verified: 'contract',
	evidence: 'identifier',
	contracts: Object.fromEntries(CHAINS.map((chain) => [`eip155:${chain}`, [SOURCE, DESTINATION]])),
	events: [
		{
			side: 'source',
			event: `CreatedOrder(${ORDER}, bytes32 orderId, bytes affiliateFee, uint256 nativeFixFee, uint256 percentFee, uint32 referralCode, bytes metadata)`,
			topic: '0xfc8703fd57380f9dd234a89dce51333782d49c5902f307b02f03e014d18fe471',
			read: (values) => {
				const order = values.tuple('order')
				const [asset, fee] = [assetOf(order.hex('giveTokenAddress')), values.uint('percentFee')]
				// Of coins, the fixed fee goes along in the same payment.
				const fixed = asset === 'native' ? values.uint('nativeFixFee') : 0n
				return {
					key: values.hex('orderId'),
					peer: peerOf(order.uint('takeChainId')),
					sender: addressOf(order.hex('makerSrc')),
					receiver: addressOf(order.hex('receiverDst')),
					asset,
					amount: order.uint('giveAmount') + fee + fixed,
					...(fee + fixed === 0n ? {} : { fee: fee + fixed }),
					wanted: taken(order),
				}
			},
		},
		{
			side: 'destination',
			event: `FulfilledOrder(${ORDER}, bytes32 orderId, address sender, address unlockAuthority)`,
			topic: '0xd281ee92bab1446041582480d2c0a9dc91f855386bb27ea295faac1e992f7fe4',
			read: (values) => {
				const order = values.tuple('order')
				return {
					key: values.hex('orderId'),
					peer: peerOf(order.uint('giveChainId')),
					sender: addressOf(order.hex('makerSrc')),
					receiver: addressOf(order.hex('receiverDst')),
					...taken(order),
					custody: values.hex('sender'),
				}
			},
		},
	],
	invariant: { kind: 'wanted' },
	ttlSeconds: 86_400,
	sources: [
		'debridge-finance DlnSource.sol, DlnDestination.sol as in l2beat/l2beat interop plugin debridge-dln (116d214)',
		'npm @debridge-finance/dln-client 8.3.6, addresses of the contracts; docs.debridge.com',
	],
}

function taken(order: EventValues): { readonly asset: string | null; readonly amount: bigint } {
	return { asset: assetOf(order.hex('takeTokenAddress')), amount: order.uint('takeAmount') }
}
