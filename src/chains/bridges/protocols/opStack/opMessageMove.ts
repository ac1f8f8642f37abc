import type { LegFields } from '../../bridgeProtocol.js'
import { abiCall } from '../../decode/abiCall.js'
import type { OpMessage } from './opKeys.js'

/** What a message, or what it led to, says of value. */
export type OpMove = Pick<LegFields, 'sender' | 'receiver' | 'asset' | 'amount'>

/** The address that stands for the coin where the first bridges name two tokens. Source: Lib_PredeployAddresses.sol. */
const COIN_ABOVE = '0xdeaddeaddeaddeaddeaddeaddeaddeaddead0000'
const COIN_BELOW = `0x${'0'.repeat(40)}`

const finalizeEth = abiCall('finalizeBridgeETH(address from, address to, uint256 amount, bytes extraData)')
const finalizeToken = abiCall(
	'finalizeBridgeERC20(address localToken, address remoteToken, address from, address to, uint256 amount, bytes extraData)',
)
const finalizeDeposit = abiCall(
	'finalizeDeposit(address l1Token, address l2Token, address from, address to, uint256 amount, bytes data)',
)
const finalizeEthWithdrawal = abiCall('finalizeETHWithdrawal(address from, address to, uint256 amount, bytes data)')
const finalizeTokenWithdrawal = abiCall(
	'finalizeERC20Withdrawal(address l1Token, address l2Token, address from, address to, uint256 amount, bytes data)',
)
export const relayMessage = abiCall(
	'relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data)',
)

/** A token as one of the first bridges names it. */
export const coinOr = (token: string): string => (token === COIN_ABOVE || token === COIN_BELOW ? 'native' : token)

/**
 * What a message moves where it is sent: what the bridge on the other side is told to pay, else the coins that it carries.
 * Null where it moves nothing that can be read. `bridges`: the standard bridges of the two sides.
 */
export function opMessageMove(
	{ sender, target, value, data }: Omit<OpMessage, 'nonce' | 'gasLimit'>,
	bridges: { readonly here: string; readonly there: string },
	way: 'up' | 'down',
): OpMove | null {
	if (sender === bridges.here && target === bridges.there) {
		const coins = finalizeEth(data) ?? finalizeEthWithdrawal(data)
		const token = finalizeToken(data) ?? finalizeDeposit(data) ?? finalizeTokenWithdrawal(data)
		const told = coins ?? token
		if (told !== null) {
			const parties = { sender: told.hex('from'), receiver: told.hex('to'), amount: told.uint('amount') }
			if (token === null) return { ...parties, asset: 'native' }
			// The newer call names the tokens as the other side sees them.
			const remote = finalizeToken(data)?.hex('remoteToken')
			return { ...parties, asset: coinOr(remote ?? token.hex(way === 'up' ? 'l1Token' : 'l2Token')) }
		}
	}
	return value === 0n ? null : { sender, receiver: target, asset: 'native', amount: value }
}
